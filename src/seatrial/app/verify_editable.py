"""Verify the editable installation of a project's folder: what it brings, and what it leaves behind in the folder."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from seatrial.app.course import Course
from seatrial.app.interpreters import announced, our_own
from seatrial.app.looking import Looked, look, looked_report
from seatrial.app.tryout import Trial
from seatrial.app.verify import NO_UV, run_trials
from seatrial.app.verify_files import logs_folder, settle, with_options
from seatrial.core.install import secrets_of_uv
from seatrial.core.profile import PYPI
from seatrial.core.project.discovery import import_path
from seatrial.model.event import Told
from seatrial.model.project import Project
from seatrial.model.release import Artifact, Manifest
from seatrial.model.sentence import Said, Sentence
from seatrial.model.verify import Interpreter, Verified, VerifyOptions
from seatrial.model.world import World

NOT_PROVEN = Sentence(
    "STV013",
    "An editable installation leads to the project's folder: it proves neither that the wheel and the sdist have every file, nor that they build and install. `seatrial rehearse` does.",
)
LEFT = Sentence("STV014", "Left behind in the project's folder by the build: {path}")
CHANGED = Sentence("STV015", "Written anew in the project's folder during the installation: {path}")
PASSWORD = Sentence(
    "STV016",
    "Not tried with uv: {names} may hold a password, which uv would hand on to the project's build backend.",
)
ENTRIES = 200_000
"""Files of a folder that are compared."""
NAMED = 10
"""Files that are named."""
SKIPPED = frozenset({".git", ".hg", ".svn"})
Found = Mapping[str, tuple[int, int]]


def verify_editable(course: Course, options: VerifyOptions) -> None:
    """Install a folder in the editable way with pip and with uv, and try what it brings. What comes of it is noted in the course.

    The installations follow one another, because backends write in the folder. Raises `Problem`: PPR… where it is no project, PVF025 … for a
    Python, and the first thing that is wrong with an installation.
    """
    world = course.world

    def looking() -> tuple[tuple[Interpreter, ...], Looked]:
        return announced(world, options.pythons) or (our_own(),), look(world, str(options.editable))

    pythons, looked = course.step("look", looking)
    project = looked.project
    course.note(name=project.name, version=project.version, report=looked_report(looked, PYPI))
    settings = with_options(looked.settings, options)
    trials, unproven = _trials(world, project, pythons)
    manifest = Manifest(project.name or "", project.version or "", None, dirty=True, tools={}, files=())

    def work() -> Verified:
        before = dict(_files(project.folder))
        try:
            verified = run_trials(world, manifest, trials, settings, logs_folder(world), project.folder, side_by_side=1)
        finally:
            left = tuple(_left(project.folder, before))
            for said in left:
                world.tell(Told("verify", "note", said))
            course.note(notes=left)
        course.note(version=project.version or verified.version)
        return Verified(verified.verifications, (Said(NOT_PROVEN), *unproven, *verified.unproven))

    settle(course, work)


def _trials(world: World, project: Project, pythons: Sequence[Interpreter]) -> tuple[list[Trial], tuple[Said, ...]]:
    """Return the trials with each installer and Python, and what cannot be tried."""
    file = Artifact(project.folder, "sdist", 0, "", "")
    trial = partial(Trial, file, project.folder, editable=own_modules(project))
    uv, secret = world.find("uv"), secrets_of_uv(world.environ)
    unproven = () if uv and not secret else (Said(PASSWORD, {"names": ", ".join(secret)}),) if uv else (Said(NO_UV),)
    trials = []
    for python in pythons:
        trials.append(trial("pip", python=python))
        if uv and not secret:
            trials.append(trial("uv", uv, python))
    return trials, unproven


def own_modules(project: Project) -> tuple[str, ...]:
    """Return the dotted names of the modules that a tree may bring: top-level modules, and the packages in a folder that is only a namespace."""
    paths = [path.split("/") for module in project.modules if (path := import_path(module, project.roots))]
    packages = {tuple(parts[:-1]) for parts in paths if parts[-1].startswith("__init__.")}
    names = set()
    for *folders, file in paths:
        whole = [tuple(folders[:depth]) for depth in range(1, len(folders) + 1)]
        top = next((package for package in whole if package in packages), None) or tuple(folders[:1]) or (file.partition(".")[0],)
        names.add(".".join(top))
    return tuple(sorted(name for name in names if all(part.isidentifier() for part in name.split("."))))


def _files(folder: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield every file and link of a folder with its time and size, bounded; what git keeps of itself is left out."""
    count = 0
    for top, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in SKIPPED]
        for name in files:
            count += 1
            if count > ENTRIES:
                return
            path = Path(top, name)
            try:
                found = path.lstat()
            except OSError:
                continue
            yield os.path.relpath(path, folder), (found.st_mtime_ns, found.st_size)


def _left(folder: str, before: Found) -> Iterator[Said]:
    """Yield what there is now and was not before, whole folders by their names, and which files were changed."""
    now = dict(_files(folder))
    folders = {str(parent) for path in before for parent in Path(path).parents}
    new = dict.fromkeys(_top(path, folders) for path in sorted(now) if path not in before)
    changed = _gathered([path for path in sorted(now) if path in before and now[path] != before[path]])
    yield from (Said(LEFT, {"path": path}) for path in list(new)[:NAMED])
    yield from (Said(CHANGED, {"path": path}) for path in changed[:NAMED])


def _gathered(paths: Sequence[str]) -> list[str]:
    """Return a folder in place of several paths in it."""
    parents = Counter(str(Path(path).parent) for path in paths)
    return list(
        dict.fromkeys(f"{parent}{os.sep}" if parents[parent := str(Path(path).parent)] > 1 and parent != "." else path for path in paths)
    )


def _top(path: str, folders: set[str]) -> str:
    """Return the topmost folder of a path that is new, else the path."""
    parents = [str(parent) for parent in Path(path).parents]
    return next((f"{parent}{os.sep}" for parent in reversed(parents) if parent not in folders and parent != "."), path)
