"""Releases by the real program that are stopped on their way, and what must have come of them in the end."""

import contextlib
import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from make.git import git, user
from make.release import index, project, pyproject
from seatrial.core.journal import Replayed, replay
from seatrial.model.release import UploadStep

STOPPER = Path(__file__).with_name("stop_at_line.py").read_text("utf-8")
HERE = ("py3-none-any", "cp311-none-win_amd64")
"""Tags of two wheels, of which one can be installed here."""
ELSEWHERE = ("cp311-none-win_amd64", "cp312-none-win_amd64")
"""Tags of two wheels that cannot be installed here: the sdist alone is, which takes half of the time."""
RELEASE = ("release", "--to", "local")
LINES = 11
"""Of the journal of a release of two wheels and an sdist: the plan, and two for each of three uploads, the verification and the tag."""
PATH = str(Path(shutil.which("git") or "git").parent)
"""git, and no uv: what is installed is installed once."""


class Yard(NamedTuple):
    """A folder with a project, its user's home and data."""

    folder: Path

    @property
    def project(self) -> Path:
        """The project."""
        return self.folder / "project"

    @property
    def store(self) -> Path:
        """The lasting index."""
        return self.folder / "data" / "index"

    def start(self, *args: str, stop_at: str | None = None) -> subprocess.Popen:
        """Start the program on the project; `stop_at` is what `stop_at_line` takes."""
        temporary, customized = self.folder / "temporary", self.folder / "customized"
        for made in (temporary, customized):
            made.mkdir(exist_ok=True)
        (customized / "sitecustomize.py").write_text(STOPPER, "utf-8")
        # No compiled module is written: a full disk would leave half of one beside the sources.
        stopping = {"STOP_AT": stop_at, "PYTHONPATH": str(customized), "PYTHONDONTWRITEBYTECODE": "1"} if stop_at else {}
        environ = user(self.folder, PATH=PATH, SEATRIAL_DATA=str(self.folder / "data"), TMPDIR=str(temporary), LC_ALL="C.UTF-8", **stopping)
        return subprocess.Popen(
            [sys.executable, "-m", "seatrial", *args, "--format", "json", str(self.project)],
            cwd=self.folder, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    @contextlib.contextmanager
    def running(self, *args: str, stop_at: str | None = None) -> Iterator[subprocess.Popen]:
        """Run the program while the context lasts; it is dead afterwards."""
        with self.start(*args, stop_at=stop_at) as process:
            try:
                yield process
            finally:
                process.kill()

    def run(self, *args: str, stop_at: str | None = None) -> tuple[int, dict]:
        """Run the program to its end; return its exit status and the object that it prints, which is empty where it was killed."""
        with self.running(*args, stop_at=stop_at) as process:
            out, err = process.communicate(timeout=120)
        assert out or process.returncode == -signal.SIGKILL, err.decode()
        return process.returncode, json.loads(out) if out else {}

    def journal(self) -> tuple[Replayed | None, int]:
        """Return what the journal of the unfinished release tells, and the number of its whole lines."""
        paths = list((self.project / ".seatrial").glob("journal-*.jsonl"))
        if not paths:
            return None, 0
        data = paths[0].read_bytes()
        return replay(data, (self.folder / "data" / "journal.key").read_bytes(), str(paths[0])), data.count(b"\n")

    def go_on(self, *, resume: bool) -> None:
        """End what was stopped, by `resume`, which says so where nothing was begun, or by the same command."""
        status, answer = self.run("resume") if resume else (3, {"problem": {"id": "PRL016"}})
        if status == 3 and answer["problem"]["id"] == "PRL016":
            begun = self.journal()[0]
            assert begun is None or not resume
            status, answer = self.run(*RELEASE)
        assert (status, answer["problem"]) == (0, None), answer
        assert {file["state"] for file in answer["files"]} <= {"uploaded", "present"}
        assert answer["tag"] == "v1.0"

    def keeps_its_word(self) -> None:
        """Hold a release that was just stopped against what is true of it at any moment: no tag early, nothing sent that is not written down."""
        known, _ = self.journal()
        tagged = git(self.project, "tag")
        there = index(self.folder) if self.store.is_dir() else {}
        if known is None:
            finished = list((self.project / ".seatrial").glob("released-*.jsonl"))
            assert bool(tagged) == bool(finished)
            assert len(there) == (3 if finished else 0)
            return
        uploads = {step.id: step.file for step in known.plan.steps if isinstance(step, UploadStep)}
        assert there.keys() <= {file for step, file in uploads.items() if step in known.done or step in known.doubt}
        assert there.keys() >= {file for step, file in uploads.items() if step in known.done}
        if tagged:
            assert {*uploads, "verify"} <= known.done.keys()
            assert there.keys() == set(uploads.values())


class Undisturbed(NamedTuple):
    """A release that nothing stopped."""

    seconds: float
    end: Mapping[str, object]


def yard(folder: Path, tags: tuple[str, str] = HERE) -> Yard:
    """Make a project whose build gives two wheels and an sdist, the same bytes every time; it is committed, and nothing is released."""
    project(folder / "project", files={"pyproject.toml": f"{pyproject()}\n[tool.own-backend]\ntags = {json.dumps(tags)}\n"})
    return Yard(folder)


def undisturbed(folder: Path, tags: tuple[str, str] = HERE) -> Undisturbed:
    """Release without being disturbed; measured twice, because the first run of a program is slower."""
    seconds = []
    for name in ("cold", "warm"):
        place = yard(folder / name, tags)
        begun = time.monotonic()
        status, answer = place.run(*RELEASE)
        seconds.append(time.monotonic() - begun)
        assert status == 0, answer
    return Undisturbed(min(seconds), end(place))


def end(place: Yard) -> Mapping[str, object]:
    """Return all that a release leaves behind, without the times of it."""
    folder = place.project
    assert git(folder, "status", "--porcelain", "--untracked-files=no") == ""
    ledger = [json.loads(line) for line in (place.store / "ledger.jsonl").read_bytes().splitlines()]
    return {
        "tags": git(folder, "for-each-ref", "--format=%(refname) %(*objectname)", "refs/tags"),
        "commit": git(folder, "rev-parse", "HEAD"),
        "dist": {path.name: path.read_bytes() for path in (folder / "dist").iterdir()},
        "ledger": [{key: value for key, value in line.items() if key != "uploaded"} for line in ledger],
        "contents": {
            str(path.relative_to(place.store)): path.read_bytes() for path in (place.store / "files").rglob("*") if path.is_file()
        },
        "paths": sorted(
            str(path.relative_to(place.folder)) for top in (folder / ".seatrial", place.folder / "data") for path in top.rglob("*")
        ),
    }


def clear(place: Yard) -> None:
    """Take away a release that was held against what it must be."""
    shutil.rmtree(place.folder, ignore_errors=True)
