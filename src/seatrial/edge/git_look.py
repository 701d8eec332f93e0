"""What git knows of a folder: commit, state of the work tree, files, and what is odd about it."""

import os
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from seatrial.edge.git_command import Ask, Settings, foreign_filters, problem_of, said
from seatrial.edge.leftovers import CACHES, leftover, stale, walk
from seatrial.model.project import Repository
from seatrial.problem import Problem
from seatrial.problem.git import GONE, MISSING

BOUND = 1000
"""Changed and untracked files that are named, each."""
LISTED = 100_000
"""Files that are listed."""
OPENED = 200
"""Files of one ignored folder that are looked at."""
PATH = 4096
"""Bytes of the path in a `.git` that is a file."""
HALF_WAY = {
    "MERGE_HEAD": "merge",
    "rebase-merge": "rebase",
    "rebase-apply": "rebase",
    "CHERRY_PICK_HEAD": "cherry-pick",
    "REVERT_HEAD": "revert",
    "BISECT_LOG": "bisect",
}
"""What git keeps in its folder while a command has stopped half-way."""
LATEST = 2**32 - 1
"""Seconds since 1970 of the latest commit whose time is taken: archives can hold no later one."""


def look(ask: Ask, folder: str) -> Repository | None:
    """Return what git knows of a folder; None where it is in no work tree. Raises `Problem` (PGT…)."""
    try:
        answer = ask(folder, "rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--show-toplevel")
    except Problem as problem:
        if problem.kind is MISSING and not _in_a_repository(folder):
            return None
        raise
    gone = re.search(r"not a git repository: (.+)", answer.error)
    if gone:
        raise Problem(GONE, folder=folder, place=gone[1])
    # Inside of `.git`, or of a bare repository, git answers the first question and stops at the last.
    if "not a git repository" in answer.error or "must be run in a work tree" in answer.error:
        return None
    if answer.status:
        raise problem_of(answer, "rev-parse", folder)
    _, shallow, root = answer.out.removesuffix(b"\n").split(b"\n", 2)
    if not os.path.lexists(os.fsdecode(root) + "/.git"):
        return None  # the repository claims a folder for its work tree that knows nothing of it
    # Asked by itself, because the names of folders may hold line breaks.
    prefix = said(ask, folder, "rev-parse", "--show-prefix").removesuffix(b"\n")
    filters = foreign_filters(ask, folder)
    status = _status(ask, folder, prefix, filters)
    commit_time, tags = _at_head(ask, folder) if status.commit else (None, ())
    repository = Repository(
        root=os.fsdecode(root), prefix=os.fsdecode(prefix), commit=status.commit, commit_time=commit_time, branch=status.branch,
        dirty=status.dirty[:BOUND], untracked=status.untracked[:BOUND], shallow=shallow == b"true", tags=tags,
        ignored=tuple(islice(_hidden_files(folder, status.ignored), BOUND)), hollow=tuple(_hollow(ask, folder)),
        unfinished=unfinished_in(os.fsdecode(root)), elsewhere=_elsewhere(ask, os.fsdecode(root), os.fsdecode(prefix), filters),
    )  # fmt: skip
    return repository._replace(files=kept(ask, repository, status.untracked)[:LISTED])


def _in_a_repository(folder: str) -> bool:
    """Whether a folder, or one above it, has a repository that git would speak of if it were there."""
    path = Path(folder).resolve()
    return any(os.path.lexists(above / ".git") for above in (path, *path.parents))


class _Status(NamedTuple):
    commit: str | None
    branch: str | None
    dirty: tuple[str, ...]
    untracked: tuple[str, ...]
    ignored: tuple[str, ...]
    """Ignored files that are no caches nor leftovers; an ignored folder stands for what is in it, with `/` at its end."""


def _status(ask: Ask, folder: str, prefix: bytes, filters: Settings) -> _Status:
    """Ask for the state of a folder; a submodule with changes or new files of its own counts as changed.

    Submodules are asked one by one, because git would ask them by their own settings, which may name programs to run.
    """
    looking = ("status", "--porcelain=v2", "--branch", "-z", "--untracked-files=all", "--ignored=matching", "--ignore-submodules=dirty")
    status = _read_status(said(ask, folder, *looking, "--", ".", config=filters), prefix)
    there = (f"{folder}/{path}" for path in _submodules(ask, folder) if os.path.lexists(f"{folder}/{path}/.git"))
    inner = ((path.removeprefix(f"{folder}/"), _status(ask, path, b"", foreign_filters(ask, path))) for path in there)
    changed = (path for path, one in inner if one.dirty or one.untracked)
    return status._replace(dirty=tuple(dict.fromkeys((*status.dirty, *changed))))


def _submodules(ask: Ask, folder: str) -> Iterator[str]:
    """Yield the submodules below a folder, fetched or not, relative to it."""
    root = Path(folder).resolve()
    if not any(os.path.lexists(one / ".gitmodules") for one in (root, *root.parents)):
        return
    for line in said(ask, folder, "ls-files", "-z", "--stage", "--", ".").split(b"\0"):
        mode, _, path = line.partition(b"\t")
        name = os.fsdecode(path)
        if mode.startswith(b"160000 ") and os.path.realpath(root / name) == f"{root}/{name}":
            yield name


