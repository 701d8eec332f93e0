"""Changes files of a project again and again, and dies at each operation of the disk in turn; run as a program it prints what was found, as JSON."""

import json
import os
import shutil
import signal
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from make.release import harbour
from seatrial.app.edits import RECORD, recover, write_all
from seatrial.app.state import state_folder
from seatrial.model.edit import Edit, Purpose
from seatrial.problem import Problem

CHANGES = {"os.chmod", "os.chown", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate"}
BEFORE = {"pyproject.toml": b'version = "1.0"\r\n', "boat/__init__.py": b'__version__ = "1.0"\n', "docs/conf.py": b"release = '1.0'"}
AFTER = {"pyproject.toml": b'version = "1.1"\r\n', "boat/__init__.py": b'__version__ = "1.1"\n', "docs/conf.py": b"release = '1.1'"}
MODES = {"pyproject.toml": 0o644, "boat/__init__.py": 0o600, "docs/conf.py": 0o755}
NEW = {".gitignore": b"dist/\n"}
EDITS = (*(Edit(file, BEFORE[file], AFTER[file]) for file in BEFORE), *(Edit(file, None, NEW[file]) for file in NEW))


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file of a project, but what seatrial keeps about it."""
    paths = (path for path in folder.rglob("*") if path.is_file() and ".seatrial" not in path.relative_to(folder).parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def lay(folder: Path) -> Path:
    """Write the project as it is before."""
    for file, content in BEFORE.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes(content)
        (folder / file).chmod(MODES[file])
    return folder


def die_at(number: int) -> None:
    """Let this process die at an operation that changes the disk: before it, and where something was written also with half of it, and after it."""
    count = 0

    def step(torn: Callable[[], None] = lambda: None) -> None:
        nonlocal count
        count += 1
        if count == number:
            torn()
            os.kill(os.getpid(), signal.SIGKILL)

    def hook(event: str, args: tuple[object, ...]) -> None:
        if event in CHANGES or (event == "open" and int(args[2]) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)):  # type: ignore[call-overload]
            step()

    settle = os.fsync

    def settled(descriptor: int) -> None:
        facts = os.fstat(descriptor)
        if stat.S_ISREG(facts.st_mode):
            step(lambda: os.ftruncate(descriptor, facts.st_size // 2))
        step()
        settle(descriptor)
        step()

    sys.addaudithook(hook)
    os.fsync = settled


def dies(number: int, work: Callable[[], object]) -> bool:
    """Do some work in a child that dies at an operation; return whether it died."""
    child = os.fork()
    if child == 0:
        die_at(number)
        with suppress(Problem):
            work()
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def main(folder: Path, *, back: bool) -> dict[str, object]:
    """Die at every operation; gives how often, how often a change was left half done, and all that was wrong after the next run."""
    world = harbour(folder)
    kills, begun, wrong = 0, 0, []
    base = folder / "base"
    lay(base)
    state_folder(world, str(base))
    new = {**AFTER, **NEW}
    while True:
        place = folder / "project"
        shutil.copytree(base, place)
        if not dies(kills + 1, lambda place=place: write_all(world, str(place), EDITS, Purpose("bump", "1.0", "1.1"))):
            return {"kills": kills, "begun": begun, "wrong": wrong, "whole": tree(place) == new}
        kills += 1
        # Whoever sets it right can die at that too.
        dies(kills % 29 + 1, lambda place=place: recover(world, str(place), back=back))
        begun += (place / ".seatrial" / RECORD).exists()
        settled = recover(world, str(place), back=back)
        found = tree(place)
        expected = [dict(BEFORE) if back else new] if settled else [dict(BEFORE), new]
        wrong += [f"{kills}: {found}"] if found not in expected else []
        wrong += [f"{kills}: {file} has another mode" for file, mode in MODES.items() if (place / file).stat().st_mode & 0o777 != mode]
        wrong += [f"{kills}: the record is left"] if (place / ".seatrial" / RECORD).exists() else []
        shutil.rmtree(place)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), back=sys.argv[2] == "back")))
