"""A real pseudo-terminal with a program in it, and a small screen that shows what a person would see."""

import fcntl
import os
import pty
import re
import select
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

TOKEN = re.compile(r"\x1b\[([0-9;?]*)([A-Za-z])|(\r)|(\n)|([^\x1b\r\n]+)")


def run(
    args: Sequence[str],
    *,
    env: Mapping[str, str],
    cwd: Path | str,
    columns: int = 80,
    seconds: float = 60,
    typed: Sequence[tuple[float, bytes]] = (),
) -> tuple[int, str]:
    """Run a program on a terminal of its own to its end; return its status and everything that it wrote.

    `typed` has what is typed, each after so many seconds.
    """
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(cwd)
        os.execve(args[0], list(args), dict(env))
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    begun, written, waiting = time.monotonic(), b"", list(typed)
    while time.monotonic() - begun < seconds:
        if waiting and time.monotonic() - begun > waiting[0][0]:
            os.write(terminal, waiting.pop(0)[1])
        if not select.select([terminal], [], [], 0.05)[0]:
            continue
        try:
            data = os.read(terminal, 65536)
        except OSError:
            break
        if not data:
            break
        written += data
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), written.decode()


def screen(written: str) -> list[str]:
    """Return the lines that stand on a terminal at the end, colour left out."""
    lines, row, column = [""], 0, 0
    for code, letter, home, end, text in TOKEN.findall(written):
        if home:
            column = 0
        elif end:
            row, column = row + 1, 0
            lines += [""] * (row + 1 - len(lines))
        elif text:
            lines[row] = lines[row][:column].ljust(column) + text + lines[row][column + len(text) :]
            column += len(text)
        elif letter == "K":
            lines[row] = lines[row][:column]
        elif letter == "A":
            row -= int(code or 1)
    return [line.rstrip() for line in lines]
