"""Words as something to look for: plain pieces with gaps between them, found without ever going back over a text."""

import re
from collections.abc import Iterator
from itertools import pairwise
from string import Formatter
from typing import NamedTuple

from seatrial.model.explain import Wording

GAP = 400
"""Characters that a value may have."""
TRIES = 200
"""Places at which the longest piece of a wording is looked at in one window."""
WORD = re.compile(r"\w+", re.ASCII)
CHINESE = re.compile(r"[\u3400-\u9fff]+")
ELLIPSIS = "…"
SEE = " See http"
"""From here on PyPI says where to read more, which depends on the index."""
SHORTEST = 7
"""Letters that words need in order to mean anything; a Chinese one says as much as two."""


class Pattern(NamedTuple):
    """A wording, ready to be looked for."""

    id: str
    rank: int
    pieces: tuple[str, ...]
    """In lower case, in order; between two of them is a gap."""
    gaps: tuple[str | None, ...]
    """Names of the gaps before, between and after the pieces, empty where nobody asks for the value; the outer ones are None where there is
    no gap."""
    longest: int
    """Which piece is looked for first."""
    words: frozenset[str]
    """Whole words and pairs of Chinese letters of the pieces, without all of which it cannot be there."""


class Match(NamedTuple):
    """A place in a window of text."""

    pattern: Pattern
    start: int
    end: int
    values: dict[str, str]


def pattern_of(wording: Wording) -> Pattern | None:
    """Return what to look for; None where a wording says too little to be recognised."""
    parts = _template_parts(wording.text) if wording.template else _plain_parts(wording.text)
    # A space at either end may be the end of a line, which is no part of the words.
    pieces = tuple("\n".join(part for part, _ in parts if part).strip(" ").split("\n"))
    if sum(_weight(letter) for piece in pieces for letter in piece) < SHORTEST:
        return None
    gaps: list[str | None] = [] if parts[0][0] == "" else [None]
    gaps += [name for _, name in parts]
    longest = max(range(len(pieces)), key=lambda number: len(pieces[number]))
    return Pattern(wording.id, wording.rank, pieces, tuple(gaps), longest, _words(pieces, gaps))


def matches(pattern: Pattern, text: str, clean: str) -> Iterator[Match]:
    """Yield the places of a pattern in a window: `text` is `clean` in lower case with spaces for line ends."""
    anchor = pattern.pieces[pattern.longest]
    place = text.find(anchor)
    tries = 0
    while place >= 0 and tries < TRIES:
        tries += 1
        spans = _spans(pattern, text, place)
        if spans:
            yield Match(pattern, spans[0][0], spans[-1][1], _values(pattern, spans, clean))
        place = text.find(anchor, place + len(anchor))


def _spans(pattern: Pattern, text: str, place: int) -> list[tuple[int, int]]:
    spans = [(place, place + len(pattern.pieces[pattern.longest]))]
    for piece in pattern.pieces[pattern.longest + 1 :]:
        start = spans[-1][1]
        found = text.find(piece, start, start + GAP + len(piece))
        if found < 0:
            return []
        spans.append((found, found + len(piece)))
    for piece in reversed(pattern.pieces[: pattern.longest]):
        end = spans[0][0]
        found = text.rfind(piece, max(0, end - GAP - len(piece)), end)
        if found < 0:
            return []
        spans.insert(0, (found, found + len(piece)))
    return spans


def _values(pattern: Pattern, spans: list[tuple[int, int]], clean: str) -> dict[str, str]:
    values = {}
    for number, name in enumerate(pattern.gaps):
        if not name:
            continue
        if number == 0:
            value = _before(clean[max(0, spans[0][0] - GAP) : spans[0][0]])
        elif number == len(spans):
            value = _after(clean[spans[-1][1] : spans[-1][1] + GAP])
        else:
            value = clean[spans[number - 1][1] : spans[number][0]]
        values[name] = _bare(value)
    return values


def _before(text: str) -> str:
    text = text.rstrip()
    if text[-1:] in {"'", '"'}:
        return text[text.rfind(text[-1], 0, -1) + 1 :]
    return text.rpartition("\n")[2].rpartition(" ")[2]


def _after(text: str) -> str:
    text = text.lstrip()
    if text[:1] in {"'", '"'}:
        return text[1:].partition(text[0])[0]
    return text.partition("\n")[0].partition(". ")[0].removesuffix(".")


def _bare(value: str) -> str:
    value = " ".join(value.split())
    if value[:1] in {"'", '"'} and value[-1:] == value[:1]:
        value = value[1:-1]
    return value.strip("'\"")


def _plain_parts(text: str) -> list[tuple[str, str | None]]:
    *before, last = (_normal(part) for part in text.split(ELLIPSIS))
    return [*((part, "") for part in before), (last, None)] if last else [(part, "") for part in before]


def _template_parts(template: str) -> list[tuple[str, str | None]]:
    template = template.partition(SEE)[0].removesuffix(".")
    parts: list[tuple[str, str | None]] = [(_normal(text), name) for text, name, _, _ in Formatter().parse(template)]
    return parts or [("", None)]


def _normal(text: str) -> str:
    return re.sub(r"\s+", " ", text).lower()


def words_in(text: str) -> set[str]:
    """Return the words and the pairs of Chinese letters of a text in lower case."""
    # Most words of a log stand in it many times.
    few = " ".join(set(text.split()))
    words = set(WORD.findall(few))
    return words if text.isascii() else words | _pairs(few)


def _pairs(text: str) -> set[str]:
    if text.isascii():
        return set()
    return {"".join(pair) for run in set(CHINESE.findall(text)) for pair in pairwise(run)}


def _weight(letter: str) -> int:
    return (1 if letter.isascii() else 2) if letter.isalnum() else 0


def _words(pieces: tuple[str, ...], gaps: list[str | None]) -> frozenset[str]:
    words: set[str] = set()
    for number, piece in enumerate(pieces):
        found = [(match.start(), match.end(), match[0]) for match in WORD.finditer(piece)]
        if gaps[number] is not None:
            found = [one for one in found if one[0] > 0]
        if gaps[number + 1] is not None:
            found = [one for one in found if one[1] < len(piece)]
        words |= {word for _, _, word in found}
        words |= _pairs(piece)
    return frozenset(words)
