"""The folder `.seatrial` of a project: private, its own, written by one run at a time."""

import contextlib
import fcntl
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.state import BUSY, FOREIGN, LINK, READ_ONLY, TRACKED

NAME = ".seatrial"
LOCK = "lock"
LOGS = "logs"
NEW = ".new"
"""How the name of a file ends that is not whole yet."""
LONGEST_NUMBER = 9
"""Digits that no number of a process has."""


def state_folder(world: World, folder: str) -> str:
    """Return the path of a project's `.seatrial`, made where it is not there: 0700, with `logs` in it, ignored by git by itself.

    Raises `Problem` PPR050 to PPR053: a link or a file instead, another owner, tracked by git, not writable.
    """
    state = Path(folder, NAME)
    try:
        _make(state)
        _check(state)
        _make(state / LOGS)
        _check(state / LOGS)
        ignore = state / ".gitignore"
        if not ignore.is_symlink() and not ignore.exists():
            write_private(str(ignore), b"*\n")
    except OSError as error:
        raise Problem(READ_ONLY, path=str(state), reason=error.strerror or str(error)) from error
    if world.git.tracks(folder, NAME):
        raise Problem(TRACKED, path=str(state))
    return str(state)


def existing_state(world: World, folder: str) -> str | None:
    """Return the path of a project's `.seatrial` for looking into it, None where there is none; nothing is made or changed.

    Raises `Problem` PPR050 to PPR053 as `state_folder`.
    """
    state = Path(folder, NAME)
    try:
        _check(state, mend=False)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Problem(READ_ONLY, path=str(state), reason=error.strerror or str(error)) from error
    if world.git.tracks(folder, NAME):
        raise Problem(TRACKED, path=str(state))
    return str(state)


def _make(path: Path) -> None:
    with contextlib.suppress(FileExistsError):
        path.mkdir(mode=0o700)


def _check(path: Path, *, mend: bool = True) -> None:
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise Problem(LINK, path=str(path))
    if found.st_uid != os.geteuid():
        raise Problem(FOREIGN, path=str(path), owner=found.st_uid)
    if mend and stat.S_IMODE(found.st_mode) != 0o700:
        path.chmod(0o700)


@contextlib.contextmanager
def locked(state: str) -> Iterator[None]:
    """Keep a project to this run while the context lasts.

    `state` is what `state_folder` returned. Raises `Problem` PPR054 where another run has it, with the number of its process,
    PPR050 where something else than a file lies in its place.
    The lock goes with the process, however it ends.
    """
    path = str(Path(state, LOCK))
    try:
        lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK, 0o600)
    except OSError as error:
        raise Problem(READ_ONLY, path=path, reason=error.strerror or str(error)) from error
    try:
        if not stat.S_ISREG(os.fstat(lock).st_mode):
            raise Problem(LINK, path=path)
        _take(lock, state)
        _sweep_after_the_dead(state)
        try:
            yield
        finally:
            with contextlib.suppress(OSError):
                os.truncate(lock, 0)
    finally:
        os.close(lock)


def _take(lock: int, state: str) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.truncate(lock, 0)
        os.write(lock, b"%d\n" % os.getpid())
    except BlockingIOError:
        pid = os.read(lock, 20).decode("ascii", "replace").strip()
        raise Problem(BUSY, pid=pid or "?", path=str(Path(state).parent)) from None
    except OSError as error:
        raise Problem(READ_ONLY, path=str(Path(state, LOCK)), reason=error.strerror or str(error)) from error


def at_work(state: str) -> int | None:
    """Return the number of the process that has the lock of a project at this moment, None where none has; nothing is made or changed.

    The lock itself is tried only where the process that it names lives: who begins at this very moment must find it free.
    """
    with contextlib.suppress(OSError, ValueError, OverflowError):
        lock = os.open(Path(state, LOCK), os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
        try:
            process = int(os.read(lock, 20))
            if process <= 0 or not _lives(process):
                return None
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return process
        finally:
            os.close(lock)
    return None


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except PermissionError:
        return True
    except ProcessLookupError:
        return False
    return True


def _sweep_after_the_dead(state: str) -> None:
    """Take away the files that are not whole and never will be; another run may write its own before it asks for the lock."""
    for path in Path(state).glob(f"*{NEW}"):
        process = path.name.removesuffix(NEW).rpartition(".")[2]
        if not (process.isdecimal() and len(process) < LONGEST_NUMBER and _lives(int(process))):
            with contextlib.suppress(OSError):
                path.unlink()


def sweep(folder: str, pattern: str) -> None:
    """Take away what a run that died left unfinished in a folder; what cannot be taken away is in nobody's way."""
    for path in Path(folder).glob(pattern):
        with contextlib.suppress(OSError):
            path.unlink()


def fresh_log(state: str, name: str) -> str:
    """Return the path of a log in `.seatrial`, where nothing lies yet. Raises `Problem` PPR053."""
    path = Path(state, LOGS, name)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise Problem(READ_ONLY, path=str(path), reason=error.strerror or str(error)) from error
    return str(path)


def read_plain(path: Path, bound: int) -> bytes:
    """Return what a file holds, up to a bound; empty where it is no plain file. It may come with an archive of somebody else's: no link is followed, and no pipe waited for. Raises OSError."""
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
        return file.read(bound) if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else b""


def write_private(path: str, data: bytes) -> None:
    """Write a file of ours, 0600, as a whole or not at all. Raises `Problem` PPR053."""
    fresh = f"{path}.{os.getpid()}{NEW}"
    try:
        with contextlib.suppress(FileNotFoundError):
            Path(fresh).unlink()
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(fresh).replace(path)
    except BaseException as error:
        with contextlib.suppress(OSError):
            Path(fresh).unlink()
        if isinstance(error, OSError):
            raise Problem(READ_ONLY, path=path, reason=error.strerror or str(error)) from error
        raise
