"""Replacing files of a tree: each as a whole, in its own folder, through no link, and only where it still holds what is expected."""

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import PurePosixPath
from shlex import quote
from typing import NamedTuple

from seatrial.model.edit import Edit
from seatrial.problem import Problem
from seatrial.problem.edits import CANNOT_WRITE, CHANGED, FOREIGN, HARD_LINKED, NOT_PLAIN, READ_ONLY

FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
PLAIN = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
WRITABLE = 0o222
FORBIDDEN = frozenset({"", "..", ".git", ".seatrial"})


class Change(NamedTuple):
    """What one file holds, and what it is to hold; None is no file."""

    file: str
    old: bytes | None
    new: bytes | None
    number: int
    """Of all files that are changed together."""


def forward(edits: Iterable[Edit]) -> tuple[Change, ...]:
    """Return the changes that carry edits out."""
    return tuple(Change(edit.file, edit.before, edit.after, number) for number, edit in enumerate(edits))


def backward(edits: Iterable[Edit]) -> tuple[Change, ...]:
    """Return the changes that take edits back."""
    return tuple(Change(edit.file, edit.after, edit.before, number) for number, edit in enumerate(edits))


def examine(folder: str, edits: Iterable[Edit]) -> None:
    """Look whether every file can be replaced; nothing is changed. Raises `Problem` PFX001 to PFX006."""
    for edit in edits:
        with _parent(folder, edit.file) as (parent, name):
            _refuse_read_only(parent, ".", PurePosixPath(edit.file).parent.as_posix(), os.fstat(parent))
            content, found = _content(parent, name, edit.file, edit.before)
            if content != edit.before:
                raise Problem(CHANGED, file=edit.file)
            if found is not None:
                _refuse(parent, name, edit.file, found)


def _refuse(parent: int, name: str, file: str, found: os.stat_result) -> None:
    if found.st_nlink > 1:
        raise Problem(HARD_LINKED, file=file, count=found.st_nlink, typed=quote(file))
    if found.st_uid != os.geteuid() and os.geteuid() != 0:
        raise Problem(FOREIGN, file=file, owner=found.st_uid)
    _refuse_read_only(parent, name, file, found)


def _refuse_read_only(parent: int, name: str, file: str, found: os.stat_result) -> None:
    # Root may write everything, but who took the right away meant it.
    if not found.st_mode & WRITABLE or not os.access(name, os.W_OK, dir_fd=parent):
        raise Problem(READ_ONLY, file=file, typed=quote(file))


def replace_all(folder: str, changes: Sequence[Change], mark: str, *, leave: bool = False) -> tuple[str, ...]:
    """Make every file what it is to be; those that are so already stay. All new files are prepared before the first one takes its place.

    A file that is neither as expected nor as it is to be is left alone, and named in what is returned, where `leave` says so. Raises `Problem`
    PFX001, PFX005, PFX006; what was replaced until then stays replaced.
    """
    left, ready = [], []
    for change in changes:
        try:
            if _prepared(folder, change, mark):
                ready.append(change)
        except Problem as problem:
            if not leave or problem.kind is CANNOT_WRITE:
                raise
            left.append(change.file)
    for change in ready:
        with _parent(folder, change.file) as (parent, name):
            if _content(parent, name, change.file, change.old)[0] != change.old:
                raise Problem(CHANGED, file=change.file)
            if change.new is None:
                os.unlink(name, dir_fd=parent)
            else:
                os.rename(_prepared_name(change, mark), name, src_dir_fd=parent, dst_dir_fd=parent)
            os.fsync(parent)
    return tuple(left)


def discard(folder: str, changes: Iterable[Change], mark: str) -> None:
    """Take away what was prepared and has not taken its place; nothing is raised."""
    for change in changes:
        with suppress(Problem), _parent(folder, change.file) as (parent, _):
            _discard(parent, change, mark)


def _prepared(folder: str, change: Change, mark: str) -> bool:
    """Write the new content beside a file; return whether there is something to do."""
    with _parent(folder, change.file) as (parent, name):
        _discard(parent, change, mark)
        content, found = _content(parent, name, change.file, change.old, change.new)
        if content == change.new:
            os.fsync(parent)
            return False
        if content != change.old:
            raise Problem(CHANGED, file=change.file)
        if change.new is not None:
            _write(parent, _prepared_name(change, mark), change.new, found)
        return True


def _discard(parent: int, change: Change, mark: str) -> None:
    with suppress(FileNotFoundError):
        os.unlink(_prepared_name(change, mark), dir_fd=parent)


def _prepared_name(change: Change, mark: str) -> str:
    return f".seatrial-{mark}-{change.number}"


def _write(parent: int, name: str, content: bytes, like: os.stat_result | None) -> None:
    """Write a new file that outlives the machine, with owner, group and mode of another one."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    with os.fdopen(os.open(name, flags, 0o666 if like is None else 0o600, dir_fd=parent), "wb") as file:
        file.write(content)
        file.flush()
        if like is not None:
            made = os.fstat(file.fileno())
            if (made.st_uid, made.st_gid) != (like.st_uid, like.st_gid):
                os.fchown(file.fileno(), like.st_uid, like.st_gid)
            os.fchmod(file.fileno(), stat.S_IMODE(like.st_mode))
        os.fsync(file.fileno())


def _content(parent: int, name: str, file: str, *expected: bytes | None) -> tuple[bytes | None, os.stat_result | None]:
    """Return what a file holds, as far as it can be one of what is expected, and its facts; None for both where there is no file."""
    try:
        number = os.open(name, PLAIN, dir_fd=parent)
    except FileNotFoundError:
        return None, None
    with os.fdopen(number, "rb") as opened:
        found = os.fstat(number)
        if not stat.S_ISREG(found.st_mode):
            raise Problem(NOT_PLAIN, file=file)
        return opened.read(max(len(one or b"") for one in expected) + 1), found


@contextmanager
def _parent(folder: str, file: str) -> Iterator[tuple[int, str]]:
    """Open the folder of a file, step by step and through no link; give it and the file's name. Raises `Problem` PFX001, PFX005, PFX006."""
    *folders, name = PurePosixPath(file).parts or ("",)
    # What git and seatrial keep is theirs, and no part of the tree.
    strange = not FORBIDDEN.isdisjoint(one.lower() for one in (*folders, name))
    if file.startswith("/") or strange or "\0" in file:
        raise Problem(NOT_PLAIN, file=file)
    opened = None
    try:
        opened = os.open(folder, FOLDER)
        for one in folders:
            deeper = os.open(one, FOLDER, dir_fd=opened)
            os.close(opened)
            opened = deeper
        yield opened, name
    except FileNotFoundError as error:
        raise Problem(CHANGED, file=file) from error
    except OSError as error:
        if _is_link(error):
            raise Problem(NOT_PLAIN, file=file) from error
        raise Problem(CANNOT_WRITE, file=file, reason=error.strerror or str(error)) from error
    finally:
        if opened is not None:
            os.close(opened)


def _is_link(error: OSError) -> bool:
    import errno  # noqa: PLC0415  (only where something is wrong)

    return error.errno in {errno.ELOOP, errno.ENOTDIR, errno.EMLINK}
