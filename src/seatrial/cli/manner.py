"""The manner of a run: language, text or JSON, how each stream is drawn, what fails, where things are kept."""

import os
import sys
from collections.abc import Mapping
from typing import Any, NamedTuple

from seatrial.cli import streams
from seatrial.cli.looks import style_of
from seatrial.cli.progress import Progress, progress
from seatrial.model.world import World
from seatrial.report.style import Style
from seatrial.text.words import Language


class Manner(NamedTuple):
    """How a command speaks and where it keeps things."""

    language: Language
    json: bool
    quiet: bool
    out: Style
    err: Style
    data: str | None


def manner_of(language: Language, *, form: str = "text", quiet: bool, plain: bool, data: str | None) -> Manner:
    """Return the manner that the common options ask for."""
    looks = [style_of(stream, os.environ, colour=not plain) for stream in (sys.stdout, sys.stderr)]
    return Manner(language, form == "json", quiet, looks[0], looks[1], data)


def showing(manner: Manner) -> Progress:
    """Return what shows the progress of a run in its manner."""
    return progress(manner.language, manner.err, quiet=manner.quiet)


def world_of(manner: Manner, shown: Progress) -> World:
    """Return the outside world of a run."""
    from seatrial.edge.world import world  # noqa: PLC0415  (heavy)

    return world(shown.tell, os.environ, manner.data)


def print_json(answer: Mapping[str, Any]) -> None:
    """Print one JSON object on stdout, in ASCII, so that no letter of it can be lost or act on a terminal."""
    import json  # noqa: PLC0415  (only where it is asked for)

    streams.out(json.dumps(answer, indent=2) + "\n")
