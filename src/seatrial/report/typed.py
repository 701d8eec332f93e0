"""The command line that comes next: what the user typed, said again where advice needs it."""

import shlex
from typing import NamedTuple

from seatrial.report.escape import escape


class Typed(NamedTuple):
    """What of a command line the next one repeats."""

    folder: str = "."
    flags: tuple[str, ...] = ()
    """Of the same command only."""
    data: str | None = None


TYPED = Typed()
"""Nothing to repeat."""


def command_line(typed: Typed, *words: str) -> str:
    """Return a command line as it is typed into a shell."""
    folder = () if typed.folder == "." else (typed.folder,)
    data = () if typed.data is None else ("--data", typed.data)
    return escape(shlex.join(("seatrial", *words, *folder, *data)))
