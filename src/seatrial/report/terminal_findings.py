"""Findings as text for people: the gravest first, one entry for each rule, its places below it."""

from collections.abc import Iterable, Sequence

from seatrial.model.finding import Finding, Refusal, Severity
from seatrial.model.sentence import Sentence
from seatrial.report.entries import Entry, entries, place, refusal_text
from seatrial.report.escape import escape
from seatrial.report.style import Role, Style
from seatrial.report.summary import ORDER, counts
from seatrial.report.terminal_problem import FIX, WHY, labelled
from seatrial.report.width import hang
from seatrial.text.words import Language, say

PLACES = 8
"""Places of one entry that are listed."""
PYPI_SAYS = Sentence("RPT003", "PyPI")
MORE = Sentence("RPT004", "and more: {number}")
IGNORED = Sentence("RPT005", "ignored, because: {reason}")
ERRORS = Sentence("RPT006", "errors: {number}")
WARNINGS = Sentence("RPT007", "warnings: {number}")
NOTES = Sentence("RPT008", "notes: {number}")
IGNORED_COUNT = Sentence("RPT009", "ignored: {number}")
NOTHING = Sentence("RPT010", "nothing wrong")
SOURCE = Sentence("RPT180", "source")
ROLES: dict[Severity, Role] = {"error": "bad", "warning": "warn", "note": "note"}
COUNTED = (("error", ERRORS), ("warning", WARNINGS), ("note", NOTES), ("ignored", IGNORED_COUNT))


def findings_lines(
    findings: Iterable[Finding],
    language: Language,
    style: Style,
    *,
    quiet: bool = False,
    known: Sequence[Refusal] = (),
    alone: str | None = None,
    least: Severity = "error",
) -> list[str]:
    """Return findings as lines, a blank line before each entry.

    `known` refusals were quoted already; a place that is only the one subject `alone` goes without saying; `quiet` leaves everything
    out that is ignored or less grave than `least`.
    """
    lines = []
    for entry in entries(findings, language):
        if not quiet or (entry.ignored is None and ORDER.index(entry.severity) <= ORDER.index(least)):
            lines += ["", *_entry_lines(entry, language, style, known, alone)]
    return lines


def counted(findings: Iterable[Finding], language: Language, style: Style) -> str:
    """Return how many findings there are of each severity, in one line."""
    total = counts(findings)
    told = [say(language, sentence, {"number": total[name]}) for name, sentence in COUNTED if total[name]]
    return f" {style.marks.dot} ".join(told) or say(language, NOTHING)


def _entry_lines(entry: Entry, language: Language, style: Style, known: Sequence[Refusal], alone: str | None) -> list[str]:
    words, marks = entry.words, style.marks
    if entry.ignored is not None:
        reason = say(language, IGNORED, {"reason": escape(entry.ignored)})
        return [
            f"{style.paint('dim', marks.skip)} {words.title}  {style.paint('dim', words.id)}",
            *hang(reason, style.columns, "    ", "    "),
            *(_message_lines(entry, language, style, alone) if style.full else ()),
        ]
    mark = {"error": marks.bad, "warning": marks.warn, "note": marks.note}[entry.severity]
    role = ROLES[entry.severity]
    lines = [f"{style.paint(role, mark)} {style.paint('strong', words.title)}  {style.paint('dim', words.id)}"]
    lines += _message_lines(entry, language, style, alone)
    refusals = {found.refusal: None for group in entry.messages.values() for found in group if found.refusal and found.refusal not in known}
    rows = [(say(language, PYPI_SAYS), refusal_text(refusal)) for refusal in refusals]
    why = words.why if entry.severity == "error" or style.full else ""
    source = (say(language, SOURCE), words.url or "" if style.full else "")
    return [*lines, *labelled((*rows[:1], (say(language, WHY), why), (say(language, FIX), words.fix), source), style, "    ")]


def _message_lines(entry: Entry, language: Language, style: Style, alone: str | None) -> list[str]:
    lines = []
    shown = len(entry.messages) if style.full else PLACES
    for message, found in list(entry.messages.items())[:shown]:
        lines += [_painted(line, style) for line in hang(message, style.columns, "    ", "    ")]
        if places := _places(found, language, alone, None if style.full else PLACES):
            lines += [style.paint("dim", line) for line in hang(places, style.columns, "      ", "      ")]
    if len(entry.messages) > shown:
        lines.append("    " + say(language, MORE, {"number": len(entry.messages) - shown}))
    return lines


def _painted(line: str, style: Style) -> str:
    # A message may show what to take out and what to put in, as a diff does.
    return style.paint("bad" if line.startswith("    - ") else "good", line) if line.startswith(("    - ", "    + ")) else line


def _places(found: Sequence[Finding], language: Language, alone: str | None, most: int | None) -> str:
    places = [one for one in dict.fromkeys(map(place, found)) if alone is None or one != escape(alone)]
    more = [say(language, MORE, {"number": len(places) - most})] if most is not None and len(places) > most else []
    return ", ".join([*places[:most], *more])
