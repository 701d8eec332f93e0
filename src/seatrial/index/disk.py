"""What the disk says when it fails, as problems that people can act on."""

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

from seatrial.problem import Problem
from seatrial.problem.index import STORE_CLOSED, STORE_FULL

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
