"""A run as GitHub shows it: annotations as workflow commands, and a summary in Markdown."""

import re
from collections.abc import Iterator, Sequence

from seatrial.model.finding import Finding, Severity
from seatrial.model.release import Outcome
from seatrial.model.report import Line, LineState
from seatrial.model.sentence import ProblemFacts, Sentence
from seatrial.report.entries import alike, inside, place, refusal_text
from seatrial.report.escape import escape, escape_block, escape_values
from seatrial.report.explained import Explained, explain_finding, explain_problem, said
from seatrial.report.places import HERE, Where, below, file_of
from seatrial.report.sarif import BROKEN_OFF
from seatrial.report.style import PLAIN
from seatrial.report.summary import ORDER
from seatrial.report.terminal_check import VERDICTS
from seatrial.report.terminal_checklist import TITLE, TITLE_OF, aside_text
from seatrial.report.terminal_findings import PYPI_SAYS, Told, counted, judged, places_text
from seatrial.report.terminal_problem import FIX, LABELLED
from seatrial.text.words import Language, say

COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}
ICONS: dict[Severity, str] = {"error": "❌", "warning": "⚠️", "note": "ℹ️"}
TICKS: dict[LineState, str] = {"yes": "✅", "no": "❌", "not known": "❔", "not applicable": "➖"}
FILE = Sentence("RPT164", "File")
VERDICT = Sentence("RPT165", "Verdict")
FOUND = Sentence("RPT166", "Found")
PLACE = Sentence("RPT167", "Where")
MORE = Sentence("RPT168", "Not listed here: {number}")
ROWS = 200
"""Findings that a summary lists: GitHub takes 1 MiB of it."""
_SIGNS = re.compile(r"[^\w\s]", re.ASCII)


def github(outcome: Outcome, language: Language, *, where: Where = HERE) -> str:
    """Return a run as workflow commands, and one line that counts.

    There is one command for each finding that is not ignored (one for all files in which there is the same, since GitHub shows few), for each
    fault of an installation, for the problem that stopped it, and for what was not proven.
    """
    lines = [_annotation(first, group, judged(outcome.report), language, where) for first, group in _groups(outcome)]
    lines += [_command("error", {}, explain_problem(fault, language, escape_values), language) for fault in _problems(outcome)]
    lines += [f"::notice ::{_data(said(one, language, escape_values))}" for one in outcome.unproven]
    if outcome.interrupted:
        lines.append(f"::error ::{_data(say(language, BROKEN_OFF))}")
    return "\n".join([*lines, *_counted(outcome, language)]) + "\n"


def summary(outcome: Outcome, language: Language) -> str:
    """Return a run as Markdown for the summary of a job: verdicts, findings and problems as tables; nothing in it acts as Markdown or HTML."""
    head = f"{outcome.name} {outcome.version or ''}".strip() if outcome.name else ""
    lines = [f"### seatrial {outcome.command} {_inert(head)}".rstrip(), ""]
    subjects = outcome.report.subjects if outcome.report else ()
    if subjects:
        lines += [f"| {say(language, FILE)} | {say(language, VERDICT)} |", "| --- | --- |"]
        lines += [f"| {_inert(subject.path)} | {_inert(say(language, VERDICTS[subject.verdict]))} |" for subject in subjects]
        lines.append("")
    rows = list(_rows(outcome, language))
    if rows:
        lines += [f"| | {say(language, FOUND)} | {say(language, PLACE)} |", "| --- | --- | --- |", *rows[:ROWS], ""]
    if len(rows) > ROWS:
        lines += [_inert(say(language, MORE, {"number": len(rows) - ROWS})), ""]
    if outcome.report and outcome.report.checklist:
        lines += [*_checklist(outcome.report.checklist, language), ""]
    if outcome.interrupted:
        lines += [_inert(say(language, BROKEN_OFF)), ""]
    return "\n".join([*lines, *map(_inert, _counted(outcome, language))]) + "\n\n"


