"""Changes of files in a project's tree: what is to be written where, and what stood there."""

from typing import Literal, NamedTuple


class Edit(NamedTuple):
    """One file before and after; both as they lie on the disk, byte for byte."""

    file: str
    """Relative to the project folder."""
    before: bytes | None
    """None where there is no such file yet."""
    after: bytes


class Purpose(NamedTuple):
    """What files are changed for, so that whoever finds the change half done can say it."""

    command: Literal["bump", "check"]
    """The command that changes them: `bump` raises a version, `check` mends (`--fix`)."""
    old: str = ""
    """Of a bump: the version before."""
    new: str = ""
    undoes: bool = False
    """Whether it takes an earlier change back."""


class EditRecord(NamedTuple):
    """What is written down before the first file is changed."""

    purpose: Purpose
    mark: str
    """By which the files that are prepared beside those in the tree are told from all others."""
    edits: tuple[Edit, ...]


class Settled(NamedTuple):
    """What became of a change that was found half done."""

    record: EditRecord
    back: bool
    """Whether the files are as before; else all are as they were to be."""
    left: tuple[str, ...] = ()
    """Files that somebody else changed meanwhile, which were left as they are."""
