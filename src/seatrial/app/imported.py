"""From where the tests of a project imported it: every Python of their environment notes that at its end, and this reads it."""

import json
from contextlib import suppress
from pathlib import Path

from seatrial.app import seen as noting
from seatrial.app.state import read_plain

MODULE = "seatrial_seen"
BOUND = 1024 * 1024
"""Bytes of the notes that are read; code of the project may write there too."""


def watch(site: Path, names: list[str], report: str) -> None:
    """Let every Python that begins with these `site-packages` note from where it imported these modules. Raises OSError."""
    site.joinpath(noting.ASKED).write_text(json.dumps({"names": names, "report": report}), encoding="utf-8")
    site.joinpath(f"{MODULE}.py").write_bytes(Path(noting.__file__).read_bytes())
    site.joinpath(f"{MODULE}.pth").write_text(f"import {MODULE}\n", encoding="utf-8")


def seen(report: str) -> dict[str, tuple[str, ...]]:
    """Return the places of each module that was imported; of several processes that imported it the last counts, which began the others."""
    found: dict[str, tuple[str, ...]] = {}
    with suppress(OSError):
        for line in read_plain(Path(report), BOUND).decode("utf-8", "replace").splitlines():
            with suppress(ValueError, RecursionError):
                found.update(_places(json.loads(line)))
    return found


def _places(told: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(told, dict):
        return {}
    return {
        name: tuple(places)
        for name, places in told.items()
        if isinstance(places, list) and places and all(isinstance(one, str) and "\0" not in one for one in places)
    }
