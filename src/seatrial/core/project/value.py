"""What an expression of a build script is known to be: a literal, or one of these markers."""

import ast
import re
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from seatrial.core.project.where import inside
from seatrial.model.project import Finder, Read, Source

TEXT = 100_000
"""Characters of a text that is still followed."""
ITEMS = 2_000
"""Items of a list that is still followed."""
BITS = 10_000
"""Bits of a number that is still followed: Python writes no number out that is much longer."""


LINE_END = re.compile(r"\r\n|\r|\n")


class Unknown:
    """Only running the script would tell."""


UNKNOWN: Final = Unknown()


class FileText(NamedTuple):
    """The content of a file."""

    path: str
    text: str | None
    """None where the file is absent or too large."""


class Handle(NamedTuple):
    """An open file."""

    path: str
    text: str | None


class Place(NamedTuple):
    """A path that was made from the script's own; empty for the project folder."""

    path: str


class Imported(NamedTuple):
    """A name that comes from an import, or a builtin."""

    dotted: str


class Function(NamedTuple):
    """A function that the script defines."""

    node: ast.FunctionDef


class Found(NamedTuple):
    """What a call such as `find_packages()` finds in the tree."""

    packages: tuple[str, ...] | None
    """None where its arguments are computed."""
    finder: Finder


class SetupCall(NamedTuple):
    """One call of `setup()`."""

    values: Mapping[str, Any]
    lines: Mapping[str, int]
    complete: bool
    """False where a `**` brings arguments that are not known."""


class Scene:
    """What evaluation sees of the tree, and what it notes down on its way."""

    def __init__(self, file: str, source: str, files: Mapping[str, bytes], listing: tuple[str, ...]) -> None:
        self.file = file
        self.source = source
        self.lines: list[bytes] | None = None
        """Of the source, once they are asked for."""
        self.files = files
        self.listing = listing
        self.present = frozenset(listing)
        self.steps = 0
        self.guarded = 0
        self.branches = 0
        """Of what guards, how many are conditions that do not ask for files."""
        self.reads: list[Read] = []
        self.calls: list[SetupCall] = []
        self.call_function: Callable[[Function, list[Any], dict[str, Any], int], Any] = lambda *_: UNKNOWN

    def read(self, path: str, line: int) -> str | None:
        """Note that the script reads a file, and return its text where it is there."""
        self.reads.append(Read(path, Source(self.file, line), guarded=self.guarded > 0, branch=0 < self.guarded == self.branches))
        return self.text(path)

    def written(self, node: ast.Call) -> str:
        """Return how the script writes a call; `ast.get_source_segment` would take the whole source apart for each."""
        if self.lines is None:
            self.lines = [line.encode() for line in LINE_END.split(self.source)]
        first, last = node.lineno - 1, node.end_lineno or node.lineno
        lines = self.lines[first:last]
        lines[-1] = lines[-1][: node.end_col_offset]
        lines[0] = lines[0][node.col_offset :]
        return b"\n".join(lines).decode("utf-8", "replace")

    def text(self, path: str) -> str | None:
        """Return the text of a file of the tree, None where it is absent or too large."""
        data = self.files.get(path)
        self.steps += len(data) // 256 if data is not None else 0
        return data.decode("utf-8", "replace") if data is not None and len(data) <= TEXT else None


def bounded(value: Any) -> Any:
    """Return a value, or UNKNOWN where it has grown past what is followed."""
    if isinstance(value, str) and len(value) > TEXT:
        return UNKNOWN
    if isinstance(value, int) and value.bit_length() > BITS:
        return UNKNOWN
    return UNKNOWN if isinstance(value, list | dict) and len(value) > ITEMS else value


def plain(value: Any) -> Any:
    """Return the text of a file's content where it is known, any other value as it is."""
    if isinstance(value, FileText):
        return UNKNOWN if value.text is None else value.text
    return value


def joined(folder: str, path: str) -> Any:
    """Return the place of a path below a folder of the project, UNKNOWN where it leads out of it."""
    place = inside(f"{folder}/{path}" if folder else path)
    return UNKNOWN if place is None else Place(place)


def parent(path: str) -> str:
    """Return the folder of a path; that of the project folder is taken to be itself."""
    return path.rpartition("/")[0]


def as_path(value: Any) -> str | None:
    """Return the path that a value of a build script names, None where it names none inside the folder."""
    return inside(value) if isinstance(value, str) else value.path if isinstance(value, Place) else None
