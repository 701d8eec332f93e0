"""Runs that are remembered: which state of a project's tree was tested, built or rehearsed, and how that ended."""

import hashlib
import math
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import Any, NamedTuple, TypeVar, get_args

from seatrial.app.looking import ENTRIES, Looked
from seatrial.app.sealed import keep_sealed, kept_sealed
from seatrial.core.endings import BUILT
from seatrial.model.finding import Finding
from seatrial.model.project import Repository
from seatrial.model.run import Run, RunKind
from seatrial.model.world import World
from seatrial.problem import Problem

NAME = "runs.json"
KEPT = 10
"""Runs of each kind that are remembered."""
BOUND = 1024 * 1024
"""Bytes of the record that are read."""
TEXT = 4000
"""Characters of one text that are kept."""
NAMED = 1000
"""Changed files, as well as new ones, that git names at most; where there are so many, every file counts."""
WHOLE = 64 * 1024 * 1024
"""Bytes that are read for one fingerprint; of the files after these, size and time count."""
BLOCK = 1024 * 1024
KINDS = get_args(RunKind)
T = TypeVar("T")


class Verdict(NamedTuple):
    """How a run ended."""

    ok: bool
    reason: str = ""
    """Why it is not well, in English."""
    made: str = ""
    """What names the files that a build made."""


def fingerprint(world: World, looked: Looked) -> str:
    """Return what every change of a project's tree changes, and nothing else: its commit with the changed and new files, without git all files.

    Leftovers of builds and what git ignores are no part of it. Nothing is run, and no link is followed. Tags count only where the build may make the
    version from them.
    """
    folder, repository = looked.project.folder, looked.repository
    digest = hashlib.sha256(b"seatrial 1\0")
    for part in _parts(looked):
        digest.update(os.fsencode(part) + b"\0")
    left = WHOLE
    for root, path in _files(world, folder, repository):
        digest.update(os.fsencode(path) + b"\0")
        left = _add(digest.update, f"{root}/{path}", left)
    return digest.hexdigest()


def now_of(world: World, looked: Looked) -> str:
    """Return the fingerprint of the same project's tree as it is now. Raises `Problem` PGT… where git cannot be asked any more."""
    return fingerprint(world, looked._replace(repository=world.git.look(looked.project.folder)))


def record(world: World, state: str, run: Run) -> None:
    """Remember a run in a project's `.seatrial`, for which the caller holds the lock. Raises `Problem` PPR053."""
    short = run._replace(command=run.command[:TEXT], log=run.log[:TEXT], reason=run.reason[:TEXT], tail=run.tail[-TEXT:])
    runs = [*_runs(world, state), short]
    kept = [one for kind in KINDS for one in [one for one in runs if one.kind == kind][-KEPT:]]
    keep_sealed(world, state, NAME, [one._asdict() for one in kept])


def last_run(world: World, state: str, kind: RunKind, tree: str) -> Run | None:
    """Return the last run of a kind on a tree with this fingerprint, None where there was none, or the record is none of this user's."""
    return next((one for one in reversed(_runs(world, state)) if one.kind == kind and one.tree == tree), None)


def remembering(world: World, looked: Looked, state: str, kind: RunKind, work: Callable[[], T], verdict: Callable[[T], Verdict]) -> T:
    """Do some work on a project's tree, and remember how it ended; return what it gives, and raise what it raises.

    A `Problem` is a bad end. What was interrupted, and what ended with another tree than it began with, is not remembered.
    """
    tree = fingerprint(world, looked)
    try:
        result = work()
    except Problem as problem:
        with suppress(Problem):
            keep(world, looked, state, Run(kind, tree, ok=False, at=world.now(), reason=str(problem)))
        raise
    ended = verdict(result)
    keep(world, looked, state, Run(kind, tree, ended.ok, world.now(), reason=ended.reason, made=ended.made))
    return result


