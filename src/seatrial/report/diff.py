"""A unified diff of files before and after, for people: every line made safe to show, coloured where that is wanted."""

import difflib
import re
from collections.abc import Iterable

from seatrial.model.edit import Edit
from seatrial.model.sentence import Sentence
from seatrial.report.escape import escape
from seatrial.report.style import Role, Style
from seatrial.text.words import Language, say

CONTEXT = 2
"""Unchanged lines around a change."""
WIDTH = 300
"""Letters of a line that are shown; lines of lock files can be very long."""
NO_END = Sentence("RPT285", "\\ no line end at the end of the file")
ROLES: dict[str, Role] = {"-": "bad", "+": "good", "@": "note"}


def diff_lines(edits: Iterable[Edit], language: Language, style: Style) -> list[str]:
    """Return the diff of all files, without line ends. Carriage returns at the end of lines, which are the same before and after, are not shown."""
    return [line for edit in edits for line in _file(edit, language, style)]


def _file(edit: Edit, language: Language, style: Style) -> list[str]:
    before, after = _lines(edit.before or b""), _lines(edit.after)
    names = ("/dev/null" if edit.before is None else f"a/{edit.file}"), f"b/{edit.file}"
    lines = []
    for number, line in enumerate(difflib.unified_diff(before, after, *names, n=CONTEXT)):
        # The first two lines name the file.
        text = escape(_cut(line.rstrip("\r\n").expandtabs()))
        lines.append(style.paint("strong", text) if number < len(names) else _painted(text, style))
        if number >= len(names) and not line.endswith("\n"):
            lines.append(style.paint("dim", say(language, NO_END)))
    return lines


def _lines(content: bytes) -> list[str]:
    """Return the lines of a file; what is not UTF-8 is shown byte by byte."""
    return re.findall(r"[^\n]*\n|[^\n]+", content.decode("utf-8", "surrogateescape").removeprefix("\ufeff"))


def _cut(line: str) -> str:
    return line if len(line) <= WIDTH else f"{line[:WIDTH]}…"


def _painted(text: str, style: Style) -> str:
    role = ROLES.get(text[:1])
    return style.paint(role, text) if role else text
