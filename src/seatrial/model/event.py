"""What a use case tells while it runs: one narrow stream for progress, events files and logs."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from seatrial.model.sentence import Said


class Part(NamedTuple):
    """How far one of several things is that are under way side by side."""

    name: str
    done: int
    total: int


class Told(NamedTuple):
    """One thing that happened."""

    step: str
    """The step that it belongs to: look, name, build, check, upload, verify, tests, tag, push, index."""
    state: Literal["started", "progress", "note", "detail", "output", "done", "failed", "skipped"]
    """`detail` is for people who asked for more; `output` is one line that a child process wrote."""
    said: Said | None = None
    """What to tell people; with `progress` it holds until the step says something else, and is not kept on a terminal."""
    done: int = 0
    total: int = 0
    """For `progress`: units are the step's own (bytes for upload, installs for verify)."""
    unit: Literal["bytes", "files", "lines", "steps"] = "steps"
    parts: tuple[Part, ...] = ()
    """For `progress`: what is under way now, in the same unit."""
    line: str | None = None
    """For `output`: the line as it came, secrets blanked."""


Tell = Callable[[Told], None]
