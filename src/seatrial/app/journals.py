"""Journals on disk: one file for each release, flushed before and after every step."""

import contextlib
import os
import secrets
import shlex
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from seatrial.app.state import NEW, read_plain, sweep
from seatrial.core.account import live, resuming
from seatrial.core.journal import Detail, Replayed, after, replay, standing, to_line
from seatrial.core.plan import is_upload
from seatrial.model.release import Event, Plan
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.release import CANNOT_WRITE, INTERRUPTED, UNSAFE_JOURNAL, UPLOAD_INTERRUPTED

LIMIT = 64 * 1024 * 1024
"""Bytes of a journal that are read at most."""
KEY_SIZE = 32
UNFINISHED = "journal-"
FINISHED = "released-"
ABANDONED = "abandoned-"
SUFFIX = ".jsonl"
NAMED = 3
"""Files that a Problem names at most."""


class Found(NamedTuple):
    """One journal that lies in a project."""

    path: Path
    known: Replayed


class Journal:
    """A journal that is open for writing; `known` is what it tells up to now."""

    def __init__(self, path: Path, descriptor: int, key: bytes, known: Replayed) -> None:
        self.path = path
        self.known = known
        self._descriptor = descriptor
        self._key = key
        self._loose = False

    def write(self, event: Event, *, lasting: bool = True) -> None:
        """Add an event; it outlives this process when this returns, and where it is to be `lasting` the machine too."""
        line, mac = to_line(event, self._key, self.known.mac)
        with _told(self.path):
            _write(self._descriptor, line, lasting=lasting)
        self._loose = not lasting
        self.known = after(self.known, event)._replace(mac=mac, size=self.known.size + len(line))

    def keep(self) -> None:
        """See that everything that was written outlives the machine."""
        if self._loose:
            with _told(self.path):
                os.fsync(self._descriptor)
            self._loose = False

    def close(self) -> None:
        """Close the file."""
        os.close(self._descriptor)


def user_key(world: World) -> bytes:
    """Return the key with which this user's journals are sealed; it is made when it is first needed. Raises Problem where it cannot be kept."""
    path = Path(world.data_folder, "journal.key")
    with _told(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError, FileNotFoundError):
            _keep_key(path)
        # Of runs that died while they made it; one that lives and loses its own finds the key in its place.
        sweep(str(path.parent), f".{path.name}.*")
        key = read_plain(path, KEY_SIZE)
    # With a key that is short or empty, anybody could seal a journal.
    if len(key) != KEY_SIZE:
        raise Problem(UNSAFE_JOURNAL, path=str(path))
    return key


def kept_key(world: World) -> bytes:
    """Return the key of this user's journals for looking at them; where none was ever made, one that fits no journal. Raises Problem where it cannot be read."""
    path = Path(world.data_folder, "journal.key")
    return user_key(world) if os.path.lexists(path) else secrets.token_bytes(KEY_SIZE)


def start(folder: str, plan: Plan, key: bytes, done: Mapping[str, Detail] | None = None) -> Journal:
    """Begin the journal of a plan, in place of one of a plan with the same id. `done` are steps that are done already."""
    path = Path(folder, f"{UNFINISHED}{plan.id}{SUFFIX}")
    line, mac = to_line(plan, key)
    known = Replayed(plan, mac=mac, size=len(line))
    part = _part(path)
    with _told(path):
        descriptor = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC, 0o600)
        _write(descriptor, line)
        journal = Journal(path, descriptor, key, known)
        for step, detail in (done or {}).items():
            journal.write(Event(0.0, step, "done", detail), lasting=False)
        journal.keep()
        part.replace(path)
        _sync(path.parent)
    return journal


def go_on(found: Found, key: bytes) -> Journal:
    """Open a journal to write on where it stopped; a torn last line is cut off."""
    with _told(found.path):
        descriptor = os.open(found.path, os.O_RDWR | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC)
        os.fchmod(descriptor, 0o600)
        os.ftruncate(descriptor, found.known.size)
        os.fsync(descriptor)
    return Journal(found.path, descriptor, key, found.known)


