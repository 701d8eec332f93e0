"""A `.pypirc` as text: read as Python's RawConfigParser reads it for twine, with the lines of each value, so that it can be edited."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from seatrial.core.credential.token import PREFIX
from seatrial.model.sentence import ProblemFacts
from seatrial.problem.credential import FILE_ENCODING, KEY_TWICE, LINE_ALONE, NO_SECTION, SECTION_TWICE, TOKEN_GOES_ON

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
HEADER = re.compile(r"\[(?P<name>.+)\]")
DELIMITER = re.compile(r"[=:]")
REST = re.compile(r"[A-Za-z0-9_-]{16,}={0,2}")
"""What the rest of a broken token looks like."""
EVERY = "DEFAULT"
"""The section whose keys count in every section."""
BOM = "\ufeff"


class Option(NamedTuple):
    """One key of a section."""

    key: str
    """In lower case."""
    value: str
    first: int
    """Number of its line, from 0."""
    after: int
    """Number of the line behind its last one."""


class Section(NamedTuple):
    """One section."""

    name: str
    first: int
    """Number of its header's line, from 0."""
    options: Mapping[str, Option]


class Pypirc(NamedTuple):
    """A `.pypirc` that was read."""

    lines: tuple[str, ...]
    """Each with its end."""
    sections: Mapping[str, Section]
    marked: bool = False
    """It begins with a byte order mark, which other tools stumble over."""
    problem: ProblemFacts | None = None
    """Why it cannot be read; there are no sections then."""


class _Open(NamedTuple):
    """A section while it is read."""

    first: int
    values: dict[str, list[tuple[int, str]]]
    """By key the lines of its value, with their numbers."""


class _Fault(Exception):  # noqa: N818  (stays inside this module)
    """What is wrong with a line: the kind of problem and the line's number, from 0."""


def read_pypirc(data: bytes, path: str) -> Pypirc:
    """Return what a `.pypirc` says. What cannot be read is told in `problem`, with the path and never with the line itself."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return Pypirc((), {}, problem=ProblemFacts(FILE_ENCODING, {"path": path}))
    if "\0" in text:
        return Pypirc((), {}, problem=ProblemFacts(FILE_ENCODING, {"path": path}))
    marked = text.startswith(BOM)
    lines = tuple(LINE.findall(text.removeprefix(BOM)))
    try:
        return Pypirc(lines, _sections(lines), marked)
    except _Fault as fault:
        kind, number = fault.args
        return Pypirc(lines, {}, marked, ProblemFacts(kind, {"path": path, "line": number + 1}))


def option(read: Pypirc, section: str, key: str) -> Option | None:
    """Return a key of a section, or of those that count in every one; None where neither has it."""
    own = read.sections.get(section)
    if own is None:
        return None
    every = read.sections.get(EVERY)
    return own.options.get(key) or (every.options.get(key) if every else None)


def value(read: Pypirc, section: str, key: str) -> str:
    """Return the value of a key of a section, empty where there is none."""
    found = option(read, section, key)
    return found.value if found else ""


def servers(read: Pypirc) -> tuple[str, ...] | None:
    """Return the sections that the file lists as indexes, None where it lists none."""
    listed = option(read, "distutils", "index-servers")
    return tuple(listed.value.split()) if listed else None


def _sections(lines: tuple[str, ...]) -> dict[str, Section]:
    """Return the sections, as `RawConfigParser._read` of Python 3.11 to 3.14 finds them."""
    found: dict[str, _Open] = {}
    name = key = ""
    indent = 0
    for number, line in enumerate(lines):
        text = line.strip()
        depth = len(line) - len(line.lstrip())
        if text.startswith(("#", ";")):
            continue
        if key and (not text or depth > indent):
            found[name].values[key].append((number, text))
        elif text:
            indent, header = depth, HEADER.match(text)
            if not header:
                key = _taken(found.get(name), key, text, number)
                continue
            name, key = header["name"], ""
            if name in found and name != EVERY:
                raise _Fault(SECTION_TWICE, number)
            found.setdefault(name, _Open(number, {}))
    return {name: Section(name, one.first, {key: _option(key, parts) for key, parts in one.values.items()}) for name, one in found.items()}


def _taken(section: _Open | None, before: str, text: str, number: int) -> str:
    """Take a line with a key and the beginning of its value, and return the key; `before` is the key above it."""
    if section is None:
        raise _Fault(NO_SECTION, number)
    found = DELIMITER.search(text)
    key = text[: found.start()].rstrip().lower() if found else ""
    if not found or not key:
        goes_on = before and (REST.fullmatch(text) or section.values[before][0][1].startswith(PREFIX))
        raise _Fault(TOKEN_GOES_ON if goes_on else LINE_ALONE, number)
    if key in section.values:
        raise _Fault(KEY_TWICE, number)
    section.values[key] = [(number, text[found.end() :].strip())]
    return key


def _option(key: str, parts: list[tuple[int, str]]) -> Option:
    # Blank lines belong to a value only if it goes on behind them.
    after = max((number for number, text in parts if text), default=parts[0][0]) + 1
    return Option(key, "\n".join(text for _, text in parts).rstrip(), parts[0][0], after)
