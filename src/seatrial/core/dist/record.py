"""RECORD and entry_points.txt of a wheel, taken as PyPI's server takes them (warehouse@6b62157, utils/wheel.py)."""

import csv
from collections.abc import Iterator

from seatrial.core.dist import bounds, faults
from seatrial.model.dist import EntryPoint, RecordRow

SCRIPT_GROUPS = ("console_scripts", "gui_scripts")
DEFAULTS = "DEFAULT"
COMMENTS = ("#", ";")


PIECE = 64 * bounds.KIB


class TooManyLinesError(Exception):
    """More than our bounds allow."""


class InvalidEntryPointsError(Exception):
    """Not the INI file that the entry points specification asks for."""


def read_record(data: bytes) -> tuple[tuple[RecordRow, ...] | None, str | None]:
    """Return the rows of RECORD, or None and the kind of the fault that PyPI meets first. Raises TooManyLinesError."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None, faults.RECORD_UNREADABLE
    rows = []
    fault = None
    try:
        for row in csv.reader(_lines(text)):
            if not row:
                fault = faults.RECORD_BLANK_LINE
                continue
            path, digest, size = row[:3] if len(row) > 2 else (*row, "", "")[:3]
            rows.append(RecordRow(path.replace("\\", "/") if "\\" in path else path, digest, size))
            if len(rows) > bounds.ROWS:
                raise TooManyLinesError
    except csv.Error:
        return None, fault or faults.RECORD_UNREADABLE
    return tuple(rows), fault


def _lines(text: str) -> Iterator[str]:
    """Yield what `str.splitlines` gives, without a list of millions."""
    at = 0
    while at < len(text):
        end = text.find("\n", at + PIECE) + 1 or len(text)
        yield from text[at:end].splitlines()
        at = end


def read_entry_points(data: bytes) -> tuple[EntryPoint, ...]:
    """Return what entry_points.txt declares, group by group. Raises InvalidEntryPointsError where PyPI refuses the file, TooManyLinesError."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidEntryPointsError("not UTF-8") from error
    sections = _sections(text)
    shared = sections.pop(DEFAULTS, {})
    found = []
    for group, values in sections.items():
        if len(shared) + len(values) > bounds.POINTS:
            raise TooManyLinesError
        for name, target in {**shared, **values}.items():
            if group in SCRIPT_GROUPS and not _is_script_name(name):
                raise InvalidEntryPointsError(f"{name!r} is no name of a script")
            found.append(EntryPoint(group, name, target))
        if len(found) > bounds.POINTS:
            raise TooManyLinesError
    return tuple(found)


def _is_script_name(name: str) -> bool:
    # As the pattern [\w.-]+ has it.
    return bool(name) and all(one.isalnum() or one in "_.-" for one in name)


def _sections(text: str) -> dict[str, dict[str, str]]:
    """Read an INI file as Python 3.14's configparser does with `=` as its only delimiter and case kept."""
    sections: dict[str, dict[str, list[str]]] = {}
    section: dict[str, list[str]] | None = None
    value: list[str] | None = None
    indent = 0
    for line in text.split("\n"):
        said = line.strip()
        if not said or said.startswith(COMMENTS):
            if not said and value is not None:
                value.append("")
            continue
        depth = len(line) - len(line.lstrip())
        if value is not None and depth > indent:
            value.append(said)
            continue
        indent = depth
        if said.startswith("[") and "]" in said[2:]:
            section, value = _begun(sections, said[1 : said.rindex("]")]), None
        else:
            value = _option(section, said)
    return {name: {key: "\n".join(lines).rstrip() for key, lines in values.items()} for name, values in sections.items()}


def _begun(sections: dict[str, dict[str, list[str]]], name: str) -> dict[str, list[str]]:
    if name in sections and name != DEFAULTS:
        raise InvalidEntryPointsError(f"section {name!r} stands there twice")
    return sections.setdefault(name, {})


def _option(section: dict[str, list[str]] | None, said: str) -> list[str]:
    if section is None:
        raise InvalidEntryPointsError(f"{said!r} stands before the first section")
    key, equals, target = said.partition("=")
    key = key.rstrip()
    if not equals or not key:
        raise InvalidEntryPointsError(f"{said!r} is not `name = target`")
    if key in section:
        raise InvalidEntryPointsError(f"{key!r} stands there twice")
    section[key] = [target.strip()]
    return section[key]