def _checklist(checklist: Sequence[Line], language: Language) -> Iterator[str]:
    several = len({line.subject for line in checklist}) > 1
    for number, line in enumerate(checklist):
        if number == 0 or line.subject != checklist[number - 1].subject:
            title = say(language, TITLE_OF, {"project": line.subject}) if several else say(language, TITLE)
            yield from (*([""] if number else []), f"| | {_inert(title)} | |", "| --- | --- | --- |")
        fix = said(line.fix, language, escape_values) if line.fix and line.state == "no" else ""
        told = " ".join(filter(None, (aside_text(line, language), fix)))
        yield f"| {TICKS[line.state]} | {_inert(said(line.said, language, escape_values))} | {_inert(told)} |"


def _counted(outcome: Outcome, language: Language) -> list[str]:
    findings = outcome.report.findings if outcome.report else ()
    # Of what was stopped before anything was found nobody can say that nothing is wrong.
    return [counted(findings, language, PLAIN)] if findings or not (outcome.interrupted or _problems(outcome)) else []


def _problems(outcome: Outcome) -> list[ProblemFacts]:
    told: list[ProblemFacts] = []
    for fault in (*(fault for one in outcome.verified for fault in one.faults), *([outcome.problem] if outcome.problem else [])):
        if fault not in told:
            told.append(fault)
    return told


def _groups(outcome: Outcome) -> Iterator[tuple[Finding, list[Finding]]]:
    """Yield findings that count: each in a file of the project by itself, those that are the same in several archives together."""
    findings = [finding for finding in (outcome.report.findings if outcome.report else ()) if finding.ignored is None]
    yield from alike((finding for finding in findings if finding.file is None), inside)
    yield from ((finding, [finding]) for finding in findings if finding.file is not None)


def _annotation(finding: Finding, group: list[Finding], told: Told, language: Language, where: Where) -> str:
    properties = {}
    file = below(file_of(finding), where)
    if file not in (None, "."):
        properties["file"] = str(file)
        if finding.line is not None and finding.member is None:
            properties["line"] = str(max(finding.line, 1))
    words = explain_finding(finding, language, escape_values)
    if len(group) > 1:
        words = words._replace(message=f"{words.message} [{places_text('', group, language, told)}]")
    elif finding.member is not None or "file" not in properties:
        words = words._replace(message=f"{words.message} [{place(finding)}]")
    if finding.refusal is not None:
        words = words._replace(message=f"{words.message}\n{_labelled(PYPI_SAYS, refusal_text(finding.refusal), language)}")
    return _command(finding.severity, properties, words, language)


def _command(severity: Severity, properties: dict[str, str], words: Explained, language: Language) -> str:
    told = {**properties, "title": f"{words.id} {words.title}"}
    listed = ",".join(f"{name}={_property(escape(text))}" for name, text in told.items())
    fix = f"\n{_labelled(FIX, words.fix, language)}" if words.fix else ""
    return f"::{COMMANDS[severity]} {listed}::{_data(escape_block(words.message + fix))}"


def _labelled(label: Sentence, text: str, language: Language) -> str:
    return say(language, LABELLED, {"label": say(language, label), "text": text})


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _rows(outcome: Outcome, language: Language) -> Iterator[str]:
    for fault in _problems(outcome):
        words = explain_problem(fault, language, escape_values)
        yield _row("error", words, "")
    findings = [finding for finding in (outcome.report.findings if outcome.report else ()) if finding.ignored is None]
    for first, group in sorted(alike(findings, inside), key=lambda one: ORDER.index(one[0].severity)):
        where = places_text("", group, language, judged(outcome.report)) if len(group) > 1 else place(first)
        yield _row(first.severity, explain_finding(first, language, escape_values), where)


def _row(severity: Severity, words: Explained, where: str) -> str:
    return f"| {ICONS[severity]} | **{_inert(words.title)}** {words.id}<br>{_inert(words.message)} | {_inert(where)} |"


def _inert(text: str) -> str:
    """Return text that Markdown shows as it stands: every sign as a character reference, on one line."""
    return _SIGNS.sub(lambda sign: f"&#{ord(sign[0])};" if sign[0].isascii() else sign[0], " ".join(escape_block(text).split()))
