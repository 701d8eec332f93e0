"""The pre-release checklist as text for people: each line ticked or not, and beside it why, or what to do."""

from collections.abc import Sequence
from itertools import groupby

from seatrial.model.report import Line
from seatrial.model.sentence import Said, Sentence
from seatrial.report.escape import escape, escape_values
from seatrial.report.explained import said
from seatrial.report.style import Style
from seatrial.report.terminal_problem import FIX, labelled
from seatrial.report.width import hang, pad, width
from seatrial.text.words import Language, say

TITLE = Sentence("RPT310", "Checklist")
TITLE_OF = Sentence("RPT311", "Checklist of {project}")
BESIDE = 24
"""Columns that what stands beside a line must have at least; else it stands below."""


def checklist_lines(checklist: Sequence[Line], language: Language, style: Style) -> list[str]:
    """Return the checklist as lines under its title; where it is of several projects, one for each of them."""
    groups = [list(group) for _, group in groupby(checklist, lambda line: line.subject)]
    lines: list[str] = []
    for group in groups:
        title = say(language, TITLE_OF, {"project": escape(group[0].subject)}) if len(groups) > 1 else say(language, TITLE)
        lines += [*([""] if lines else []), style.paint("strong", title), *_lines(group, language, style)]
    return lines


def _lines(checklist: list[Line], language: Language, style: Style) -> list[str]:
    titles = [said(line.said, language, escape_values) for line in checklist]
    room = max(map(width, titles))
    beside = style.columns is None or style.columns - room - 4 >= BESIDE
    lines = []
    for line, title in zip(checklist, titles, strict=True):
        mark, aside = _mark(line, style), aside_text(line, language)
        if aside and not beside and width(title) + width(aside) + 4 <= (style.columns or 0):
            lines.append(f"{mark} {title}  {_dim(aside, line, style)}")
        elif aside and beside:
            first, *more = hang(aside, style.columns, "", " " * (room + 4))
            lines += [f"{mark} {pad(title, room)}  {_dim(first, line, style)}", *(_dim(one, line, style) for one in more)]
        else:
            first, *more = hang(title, style.columns, "  ", "  ")
            lines += [f"{mark} {first[2:]}", *more]
            lines += [_dim(one, line, style) for one in hang(aside, style.columns, "    ", "    ")] if aside else []
        if line.state == "no" and line.fix is not None:
            lines += labelled(((say(language, FIX), _told(line.fix, language)),), style, "    ")
    return lines


def _mark(line: Line, style: Style) -> str:
    marks = style.marks
    return {
        "yes": style.paint("good", marks.good),
        "no": style.paint("bad", marks.bad),
        "not known": style.paint("warn", "?"),
        "not applicable": style.paint("dim", marks.skip),
    }[line.state]


def aside_text(line: Line, language: Language) -> str:
    """Return what stands beside a line: the rules behind a no, what to do of one that is not known, else what there is to say of it."""
    if line.state == "no":
        return ", ".join(line.rules)
    told = line.fix if line.state == "not known" else line.note
    return _told(told, language) if told else ""


def _told(what: Said, language: Language) -> str:
    return said(what, language, escape_values)


def _dim(text: str, line: Line, style: Style) -> str:
    return text if line.state == "not known" else style.paint("dim", text)
