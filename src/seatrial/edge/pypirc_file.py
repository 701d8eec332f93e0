"""A `.pypirc` on disk: read with what others may do with it, written as a whole and for its owner alone."""

import contextlib
import os
import stat
from pathlib import Path

from seatrial.model.credential import ConfigFile
from seatrial.problem import Problem
from seatrial.problem.credential import FILE_CHANGED, FILE_FOREIGN, FILE_LINK, FILE_UNREADABLE, FILE_UNWRITTEN

LARGEST = 64 * 1024
"""Bytes; a file of logins has a few hundred."""


def read(path: str) -> ConfigFile:
    """Return a `.pypirc` as it lies there; a link is followed, and told. Raises nothing."""
    try:
        # Not waiting, because it might be a pipe.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST:
                return ConfigFile(path, "unreadable", reason="not a plain file" if found.st_size <= LARGEST else "File too large")
            data = file.read(LARGEST)
    except (FileNotFoundError, NotADirectoryError):
        return ConfigFile(path, "absent", link=_link(path))
    except (OSError, ValueError) as error:
        return ConfigFile(path, "unreadable", reason=getattr(error, "strerror", None) or str(error))
    return ConfigFile(path, "there", data, stat.S_IMODE(found.st_mode), found.st_uid == os.geteuid(), _link(path))


def write(path: str, data: bytes, before: bytes | None) -> None:
    """Write a `.pypirc` as a whole, 0600, if it still holds what it held before; None where there was none.

    Raises `Problem` PCR014, PCR024 to PCR026 and PCR037.
    """
    now = read(path)
    if now.link:
        raise Problem(FILE_LINK, path=path, real=now.link)
    if now.state == "unreadable":
        raise Problem(FILE_UNREADABLE, path=path, reason=now.reason)
    if not now.ours:
        raise Problem(FILE_FOREIGN, path=path)
    if (now.data if now.state == "there" else None) != before:
        raise Problem(FILE_CHANGED, path=path)
    fresh = Path(f"{path}.{os.getpid()}.new")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        raise Problem(FILE_UNWRITTEN, path=path, reason=error.strerror or str(error)) from error
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink()


def _link(path: str) -> str | None:
    return str(Path(path).resolve()) if Path(path).is_symlink() else None
