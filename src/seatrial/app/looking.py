"""Look at a project folder once: its build files, its settings, what git knows of it. Nothing of it is run."""

import os
import shlex
import stat
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from seatrial.app.asking import asked_of
from seatrial.app.knowledge import old_classifiers
from seatrial.app.known_modules import known_modules
from seatrial.app.oddities import hidden, neighbours, oddities, plain
from seatrial.core.project.assemble import read_project
from seatrial.core.settings import settings_of
from seatrial.model.finding import Finding
from seatrial.model.index import IndexProfile
from seatrial.model.project import Project, Repository, Tree
from seatrial.model.report import Report, Subject
from seatrial.model.requirements import Asked
from seatrial.model.settings import Settings
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.git import BARE
from seatrial.problem.project import NO_PROJECT, NOT_A_FOLDER, TOO_LARGE, UNREADABLE
from seatrial.rules.project import judge_project
from seatrial.rules.settings import judge_settings

BOUND = 1024 * 1024
"""Bytes of a file that is still read."""
LOCKS = frozenset({"uv.lock", "Cargo.lock"})
LOCK_BOUND = 8 * BOUND
"""Bytes of a lock file, which names every file of every requirement."""
ENTRIES = 100_000
"""Files of a folder without git that are still listed."""
LEFTOVERS = ("dist/", "build/", ".seatrial/")
"""Folders of files that no release is made of, tracked or not."""
UNKNOWN_CLASSIFIER = "PRJ014"
BUILD_FILES = frozenset({"pyproject.toml", "setup.py", "setup.cfg", "seatrial.toml"})


class Looked(NamedTuple):
    """Everything that one look at a project folder tells."""

    project: Project
    repository: Repository | None
    """None where there is no git, or the folder is in no repository."""
    settings: Settings
    findings: tuple[Finding, ...]
    """Of the tree, of its repository and of its settings."""
    asked: Asked | None = None
    """What is known of the project's requirements."""


def look(world: World, folder: str, given: Mapping[str, bytes] = MappingProxyType({})) -> Looked:
    """Return what a project folder tells, with the findings on it; `given` are contents that files are looked at with instead of their own, or the folder's `Files`.

    Files are read bounded, and never through a link that leads out of the folder. Raises `Problem`: PPR001 where there is no folder, PPR002 where it cannot be
    read, PPR003 where it is not a project, PPR004 to PPR007 where a build file cannot be read as what it is, PGT… where git cannot be asked.
    """
    path = reached_folder(folder)
    files = given if isinstance(given, Files) else Files(path, given)
    repository = world.git.look(path)
    listing = listed(world, path, repository)
    odd = oddities(path, listing, repository, files)
    project = _project(files, plain(listing, odd, repository), path)
    read = settings_of(files)
    ignore = read.settings.ignore
    tree = Tree(project, repository, (*odd, *hidden(project, repository, files), *neighbours(path, repository)), read.settings.tag)
    tree = tree._replace(asked=asked_of(project, files, known_modules(world, project.folder, project.name)))
    found = judge_project(tree, folder, ignore)
    if any(finding.rule == UNKNOWN_CLASSIFIER for finding in found) and (old := old_classifiers(world.now())):
        found = judge_project(tree._replace(old_classifiers=old), folder, ignore)
    findings = (*judge_settings(read, folder, ignore), *found)
    return Looked(project, repository, read.settings, findings, tree.asked)


def _project(files: "Files", listing: tuple[str, ...], path: str) -> Project:
    try:
        return read_project(files, listing, path)
    except Problem as problem:
        # What git keeps of a repository without a work tree lies where a project would.
        if problem.kind is NO_PROJECT and all(Path(path, name).exists() for name in ("HEAD", "objects", "refs")):
            raise Problem(BARE, folder=shlex.quote(path)) from problem
        raise


def looked_report(looked: Looked, profile: IndexProfile) -> Report:
    """Return what the look alone tells, for runs that end before anything is built."""
    subject = Subject(shown_path(looked.project.folder), "project", looked.project.name, looked.project.version)
    return Report(profile.name, profile.date, (subject,), looked.findings)


