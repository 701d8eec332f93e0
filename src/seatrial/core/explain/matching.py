"""What is known of a log: all known words are looked for in one pass, the longest of those in one place count, the nearest to the root first."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from seatrial.core.explain.masking import covered, shown
from seatrial.core.explain.reading import Window, windows
from seatrial.core.explain.wording import CHINESE, Match, Pattern, matches, pattern_of, words_in
from seatrial.model.explain import Found, Wording

MOST = 10
"""Causes that are told."""
ENOUGH = 60
"""Causes from which on a text is no log any more, and nobody needs further ones."""
PLACES = 8
"""Places of one wording that are looked at in a window."""
LINES = 4
"""Lines before a place in which a token may have begun."""
AROUND = 1_000
QUOTED = 400
"""Characters of a quotation."""
LEAD = 80
"""Characters of it that stand before the words, where it is cut."""


class Index(NamedTuple):
    """Everything that is looked for."""

    patterns: tuple[Pattern, ...]
    words: frozenset[str]
    """All words that a pattern needs."""


def index_of(wordings: Iterable[Wording]) -> Index:
    """Return what to look for, without what says too little."""
    patterns = tuple(pattern for wording in wordings if (pattern := pattern_of(wording)))
    return Index(patterns, frozenset().union(*(pattern.words for pattern in patterns)))


def find(blocks: Iterable[bytes], index: Callable[[bool], Index]) -> tuple[Found, ...]:
    """Return what is known of a log that comes in blocks, the likeliest first; `index` is asked whether Chinese words are wanted too."""
    found: dict[str, tuple[tuple[int, int, int], Found]] = {}
    for window in windows(blocks):
        if len(found) >= ENOUGH:
            break
        is_chinese = not window.text.isascii() and CHINESE.search(window.text) is not None
        for match in _outermost(_all(window, index(is_chinese))):
            known = found.get(match.pattern.id)
            if match.start < window.own and (known is None or match.pattern.rank < known[1].rank):
                one = _found(match, window)
                found[one.id] = ((one.rank, one.line, match.start), one)
    return tuple(one for _, one in sorted(found.values(), key=lambda known: (known[0], known[1].id)))[:MOST]


def _all(window: Window, index: Index) -> list[Match]:
    text = window.text.replace("\n", " ").lower()
    words = index.words.intersection(words_in(text))
    found: list[Match] = []
    for pattern in index.patterns:
        if pattern.words <= words:
            for match, _ in zip(matches(pattern, text, window.text), range(PLACES), strict=False):
                found.append(match)
    return found


def _outermost(found: Sequence[Match]) -> list[Match]:
    """Return the matches in their order, without those that lie inside of a longer one or overlap with one that is nearer to the root.

    Of two that have the same words both are told, and one inside of a longer one too where it is nearer to the root.
    """
    told: list[Match] = []
    outer: list[Match] = []
    dropped: set[tuple[int, int]] = set()
    for match in sorted(found, key=lambda one: (one.start, -one.end, one.pattern.rank)):
        while outer and match.start < outer[-1].end < match.end and match.pattern.rank < outer[-1].pattern.rank:
            dropped.add(_span(outer.pop()))
        last = outer[-1] if outer else None
        if last is None or match.start >= last.end or (match.end > last.end and match.pattern.rank == last.pattern.rank):
            outer.append(match)
            told.append(match)
        elif _span(match) == _span(last) or match.pattern.rank < last.pattern.rank:
            told.append(match)
    return [match for match in told if _span(match) not in dropped]


def _span(match: Match) -> tuple[int, int]:
    return match.start, match.end


def _found(match: Match, window: Window) -> Found:
    values = {name: shown(covered(value)) for name, value in match.values.items()}
    line = window.line + window.text.count("\n", 0, match.start)
    return Found(match.pattern.id, line, _quote(match, window.text), match.pattern.rank, values)


def _quote(match: Match, text: str) -> str:
    first = text.rfind("\n", 0, match.start) + 1
    before = first
    for _ in range(LINES):
        before = text.rfind("\n", 0, max(0, before - 1)) + 1
    before = max(before, match.start - AROUND)
    last = text.find("\n", match.end)
    last = min(len(text) if last < 0 else last, match.end + AROUND)
    covering = covered(text[before:last])
    first = max(first, before)
    if match.start - first > QUOTED - LEAD:
        # Cut at a space: the rest of a word might be the rest of a secret.
        space = covering.find(" ", match.start - LEAD - before, match.start - before)
        first = match.start if space < 0 else before + space + 1
    quote = covering[first - before :][: max(QUOTED, match.end - match.start)]
    return shown(" ".join(quote.split()))[:QUOTED]
