"""The same version anywhere else in a tree: what holds it and is not touched, each with its reason."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from seatrial.core.bump.because import Reader
from seatrial.core.bump.stated import LINE_END, line_at
from seatrial.core.bump.versions import parsed
from seatrial.model.bump import Place, Untouched
from seatrial.model.project import Project

LARGEST = 1024 * 1024
"""Bytes of a file that is searched."""
TOTAL = 64 * 1024 * 1024
"""Bytes of all files together."""
MOST = 500
"""Hits that are told."""
FEW = 20
"""Hits of one file that are told; a changelog or a recorded answer may have thousands."""


BEFORE = rb"(?<![0-9A-Za-z_])(?<![0-9]\.)[vV]?(?<![0-9!])"
AFTER = rb"(?![0-9A-Za-z_]|\+[0-9A-Za-z])(?!\.[0-9*])(?![-_.]?(?:a|b|c|rc|alpha|beta|pre|preview|post|rev|r|dev)[-_.]?[0-9])(?!\.(?:dev|post)\b)"


class Elsewhere(NamedTuple):
    """What a search gave."""

    untouched: tuple[Untouched, ...] = ()
    more: int = 0
    """Hits that are not told."""


def elsewhere(project: Project, files: Mapping[str, bytes], version: str, places: Sequence[Place]) -> Elsewhere:
    """Return the lines of the tree that hold the version and are no place of it, as far as they are told."""
    if "." not in version:
        # A single number stands everywhere.
        return Elsewhere()
    known = parsed(version)
    spelled = sorted({version.encode(), str(known or version).encode()}, key=len, reverse=True)
    token = re.compile(BEFORE + b"(?:" + b"|".join(map(re.escape, spelled)) + b")" + AFTER)
    taken: dict[str, set[int]] = {}
    for one in places:
        taken.setdefault(one.file, set()).add(one.line)
    reader = Reader(project)
    found: list[Untouched] = []
    more, left = 0, TOTAL
    for path in project.listing:
        data = files.get(path, b"") if left > 0 else b""
        left -= len(data)
        if len(data) > LARGEST or not any(one in data for one in spelled) or b"\0" in data[:8192]:
            continue
        hits = [*_hits(data, token, taken.get(path, set()))]
        told = hits[: max(min(FEW, MOST - len(found)), 0)]
        found += [Untouched(path, line, line_at(data, at), reader.why(path, data, line, at)) for line, at in told]
        more += len(hits) - len(told)
    return Elsewhere(tuple(found), more)


def _hits(data: bytes, token: "re.Pattern[bytes]", taken: set[int]) -> Iterator[tuple[int, int]]:
    """Give line and place of the first hit of each line."""
    line, counted = 1, 0
    last = 0
    for one in token.finditer(data):
        line += len(LINE_END.findall(data, counted, one.start()))
        counted = one.start()
        if line != last and line not in taken:
            yield line, one.start()
        last = line
