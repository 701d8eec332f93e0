"""Files and folders of the store: only plain ones, and what the disk says when it fails as problems that people can act on."""

import contextlib
import errno
import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from seatrial.problem import Problem
from seatrial.problem.index import STORE_CLOSED, STORE_FULL, STORE_ODD

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextlib.contextmanager
def disk_problems(path: Path) -> Iterator[None]:
    """Raise `Problem` PIX004 or PIX005 for a failure of the disk within; `path` is named where the failure names none."""
    try:
        yield
    except OSError as error:
        kind = STORE_FULL if error.errno in FULL else STORE_CLOSED
        raise Problem(kind, path=str(error.filename or path), reason=error.strerror or str(error)) from error


def check_whole(written: int, line: bytes, path: Path) -> None:
    """Raise the error of a full disk for a write that took only part of what it was given."""
    if written != len(line):
        raise OSError(errno.ENOSPC, "only part could be written", str(path))


def check_plain(files: tuple[Path, ...], folders: tuple[Path, ...]) -> None:
    """Raise `Problem` PIX018 where something else stands in the place of a file or a folder: a link would lead out of the store, a pipe would hang."""
    for path, wanted in (*((path, stat.S_IFREG) for path in files), *((path, stat.S_IFDIR) for path in folders)):
        with contextlib.suppress(FileNotFoundError):
            if stat.S_IFMT(path.lstat().st_mode) != wanted:
                raise Problem(STORE_ODD, path=str(path), folder=str(path.parent))


def open_plain(path: Path) -> io.BufferedReader:
    """Open a file to be read. Raises OSError, also where it is a link, a folder or a pipe."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "not a plain file", str(path))
    return os.fdopen(descriptor, "rb")


def make_folder(path: Path) -> bool:
    """Make a folder for this user alone; returns whether it is new. Raises OSError where something else has its name."""
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        if not stat.S_ISDIR(path.lstat().st_mode):
            raise
        return False
    return True


def settle_folder(folder: Path) -> None:
    """Return when the names in a folder would survive a crash of the machine."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
