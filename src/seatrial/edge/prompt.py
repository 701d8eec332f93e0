"""Asks somebody on the terminal; what is secret is not shown while it is typed."""

import sys


def terminal() -> bool:
    """Return whether there is somebody to ask: the input is typed, and the question can be seen."""
    return all(stream is not None and not stream.closed and stream.isatty() for stream in (sys.stdin, sys.stderr))


def ask_secret(question: str) -> str | None:
    """Ask for a line that is not shown; None where there is nobody to ask, or the input ends."""
    from getpass import getpass  # noqa: PLC0415  (few commands ask)

    if not terminal():
        return None
    try:
        # The question appears when nothing is shown any more, so that nobody types too early.
        return getpass(question)
    except EOFError:
        return None


def ask(question: str) -> str | None:
    """Ask for a line; None where there is nobody to ask, or the input ends."""
    if not terminal():
        return None
    sys.stderr.write(question)
    sys.stderr.flush()
    line = sys.stdin.readline()
    return line.strip() if line.endswith("\n") else None
