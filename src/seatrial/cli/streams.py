"""The two output streams: results and talk, never stopped by a reader that went away nor by a letter that cannot be encoded."""

import os
import sys
from typing import TextIO

from seatrial.problem import Problem
from seatrial.problem.command import OUTPUT_LOST


def prepare() -> None:
    """Let both streams write what their encoding lacks as escapes."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def out(text: str, *, commands: bool = False) -> None:
    """Write a result to stdout. Raises Problem PCL001 where it cannot take it; a reader that went away is none.

    In a log of GitHub nothing in it is a workflow command, unless these are what is asked for.
    """
    try:
        _write(sys.stdout, text if commands else _for_log(text))
    except OSError as error:
        _drop(sys.stdout)
        raise Problem(OUTPUT_LOST, reason=error.strerror or str(error)) from error


def err(text: str, *, commands: bool = False) -> None:
    """Write talk to stderr; where that is impossible nobody can be told. `commands` as for `out`."""
    try:
        _write(sys.stderr, text if commands else _for_log(text))
    except OSError:
        _drop(sys.stderr)


def on_github() -> bool:
    """Return whether the output becomes a log of GitHub, which takes some lines for commands."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def _for_log(text: str) -> str:
    if not on_github():
        return text
    from seatrial.report.escape import without_commands  # noqa: PLC0415  (only there)

    return without_commands(text)


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None:
        return
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        _drop(stream)


def _drop(stream: TextIO) -> None:
    # What is still buffered would fail again when the interpreter ends.
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, stream.fileno())
    os.close(sink)