def _hollow(ask: Ask, folder: str) -> Iterator[str]:
    """Yield the submodules below a folder that were not fetched."""
    return (path for path in _submodules(ask, folder) if not os.path.lexists(f"{folder}/{path}/.git"))


def _hidden_files(folder: str, ignored: Iterable[str]) -> Iterator[str]:
    """Yield the ignored files below a folder that no tool made on its own; of ignored folders only those that lie in another folder are opened."""
    for path in ignored:
        if not path.endswith("/"):
            yield path
        elif path.count("/") > 1:
            inside = islice(walk(f"{folder}/{path}", lenient=True), OPENED)
            yield from (path + one for one in inside if not leftover(path + one))


def unfinished_in(root: str) -> str | None:
    """Return the command of git that stopped half-way in a work tree, if one did."""
    place = Path(root, ".git")
    try:
        if place.is_file():
            with place.open("rb") as file:
                place = Path(root, os.fsdecode(file.read(PATH)).removeprefix("gitdir:").strip())
        return next((command for mark, command in HALF_WAY.items() if os.path.lexists(place / mark)), None)
    except (OSError, ValueError):
        return None


def _elsewhere(ask: Ask, root: str, prefix: str, filters: Settings) -> tuple[str, ...]:
    """Return the tracked files that differ from HEAD in the repository around a project."""
    if not prefix:
        return ()
    looking = ("status", "--porcelain=v2", "-z", "--untracked-files=no", "--ignore-submodules=all")
    dirty = _read_status(said(ask, root, *looking, config=filters), b"").dirty
    return tuple(path for path in dirty if not path.startswith(prefix))


def _read_status(out: bytes, prefix: bytes) -> _Status:
    """Read `git status --porcelain=v2 --branch -z`; git's documentation says how it is spelt."""
    headers: dict[bytes, str] = {}
    dirty: list[str] = []
    untracked: list[str] = []
    ignored: list[str] = []
    entries = iter(out.split(b"\0"))
    for entry in entries:
        kind = entry[:1]
        if kind == b"#":
            _, name, value = entry.split(b" ", 2)
            headers[name] = os.fsdecode(value)
        elif kind == b"?":
            path = _below(entry[2:], prefix)
            if not leftover(path):
                untracked.append(path)
        elif kind == b"!":
            path = _below(entry[2:], prefix)
            if len(ignored) < BOUND and not leftover(path) and CACHES.isdisjoint(path.rstrip("/").split("/")):
                ignored.append(path)
        elif kind in (b"1", b"2", b"u"):
            fields = {b"1": 8, b"2": 9, b"u": 10}[kind]
            dirty.append(_below(entry.split(b" ", fields)[fields], prefix))
            if kind == b"2":
                next(entries, None)
    commit = headers.get(b"branch.oid", "(initial)")
    branch = headers.get(b"branch.head", "(detached)")
    return _Status(
        None if commit == "(initial)" else commit,
        None if branch == "(detached)" else branch,
        tuple(dirty[:BOUND]),
        tuple(untracked[:BOUND]),
        tuple(ignored),
    )


def kept(ask: Ask, repository: Repository, untracked: Iterable[str]) -> tuple[str, ...]:
    """Return every file in the project folder that a build takes in, relative to it, sorted.

    These are tracked ones that are there, or that git was told to leave out of the work tree (a sparse checkout), and untracked ones.
    """
    below = f"{repository.root}/{repository.prefix}"
    tracked = paths(said(ask, below, "ls-files", "-z", "--cached", "--recurse-submodules"))
    gone = {path for path in tracked if not os.path.lexists(below + path)}
    gone -= _sparse(ask, below) if gone else set()
    there = (path for path in tracked if not stale(path) and path not in gone)
    return tuple(sorted({*there, *(path for path in untracked if not path.endswith("/"))}))


def _sparse(ask: Ask, folder: str) -> set[str]:
    lines = said(ask, folder, "ls-files", "-z", "-v").split(b"\0")
    return {os.fsdecode(line[2:]) for line in lines if line[:1] in (b"S", b"s")}


def paths(out: bytes) -> tuple[str, ...]:
    """Read the paths that git lists with `-z`."""
    return tuple(os.fsdecode(path) for path in out.split(b"\0") if path)


def _below(path: bytes, prefix: bytes) -> str:
    return os.fsdecode(path.removeprefix(prefix))


def _at_head(ask: Ask, folder: str) -> tuple[int | None, tuple[str, ...]]:
    commit = said(ask, folder, "cat-file", "commit", "HEAD")
    time = re.search(rb"^committer .*> (\d{1,10}) [-+]\d+$", commit, re.MULTILINE)
    tags = said(ask, folder, "for-each-ref", "--points-at=HEAD", "--format=%(refname)", "refs/tags")
    seconds = int(time[1]) if time else None
    return None if seconds is not None and seconds > LATEST else seconds, tuple(
        os.fsdecode(line.removeprefix(b"refs/tags/")) for line in tags.splitlines()
    )
