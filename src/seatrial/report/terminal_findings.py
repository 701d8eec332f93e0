"""Findings as text for people: the gravest first, one entry for each rule, its places below it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from seatrial.model.finding import Finding, Refusal, Severity
from seatrial.model.sentence import Sentence
from seatrial.report.escape import escape, escape_block, escape_values
from seatrial.report.explained import Explained, explain_finding
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
ROLES: dict[Severity, Role] = {"error": "bad", "warning": "warn", "note": "note"}
COUNTED = (("error", ERRORS), ("warning", WARNINGS), ("note", NOTES), ("ignored", IGNORED_COUNT))


class Entry(NamedTuple):
    """What one rule found, everywhere."""

    severity: Severity
    words: Explained
    messages: dict[str, list[Finding]]
    """Findings by their message."""
    ignored: str | None


def findings_lines(
    findings: Iterable[Finding],
    language: Language,
    style: Style,
    *,
    quiet: bool = False,
    known: Sequence[Refusal] = (),
    alone: str | None = None,
) -> list[str]:
    """Return findings as lines, a blank line before each entry.

    `known` refusals were quoted already; a place that is only the one subject `alone` goes without saying; `quiet` leaves everything
    out that is no error.
    """
    lines = []
    for entry in _entries(findings, language):
        if not quiet or entry.severity == "error":
            lines += ["", *_entry_lines(entry, language, style, known, alone)]
    return lines


def counted(findings: Iterable[Finding], language: Language, style: Style) -> str:
    """Return how many findings there are of each severity, in one line."""
    total = counts(findings)
    told = [say(language, sentence, {"number": total[name]}) for name, sentence in COUNTED if total[name]]
    return f" {style.marks.dot} ".join(told) or say(language, NOTHING)


def place(finding: Finding) -> str:
    """Return where something is: the subject, or the file in the project, the member in the archive, and the line."""
    parts = [finding.file or finding.subject]
    if finding.member is not None:
        parts.append(f" ({finding.member})")
    if finding.line is not None:
        parts.append(f":{finding.line}")
    return escape("".join(parts))


def _entries(findings: Iterable[Finding], language: Language) -> list[Entry]:
    entries: dict[tuple[str, Severity, str | None], Entry] = {}
    for finding in findings:
        words = explain_finding(finding, language, escape_values)
        key = (finding.rule, finding.severity, finding.ignored)
        entry = entries.setdefault(key, Entry(finding.severity, words, {}, finding.ignored))
        entry.messages.setdefault(words.message, []).append(finding)
    return sorted(entries.values(), key=lambda entry: (entry.ignored is not None, ORDER.index(entry.severity)))


def _entry_lines(entry: Entry, language: Language, style: Style, known: Sequence[Refusal], alone: str | None) -> list[str]:
    words, marks = entry.words, style.marks
    if entry.ignored is not None:
        reason = say(language, IGNORED, {"reason": escape(entry.ignored)})
        return [
            f"{style.paint('dim', marks.skip)} {words.title}  {style.paint('dim', words.id)}",
            *hang(reason, style.columns, "    ", "    "),
        ]
    mark = {"error": marks.bad, "warning": marks.warn, "note": marks.note}[entry.severity]
    role = ROLES[entry.severity]
    lines = [f"{style.paint(role, mark)} {style.paint('strong', words.title)}  {style.paint('dim', words.id)}"]
    for message, found in list(entry.messages.items())[:PLACES]:
        lines += [_painted(line, style) for line in hang(message, style.columns, "    ", "    ")]
        if places := _places(found, language, alone):
            lines += [style.paint("dim", line) for line in hang(places, style.columns, "      ", "      ")]
    if len(entry.messages) > PLACES:
        lines.append("    " + say(language, MORE, {"number": len(entry.messages) - PLACES}))
    refusals = {found.refusal: None for group in entry.messages.values() for found in group if found.refusal and found.refusal not in known}
    rows = [(say(language, PYPI_SAYS), refusal_text(refusal)) for refusal in refusals]
    why = words.why if entry.severity == "error" else ""
    return [*lines, *labelled((*rows[:1], (say(language, WHY), why), (say(language, FIX), words.fix)), style, "    ")]


def _painted(line: str, style: Style) -> str:
    # A message may show what to take out and what to put in, as a diff does.
    return style.paint("bad" if line.startswith("    - ") else "good", line) if line.startswith(("    - ", "    + ")) else line


def refusal_text(refusal: Refusal) -> str:
    """Return the index's answer: status and words."""
    return f"{refusal.status or ''} {escape_block(refusal.message)}".strip()


def _places(found: Sequence[Finding], language: Language, alone: str | None) -> str:
    places = [one for one in dict.fromkeys(map(place, found)) if alone is None or one != escape(alone)]
    more = [say(language, MORE, {"number": len(places) - PLACES})] if len(places) > PLACES else []
    return ", ".join([*places[:PLACES], *more])