def keep(world: World, looked: Looked, state: str, run: Run) -> bool:
    """Remember a run that has just ended, if the tree is still the one that it began with; say whether it is. Raises `Problem` PGT…, PPR053."""
    same = now_of(world, looked) == run.tree
    if same:
        record(world, state, run)
    return same


def verdict_on(findings: Iterable[Finding]) -> Verdict:
    """Return how a run ended by what was found: an error that counts is a bad end."""
    errors = dict.fromkeys(one.rule for one in findings if one.severity == "error" and one.ignored is None)
    return Verdict(not errors, ", ".join(errors))


def last_of(world: World, state: str, kind: RunKind) -> Run | None:
    """Return the last run of a kind on whatever tree."""
    return next((one for one in reversed(_runs(world, state)) if one.kind == kind), None)


def _parts(looked: Looked) -> Iterator[str]:
    repository = looked.repository
    if repository is None:
        return
    yield from (repository.commit or "", repository.prefix)
    if looked.project.version is None:
        yield from (*sorted(repository.tags), "")
    yield from sorted(repository.hollow)


def _files(world: World, folder: str, repository: Repository | None) -> Iterable[tuple[str, str]]:
    """Return the files that count, each with the folder that it is relative to."""
    if repository is None or repository.files is None:
        return [(folder, path) for path in sorted(islice(world.files(folder), ENTRIES))]
    changed = {path.rstrip("/") for path in (*repository.dirty, *repository.untracked) if not _built(path)}
    if max(len(repository.dirty), len(repository.untracked)) >= NAMED:
        changed.update(repository.files)
    # A submodule with changes of its own is named as a folder.
    folders = tuple(f"{path}/" for path in changed if os.path.isdir(f"{folder}/{path}"))  # noqa: PTH112  (of many)
    changed.update(path for path in repository.files if folders and path.startswith(folders))
    return [*((folder, path) for path in sorted(changed)), *((repository.root, path) for path in sorted(repository.elsewhere))]


def _built(path: str) -> bool:
    """Whether a file is left by a build, and in no release even where git tracks it."""
    return (path.startswith("dist/") and path.endswith(BUILT)) or ".egg-info/" in path or path.startswith(".seatrial/")


def _add(update: Callable[[bytes], None], path: str, left: int) -> int:
    """Let a file count as it lies there; return how many bytes may still be read."""
    try:
        found = os.lstat(path)
        if stat.S_ISLNK(found.st_mode):
            update(b"link\0" + os.fsencode(os.readlink(path)) + b"\0")  # noqa: PTH115  (the link's text as it stands)
        elif not stat.S_ISREG(found.st_mode):
            update(b"other\0")
        elif found.st_size > left:
            update(b"large\0%d %d\0" % (found.st_size, found.st_mtime_ns))
        else:
            update(b"file\0%d %d\0" % (bool(found.st_mode & stat.S_IXUSR), found.st_size))
            return left - _read(update, path, left)
    except OSError:
        update(b"none\0")
    return left


def _read(update: Callable[[bytes], None], path: str, left: int) -> int:
    opened = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    size = 0
    with os.fdopen(opened, "rb", buffering=0) as file:
        while size < left and (block := file.read(min(BLOCK, left - size))):
            size += len(block)
            update(block)
    update(b"\0%d\0" % size)
    return size


def _runs(world: World, state: str) -> tuple[Run, ...]:
    try:
        return tuple(map(_run, kept_sealed(world, state, NAME, BOUND) or ()))
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        return ()


def _run(one: dict[str, Any]) -> Run:
    at, texts = float(one["at"]), {name: one.get(name, "") for name in ("command", "log", "how", "reason", "tail", "made")}
    if not math.isfinite(at) or one["kind"] not in KINDS or not isinstance(one["ok"], bool):
        raise ValueError(one["kind"])
    if not all(isinstance(text, str) for text in (one["tree"], *texts.values())):
        raise TypeError(one["kind"])
    return Run(one["kind"], one["tree"], one["ok"], at, **texts)
