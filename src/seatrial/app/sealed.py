"""Records in `.seatrial` that checks believe: sealed with the user's key, so that one which comes with somebody else's folder counts as none."""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from seatrial.app.state import read_plain, write_private
from seatrial.core.sealing import opened_as, sealed_as
from seatrial.model.world import World
from seatrial.problem import Problem


def keep_sealed(world: World, state: str, name: str, value: Any) -> None:
    """Write a record down, 0600, as a whole or not at all; without a place for the user's key nothing is kept. Raises `Problem` PPR053."""
    from seatrial.app.journals import user_key  # noqa: PLC0415  (most checks find no record)

    try:
        key = user_key(world)
    except Problem:
        return
    write_private(str(Path(state, name)), sealed_as(name, json.dumps(value).encode(), key))


def kept_sealed(world: World, state: str, name: str, bound: int) -> Any:
    """Return what this user's record holds; None where there is none, and where somebody else made or changed it."""
    path = Path(state, name)
    if not os.path.lexists(path):
        return None
    from seatrial.app.journals import kept_key  # noqa: PLC0415  (most checks find no record)

    with suppress(OSError, Problem):
        body = opened_as(name, read_plain(path, bound), kept_key(world))
        return None if body is None else json.loads(body)
    return None
