"""Testing: the wheel installed into a fresh environment, the tests beside it without the project's own code, and what they came to."""

import os
import re
import shlex
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from seatrial.app import imported
from seatrial.app.looking import Files, Looked
from seatrial.app.state import fresh_log
from seatrial.core.dist import read
from seatrial.core.dist.layout import installed_path
from seatrial.core.install import install_fault, last_line, requirement, without_secrets
from seatrial.core.metadata import parse
from seatrial.core.testing.files import beside_tests, own_tops
from seatrial.core.testing.needs import needs_of
from seatrial.core.testing.suite import suite_of
from seatrial.model.command import Command, Completed
from seatrial.model.dist import Wheel
from seatrial.model.event import Told
from seatrial.model.release import Artifact
from seatrial.model.run import Run, TestsEnd
from seatrial.model.sentence import Said, Sentence
from seatrial.model.testing import Brought, Needs, Suite
from seatrial.model.verify import Environment, Install
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.tests import NO_ROOM
from seatrial.problem.verify import NO_DEPENDENCY

STEP = "tests"
LOG = "tests.log"
NEEDS = Sentence("CKL079", "What the tests need, as {places} says: {needs}")
RUNS = Sentence("CKL080", "runs {command}")
UNTOLD = Sentence("CKL081", "Nothing says how this project is tested.")
UNSEEN = Sentence("CKL082", "The tests passed without importing any of these: {modules}")
GONE = Sentence("CKL088", "A test asks for {path} in the tree. The project's own code is only where it was installed.")
LINE = Sentence("CKL083", "{line}")
TOOLS = frozenset(("pytest", "nox", "tox", "coverage", "hatch", "nose2"))
"""Programs that are installed where a command names them."""
WRITTEN = 1024 * 1024 * 1024
"""Bytes that the tests may write into one file."""
LOGGED = 16 * 1024 * 1024
"""Bytes of their output that are kept."""
TAIL = 20
"""Lines of the output that are kept and shown."""
LONGEST = 200
"""Characters of such a line."""
NO_TESTS = re.compile(r"^(?:Ran 0 tests|NO TESTS RAN|=+ no tests ran)", re.MULTILINE)
USAGE = re.compile(r"^.*(?:error: unrecognized arguments|No module named (?:pytest|nox|tox|coverage)\b).*$", re.MULTILINE)


class Bench(NamedTuple):
    """What the tests of one project need."""

    world: World
    looked: Looked
    suite: Suite
    needs: Needs
    brought: Brought
    wheel: Path
    log: str
    scratch: Path


class Ended(NamedTuple):
    """How they ended."""

    how: TestsEnd
    command: str = ""
    reason: str = ""
    tail: str = ""


def run_tests(world: World, looked: Looked, state: str, tree: str, wheel: str) -> Run:
    """Run the tests of a project against its wheel; `tree` is the fingerprint of what the wheel was built from. Runs code of the project.

    Raises `Problem` PTS002 where there is no room, PVF001 where no environment can be made, PGT… where the tree cannot be copied.
    """
    files, brought = Files(looked.project.folder), _brought(wheel)
    needs = needs_of(looked.project, files, brought)
    suite = suite_of(looked.project, files, looked.settings, needs, brought)
    run = Run("tests", tree, ok=False, at=world.now(), how="unknown")
    if suite is None:
        world.tell(Told(STEP, "skipped", Said(UNTOLD)))
        return run
    log = fresh_log(state, LOG)
    world.tell(Told(STEP, "started"))
    try:
        with tempfile.TemporaryDirectory(prefix="seatrial-tests-", ignore_cleanup_errors=True) as scratch:
            bench = Bench(world, looked, suite, needs, brought, Path(wheel), log, Path(scratch).resolve())
            ended = _carry_out(bench)
    except OSError as error:
        raise Problem(NO_ROOM, reason=error.strerror or str(error)) from error
    ok = ended.how in {"passed", "own"}
    for line in ended.tail.splitlines():
        world.tell(Told(STEP, "note", Said(LINE, {"line": line})))
    world.tell(Told(STEP, "done" if ok else "failed"))
    command = ended.command or "; ".join(suite.commands)
    return run._replace(
        ok=ok,
        at=world.now(),
        command=command,
        log=str(Path(log).relative_to(looked.project.folder)),
        how=ended.how,
        reason=ended.reason,
        tail=ended.tail,
    )


