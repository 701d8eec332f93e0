"""A literal of a file that may be a version, and the place that it is."""

import re
from typing import Literal, NamedTuple

from seatrial.core.bump.versions import LONGEST, parsed
from seatrial.model.bump import Place

VERSION = re.compile(r"\s*[vV]?(?P<version>\d[0-9A-Za-z.!+_-]*)\s*")
LINE_END = re.compile(rb"\r\n|\r|\n")
Form = Literal["text", "tuple", "short", "lock"]


class Stated(NamedTuple):
    """What stands between two bytes of a file: for a text what is inside of its quotes, for a tuple what is inside of its brackets."""

    start: int
    end: int
    text: str
    form: Form = "text"
    encoding: str = "utf-8"
    version: str = ""
    """Of a tuple."""


def place_of(file: str, data: bytes, stated: Stated, form: Form | None = None) -> Place | None:
    """Return the place of a version, None where the literal is none; blanks around it and a `v` before it are no part of the place."""
    line = line_of(data, stated.start)
    if stated.form == "tuple":
        return Place(file, line, stated.start, stated.end, stated.version, "tuple", stated.encoding)
    found = VERSION.fullmatch(stated.text) if len(stated.text) <= LONGEST else None
    if found is None or parsed(found["version"]) is None:
        return None
    start = stated.start + found.start("version")
    return Place(file, line, start, start + len(found["version"]), found["version"], form or stated.form, stated.encoding)


def line_of(data: bytes, offset: int) -> int:
    """Return the number of the line that a byte stands on; every way to end a line counts."""
    return len(LINE_END.findall(data, 0, offset)) + 1


def line_at(data: bytes, offset: int, encoding: str = "utf-8", longest: int = 200) -> str:
    """Return the text of the line that a byte stands on, without blanks around it and no longer than told."""
    before = max(data.rfind(b"\n", 0, offset), data.rfind(b"\r", 0, offset)) + 1
    end = LINE_END.search(data, offset)
    line = data[before : end.start() if end else len(data)]
    if len(line) > 4 * longest:
        line = line[max(offset - before - longest, 0) :][: 2 * longest]
    return line.decode(encoding, "replace").lstrip("\ufeff").strip()[:longest]
