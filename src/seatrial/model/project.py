"""A source tree: what its build files say, and what git knows of it."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

Backend = Literal[
    "setuptools",
    "hatchling",
    "flit-core",
    "poetry-core",
    "pdm-backend",
    "uv-build",
    "maturin",
    "scikit-build-core",
    "meson-python",
    "other",
]
Unread = Literal["dynamic"]


class Source(NamedTuple):
    """Where a fact was read."""

    file: str
    """Relative to the project folder."""
    line: int | None = None


class Project(NamedTuple):
    """What the build files declare, read without running anything.

    A field that only the build can tell (`dynamic`, or computed in `setup.py`) is None and named in `dynamic`.
    """

    folder: str
    """Absolute path of the project folder."""
    build_file: str
    """`pyproject.toml`, `setup.cfg` or `setup.py`: the one that names the project."""
    backend: Backend
    build_backend: str
    """The `build-backend` of `[build-system]`, or setuptools' legacy one."""
    build_requires: tuple[str, ...]
    name: str | None = None
    version: str | None = None
    summary: str | None = None
    readme: str | None = None
    """Path of the README that is declared, else of the one that lies there; None where there is none."""
    readme_content_type: str | None = None
    license: str | None = None
    """SPDX expression or licence text as declared."""
    license_files: tuple[str, ...] = ()
    """Files that look like licences or are declared."""
    requires_python: str | None = None
    requires: tuple[str, ...] = ()
    classifiers: tuple[str, ...] = ()
    scripts: Mapping[str, str] = {}
    packages: tuple[str, ...] | None = None
    """What the build files declare as packages and modules, None where they leave it to discovery."""
    dynamic: frozenset[str] = frozenset()
    modules: tuple[str, ...] = ()
    """Files of the tree that look like the project's own importable code: paths relative to the folder (`src/` kept)."""
    sources: Mapping[str, Source] = {}
    """Where each field was read, by field name."""
    setup_py: str | None = None
    """Text of `setup.py`, bounded; None where there is none."""


class Repository(NamedTuple):
    """What git knows of the folder."""

    root: str
    """Top folder of the work tree."""
    prefix: str
    """The project folder below `root`, with `/` at the end; empty where they are the same."""
    commit: str | None
    """Full hash of HEAD; None before the first commit."""
    commit_time: int | None
    """Committer time of HEAD, seconds since the epoch."""
    branch: str | None
    """None where HEAD is detached."""
    dirty: tuple[str, ...] = ()
    """Tracked files that differ from HEAD, relative to the project folder; bounded to 1000."""
    untracked: tuple[str, ...] = ()
    """Files that git neither tracks nor ignores, likewise."""
    shallow: bool = False
    tags: tuple[str, ...] = ()
    """Tags that point at HEAD."""
