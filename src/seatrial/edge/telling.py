"""Child processes that are told of while they run: the command, and each line that it writes."""

import shlex
from collections.abc import Callable, Mapping

from seatrial.core.install import without_secrets
from seatrial.edge.process import RUNS, Watch, child_environment, run_child
from seatrial.model.command import Command, Completed
from seatrial.model.event import Tell, Told
from seatrial.model.sentence import Said

COMMAND = 1000
"""Characters of a command that are told."""
LINE = 2000
"""Characters of a line that are told."""
LINES = 20_000
"""Lines of one child that are told; its log has them all."""
HELD = 64 * 1024
"""Bytes of a line without end that are kept until it ends; the rest of it is passed over."""


def telling_runner(environ: Mapping[str, str], home: Callable[[], str], tell: Tell, step: str) -> Callable[[Command], Completed]:
    """Return a function that runs commands in the allow-list environment and tells of them; `home` makes the child's home when it is first needed."""

    def run(command: Command) -> Completed:
        return run_told(command, {**child_environment(environ, home()), **command.environ}, tell, command.step or step)

    return run


def run_told(command: Command, environment: Mapping[str, str], tell: Tell, step: str, watch: Watch | None = None) -> Completed:
    """Run one child as `run_child` does, and tell of it under a step; no address in what is told shows a password."""
    shown = without_secrets(shlex.join(command.args))
    tell(Told(step, "detail", Said(RUNS, {"command": shown if len(shown) <= COMMAND else shown[: COMMAND - 1] + "…"})))
    lines = _Lines(tell, step)

    def see(block: bytes) -> None:
        lines.take(block)
        if watch:
            watch(block)

    try:
        return run_child(command, environment, see)
    finally:
        lines.end()


class _Lines:
    """Tells the lines in blocks of bytes, each as soon as it is whole."""

    def __init__(self, tell: Tell, step: str) -> None:
        self._tell = tell
        self._step = step
        self._held = b""
        self._told = 0

    def take(self, block: bytes) -> None:
        """Take what was written next."""
        *whole, rest = block.split(b"\n")
        for line in whole:
            self._say(self._held + line)
            self._held = b""
        self._held = (self._held + rest)[:HELD]

    def end(self) -> None:
        """Tell the line that has no end."""
        if self._held:
            self._say(self._held)

    def _say(self, line: bytes) -> None:
        self._told += 1
        if self._told <= LINES:
            text = without_secrets(line[:HELD].decode("utf-8", "replace").rstrip("\r"))
            self._tell(Told(self._step, "output", line=text if len(text) <= LINE else text[: LINE - 1] + "…"))
