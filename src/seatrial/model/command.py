"""A child process: what is run and what came of it."""

from collections.abc import Callable, Mapping
from typing import NamedTuple


class Command(NamedTuple):
    """A child process that may run code of the project."""

    args: tuple[str, ...]
    cwd: str
    environ: Mapping[str, str] = {}
    """Added to the allow-list environment; never a secret."""
    timeout: float = 600.0
    """Seconds; the whole process group is killed after it."""
    log: str | None = None
    """Path of a file that takes the whole output; None keeps only the tail."""
    cpu: int | None = None
    """Limit of CPU seconds for the child."""
    memory: int | None = None
    """Limit of address space in bytes."""
    written: int | None = None
    """Limit of bytes for each file that the child writes, its output among them."""
    stop: Callable[[], bool] | None = None
    """Asked several times a second; as soon as it says yes the child is killed. For children that other threads wait for."""
    umask: int | None = None
    """Permissions that files of the child do not get; None for our own umask."""
    mark: str | None = None
    """Name of a variable in `environ` whose value no other process has: what the child leaves running in a session of its own is found by it, and ended."""
    step: str | None = None
    """Under which the child is told of; None for that of whoever runs it."""


class Completed(NamedTuple):
    """What came of a child process."""

    status: int
    """Exit status; negative signal number where it was killed."""
    output: str
    """Tail of stdout and stderr together, undecodable bytes replaced, at most 64 KiB."""
    seconds: float
    timed_out: bool = False
