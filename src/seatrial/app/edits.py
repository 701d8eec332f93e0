"""Edits: changes files of a project all or none, however it ends; a change that was cut off is finished or taken back by the next run."""

import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from seatrial.app.journals import kept_key, user_key
from seatrial.app.replacing import backward, discard, examine, forward, replace_all
from seatrial.app.state import existing_state, locked, read_plain, state_folder, write_private
from seatrial.core.build_output import first_of
from seatrial.core.edit_record import sealed, unsealed
from seatrial.model.edit import Edit, EditRecord, Purpose, Settled
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.edits import ALTERED, CANNOT_WRITE, CHANGED, INTERRUPTED, NOT_PLAIN, STUCK, TOO_MUCH, UNSAFE
from seatrial.problem.state import READ_ONLY

RECORD = "edits.json"
ASIDE = "abandoned-edits.json"
"""Keeps what was taken back in part: the only place that has what a file was, which somebody else changed meanwhile."""
BOUND = 32 * 1024 * 1024
"""Bytes of all files together, before and after."""
LIMIT = 2 * BOUND
"""Bytes of a record."""
NAMED = 5
"""Files that a Problem names at most."""


def write_all(world: World, folder: str, edits: Sequence[Edit], purpose: Purpose) -> None:
    """Change files of a project, all or none; `folder` is its whole path.

    What is to be changed is written down first. From then on a run that is killed has changed nothing or anything of it, and the next one
    finishes it or takes it back (`recover`). A run that fails takes it back itself.

    Raises `Problem` PFX001 to PFX006 and PFX010 where nothing was changed, PFX007 where it could not even be taken back, PFX008 where an earlier
    change was cut off, PPR050 to PPR054 where `.seatrial` cannot be used.
    """
    state = state_folder(world, folder)
    with locked(state):
        refuse_begun(world, state)
        if sum(len(edit.before or b"") + len(edit.after) for edit in edits) > BOUND:
            raise Problem(TOO_MUCH, limit=BOUND, files=_named(edits))
        examine(folder, edits)
        record = EditRecord(purpose, secrets.token_hex(8), tuple(edits))
        _keep(folder, state, sealed(record, user_key(world)))
        try:
            replace_all(folder, forward(edits), record.mark)
        except BaseException:
            _take_back(folder, state, record)
            raise
        _forget(state)


def begun(world: World, state: str) -> EditRecord | None:
    """Return the change that was cut off in a project, None where there is none; `state` is its `.seatrial`. Raises `Problem` PFX009."""
    path = Path(state, RECORD)
    if not os.path.lexists(path):
        return None
    try:
        data = read_plain(path, LIMIT)
        trusted = path.lstat().st_uid == os.geteuid()
    except OSError as error:
        raise Problem(UNSAFE, path=str(path)) from error
    record = unsealed(data, kept_key(world)) if trusted else None
    if record is None:
        raise Problem(UNSAFE, path=str(path))
    return record


def refuse_begun(world: World, state: str) -> None:
    """Raise `Problem` PFX008 where a change of files was cut off, PFX009 where its record cannot be trusted."""
    record = begun(world, state)
    if record is not None:
        raise Problem(INTERRUPTED, command=f"seatrial {record.purpose.command}", files=_named(record.edits))


def recover(world: World, folder: str, *, back: bool = False) -> Settled | None:
    """Finish a change of files that was cut off; with `back` take it back. None where there was none.

    What somebody else changed since then is never overwritten. Raises `Problem` PFX011 for such a file, but with `back` leaves it as it is and
    keeps the record aside; PFX007 where files cannot be written, PFX009 where the record cannot be trusted, PPR050 to PPR054.
    """
    state = existing_state(world, folder)
    if state is None or not os.path.lexists(Path(state, RECORD)):
        return None
    with locked(state):
        record = begun(world, state)
        if record is None:
            return None
        left = _moved(folder, record, back=back)
        if left:
            _rename(state)
        else:
            _forget(state)
    return Settled(record, back, left)


def _moved(folder: str, record: EditRecord, *, back: bool) -> tuple[str, ...]:
    changes = backward(record.edits) if back else forward(record.edits)
    try:
        return replace_all(folder, changes, record.mark, leave=back)
    except Problem as problem:
        discard(folder, changes, record.mark)
        if problem.kind in {CHANGED, NOT_PLAIN}:
            raise Problem(ALTERED, file=problem.values["file"]) from problem
        raise Problem(STUCK, file=problem.values["file"], reason=problem.values["reason"]) from problem


def _take_back(folder: str, state: str, record: EditRecord) -> None:
    """Take back what a run that failed has changed; where that fails too, the record stays. Raises `Problem` PFX007."""
    changes = backward(record.edits)
    try:
        # What somebody else wrote meanwhile is theirs, and what was not changed yet is as before.
        replace_all(folder, changes, record.mark, leave=True)
    except Problem as problem:
        if problem.kind is CANNOT_WRITE:
            raise Problem(STUCK, file=problem.values["file"], reason=problem.values["reason"]) from problem
        raise Problem(ALTERED, file=problem.values["file"]) from problem
    finally:
        discard(folder, changes, record.mark)
    _forget(state)


def _keep(folder: str, state: str, data: bytes) -> None:
    """Write a record down so that it outlives the machine, before anything that it speaks of is changed."""
    write_private(str(Path(state, RECORD)), data)
    _sync(state)
    _sync(folder)


def _forget(state: str) -> None:
    path = Path(state, RECORD)
    try:
        path.unlink()
    except OSError as error:
        raise Problem(READ_ONLY, path=str(path), reason=error.strerror or str(error)) from error
    _sync(state)


def _rename(state: str) -> None:
    path = Path(state, RECORD)
    try:
        path.replace(path.with_name(ASIDE))
    except OSError as error:
        raise Problem(READ_ONLY, path=str(path), reason=error.strerror or str(error)) from error
    _sync(state)


def _sync(folder: str) -> None:
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _named(edits: Sequence[Edit]) -> str:
    return first_of([edit.file for edit in edits], NAMED)
