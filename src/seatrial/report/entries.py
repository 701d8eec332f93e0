"""Findings in the order in which people read them: the gravest first, one entry for what one rule found everywhere."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from seatrial.core.endings import DISTRIBUTIONS
from seatrial.model.finding import Finding, Refusal, Severity
from seatrial.report.escape import escape, escape_block, escape_values
from seatrial.report.explained import Clean, Explained, explain_finding
from seatrial.report.shortened import shortened
from seatrial.report.summary import ORDER
from seatrial.text.words import Language


class Entry(NamedTuple):
    """What one rule found, everywhere."""

    severity: Severity
    words: Explained
    messages: dict[str, list[Finding]]
    """Findings by their message; `*` stands in it for what the names of several files do not share."""
    ignored: str | None


def entries(findings: Iterable[Finding], language: Language, clean: Clean = escape_values) -> list[Entry]:
    """Return findings by rule, the gravest first and the ignored ones last; `clean` makes their values fit for the output.

    Of errors those come first by which the index refuses. What is found of many files alike is one message.
    """
    found: dict[tuple[str, Severity, str | None], Entry] = {}
    for first, group in alike(findings):
        words = explain_finding(first, language, clean)
        entry = found.setdefault((first.rule, first.severity, first.ignored), Entry(first.severity, words, {}, first.ignored))
        entry.messages.setdefault(words.message, []).extend(group)
    return sorted(found.values(), key=lambda entry: (entry.ignored is not None, ORDER.index(entry.severity), not refusals(entry)))


def alike(findings: Iterable[Finding], place: Callable[[Finding], str] = lambda _: "") -> list[tuple[Finding, list[Finding]]]:
    """Return findings that differ in their place alone, each group behind one that speaks for all of it; `place` tells what of it must not differ."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.rule, finding.severity, finding.ignored, place(finding), *_apart_from_name(finding)), []).append(finding)
    return [(_for_all(group), group) for group in groups.values()]


def refusals(entry: Entry) -> dict[tuple[object, ...], Refusal]:
    """Return the index's answers to what one rule found, by what they say apart from the names of the files."""
    told = ((found.refusal, found.subject) for group in entry.messages.values() for found in group)
    answers: dict[tuple[object, ...], Refusal] = {}
    for refusal, subject in told:
        if refusal is not None:
            answers.setdefault(said_alike(refusal, subject), refusal)
    return answers


def said_alike(refusal: Refusal, path: str) -> tuple[object, ...]:
    """Return what two answers have in common that differ only in the name of the file."""
    name = file_name(path)
    stem = next((name.removesuffix(ending) for ending in DISTRIBUTIONS if name.endswith(ending)), name)
    return (refusal.status, refusal.message.replace(stem, "\0") if stem else refusal.message)


def file_name(path: str) -> str:
    """Return the last part of a path."""
    return path.rpartition("/")[2]


def place(finding: Finding) -> str:
    """Return where something is: the subject, or the file in the project, the member in the archive, and the line."""
    if finding.file:
        return inside(finding)
    member = "" if finding.member is None else f" ({shortened(finding.member, 'en')})"
    return escape(f"{finding.subject}{member}{_line(finding)}")


def inside(finding: Finding) -> str:
    """Return where something is in the subject: the file of the project or the member of the archive, and the line; empty where it is the subject itself."""
    within = finding.file or shortened(finding.member or "", "en")
    return escape(f"{within}{_line(finding)}") if within else ""


def refusal_text(refusal: Refusal) -> str:
    """Return the index's answer: status and words."""
    # The index speaks English, whatever the language of the rest.
    return f"{refusal.status or ''} {escape_block(shortened(refusal.message, 'en'))}".strip()


def _line(finding: Finding) -> str:
    return "" if finding.line is None else f":{finding.line}"


def _apart_from_name(finding: Finding) -> Iterable[tuple[str, object]]:
    name = file_name(finding.subject)
    return ((key, None if value == name else value) for key, value in finding.values.items())


def _for_all(group: Sequence[Finding]) -> Finding:
    """Return the first of findings alike, the name of its file replaced by what all names have in common."""
    first = group[0]
    names = {file_name(finding.subject) for finding in group}
    if len(names) == 1:
        return first
    own, common = file_name(first.subject), _pattern(sorted(names))
    return first._replace(values={key: common if value == own else value for key, value in first.values.items()})


def _pattern(names: Sequence[str]) -> str:
    """Return what sorted names have in common at their ends, in whole parts: `demo-1.0-*.whl`."""
    # What the first and the last of sorted texts begin with, all begin with.
    start = names[0][: _shared(names[0], names[-1])].rpartition("-")
    begin = f"{start[0]}{start[1]}"
    ends = sorted(name[len(begin) :][::-1] for name in names)
    end = ends[0][: _shared(ends[0], ends[-1])][::-1]
    return f"{begin}*{end[min((at for at in (end.find('-'), end.find('.')) if at >= 0), default=len(end)) :]}"


def _shared(one: str, other: str) -> int:
    return next((number for number, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
