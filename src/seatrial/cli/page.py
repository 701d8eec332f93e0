"""A page of help, drawn in columns that fit Chinese too."""

from typing import NamedTuple

from seatrial.report.style import Style
from seatrial.report.width import hang, pad, width, wrap

TERM = 28
"""Columns of the widest term that has its explanation beside it."""


class Section(NamedTuple):
    """A titled list of terms and what they mean."""

    title: str
    rows: tuple[tuple[str, str], ...]


class Page(NamedTuple):
    """What a help page says."""

    usage: str
    """The line that shows how to call it, its label included."""
    text: tuple[str, ...]
    """Paragraphs."""
    sections: tuple[Section, ...]


def draw(page: Page, style: Style, columns: int) -> str:
    """Return a page as text of at most so many columns, except where a word is longer."""
    lines = hang(page.usage, columns, "", "  ")
    for paragraph in page.text:
        lines += ["", *wrap(paragraph, columns)]
    for section in page.sections:
        lines += ["", style.paint("strong", section.title), *_rows(section, style, columns)]
    return "\n".join(lines) + "\n"


def _rows(section: Section, style: Style, columns: int) -> list[str]:
    terms = [width(term) for term, _ in section.rows]
    room = max((term for term in terms if term <= TERM), default=0)
    rest = " " * (room + 4)
    lines = []
    for term, words in section.rows:
        beside = f"  {style.paint('note', term)}{pad('', room - width(term) + 2)}"
        if not words:
            lines.append(beside.rstrip())
        elif width(term) <= room:
            lines += _behind(words, columns, beside, rest)
        else:
            lines += [f"  {style.paint('note', term)}", *hang(words, columns, rest, rest)]
    return lines


def _behind(words: str, columns: int, first: str, rest: str) -> list[str]:
    lines = hang(words, columns, rest, rest)
    return [first + lines[0][len(rest) :], *lines[1:]]
