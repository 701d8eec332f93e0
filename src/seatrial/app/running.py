"""Running what the checklist lacks: the rehearsal with its build, and the tests, of each project that is named. Runs their code."""

import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from seatrial.app.build import build, build_locked
from seatrial.app.check import BUILD_FILES
from seatrial.app.going_on import dist_paths
from seatrial.app.journals import refuse_interrupted
from seatrial.app.looking import Looked, look, shown_path
from seatrial.app.manifest import NAME as MANIFEST
from seatrial.app.manifest import read_manifest
from seatrial.app.rehearse import rehearse
from seatrial.app.runs import fingerprint, keep, last_of, last_run
from seatrial.app.state import locked, state_folder
from seatrial.app.testing import STEP, run_tests
from seatrial.core.install import fits, pure
from seatrial.core.plan import plan_id
from seatrial.core.profile import PYPI, REHEARSAL
from seatrial.model.build import BuildOptions
from seatrial.model.event import Told
from seatrial.model.release import RehearseOptions
from seatrial.model.sentence import ProblemFacts, Said, Sentence
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.tests import NO_PROJECT

RUNS = Sentence("CKL084", "Runs code of the project in {folder}: its build, what it installs, its tests.")
THERE = Sentence("CKL085", "Nothing is missing: exactly this tree was built, rehearsed and tested before.")
NO_WHEEL = Sentence("CKL086", "Without a wheel there is nothing to test.")
CHANGED = Sentence("CKL087", "Files of the project changed meanwhile, so that these tests count for nothing.")


def run_missing(world: World, paths: Sequence[str]) -> None:
    """Rehearse, build and test the project folders among the paths, as far as that was not done well with exactly their trees; remember how it ended.

    Raises `Problem`: PTS001 where no path is a project's folder; where a single one is, what keeps it from being looked at or tested. With several, that
    is told, and the others go on.
    """
    folders = [path for path in paths if any(os.path.lexists(Path(path, name)) for name in BUILD_FILES)]
    if not folders:
        raise Problem(NO_PROJECT, paths=", ".join(paths))
    for folder in folders:
        try:
            _run(world, folder)
        except Problem as problem:
            if len(paths) == 1:
                raise
            _tell(world, "look", problem.facts())


def _run(world: World, folder: str) -> None:
    looked = look(world, folder)
    world.tell(Told("look", "note", Said(RUNS, {"folder": shown_path(looked.project.folder)})))
    state, tree = state_folder(world, looked.project.folder), fingerprint(world, looked)
    good = {kind for kind in ("tests", "build", "rehearse") if (run := last_run(world, state, kind, tree)) and run.ok}
    if len(good) == 3:
        world.tell(Told("look", "note", Said(THERE)))
    if "rehearse" not in good:
        outcome = rehearse(world, folder, RehearseOptions(online=False))
        if outcome.interrupted:
            raise KeyboardInterrupt
        if outcome.problem:
            failed = [one.step for one in outcome.steps if one.state == "failed"]
            _tell(world, failed[-1] if failed else "look", outcome.problem)
    elif "build" not in good:
        build(world, looked, BuildOptions(PYPI))
    if "tests" not in good:
        with locked(state):
            refuse_interrupted(world, state)
            _test(world, look(world, folder), state)


def _test(world: World, looked: Looked, state: str) -> None:
    tree = fingerprint(world, looked)
    wheel = _wheel(world, looked, state, tree)
    if wheel is None:
        world.tell(Told(STEP, "skipped", Said(NO_WHEEL)))
    elif not keep(world, looked, state, run_tests(world, looked, state, tree, wheel)):
        world.tell(Told(STEP, "note", Said(CHANGED)))


def _wheel(world: World, looked: Looked, state: str, tree: str) -> str | None:
    """Return the path of a wheel of exactly this tree, built where there is none; None where its build fails, or makes no wheel."""
    last = last_of(world, state, "build")
    of_this = last is not None and last.tree == tree
    if of_this and last and not last.made:
        return None
    found = _kept(world, looked, state, last.made) if of_this and last else None
    if found:
        return found
    built = build_locked(world, looked, BuildOptions(PYPI), state)
    name = _fitting(world, built.paths)
    return built.paths[name] if name else None


def _fitting(world: World, names: Iterable[str]) -> str | None:
    """Return the first wheel that can be installed here; where none can, the installer says why."""
    wheels = [name for name in names if name.endswith(".whl")]
    tags = frozenset() if all(map(pure, wheels)) else world.installs.tags(None)
    return next((name for name in wheels if fits(name, tags)), wheels[0] if wheels else None)


def _kept(world: World, looked: Looked, state: str, made: str) -> str | None:
    """Return the wheel of the last build, if it still lies where it was put and is the very one."""
    try:
        manifest = read_manifest(str(Path(state, MANIFEST)))
        if plan_id(manifest, REHEARSAL.name) != made:
            return None
        paths = dist_paths(looked.project.folder, manifest)
        name = _fitting(world, paths)
        sums = {file.name: file.sha256 for file in manifest.files}
        if name:
            with Path(paths[name]).open("rb") as content:
                return paths[name] if hashlib.file_digest(content, "sha256").hexdigest() == sums[name] else None
    except (OSError, Problem):
        return None
    return None


def _tell(world: World, step: str, facts: ProblemFacts) -> None:
    world.tell(Told(step, "note", Said(Sentence(f"{facts.kind.id}.message", facts.kind.message), facts.values)))