def any_journal(folder: str) -> bool:
    """Whether a project has a journal at all, of whatever release."""
    return bool(_named(folder, UNFINISHED) or _named(folder, FINISHED))


def unfinished(folder: str, key: bytes) -> tuple[Found, ...]:
    """Return the journals of releases that may have to go on. Raises Problem for one that cannot be trusted."""
    pairs = [(path, replay(_content(path), key, str(path))) for path in _named(folder, UNFINISHED)]
    return tuple(Found(path, known) for path, known in pairs if known)


def unreadable(folder: str, key: bytes) -> tuple[Path, ...]:
    """Return the journals that may have to go on, and cannot be trusted or read."""
    found = []
    for path in _named(folder, UNFINISHED):
        try:
            replay(_content(path), key, str(path))
        except Problem:
            found.append(path)
    return tuple(found)


def refuse_interrupted(world: World, folder: str) -> None:
    """Raise Problem where a release was interrupted that a build would take the files from."""
    if not _named(folder, UNFINISHED):
        return
    for one in unfinished(folder, user_key(world)):
        if standing(one.known) == "interrupted":
            refuse_upload(one)
            plan = one.known.plan
            values = {"name": plan.manifest.name, "version": plan.manifest.version, "the_index": plan.index_name}
            raise Problem(INTERRUPTED, **values, live=len(live(one.known)), total=len(plan.manifest.files))


def refuse_upload(found: Found) -> None:
    """Raise Problem where a journal is that of an upload: what is left of it needs the very files that it began with."""
    plan = found.known.plan
    if not is_upload(plan):
        return
    names = [file.name for file in plan.manifest.files]
    files = ", ".join((*names[:NAMED], *(("…",) if len(names) > NAMED else ())))
    values = {"files": files, "the_index": plan.index_name, "command": shlex.join(resuming(plan))}
    raise Problem(UPLOAD_INTERRUPTED, **values, live=len(live(found.known)), total=len(names))


def finished(folder: str, key: bytes) -> tuple[Found, ...]:
    """Return the journals of releases that are done; those that cannot be read are passed over, for nothing depends on them."""
    found = []
    for path in _named(folder, FINISHED):
        with contextlib.suppress(Problem):
            known = replay(_content(path), key, str(path))
            found += [Found(path, known)] if known else []
    return tuple(found)


def finish(path: Path) -> None:
    """Set the journal of a finished release aside, where it is not yet."""
    if path.name.startswith(UNFINISHED):
        _rename(path, FINISHED)


def abandon(folder: str) -> None:
    """Set all journals of unfinished releases aside, readable or not."""
    for path in _named(folder, UNFINISHED):
        _rename(path, ABANDONED)


def set_aside(path: Path) -> None:
    """Set one journal of what is given up aside."""
    _rename(path, ABANDONED)


def _rename(path: Path, prefix: str) -> None:
    with _told(path):
        path.replace(path.with_name(prefix + path.name.removeprefix(UNFINISHED)))
        _sync(path.parent)


def _named(folder: str, prefix: str) -> list[Path]:
    return sorted(Path(folder).glob(f"{prefix}*{SUFFIX}"))


def _content(path: Path) -> bytes:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise Problem(UNSAFE_JOURNAL, path=str(path)) from error
    facts = os.fstat(descriptor)
    if not stat.S_ISREG(facts.st_mode) or facts.st_uid != os.geteuid() or facts.st_size > LIMIT:
        os.close(descriptor)
        raise Problem(UNSAFE_JOURNAL, path=str(path))
    with os.fdopen(descriptor, "rb") as file:
        return file.read(LIMIT)


def _keep_key(path: Path) -> None:
    # Linked into place whole, so that no other process ever reads half a key.
    if path.is_symlink() or path.exists():
        return
    part = _part(path)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        _write(descriptor, secrets.token_bytes(KEY_SIZE))
        os.link(part, path)
    finally:
        os.close(descriptor)
        part.unlink(missing_ok=True)


def _part(path: Path) -> Path:
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}{NEW}")


def _write(descriptor: int, data: bytes, *, lasting: bool = True) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]
    if lasting:
        os.fsync(descriptor)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Problem(CANNOT_WRITE, path=str(path), reason=error.strerror or str(error)) from error
