"""Runs that are remembered: tests, builds and rehearsals of one state of a tree."""

from typing import Literal, NamedTuple

RunKind = Literal["tests", "build", "rehearse"]
TestsEnd = Literal["passed", "failed", "timed out", "source", "none", "not begun"]
"""How tests end. `source`: they did not import what was installed; `none`: there was nothing to run; `not begun`: something was missing for them."""


class Run(NamedTuple):
    """One run that came to an end."""

    kind: RunKind
    tree: str
    """Fingerprint of everything that the project's tree held."""
    ok: bool
    at: float
    """Seconds since the epoch."""
    command: str = ""
    """What was run, as a user would type it; of tests."""
    log: str = ""
    """Path of the whole output."""
    how: str = ""
    """Of tests: a `TestsEnd`."""
    reason: str = ""
    """Why it is not well, in English; empty where it is."""
    tail: str = ""
    """The last lines of the output, where it is not well; of tests."""
