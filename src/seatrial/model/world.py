"""The whole outside world as a tuple of callables, made once in `edge.world` and handed down as an argument."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from seatrial.model.command import Command, Completed
from seatrial.model.event import Tell
from seatrial.model.index import HttpAnswer
from seatrial.model.project import Repository
from seatrial.model.verify import Installs


class Git(NamedTuple):
    """git, as far as a release needs it. Paths are absolute. Each raises `Problem` (PGT…) where git cannot be asked."""

    look: Callable[[str], Repository | None]
    """Folder → what git knows of it; None where there is no work tree or no git."""
    export: Callable[[str, Repository | None, str], tuple[str, ...]]
    """(project folder, repository, empty target folder) → relative paths written: tracked files with their content in the work tree,
    and untracked, not ignored ones; where there is no repository the folder without build leftovers."""
    tag_commit: Callable[[str, str], str | None]
    """(folder, tag) → the commit that a local tag points at, None where there is none."""
    remote_tag: Callable[[str, str, str], str | None]
    """(folder, remote, tag) → the commit that the remote's tag points at, None where there is none."""
    tag: Callable[[str, str, str, str], None]
    """(folder, tag, commit, message): make an annotated tag."""
    push: Callable[[str, str, str], None]
    """(folder, remote, tag)."""
    remote: Callable[[str], str | None]
    """Folder → name of the remote that HEAD's branch tracks, else `origin` where there is one."""
    tracks: Callable[[str, str], bool]
    """(folder, relative path) → whether git tracks it."""


class World(NamedTuple):
    """Everything outside, as callables."""

    environ: Mapping[str, str]
    now: Callable[[], float]
    """Seconds since the epoch."""
    clock: Callable[[], float]
    """Monotonic seconds, for durations."""
    run: Callable[[Command], Completed]
    """Run a child in the allow-list environment, its own session and a home of its own."""
    git: Git
    installs: Installs
    get: Callable[[str, Mapping[str, str], float], HttpAnswer]
    """(URL, headers, seconds) → answer. Raises `Problem` PIX… where there is none."""
    find: Callable[[str], str | None]
    """Program name → path, looked up on the user's PATH."""
    tell: Tell
    data_folder: str
    """Where seatrial keeps what belongs to the user (`SEATRIAL_DATA`, `--data`, else the platform's)."""
    cache_folder: str
