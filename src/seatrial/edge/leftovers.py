"""What lies about in a project's folder and belongs to no release: leftovers of builds, caches, environments."""

import os
from collections.abc import Iterator

from seatrial.core.endings import BUILT
from seatrial.problem import Problem
from seatrial.problem.git import UNREADABLE

CACHES = frozenset((
    ".git", ".hg", ".svn", ".seatrial", "__pycache__", ".tox", ".nox", ".venv", "venv", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis",
    ".eggs", "node_modules", ".idea", ".vscode", ".ipynb_checkpoints", ".DS_Store", "htmlcov", ".coverage", ".cache",
))  # fmt: skip
"""Folders and files that no release is made of, where no git says so."""
COMPILED = ("lib", "lib.", "bdist.", "temp.")


def walk(folder: str, *, lenient: bool = False) -> Iterator[str]:
    """Yield the files of a folder that no git speaks for, relative to it; links are named and not followed.

    A folder that cannot be read is yielded itself where `lenient` says so. Else raises `Problem` PGT008.
    """
    waiting = [""]
    while waiting:
        below = waiting.pop()
        entries = _entries(folder, below, lenient=lenient)
        if entries is None and below:
            yield below.rstrip("/")
        for entry in entries or ():
            path = below + entry.name
            if entry.name in CACHES or leftover(path):
                continue
            if not entry.is_dir(follow_symlinks=False):
                yield path
            elif not leftover(f"{path}/") and not os.path.lexists(f"{entry.path}/pyvenv.cfg"):
                waiting.append(f"{path}/")


def _entries(folder: str, below: str, *, lenient: bool) -> list[os.DirEntry[str]] | None:
    try:
        with os.scandir(f"{folder}/{below}") as entries:
            return list(entries)
    except OSError as error:
        if lenient:
            return None
        raise Problem(UNREADABLE, path=below or folder, reason=error.strerror or str(error)) from error


def leftover(path: str) -> bool:
    """Whether a path in the project folder is a leftover of a build, as far as nobody meant to keep it."""
    top, slash, _ = path.partition("/")
    return stale(path) or (bool(slash) and top in ("build", "dist", ".seatrial")) or path.endswith((".pyc", ".pyo"))


def stale(path: str) -> bool:
    """Whether a path in the project folder is a leftover of a build even where git tracks it; `build` may be a folder of the project's own."""
    first, _, rest = path.partition("/")
    if ".egg-info/" in f"{path}/" or first == ".seatrial":
        return True
    if first == "dist":
        return rest.endswith(BUILT)
    name = rest.partition("/")[0]
    return first == "build" and "/" in rest and (name == COMPILED[0] or name.startswith(COMPILED[1:]))