def _brought(wheel: str) -> Brought:
    path = Path(wheel)
    with path.open("rb") as file:
        dist = read(file, path.name)
    members = dist.members if isinstance(dist, Wheel) else ()
    extras = parse(dist.metadata).provides_extra if isinstance(dist, Wheel) and dist.metadata else ()
    return Brought(frozenset(where for one in members if one.kind == "file" and (where := installed_path(one.name))), extras)


def _carry_out(bench: Bench) -> Ended:
    world, suite, looked = bench.world, bench.suite, bench.looked
    world.tell(Told(STEP, "note", suite.why))
    if bench.needs.stated and not suite.own:
        needed = ", ".join((*(f"[{one}]" for one in bench.needs.extras), *bench.needs.requirements)) or "-"
        world.tell(Told(STEP, "note", Said(NEEDS, {"places": ", ".join(bench.needs.stated), "needs": needed})))
    for folder in ("tree", "install", "tmp"):
        (bench.scratch / folder).mkdir()
    tree = Path(world.git.export(looked.project.folder, looked.repository, str(bench.scratch / "tree")).folder)
    environment = world.installs.make(str(bench.scratch / "env"), None)
    site = next(Path(environment.folder).glob("[Ll]ib/**/site-packages"))
    if wrong := _install(bench, environment):
        return Ended("not begun", reason=wrong)
    gone: tuple[str, ...] = ()
    if not suite.own:
        _overlay(suite, tree, site)
        gone = _prune(bench, tree)
        imported.watch(site, sorted(own_tops(looked.project, bench.brought)), str(bench.scratch / "seen"))
    for command in suite.commands:
        ended = _run(bench, environment, tree, _without_coverage(command, suite, site))
        if ended.how != "passed":
            if asked := next((path for path in gone if f"{tree}/{path}" in ended.tail), None):
                world.tell(Told(STEP, "note", Said(GONE, {"path": asked})))
            return ended
    return Ended("own", suite.commands[0]) if suite.own else _proved(bench, site)


def _install(bench: Bench, environment: Environment) -> str | None:
    """Install the wheel with what its tests need; return what is wrong, None where all went well."""
    world, wheel, suite = bench.world, bench.wheel, bench.suite
    also = tuple(dict.fromkeys((*bench.needs.requirements, *_tools(suite))))
    extras = f"[{','.join(bench.needs.extras)}]" if bench.needs.extras else ""
    name, at, url = requirement(wheel.name, wheel.absolute().as_uri()).partition(" @ ")
    what = f"{name}{extras}{at}{url}"
    if suite.own:
        also = _tools(suite)
        if not also:
            return None
        what, also = also[0], also[1:]
    uv = world.find("uv")
    asked = Install(
        "uv" if uv else "pip", uv or "", environment, what, (), dependencies=True, scratch=str(bench.scratch / "install"), log=bench.log,
        timeout=bench.looked.settings.build_timeout, also=also, step=STEP,
    )  # fmt: skip
    completed = world.installs.install(asked)
    fault = install_fault(Artifact(wheel.name, "wheel", 0, "", ""), asked.installer, completed)
    if fault and fault.kind is NO_DEPENDENCY:
        # What is missing may well be there, and not go together with the project.
        return last_line(completed.output)
    return fault and str(Problem(fault.kind, **fault.values))


def _tools(suite: Suite) -> tuple[str, ...]:
    """Return the programs that the commands begin with, as far as they can be installed."""
    found = []
    for command in suite.commands:
        with suppress(ValueError):
            words = shlex.split(command)
            found += [one for one in words[2:3] if words[1:2] == ["-m"]] or words[:1]
    return tuple(dict.fromkeys(one for one in found if one in TOOLS))


