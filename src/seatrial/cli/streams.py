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


def out(text: str) -> None:
    """Write a result to stdout. Raises Problem PCL001 where it cannot take it; a reader that went away is none."""
    try:
        _write(sys.stdout, text)
    except OSError as error:
        _drop(sys.stdout)
        raise Problem(OUTPUT_LOST, reason=error.strerror or str(error)) from error


def err(text: str) -> None:
    """Write talk to stderr; where that is impossible nobody can be told."""
    try:
        _write(sys.stderr, text)
    except OSError:
        _drop(sys.stderr)


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
