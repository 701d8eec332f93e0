"""The version in the files that `[tool.seatrial.bump]` names."""

import re
from collections.abc import Iterator, Mapping, Sequence

from seatrial.core.bump.candidate import Candidate, candidate
from seatrial.core.bump.stated import Stated
from seatrial.core.bump.versions import LONGEST, parsed, same
from seatrial.core.project.where import inside
from seatrial.model.settings import BumpFile
from seatrial.problem import Problem
from seatrial.problem.bump import TOLD_FILE, TOLD_NOTHING

WORD = re.compile(r"\d[0-9A-Za-z.!+_-]{0,99}")
INSIDE = re.compile(r"[0-9A-UW-Za-uw-z]$|[0-9A-Za-z][vV]$")
"""What a version without anything told around it does not follow."""
MARK = "{version}"
MOST = 200
"""Places of one pattern."""


def in_told_files(files: Mapping[str, bytes], told: Sequence[BumpFile], version: str | None) -> tuple[Candidate, ...]:
    """Return the places that match the patterns: those that say this version, else all.

    A file of Python, TOML, JSON, YAML or anything else is read as plain text here. Raises `Problem`: PBP059 where a file is not there, PBP060 where nothing matches.
    """
    found: list[Candidate] = []
    for one in told:
        path = inside(one.file)
        data = files.get(path) if path else None
        if path is None or data is None:
            raise Problem(TOLD_FILE, file=one.file)
        rows = [row for stated in _matching(data, one.pattern) for row in candidate(path, data, stated)]
        known = [row for row in rows if version is not None and same(row.place.version, version)]
        if not rows:
            raise Problem(TOLD_NOTHING, file=one.file, pattern=one.pattern)
        found += known or rows
    return tuple(found)


def _matching(data: bytes, pattern: str) -> Iterator[Stated]:
    """Give the versions that stand where the pattern says; the pattern is text, of any coding that ASCII is a part of."""
    text = data.decode("latin-1")
    before, _, after = (part.encode().decode("latin-1") for part in pattern.partition(MARK))
    count, at = 0, 0
    while count < MOST and 0 <= at < len(text):
        begin = text.find(before, at) if before else at
        if begin < 0:
            return
        found = WORD.search(text, begin) if not before else WORD.match(text, begin + len(before))
        if found is None:
            if not before:
                return
            at = begin + 1
            continue
        word = _whole(text, found, after)
        if word and (before or not INSIDE.search(text[max(found.start() - 2, 0) : found.start()])):
            yield Stated(found.start(), found.start() + len(word), word)
            count += 1
        at = max(found.end(), at + 1)


def _whole(text: str, found: "re.Match[str]", after: str) -> str:
    """Return the longest version at a place that is followed by what the pattern says; empty where there is none."""
    for end in range(found.end(), found.start(), -1):
        word = text[found.start() : end]
        if text.startswith(after, end) and len(word) <= LONGEST and parsed(word) is not None:
            return word
    return ""
