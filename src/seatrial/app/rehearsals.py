"""Rehearsals that are remembered: which build of which commit went through one, and when."""

import math
from typing import Any, NamedTuple

from seatrial.app.sealed import keep_sealed, kept_sealed
from seatrial.core.plan import plan_id
from seatrial.core.profile import REHEARSAL
from seatrial.model.lookup import Rehearsed
from seatrial.model.release import Manifest
from seatrial.model.world import World

NAME = "rehearsals.json"
KEPT = 20
"""Rehearsals of a project that are remembered."""
BOUND = 1024 * 1024
"""Bytes of the record that are read."""


class Rehearsal(NamedTuple):
    """One rehearsal that came to a good end."""

    at: float
    """Seconds since the epoch."""
    commit: str | None
    plan: str
    """Changes with every byte of the files."""
    dirty: bool
    index_name: str = REHEARSAL.name
    """Where it went."""


def remember(world: World, state: str, manifest: Manifest, now: float, index_name: str = REHEARSAL.name) -> None:
    """Remember in a project's `.seatrial` that the files of a manifest were rehearsed. Raises `Problem` PPR053."""
    entry = Rehearsal(now, manifest.commit, plan_id(manifest, REHEARSAL.name), manifest.dirty, index_name)
    kept = [*remembered(world, state), entry][-KEPT:]
    keep_sealed(world, state, NAME, [one._asdict() for one in kept])


def remembered(world: World, state: str) -> tuple[Rehearsal, ...]:
    """Return the rehearsals of a project, the oldest first; a record that is none of this user's counts as none, for a rehearsal can be had again."""
    try:
        return tuple(map(_rehearsal, kept_sealed(world, state, NAME, BOUND) or ()))
    except (ValueError, TypeError, KeyError, OverflowError):
        return ()


def last_rehearsal(world: World, state: str, manifest: Manifest, now: float) -> Rehearsed:
    """Return the rehearsal that says most of the files of a manifest: one of these very files, else one of the same commit; the last of them."""
    plan = plan_id(manifest, REHEARSAL.name)
    found = [
        one for one in remembered(world, state) if one.plan == plan or (one.commit and one.commit == manifest.commit and not one.dirty)
    ]
    best = max(found, key=lambda one: (one.plan == plan, one.at), default=None)
    return Rehearsed(best.index_name, max(0.0, now - best.at), best.plan == plan) if best else Rehearsed()


def _rehearsal(one: dict[str, Any]) -> Rehearsal:
    at = float(one["at"])
    if not math.isfinite(at):
        raise ValueError(at)
    return Rehearsal(
        at, one["commit"] and str(one["commit"]), str(one["plan"]), bool(one["dirty"]), str(one.get("index_name", REHEARSAL.name))
    )
