"""A conversation with a program on a terminal of its own: each answer is typed when its question has appeared."""

import os
import pty
import select
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple


class Talked(NamedTuple):
    """What came of a conversation."""

    status: int
    written: str
    """Everything that the terminal showed, what was typed and echoed too."""


def converse(
    args: Sequence[str], steps: Sequence[tuple[str, str]], *, env: Mapping[str, str], cwd: Path | str, seconds: float = 40
) -> Talked:
    """Run a program to its end; each step is a text to wait for, and what is typed then."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(cwd)
        os.execve(args[0], list(args), dict(env))
    written, waiting, seen, end = b"", list(steps), 0, time.monotonic() + seconds
    while time.monotonic() < end:
        if waiting and waiting[0][0].encode() in written[seen:]:
            seen = written.index(waiting[0][0].encode(), seen) + len(waiting[0][0].encode())
            os.write(terminal, waiting.pop(0)[1].encode())
        if not select.select([terminal], [], [], 0.2)[0]:
            continue
        try:
            written += os.read(terminal, 65536)
        except OSError:
            break
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    assert not waiting, f"never asked: {waiting[0][0]}\n{written.decode()}"
    return Talked(os.waitstatus_to_exitcode(status), written.decode())
