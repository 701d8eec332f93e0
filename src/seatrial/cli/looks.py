"""How output is drawn on the stream that takes it: colour, marks, columns."""

import os
from collections.abc import Mapping
from typing import TextIO

from seatrial.report.style import ASCII, Marks, Style

WIDEST = 100
"""Longer lines are hard to read."""
PAGE = 80
"""Columns of help where there is no terminal."""


def is_terminal(stream: TextIO | None) -> bool:
    """Return whether a stream is a terminal that can redraw a line."""
    return stream is not None and not stream.closed and stream.isatty() and os.environ.get("TERM") != "dumb"


def style_of(stream: TextIO | None, environ: Mapping[str, str], *, colour: bool = True) -> Style:
    """Return how to draw on a stream: no colour and no wrapping where it is not a terminal, no colour where NO_COLOR is set."""
    terminal = is_terminal(stream)
    marks = Marks() if _shows(stream) else ASCII
    return Style(terminal and colour and not environ.get("NO_COLOR"), marks, columns_of(stream) if terminal else None)


def columns_of(stream: TextIO | None) -> int:
    """Return the columns to write in: the terminal's, within reason; a page's where there is none."""
    try:
        found = os.get_terminal_size(stream.fileno()).columns if stream else 0
    except (OSError, ValueError):
        found = 0
    return min(found, WIDEST) if found > 0 else PAGE


def _shows(stream: TextIO | None) -> bool:
    try:
        "".join(Marks()).encode(getattr(stream, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