def _overlay(suite: Suite, tree: Path, site: Path) -> None:
    """Put tests that lie inside of a package, and that its wheel leaves out, where they would be installed."""
    for path, where in suite.added.items():
        if (tree / path).is_file() and not (tree / path).is_symlink():
            target = site / where
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(tree / path, target)


def _prune(bench: Bench, tree: Path) -> tuple[str, ...]:
    """Take the project's own code out of the copy, so that tests can import only what was installed; return its files."""
    kept = frozenset(beside_tests(bench.looked.project, bench.brought))
    gone = tuple(path for path in bench.looked.project.listing if path not in kept)
    for path in gone:
        with suppress(OSError):
            (tree / path).unlink()
            for folder in (tree / path).parents:
                if folder == tree:
                    break
                folder.rmdir()
    return gone


def _without_coverage(command: str, suite: Suite, site: Path) -> str:
    """Return the command that measures no coverage: how much of the tree is covered says nothing of what was installed."""
    measures = suite.runner == "pytest" and (site / "pytest_cov").is_dir()
    return f"{command} --no-cov" if measures else command


def _run(bench: Bench, environment: Environment, tree: Path, command: str) -> Ended:
    world, settings = bench.world, bench.looked.settings
    world.tell(Told(STEP, "progress", Said(RUNS, {"command": command})))
    path = os.pathsep.join(filter(None, (environment.bin, world.environ.get("PATH"))))
    own = {"PATH": path, "VIRTUAL_ENV": environment.folder, "TMPDIR": str(bench.scratch / "tmp")}
    try:
        words = tuple(shlex.split(command))
        completed = world.run(
            Command(words, str(tree), own, settings.test_timeout, bench.log, written=WRITTEN, mark="TMPDIR", step=STEP)
        )  # fmt: skip
    except Problem as problem:
        return Ended("not begun", command, f"{problem}")
    except (ValueError, IndexError) as error:
        return Ended("not begun", command, f"{command}: {error}.")
    finally:
        _shorten(bench.log)
    return _ended(completed, command, settings.test_timeout)


def _shorten(log: str) -> None:
    """Keep the end of a log that is longer than anybody reads."""
    with suppress(OSError), os.fdopen(os.open(log, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC), "r+b") as file:
        size = file.seek(0, os.SEEK_END)
        if size > LOGGED:
            file.seek(size - LOGGED)
            end = file.read(LOGGED)
            file.seek(0)
            file.write(end)
            file.truncate(LOGGED)


def _ended(completed: Completed, command: str, seconds: int) -> Ended:
    output = without_secrets(completed.output)
    tail = "\n".join(line.rstrip()[:LONGEST] for line in [line for line in output.splitlines() if line.strip()][-TAIL:])
    if completed.timed_out:
        return Ended("timed out", command, str(seconds), tail)
    usage = USAGE.search(output)
    if completed.status and usage:
        return Ended("not begun", command, usage[0].strip(), tail)
    if NO_TESTS.search(output) and completed.status in {0, 5}:
        return Ended("none", command, "", tail)
    if completed.status:
        return Ended("failed", command, "" if tail else f"status {completed.status}", tail)
    return Ended("passed", command)


def _proved(bench: Bench, site: Path) -> Ended:
    """Say whether what the tests imported is what was installed."""
    seen = imported.seen(str(bench.scratch / "seen"))
    command = "; ".join(bench.suite.commands)
    for name, places in seen.items():
        if not any(Path(place).is_relative_to(site.resolve()) for place in places):
            return Ended("source", command, f"{name}: {places[0]}")
    if not seen:
        modules = ", ".join(sorted(own_tops(bench.looked.project, bench.brought))) or "-"
        bench.world.tell(Told(STEP, "note", Said(UNSEEN, {"modules": modules})))
    return Ended("passed", command)
