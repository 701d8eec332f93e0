"""What the lines of a MANIFEST.in do, one after the other."""

import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Literal, NamedTuple

COMMANDS = ("include", "exclude", "global-include", "global-exclude", "recursive-include", "recursive-exclude", "graft", "prune")
WORK = 300_000
"""Files times patterns that are still held against each other."""
LONGEST = 500
"""Characters of a pattern that is still followed."""
Fate = Literal["nothing", "undone", "unknown"]


class Lost(NamedTuple):
    """A line of a MANIFEST.in that does nothing."""

    line: int
    text: str
    fate: Fate
    """`nothing`: no file is named so; `undone`: later lines take every such file out again; `unknown`: not understood."""
    pattern: str
    """The one of its patterns that does nothing."""


class Manifest(NamedTuple):
    """What a MANIFEST.in comes to."""

    files: frozenset[str]
    """Files that its lines put in."""
    lost: tuple[Lost, ...]


class _Row(NamedTuple):
    line: int
    text: str
    command: str
    words: tuple[str, ...]


@lru_cache(maxsize=2)
def read_manifest(text: str, listing: tuple[str, ...]) -> Manifest | None:
    """Return what the lines of a MANIFEST.in put in of a tree's files; None where that would take too long to say."""
    rows = _rows(text)
    if sum(max(len(row.words), 1) for row in rows) * len(listing) > WORK:
        return None
    files: set[str] = set()
    lost: list[Lost] = []
    taken: list[tuple[_Row, str, frozenset[str]]] = []
    for row in rows:
        patterns = _patterns(row)
        if patterns is None:
            lost.append(Lost(row.line, row.text, "unknown", row.command))
            continue
        for shown, pattern in patterns:
            found = frozenset(matching(listing, pattern))
            if row.command.endswith("exclude") or row.command == "prune":
                files -= found
            else:
                files |= found
                taken.append((row, shown, found))
    for row, shown, found in taken:
        if not found:
            lost.append(Lost(row.line, row.text, "nothing", shown))
        elif not found & files:
            lost.append(Lost(row.line, row.text, "undone", shown))
    return Manifest(frozenset(files), tuple(sorted(lost)))


def _rows(text: str) -> list[_Row]:
    rows = []
    pending, start = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.partition("#")[0].rstrip()
        start = start or number
        if bare.endswith("\\"):
            pending += bare[:-1] + " "
            continue
        whole = (pending + bare).strip()
        if whole:
            command, *words = whole.split()
            rows.append(_Row(start, whole, command, tuple(words)))
        pending, start = "", 0
    return rows


def _patterns(row: _Row) -> list[tuple[str, str]] | None:
    """Return each pattern as written and as one on whole paths; None where the line is not understood."""
    words = [_plain(one) for one in row.words]
    if row.command not in COMMANDS or not words or (row.command.startswith("recursive") and len(words) < 2):
        return None
    if row.command.startswith("recursive"):
        folder = f"{words[0]}/" if words[0] else ""
        return [(one, f"{folder}**/{one}") for one in words[1:]]
    if row.command.startswith("global"):
        return [(one, f"**/{one}") for one in words]
    if row.command in ("graft", "prune"):
        # One folder alone: setuptools refuses more words.
        return [(words[0] or ".", f"{words[0]}/**" if words[0] else "**")] if len(words) == 1 else None
    return [(one, one) for one in words]


def _plain(word: str) -> str:
    parts = [one for one in word.split("/") if one not in ("", ".")]
    return "/".join(parts)


def matching(listing: Iterable[str], pattern: str) -> Iterator[str]:
    """Yield the paths that are some of a pattern's."""
    # Most paths begin otherwise, and to compare their parts takes long.
    begins = re.split(r"[*?\[]", pattern, maxsplit=1)[0].rstrip("/")
    return (path for path in listing if path.startswith(begins) and path_matches(path, pattern))


def path_matches(path: str, pattern: str) -> bool:
    """Tell whether a path is one of a pattern's, whose `*` ends at `/` and whose `**` stands for any number of folders."""
    if len(pattern) > LONGEST:
        return False
    names, wanted = path.split("/"), pattern.split("/")
    at = to = mark = 0
    star = -1
    while at < len(names):
        if to < len(wanted) and wanted[to] == "**":
            star, mark, to = to, at, to + 1
        elif to < len(wanted) and fnmatchcase(names[at], wanted[to]):
            at, to = at + 1, to + 1
        elif star >= 0:
            mark += 1
            at, to = mark, star + 1
        else:
            return False
    return all(one == "**" for one in wanted[to:])
