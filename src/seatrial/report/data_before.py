"""What was looked up before anything was sent, as JSON."""

from collections.abc import Callable
from typing import Any

from seatrial.model.lookup import LookUp, Rehearsed

Text = Callable[[str | None], str | None]
"""Makes text from outside fit for the output."""


def looked_up_json(look: LookUp, text: Text) -> dict[str, Any]:
    """Return what an index showed of one release."""
    return {
        "index": text(look.index_name),
        "name": text(look.name),
        "version": text(look.version) or None,
        "project": look.project,
        "whose": look.whose,
        "status": text(look.status) or None,
        "newest": text(look.newest),
        "files": {"there": look.files, "to_send": look.left},
        "yanked": look.yanked,
        "days_left": look.days,
        "similar": text(look.similar),
        "free": [text(name) for name in look.free],
    }


def rehearsed_json(rehearsed: Rehearsed, text: Text) -> dict[str, Any] | None:
    """Return the last rehearsal of what is released; None where there was none."""
    if not rehearsed.index_name:
        return None
    return {"index": text(rehearsed.index_name), "seconds": round(rehearsed.seconds), "same_files": rehearsed.same_files}
