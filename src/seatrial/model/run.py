"""Runs that are remembered: tests, builds and rehearsals of one state of a tree."""

from typing import Literal, NamedTuple

RunKind = Literal["tests", "build", "rehearse"]


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
