"""Ends what a child left running outside of its process group, found by a value in its environment that no other process has; only where there is /proc."""

import contextlib
import os
import signal
import time

ROUNDS = 50
"""Looks at most: what starts itself anew again and again is not waited for."""
PAUSE = 0.02
"""Seconds between two."""


def end_left_running(name: str, value: str) -> None:
    """Kill every process of this user that has this value in the environment that it was started with."""
    mark = os.fsencode(f"{name}={value}")
    for _ in range(ROUNDS):
        found = _marked(mark)
        if not found:
            return
        for process in found:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(process, signal.SIGKILL)
        time.sleep(PAUSE)


def _marked(mark: bytes) -> list[int]:
    try:
        names = os.listdir("/proc")  # noqa: PTH208  (names alone)
    except OSError:
        return []
    return [int(name) for name in names if name.isdecimal() and mark in _environ(name)]


def _environ(process: str) -> list[bytes]:
    try:
        # Of what is dead or another user's nothing is read.
        with open(f"/proc/{process}/environ", "rb") as file:  # noqa: PTH123  (pathlib costs a start)
            return file.read().split(b"\0")
    except OSError:
        return []
