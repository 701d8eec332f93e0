"""The record of a bump in `.seatrial`: kept from before the first change until its commit, its tag and, where one follows, its release are done."""

import os
from contextlib import suppress
from pathlib import Path

from seatrial.app.journals import kept_key, user_key
from seatrial.app.state import read_plain, write_private
from seatrial.core.bump_record import sealed_bump, unsealed_bump
from seatrial.model.bump import BumpRecord
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.release_part import UNSAFE_RECORD

NAME = "bump.json"
LIMIT = 128 * 1024 * 1024
"""Bytes of a record."""


def keep(world: World, state: str, record: BumpRecord) -> None:
    """Write a record down, 0600, as a whole or not at all. Raises `Problem` PPR053, PRL018."""
    write_private(str(Path(state, NAME)), sealed_bump(record, user_key(world)))


def kept(world: World, state: str) -> BumpRecord | None:
    """Return the record that lies in a project's `.seatrial`, None where none does. Raises `Problem` PBP030."""
    path = Path(state, NAME)
    if not os.path.lexists(path):
        return None
    try:
        record = unsealed_bump(read_plain(path, LIMIT), kept_key(world)) if path.lstat().st_uid == os.geteuid() else None
    except OSError as error:
        raise Problem(UNSAFE_RECORD, path=str(path)) from error
    if record is None:
        raise Problem(UNSAFE_RECORD, path=str(path))
    return record


def forget(state: str) -> None:
    """Take the record away, readable or not; one that cannot be taken away is void as soon as the version is another."""
    with suppress(OSError):
        Path(state, NAME).unlink()


def forget_released(world: World, state: str, version: str) -> None:
    """Take away the record of a bump whose version is released now."""
    with suppress(Problem):
        record = kept(world, state)
        if record and record.new == version:
            forget(state)
