"""One build in a clean copy of its own: the copy is made, the backend runs in it, and what it leaves elsewhere is noted."""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from seatrial.app.failed_build import explained
from seatrial.app.looking import Looked
from seatrial.model.build import BuildRequest, BuildResult, Exported, Traces
from seatrial.model.event import Told
from seatrial.model.sentence import Said, Sentence
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.build import NO_ROOM

LEFT_OUT = Sentence("STB005", "Left out of the build: {path}")
NAMED = 10
"""Files and folders left out that are told."""
BOUND = 200_000
"""Files of a copy that are compared."""
STRAYS = 1000
"""Files beside the copy that are named."""
FOLDERS = ("tree", "work", "out")
Stamps = dict[str, tuple[int, int, int]]
"""Size, time and number of each file, by its path."""


class Made(NamedTuple):
    """What came of a build."""

    result: BuildResult
    traces: Traces


@contextmanager
def workplace(prefix: str = "seatrial-build-") -> Iterator[Path]:
    """Give a folder for one build, and take it away. Raises `Problem` PBD013."""
    try:
        work = tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True)
    except OSError as error:
        raise Problem(NO_ROOM, reason=error.strerror or str(error)) from error
    with work:
        yield Path(work.name)


def make(world: World, looked: Looked, work: Path, log: str, stop: Callable[[], bool] | None = None) -> Made:
    """Build the project that was looked at in an empty folder. With `stop` it is a second build, of which nothing is told.

    Raises `Problem` PGT…, PBD…
    """
    for name in FOLDERS:
        (work / name).mkdir()
    tree, project = work / "tree", looked.project.folder
    original = _stamps(project, looked.project.listing)
    exported = world.git.export(project, looked.repository, str(tree))
    if stop is None:
        _tell_left_out(world, exported)
    copied = _stamps(str(tree), _walk(str(tree)))
    epoch = looked.repository.commit_time if looked.repository else None
    request = BuildRequest(exported.folder, str(work / "work"), str(work / "out"), log, epoch, looked.settings.build_timeout)
    try:
        result = world.build(request._replace(again=stop is not None, stop=stop))
    except Problem as problem:
        better = explained(problem, looked)
        if better is problem:
            raise
        raise better from problem
    after = _stamps(str(tree), _walk(str(tree)))
    changed = sorted(path for path, stamp in copied.items() if after.get(path) != stamp)
    strays = (*_beside(work, exported.folder), *_new_above(after.keys() - copied.keys(), exported.folder, str(tree)), *result.strays)
    moved = sorted(path for path, stamp in _stamps(project, looked.project.listing).items() if original.get(path) != stamp)
    return Made(result, Traces(strays[:STRAYS], tuple(changed), tuple(moved)))


def _tell_left_out(world: World, exported: Exported) -> None:
    places = dict.fromkeys(_whole(path) for path in exported.left_out)
    for path in list(places)[:NAMED]:
        world.tell(Told("build", "note", Said(LEFT_OUT, {"path": path})))


def _whole(path: str) -> str:
    """Return the folder of built metadata that a path lies in, which is told instead of each of its files; else the path."""
    before, mark, _ = path.partition(".egg-info/")
    return before + mark


def _beside(work: Path, source: str) -> list[str]:
    """Return what lies in the workplace and is not ours, as the backend would write it from the project folder."""
    there = (path for path in sorted(work.iterdir()) if path.name not in FOLDERS)
    return [os.path.relpath(path, source) for path in there]


def _new_above(new: Iterable[str], source: str, tree: str) -> list[str]:
    """Return new files of the copy that do not lie in the project folder, likewise."""
    return sorted(os.path.relpath(Path(tree, path), source) for path in new if not Path(tree, path).is_relative_to(source))


def _stamps(folder: str, paths: Iterable[str]) -> Stamps:
    """Return what tells whether files were changed; one that is not there has none."""
    stamps: Stamps = {}
    for path in paths:
        try:
            found = os.lstat(f"{folder}/{path}")
        except OSError:
            continue
        stamps[path] = (found.st_size, found.st_mtime_ns, found.st_ino)
    return stamps


def _walk(folder: str) -> Iterator[str]:
    """Yield the files of a copy but those of git, relative to it, up to a bound; a build may have left there whatever it likes."""
    return islice(_files(folder), BOUND)


def _files(folder: str) -> Iterator[str]:
    waiting = [""]
    while waiting:
        below = waiting.pop()
        with suppress(OSError), os.scandir(f"{folder}/{below}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting += [] if entry.name == ".git" else [f"{below}{entry.name}/"]
                else:
                    yield below + entry.name
