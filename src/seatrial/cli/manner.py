"""The manner of a run: language, form, how much is told, how each stream is drawn, which files are written, where things are kept."""

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from seatrial.cli import streams
from seatrial.cli.looks import style_of
from seatrial.cli.progress import Progress, progress
from seatrial.model.world import World
from seatrial.report.style import Style
from seatrial.text.words import Language

if TYPE_CHECKING:
    from seatrial.cli.record import Record


class Manner(NamedTuple):
    """How a command speaks and where it keeps things."""

    language: Language
    json: bool
    quiet: bool
    out: Style
    err: Style
    data: str | None
    form: str = "text"
    """What stdout gets."""
    verbose: int = 0
    """How much more is told: 1 with -v, 2 with -vv; 0 with --quiet."""
    reports: tuple[tuple[str, str], ...] = ()
    """(path, form) of each report."""
    record: "Record | None" = None
    """What takes the events, where a file for them was named."""


def manner_of(
    language: Language,
    *,
    form: str = "text",
    quiet: bool,
    plain: bool,
    data: str | None,
    verbose: int = 0,
    **files: Any,
) -> Manner:
    """Return the manner that the common options ask for.

    `files` are the options `reports` and `events`. Raises Problem PCL002 or PCL004 where one of them cannot be written.
    """
    looks = [style_of(stream, os.environ, colour=not plain) for stream in (sys.stdout, sys.stderr)]
    manner = Manner(language, form == "json", quiet, looks[0]._replace(full=bool(verbose)), looks[1], data, form, 0 if quiet else verbose)
    return _with_files(manner, **files) if any(files.values()) else manner


def _with_files(manner: Manner, reports: tuple[tuple[str, str], ...] = (), events: tuple[str, str] | None = None) -> Manner:
    from seatrial.cli.reporting import ready  # noqa: PLC0415  (only where they are asked for)

    for path, _ in reports:
        ready(path)
    if events is None:
        return manner._replace(reports=reports)
    from seatrial.cli.record import Record  # noqa: PLC0415

    return manner._replace(reports=reports, record=Record(*events, manner.language))


def showing(manner: Manner) -> Progress:
    """Return what shows the progress of a run in its manner, and writes its events."""
    return progress(manner.language, manner.err, quiet=manner.quiet, verbose=manner.verbose, record=manner.record)


def world_of(manner: Manner, shown: Progress) -> World:
    """Return the outside world of a run."""
    from seatrial.edge.world import world  # noqa: PLC0415  (heavy)

    made = world(shown.tell, os.environ, manner.data, manner.language)
    own = [path for path, _ in manner.reports] + ([manner.record.path] if manner.record else [])
    if not own:
        return made
    from seatrial.cli.apart import apart  # noqa: PLC0415  (only where they are asked for)

    return apart(made, own)


def print_json(answer: Mapping[str, Any]) -> None:
    """Print one JSON object on stdout."""
    from seatrial.cli.reporting import json_text  # noqa: PLC0415  (only where it is asked for)

    streams.out(json_text(answer))
