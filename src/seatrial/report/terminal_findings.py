"""Findings as text for people: the gravest first, one entry for each rule, its places below it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from seatrial.model.finding import Finding, Severity
from seatrial.model.report import Report
from seatrial.model.sentence import Sentence
from seatrial.report.entries import Entry, entries, file_name, inside, place, refusal_text, refusals
from seatrial.report.escape import escape
from seatrial.report.style import Role, Style
from seatrial.report.summary import ORDER, counts
from seatrial.report.terminal_problem import FIX, LABELLED, WHY, labelled
from seatrial.report.width import hang
from seatrial.text.words import Language, say

PLACES = 8
"""Places of one entry that are listed …"""
FILES = 5
"""… and files in which there is the same."""
PYPI_SAYS = Sentence("RPT003", "PyPI")
MORE = Sentence("RPT004", "and more: {number}")
IGNORED = Sentence("RPT005", "ignored, because: {reason}")
ERRORS = Sentence("RPT006", "errors: {number}")
WARNINGS = Sentence("RPT007", "warnings: {number}")
NOTES = Sentence("RPT008", "notes: {number}")
IGNORED_COUNT = Sentence("RPT009", "ignored: {number}")
NOTHING = Sentence("RPT010", "nothing wrong")
SOURCE = Sentence("RPT180", "source")
ALL_FILES = Sentence("RPT187", "all files ({number})")
IN_FILES = Sentence("RPT188", "{place} in {files}")
SEVERITIES: dict[Severity, Sentence] = {
    "error": Sentence("EXP006", "error"),
    "warning": Sentence("EXP007", "warning"),
    "note": Sentence("EXP008", "note"),
}
ROLES: dict[Severity, Role] = {"error": "bad", "warning": "warn", "note": "note"}
COUNTED = (("error", ERRORS), ("warning", WARNINGS), ("note", NOTES), ("ignored", IGNORED_COUNT))


class Told(NamedTuple):
    """What the reader knows already when findings are told."""

    paths: tuple[str, ...] = ()
    """Everything that was judged; where that is one thing, it goes without saying that a finding is about it."""
    refusals: frozenset[tuple[object, ...]] = frozenset()
    """Answers of the index that were quoted, as `entries.said_alike` takes them."""


NOTHING_TOLD = Told()


def judged(report: Report | None) -> Told:
    """Return what a reader knows of a report before its findings: what was judged."""
    return Told(tuple(dict.fromkeys(subject.path for subject in report.subjects))) if report else NOTHING_TOLD


def findings_lines(
    findings: Iterable[Finding],
    language: Language,
    style: Style,
    *,
    quiet: bool = False,
    told: Told = NOTHING_TOLD,
    least: Severity = "error",
) -> list[str]:
    """Return findings as lines, a blank line before each entry; `quiet` leaves everything out that is ignored or less grave than `least`."""
    lines = []
    for entry in entries(findings, language):
        if not quiet or (entry.ignored is None and ORDER.index(entry.severity) <= ORDER.index(least)):
            lines += ["", *_entry_lines(entry, language, style, told)]
    return lines


def counted(findings: Iterable[Finding], language: Language, style: Style) -> str:
    """Return how many findings there are of each severity, in one line."""
    total = counts(findings)
    told = [say(language, sentence, {"number": total[name]}) for name, sentence in COUNTED if total[name]]
    return f" {style.marks.dot} ".join(told) or say(language, NOTHING)


def _entry_lines(entry: Entry, language: Language, style: Style, told: Told) -> list[str]:
    words, marks = entry.words, style.marks
    if entry.ignored is not None:
        reason = say(language, IGNORED, {"reason": escape(entry.ignored)})
        return [
            f"{style.paint('dim', marks.skip)} {words.title}  {style.paint('dim', words.id)}",
            *hang(reason, style.columns, "    ", "    "),
            *(_message_lines(entry, language, style, told) if style.full else ()),
        ]
    lines = [_head(entry, language, style), *_message_lines(entry, language, style, told)]
    said = next((refusal for key, refusal in refusals(entry).items() if key not in told.refusals), None)
    rows = (
        (say(language, PYPI_SAYS), refusal_text(said) if said else ""),
        (say(language, WHY), words.why if entry.severity == "error" or style.full else ""),
        (say(language, FIX), words.fix),
        (say(language, SOURCE), words.url or "" if style.full else ""),
    )
    return [*lines, *labelled(rows, style, "    ")]


def _head(entry: Entry, language: Language, style: Style) -> str:
    mark = {"error": style.marks.bad, "warning": style.marks.warn, "note": style.marks.note}[entry.severity]
    title = style.paint("strong", entry.words.title)
    weight = style.paint(ROLES[entry.severity], f"{mark} {say(language, SEVERITIES[entry.severity])}")
    return f"{say(language, LABELLED, {'label': weight, 'text': title})}  {style.paint('dim', entry.words.id)}"


def _message_lines(entry: Entry, language: Language, style: Style, told: Told) -> list[str]:
    lines = []
    shown = len(entry.messages) if style.full else PLACES
    for message, found in list(entry.messages.items())[:shown]:
        lines += [_painted(line, style) for line in hang(message, style.columns, "    ", "    ")]
        if places := places_text(message, found, language, told, full=style.full):
            lines += [style.paint("dim", line) for line in hang(places, style.columns, "      ", "      ")]
    if len(entry.messages) > shown:
        lines.append("    " + say(language, MORE, {"number": len(entry.messages) - shown}))
    return lines


def _painted(line: str, style: Style) -> str:
    # A message may show what to take out and what to put in, as a diff does.
    return style.paint("bad" if line.startswith("    - ") else "good", line) if line.startswith(("    - ", "    + ")) else line


def places_text(message: str, found: Sequence[Finding], language: Language, told: Told, *, full: bool = False) -> str:
    """Return where something is, as far as that is not said yet."""
    subjects = tuple(dict.fromkeys(finding.subject for finding in found))
    # A line of the subject itself, which is a file of text then, goes with its name.
    within = dict.fromkeys(place(one) if one.line and not one.member else inside(one) for one in found)
    if len(subjects) > 1 and len(within) == 1:
        everywhere = set(subjects) == set(told.paths) and not full
        files = (
            say(language, ALL_FILES, {"number": len(subjects)})
            if everywhere
            else _listed(map(escape, subjects), language, FILES, full=full)
        )
        (where,) = within
        return say(language, IN_FILES, {"place": where, "files": files}) if where else files
    if len(subjects) == 1 and told.paths == subjects:
        places = [one for one in within if one and one not in message]
    else:
        places = [place(one) for one in found if inside(one) or not _named(one.subject, message, told)]
    return _listed(dict.fromkeys(places), language, PLACES, full=full)


def _named(path: str, message: str, told: Told) -> bool:
    """Tell whether a message names a file that no other file is called like."""
    name = file_name(path)
    return bool(name) and escape(name) in message and [file_name(one) for one in told.paths].count(name) == 1


def _listed(places: Iterable[str], language: Language, most: int, *, full: bool) -> str:
    named = list(places)
    if full or len(named) <= most:
        return ", ".join(named)
    return ", ".join([*named[:most], say(language, MORE, {"number": len(named) - most})])
