"""What a mend is given, and how it changes the bytes of a file."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from seatrial.model.finding import Finding
from seatrial.model.project import Project


class Subject(NamedTuple):
    """One finding, with the tree that it was found in."""

    project: Project
    finding: Finding
    files: Mapping[str, bytes]
    """The files as earlier mends left them."""


class Splice(NamedTuple):
    """Bytes of a file that others take the place of."""

    start: int
    end: int
    text: bytes = b""


def spliced(data: bytes, splices: Iterable[Splice]) -> bytes:
    """Return a file with every splice made; they do not overlap."""
    for one in sorted(splices, reverse=True):
        data = data[: one.start] + one.text + data[one.end :]
    return data


def line_end(data: bytes) -> bytes:
    """Return how a file ends its lines."""
    return b"\r\n" if b"\r\n" in data else b"\n"


def line_span(data: bytes, start: int, end: int) -> tuple[int, int]:
    """Return the bytes of the whole lines that a part of a file stands on, the last line's end included."""
    begin = data.rfind(b"\n", 0, start) + 1
    stop = data.find(b"\n", end)
    return begin, len(data) if stop < 0 else stop + 1


def without_item(data: bytes, start: int, end: int) -> Splice:
    """Return what takes an item out of a list: with its comma, and with its line where it stands there alone."""
    after = end
    while data[after : after + 1] in (b" ", b"\t"):
        after += 1
    if data[after : after + 1] == b",":
        end = after + 1
    begin, stop = line_span(data, start, end)
    rest = data[end:stop].strip()
    if not data[begin:start].strip() and (not rest or rest.startswith(b"#")):
        return Splice(begin, stop)
    while data[end : end + 1] == b" ":
        end += 1
    return Splice(start, end)
