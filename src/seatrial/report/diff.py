"""A unified diff of files before and after, for people: every line made safe to show, coloured where that is wanted."""

import difflib
import re
from collections.abc import Iterable, Sequence

from seatrial.model.edit import Edit
from seatrial.model.sentence import Sentence
from seatrial.report.escape import escape
from seatrial.report.style import Role, Style
from seatrial.rules.secrets import without_tokens
from seatrial.text.words import Language, say

CONTEXT = 2
"""Unchanged lines around a change."""
WIDTH = 300
"""Letters of a line that are shown; lines of lock files can be very long."""
NO_END = Sentence("RPT285", "\\ no line end at the end of the file")
ROLES: dict[str, Role] = {"-": "bad", "+": "good", "@": "note"}


def diff_lines(edits: Iterable[Edit], language: Language, style: Style, words: Sequence[str] = ()) -> list[str]:
    """Return the diff of all files, without line ends. Carriage returns at the end of lines, which are the same before and after, are not shown.

    Of a very long line a part is shown: that with one of the `words`, else its beginning.
    """
    return [line for edit in edits for line in _file(edit, language, style, words)]


def excerpt(line: str, words: Sequence[str], room: int) -> str:
    """Return a line, or so many letters of it around the first of some words that it has."""
    if len(line) <= room:
        return line
    at = min((place for word in words if (place := line.find(word)) >= 0), default=0)
    start = min(max(at - room // 2, 0), len(line) - room)
    return f"{'…' if start else ''}{line[start : start + room]}{'…' if start + room < len(line) else ''}"


def _file(edit: Edit, language: Language, style: Style, words: Sequence[str]) -> list[str]:
    before, after = _lines(edit.before or b""), _lines(edit.after)
    names = ("/dev/null" if edit.before is None else f"a/{edit.file}"), f"b/{edit.file}"
    lines = []
    for number, line in enumerate(difflib.unified_diff(before, after, *names, n=CONTEXT)):
        # The first two lines name the file.
        shown = line[1:] if number < len(names) else without_tokens(line[1:])
        text = line[:1] + escape(excerpt(shown.rstrip("\r\n").expandtabs(), words, WIDTH))
        lines.append(style.paint("strong", text) if number < len(names) else _painted(text, style))
        if number >= len(names) and not line.endswith("\n"):
            lines.append(style.paint("dim", say(language, NO_END)))
    return lines


def _lines(content: bytes) -> list[str]:
    """Return the lines of a file; what is not UTF-8 is shown byte by byte."""
    return re.findall(r"[^\n]*\n|[^\n]+", content.decode("utf-8", "surrogateescape").removeprefix("\ufeff"))


def _painted(text: str, style: Style) -> str:
    role = ROLES.get(text[:1])
    return style.paint(role, text) if role else text
