"""Runs that are remembered: tests, builds and rehearsals of one state of a tree."""

from typing import Literal, NamedTuple

RunKind = Literal["tests", "build", "rehearse"]
TestsEnd = Literal["passed", "own", "failed", "timed out", "source", "none", "not begun", "unknown"]
"""How tests end. `own`: they passed in environments that they made themselves; `source`: they passed, and imported something else than what was
installed; `none`: no test was run; `not begun`: what they need was not there; `unknown`: nothing tells how the project is tested."""


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
    """Path of the whole output, relative to the project folder."""
    how: str = ""
    """Of tests: a `TestsEnd`."""
    reason: str = ""
    """Why it is not well, in English; empty where it is."""
    tail: str = ""
    """The last lines of the output, where it is not well; of tests."""
    made: str = ""
    """What names the files that a build made: it changes with every byte of them."""
