"""Text in columns: how wide it shows (Chinese is two columns a character), padded, cut and wrapped."""

import unicodedata
from functools import lru_cache
from itertools import accumulate

CLOSING = frozenset("\uff0c\u3002\u3001\uff1b\uff1a\uff01\uff1f\uff09\u300b\u300d\u300f\u3011\u3009\u201d\u2019\u2026%,.;:!?)")
"""No line begins with one of these."""
OPENING = frozenset("\uff08\u300a\u300c\u300e\u3010\u3008\u201c\u2018(")
"""No line ends with one of these."""


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def pad(text: str, columns: int) -> str:
    """Return a text filled with spaces to a number of columns."""
    return text + " " * (columns - width(text))


def cut(text: str, columns: int) -> str:
    """Return a text that takes at most so many columns, an ellipsis at the end where something was left out."""
    if width(text) <= columns:
        return text
    kept = sum(1 for taken in accumulate(map(_columns, text)) if taken < columns)
    return text[:kept] + "…" if columns > 0 else ""


def wrap(text: str, columns: int | None) -> list[str]:
    """Return the lines of one paragraph, broken at spaces and between Chinese characters; a longer word stays whole.

    Without a number of columns the paragraph is one line.
    """
    if columns is None:
        return [text]
    lines, line, room = [], "", columns
    for piece in _pieces(text):
        if width(piece.rstrip()) > room and line:
            lines.append(line.rstrip())
            line, room = "", columns
        line += piece
        room -= width(piece)
    return [*lines, line.rstrip()]


def hang(text: str, columns: int | None, first: str, rest: str) -> list[str]:
    """Return a text wrapped line by line behind `first`, its further lines behind `rest`."""
    room = None if columns is None else max(columns - width(rest), 20)
    lines = [line for paragraph in text.splitlines() or [""] for line in wrap(paragraph, room)]
    return [(rest if number else first) + line for number, line in enumerate(lines)]


@lru_cache(maxsize=1024)
def _columns(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _pieces(text: str) -> list[str]:
    # A piece ends where a line may end: after a space, or at a Chinese character, unless punctuation would be torn off.
    pieces: list[str] = []
    piece = ""
    for letter in text:
        if piece and _may_break(piece[-1], letter):
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece] if piece else pieces


def _may_break(before: str, after: str) -> bool:
    if " " in (before, after):
        return after != " "
    return after not in CLOSING and before not in OPENING and 2 in (_columns(before), _columns(after))
