"""The tests of a project: what runs them, and what they need."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from seatrial.model.sentence import Said

Runner = Literal["setting", "pytest", "unittest", "nox", "tox", "script"]


class Brought(NamedTuple):
    """What the wheel of a project brings."""

    paths: frozenset[str] = frozenset()
    """Of every file, as it lies once it is installed."""
    extras: tuple[str, ...] = ()


class Needs(NamedTuple):
    """What tests need beside the project itself."""

    extras: tuple[str, ...] = ()
    """Of the project."""
    requirements: tuple[str, ...] = ()
    stated: tuple[str, ...] = ()
    """Where the project says so, for people."""


class Suite(NamedTuple):
    """How a project is tested."""

    runner: Runner
    commands: tuple[str, ...]
    """As a user would type them; `python` is that of the environment."""
    why: Said
    """How it was found."""
    own: bool = False
    """The commands make environments of their own from the project's files: what they test is not what was installed."""
    tests: tuple[str, ...] = ()
    """Files of the tree that look like tests; bounded."""
    added: Mapping[str, str] = {}
    """Tests inside of packages that the wheel leaves out: where they lie once they are installed, by their path in the tree."""
