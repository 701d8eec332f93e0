"""A run as JUnit XML, as Jenkins, GitLab and others read the results of tests (jenkinsci/xunit-plugin, junit-10.xsd)."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from seatrial.model.finding import Finding, Severity
from seatrial.model.release import Outcome, StepOutcome, Verification
from seatrial.model.report import Subject
from seatrial.model.sentence import ProblemFacts, Sentence
from seatrial.report.entries import Entry, entries, place, refusal_text
from seatrial.report.escape import COMMAND, escape_block, escape_values
from seatrial.report.explained import Explained, explain_problem, said, verification_text
from seatrial.report.steps import index_text, step_text
from seatrial.report.summary import ORDER
from seatrial.report.terminal_findings import IGNORED, NOTHING
from seatrial.report.terminal_problem import FIX, LABELLED, WHY
from seatrial.text.words import Language, say

TAKEN = Sentence("RPT172", "{index} takes the file")
STEPS = Sentence("RPT173", "steps")
INSTALLED = Sentence("RPT174", "installations")
WITH = Sentence("RPT175", "{file} with {installer}")
WITH_PYTHON = Sentence("RPT176", "{file} with {installer}, Python {python}")
UNDECIDED = Sentence("RPT177", "not known")
BROKEN_OFF = Sentence("RPT178", "interrupted")
SKIPPED = Sentence("RPT179", "not needed")
NEWLINE, LINE_END = "\n", "&#10;"
"""A line's end, and how it survives in an attribute."""


class _Case(NamedTuple):
    """One test that passed, failed, broke, or was skipped."""

    name: str
    seconds: float = 0.0
    outcome: str = ""
    """`failure`, `error`, `skipped`; empty where it passed."""
    kind: str = ""
    message: str = ""
    text: str = ""


class _Suite(NamedTuple):
    """Tests that belong together."""

    name: str
    cases: tuple[_Case, ...]


def junit(outcome: Outcome, language: Language, *, fail_on: Severity = "error") -> str:
    """Return a run as an XML document: a suite for each file or project, one for the installations, one for the steps.

    What a rule found is a failure where it is as grave as `fail_on`, else a passed test that says it; a problem is an error of the step in
    which it came up.
    """
    suites = [*_subjects(outcome, language, fail_on), *_installed(outcome, language), *_steps(outcome, language)]
    total = [case for suite in suites for case in suite.cases]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(f"<testsuites{_attributes(name=f'seatrial {outcome.command}', **_counted(total, skipped=False))}>")
    for suite in suites:
        lines += _suite_lines(suite)
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _subjects(outcome: Outcome, language: Language, fail_on: Severity) -> list[_Suite]:
    if outcome.report is None:
        return []
    subjects = {subject.path: subject for subject in outcome.report.subjects}
    found: dict[str, list[Finding]] = {path: [] for path in subjects}
    for finding in outcome.report.findings:
        found.setdefault(finding.subject, []).append(finding)
    index = index_text(outcome.report.index_name, language)
    return [_Suite(path, tuple(_judged(subjects.get(path), found[path], index, language, fail_on))) for path in found]


def _judged(subject: Subject | None, found: Sequence[Finding], index: str, language: Language, fail_on: Severity) -> Iterable[_Case]:
    if subject is not None and subject.verdict is not None:
        name = say(language, TAKEN, {"index": index})
        if subject.refusal is not None:
            yield _Case(name, outcome="failure", kind=subject.refusal.rule, message=refusal_text(subject.refusal))
        elif subject.verdict == "undecided":
            yield _Case(name, outcome="skipped", message=say(language, UNDECIDED))
        else:
            yield _Case(name)
    elif not found:
        yield _Case(say(language, NOTHING))
    grave = ORDER[: ORDER.index(fail_on) + 1]
    for entry in entries(found, language, escape_values):
        yield _rule(entry, language, failing=entry.severity in grave)


def _rule(entry: Entry, language: Language, *, failing: bool) -> _Case:
    words = entry.words
    name = f"{words.id} {words.title}"
    if entry.ignored is not None:
        return _Case(name, outcome="skipped", message=say(language, IGNORED, {"reason": entry.ignored}))
    hits = [f"{message} [{', '.join(map(place, at))}]" for message, at in entry.messages.items()]
    told = [*hits, *_why_and_fix(words, language)]
    return _Case(name, outcome="failure" if failing else "", kind=entry.severity, message=hits[0], text="\n".join(told))


