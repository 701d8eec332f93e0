"""Reads requirements files as pip reads them (pip 26, `_internal/req/req_file.py`): one entry for each line, whatever stands there."""

import codecs
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from seatrial.core.project.where import inside
from seatrial.core.requirements.options import BadOption, options_of
from seatrial.model.requirements import Entry, EntryKind

FILES = 50
"""Files that one file may lead to."""
DEPTH = 10
ENTRIES = 5_000
LONGEST = 1_000
"""Characters of one requirement."""
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
)
COOKIE = re.compile(rb"coding[:=]\s*([-\w.]+)")
SLOW = frozenset(("punycode", "idna"))
"""Codecs whose time grows with the square of the text."""
VARIABLE = re.compile(r"\$\{[A-Z0-9_]+\}")
SCHEME = re.compile(r"(?:https?|ftp|file|(?:git|hg|bzr|svn)(?:\+[a-z]+)?):", re.IGNORECASE)
EGG = re.compile(r"[#&]egg=([A-Za-z0-9._-]+)")
ARCHIVES = (".zip", ".whl", ".tar.gz", ".tgz", ".tar", ".tar.bz2", ".tbz", ".tar.xz", ".txz", ".tlz", ".tar.lz", ".tar.lzma")


class _Place(NamedTuple):
    """A file on the way to it."""

    path: str
    above: tuple[str, ...] = ()
    """The files that led to it, itself included."""
    constraint: bool = False


def read_requirements(files: Mapping[str, bytes], path: str) -> tuple[Entry, ...]:
    """Return the entries of a requirements file and of all that it leads to inside the tree; never fails. Bounded in files, depth and entries."""
    left = [FILES]
    found: list[Entry] = []
    for entry in _of_file(files, _Place(path, (path,)), left):
        if len(found) == ENTRIES:
            break
        found.append(entry)
    return tuple(found)


def _of_file(files: Mapping[str, bytes], place: _Place, left: list[int]) -> Iterator[Entry]:
    left[0] -= 1
    text = decoded(files.get(place.path, b""))
    if text is None:
        yield Entry("unreadable", place.path, 1, "", constraint=place.constraint)
        return
    for number, line in logical_lines(text):
        yield from _of_line(files, place, number, line, left)


def decoded(data: bytes) -> str | None:
    """Return the text of a requirements file by its byte order mark, its coding line, or as UTF-8; None where it cannot be read so."""
    known = next(((name, len(mark)) for mark, name in BOMS if data.startswith(mark)), None)
    name, skipped = known or (_cookie(data) or "utf-8", 0)
    try:
        return None if codecs.lookup(name).name in SLOW else data[skipped:].decode(name)
    except (LookupError, ValueError):
        return None


def _cookie(data: bytes) -> str | None:
    for line in data.split(b"\n", 2)[:2]:
        found = COOKIE.search(line[:LONGEST]) if line.startswith(b"#") else None
        if found:
            return found[1].decode("ascii")
    return None


def logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the number and the text of each line, continued ones joined, without comments and empty lines."""
    pending: list[str] = []
    first = 0
    for number, line in enumerate(text.splitlines(), 1):
        comment = line.lstrip().startswith("#")
        first = first if pending else number
        if line.endswith("\\") and not comment:
            pending.append(line.strip("\\"))
            continue
        # A comment that ends a continued line must still be taken for one.
        whole = "".join((*pending, f" {line}" if comment else line))
        pending = []
        if kept := _without_comment(whole):
            yield first, kept
    if kept := _without_comment("".join(pending)):
        yield first, kept


def _without_comment(line: str) -> str:
    at = line.find("#")
    while at > 0 and not line[at - 1].isspace():
        at = line.find("#", at + 1)
    return (line if at < 0 else line[:at]).strip()


def _of_line(files: Mapping[str, bytes], place: _Place, number: int, line: str, left: list[int]) -> Iterator[Entry]:
    words = line.split(" ")
    at = next((position for position, word in enumerate(words) if word.startswith("-")), len(words))
    what, rest = " ".join(words[:at]).strip(), " ".join(words[at:])
    try:
        given = options_of(rest)
    except BadOption:
        yield Entry("unreadable", place.path, number, line[:LONGEST], constraint=place.constraint)
        return
    base = Entry("option", place.path, number, rest[:LONGEST], hashes=len(given.get("hash", ())), constraint=place.constraint)
    if "editable" in given:
        # pip takes what stands before the option for what follows it.
        yield _editable(base, what or given["editable"][0])
    elif what:
        yield _requirement(base, what)
    elif "requirement" in given or "constraint" in given:
        constraint = "requirement" not in given
        yield from _led_to(files, place, base, given["constraint" if constraint else "requirement"][0], left, constraint=constraint)
    else:
        yield base


def _led_to(files: Mapping[str, bytes], place: _Place, base: Entry, target: str, left: list[int], *, constraint: bool) -> Iterator[Entry]:
    constraint = constraint or place.constraint
    path = (
        None if SCHEME.match(target) else inside(f"{place.path.rpartition('/')[0]}/{target}".lstrip("/") if target[:1] != "/" else target)
    )
    kind: EntryKind | None = None
    if VARIABLE.search(target):
        kind = "variable"
    elif path in place.above:
        kind = "circle"
    elif path is not None and path not in files:
        kind = "absent"
    elif left[0] <= 0 or len(place.above) > DEPTH:
        kind = "unreadable"
    if kind is not None or path is None:
        yield base._replace(kind=kind or "elsewhere", text=target[:LONGEST], constraint=constraint)
    else:
        yield base._replace(kind="include", text=target[:LONGEST], constraint=constraint)
        yield from _of_file(files, _Place(path, (*place.above, path), constraint), left)


def _requirement(base: Entry, what: str) -> Entry:
    entry = base._replace(text=what[:LONGEST])
    if len(what) > LONGEST:
        return entry._replace(kind="unreadable")
    if VARIABLE.search(what):
        return entry._replace(kind="variable")
    if SCHEME.match(what):
        return entry._replace(kind="address", name=_egg(what))
    bare = what.partition(";")[0].partition("[")[0].strip()
    if bare.lower().endswith(ARCHIVES) and "@" not in bare:
        return entry._replace(kind="path")
    return parsed(entry, what) or entry._replace(kind="path" if "/" in bare or bare.startswith(".") else "unreadable")


def parsed(base: Entry, text: str) -> Entry | None:
    """Return an entry with what a requirement of the standard's form says, None where the text has not that form."""
    found = _taken_apart(text) if len(text) <= LONGEST else None
    return base._replace(**found) if found else None


@lru_cache(maxsize=2_000)
def _taken_apart(text: str) -> dict[str, Any] | None:
    # Several rules ask for the same requirements.
    from packaging.requirements import InvalidRequirement, Requirement  # noqa: PLC0415  (only where something is required)

    try:
        found = Requirement(text)
    except (InvalidRequirement, RecursionError):
        return None
    return {
        "kind": "address" if found.url else "requirement",
        "name": found.name,
        "specifier": str(found.specifier),
        "extras": tuple(sorted(found.extras)),
        "marker": str(found.marker) if found.marker else "",
    }


def _editable(base: Entry, target: str) -> Entry:
    kind: EntryKind = "variable" if VARIABLE.search(target) else "editable"
    return base._replace(kind=kind, text=target[:LONGEST], name=_egg(target[:LONGEST]))


def _egg(target: str) -> str:
    found = EGG.search(target)
    return found[1] if found else ""