def with_limit(looked: Looked, file_limit: int | None) -> Looked:
    """Return the same with another limit for one file, in bytes; None leaves what the project's settings say."""
    return looked if file_limit is None else looked._replace(settings=looked.settings._replace(file_limit=file_limit))


def uncommitted(repository: Repository) -> tuple[str, ...]:
    """Return the files that a release would have to leave out: changed, or not tracked and no leftovers of a build."""
    untracked = (path for path in repository.untracked if not path.startswith(LEFTOVERS) and ".egg-info/" not in path)
    return (*repository.dirty, *untracked)


def shown_path(path: str) -> str:
    """Return a path as people see it: relative where it lies below the folder that they work in."""
    relative = os.path.relpath(path)
    return path if relative.startswith("..") else relative


def reached_folder(named: str) -> str:
    """Return the whole path of a folder. Raises `Problem` PPR001 where there is none, PPR002 where it cannot be read."""
    try:
        path = Path(named).resolve()
        if not path.is_dir():
            raise Problem(NOT_A_FOLDER, path=named)
        with os.scandir(path) as entries:
            next(entries, None)
    except (ValueError, RuntimeError) as error:
        raise Problem(NOT_A_FOLDER, path=named) from error
    except OSError as error:
        raise Problem(UNREADABLE, path=named, reason=error.strerror or str(error)) from error
    return str(path)


def listed(world: World, path: str, repository: Repository | None) -> tuple[str, ...]:
    """Return every file of a project folder that a release may be made of, relative to it: what git knows, else what lies there without leftovers."""
    if repository is None or repository.files is None:
        return tuple(sorted(islice(world.files(path), ENTRIES)))
    gone = {one for one in repository.dirty if not os.path.lexists(Path(path, one))}
    return tuple(one for one in repository.files if one not in gone)


class Files(Mapping[str, bytes]):
    """The files of a folder, each read when it is first asked for; one that is absent, no plain file, too large or outside of the folder is not there."""

    def __init__(self, folder: str, given: Mapping[str, bytes] = MappingProxyType({})) -> None:
        self._folder = Path(folder).resolve()
        self._known: dict[str, bytes | None] = {**given}
        self.forbidden: list[str] = []
        """Those that were asked for, and that the user must not read."""
        self._real: dict[str, Path] = {}

    def __getitem__(self, path: str) -> bytes:
        if path not in self._known:
            self._known[path] = self._read(path)
        data = self._known[path]
        if data is None:
            raise KeyError(path)
        return data

    def known(self, path: str) -> bytes | None:
        """Return a file that was read already, None for every other one."""
        return self._known.get(path)

    def __iter__(self) -> Iterator[str]:
        return iter(path for path, data in self._known.items() if data is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _read(self, path: str) -> bytes | None:
        bound = LOCK_BOUND if path.rpartition("/")[2] in LOCKS else BOUND
        try:
            place = self._place(path)
            data = _bytes(place, bound) if place.is_relative_to(self._folder) else None
        except (FileNotFoundError, NotADirectoryError, ValueError):
            return None
        except (OSError, RuntimeError) as error:
            if path not in BUILD_FILES:
                if isinstance(error, PermissionError):
                    self.forbidden.append(path)
                return None
            raise Problem(UNREADABLE, path=path, reason=getattr(error, "strerror", None) or str(error)) from error
        if data is None or len(data) <= bound:
            return data
        if path in BUILD_FILES:
            raise Problem(TOO_LARGE, file=path, limit=BOUND)
        return None

    def _place(self, path: str) -> Path:
        """Return where a file really lies. Links of a folder are followed once for all of its files, because every step of the way is asked of the system."""
        name = path.rpartition("/")[2]
        above = path.removesuffix(name)
        if above not in self._real:
            self._real[above] = Path(self._folder, above).resolve()
        place = self._real[above] / name
        return place.resolve() if place.is_symlink() else place


def _bytes(path: Path, bound: int) -> bytes | None:
    # Without waiting, because a pipe with no writer would hang the look; the links on the way were followed before.
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0))
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        return None
    with os.fdopen(number, "rb") as file:
        return file.read(bound + 1)