def _installed(outcome: Outcome, language: Language) -> list[_Suite]:
    cases = [_installation(one, language) for one in outcome.verified]
    cases += [_Case(said(one, language, escape_values), outcome="skipped", message=say(language, UNDECIDED)) for one in outcome.unproven]
    return [_Suite(say(language, INSTALLED), tuple(cases))] if cases else []


def _installation(one: Verification, language: Language) -> _Case:
    values = {"file": one.file, "installer": one.with_, "python": one.python or ""}
    name = say(language, WITH_PYTHON if one.python else WITH, values)
    if one.ok:
        return _Case(name, one.seconds)
    told = "\n".join(_problem_text(fault, language) for fault in one.faults)
    return _Case(name, one.seconds, "failure", one.faults[0].kind.id if one.faults else "", verification_text(one, language), told)


def _steps(outcome: Outcome, language: Language) -> list[_Suite]:
    broken = _broken(outcome, language)
    cases = [_step(step, broken, language) for step in outcome.steps]
    if broken is not None and not any(step.state == "failed" for step in outcome.steps):
        cases.append(broken._replace(name=f"seatrial {outcome.command}"))
    return [_Suite(say(language, STEPS), tuple(cases))] if cases else []


def _broken(outcome: Outcome, language: Language) -> _Case | None:
    if outcome.problem is not None:
        words = explain_problem(outcome.problem, language, escape_values)
        return _Case("", 0.0, "error", words.id, f"{words.title}: {words.message}", _problem_text(outcome.problem, language))
    return _Case("", 0.0, "error", "interrupted", say(language, BROKEN_OFF)) if outcome.interrupted else None


def _step(step: StepOutcome, broken: _Case | None, language: Language) -> _Case:
    name = step_text(step.step, language)
    if step.state == "failed":
        return (broken or _Case("", outcome="error"))._replace(name=name, seconds=step.seconds)
    note = said(step.note, language, escape_values) if step.note else ""
    if step.state == "skipped":
        return _Case(name, step.seconds, "skipped", message=note or say(language, SKIPPED))
    return _Case(name, step.seconds, text=note)


def _problem_text(problem: ProblemFacts, language: Language) -> str:
    words = explain_problem(problem, language, escape_values)
    return "\n".join((f"{words.id} {words.title}", words.message, *_why_and_fix(words, language)))


def _why_and_fix(words: Explained, language: Language) -> list[str]:
    rows = ((WHY, words.why), (FIX, words.fix))
    return [say(language, LABELLED, {"label": say(language, label), "text": text}) for label, text in rows if text]


def _suite_lines(suite: _Suite) -> list[str]:
    lines = [f"  <testsuite{_attributes(name=suite.name, **_counted(suite.cases))}>"]
    for case in suite.cases:
        head = f"    <testcase{_attributes(name=case.name, classname=suite.name, time=f'{case.seconds:.3f}')}"
        lines.append(f"{head}>{_inside(case)}</testcase>" if case.outcome or case.text else f"{head}/>")
    return [*lines, "  </testsuite>"]


def _inside(case: _Case) -> str:
    if not case.outcome:
        return f"<system-out>{_xml(case.text)}</system-out>"
    kind = {"type": case.kind} if case.kind else {}
    return f"<{case.outcome}{_attributes(**kind, message=case.message)}>{_xml(case.text)}</{case.outcome}>"


def _counted(cases: Sequence[_Case], *, skipped: bool = True) -> dict[str, str]:
    number = {outcome: str(sum(case.outcome == outcome for case in cases)) for outcome in ("failure", "error", "skipped")}
    seconds = f"{sum(case.seconds for case in cases):.3f}"
    counts = {"tests": str(len(cases)), "failures": number["failure"], "errors": number["error"], "time": seconds}
    return {**counts, "skipped": number["skipped"]} if skipped else counts


def _attributes(**values: str) -> str:
    return "".join(f' {name}="{_xml(value).replace(NEWLINE, LINE_END)}"' for name, value in values.items())


def _xml(text: str) -> str:
    """Return text as XML may hold it, and in which nothing is a workflow command to GitHub where the document is printed in a log."""
    safe = escape_block(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return COMMAND.sub(r"\1\2&#58;", safe).replace("##[", "&#35;#[")
