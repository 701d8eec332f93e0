"""A run as SARIF 2.1.0, the form in which code scanning services take findings."""

import hashlib
from collections.abc import Sequence
from typing import Any, NamedTuple

from seatrial import __version__
from seatrial.model.finding import Finding, Severity
from seatrial.model.release import Outcome, Verification
from seatrial.model.report import Subject
from seatrial.model.sentence import ProblemFacts, Sentence
from seatrial.report.escape import escape, escape_values
from seatrial.report.explained import Explained, explain_finding, explain_problem, said
from seatrial.report.places import HERE, MEMBER, Where, address, below, file_of, quoted
from seatrial.report.summary import ORDER
from seatrial.text.words import Language, say

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
TOP = "%SRCROOT%"
"""What services call the top folder of the repository."""
FINGERPRINT = "seatrial/v1"
IN_MEMBER = Sentence("RPT160", "{message} In {member}.")
IN_LINE = Sentence("RPT161", "{message} In {member}, line {line}.")
BROKEN_OFF = Sentence("RPT162", "The run was interrupted: what it found is not complete.")
TOP_FOLDER = Sentence("RPT163", "The top folder of the repository.")
CULTURES: dict[Language, str] = {"en": "en-US", "zh": "zh-CN"}
Json = dict[str, Any]


class _Result(NamedTuple):
    """What becomes one result: a finding, or a fault of an installation."""

    words: Explained
    level: Severity
    path: str
    key: tuple[str, ...]
    """What tells it from others of its rule, whatever the version and the lines around it."""
    line: int | None = None
    """In the member where there is one."""
    member: str | None = None
    ignored: str | None = None


def sarif(outcome: Outcome, language: Language, *, status: int = 0, where: Where = HERE) -> Json:
    """Return a run as a SARIF log.

    Each finding and each fault of an installation is a result; the problem that stopped the run, and what was not proven, are notifications.
    `status` is the exit status. Paths below the top folder of `where` are relative to it; others are `file:` addresses.
    """
    results = [*_found(outcome, language), *_faults(outcome, language)]
    rules = list({result.words.id: result.words for result in results}.values())
    problems = [] if outcome.problem is None else [_rule(explain_problem(outcome.problem, language, escape_values), "error")]
    driver = {
        "name": "seatrial",
        "version": __version__,
        "semanticVersion": __version__,
        "language": CULTURES[language],
        "rules": [_rule(words, _gravest(words.id, results)) for words in rules],
        "notifications": problems,
    }
    run = {
        "tool": {"driver": driver},
        "language": CULTURES[language],
        "automationDetails": {"id": f"seatrial {outcome.command}/"},
        "originalUriBaseIds": {TOP: {"description": {"text": say(language, TOP_FOLDER)}}},
        "invocations": [_invocation(outcome, language, status)],
        "artifacts": [_artifact(subject, where) for subject in (outcome.report.subjects if outcome.report else ())],
        "results": _results(results, [words.id for words in rules], language, where),
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _found(outcome: Outcome, language: Language) -> list[_Result]:
    if outcome.report is None:
        return []
    subjects = {subject.path: subject for subject in outcome.report.subjects}
    return [_finding(finding, subjects.get(finding.subject), language) for finding in outcome.report.findings]


def _finding(finding: Finding, subject: Subject | None, language: Language) -> _Result:
    words = explain_finding(finding, language, escape_values)
    named = (subject.kind, subject.name or "") if subject else (finding.subject,)
    parts = (*named, finding.file or "", finding.member or "", *(f"{name}={finding.values[name]}" for name in sorted(finding.values)))
    version = subject.version if subject else None
    key = tuple(part.replace(version, "") for part in parts) if version else parts
    return _Result(words, finding.severity, file_of(finding), key, finding.line, finding.member, finding.ignored)


def _faults(outcome: Outcome, language: Language) -> list[_Result]:
    paths = {subject.path.rpartition("/")[2]: subject.path for subject in (outcome.report.subjects if outcome.report else ())}
    return [_fault(one, fault, paths, language) for one in outcome.verified for fault in one.faults]


def _fault(one: Verification, fault: ProblemFacts, paths: dict[str, str], language: Language) -> _Result:
    words = explain_problem(fault, language, escape_values)
    return _Result(words, "error", paths.get(one.file, one.file), (one.file.partition("-")[0], one.with_, one.python or ""))


def _gravest(rule: str, results: Sequence[_Result]) -> Severity:
    return min((result.level for result in results if result.words.id == rule), key=ORDER.index)


def _rule(words: Explained, level: Severity) -> Json:
    described = {
        "fullDescription": {"text": words.why or words.title},
        "help": {"text": words.fix or words.why or words.title},
        **({"helpUri": words.url} if words.url else {}),
    }
    return {"id": words.id, "shortDescription": {"text": words.title}, **described, "defaultConfiguration": {"level": level}}


def _results(results: Sequence[_Result], rules: Sequence[str], language: Language, where: Where) -> list[Json]:
    index = {rule: number for number, rule in enumerate(rules)}
    seen: dict[tuple[str, ...], int] = {}
    made = []
    for result in results:
        key = (result.words.id, *result.key)
        seen[key] = seen.get(key, 0) + 1
        suppressed = [] if result.ignored is None else [{"kind": "external", "status": "accepted", "justification": escape(result.ignored)}]
        made.append(
            {
                "ruleId": result.words.id,
                "ruleIndex": index[result.words.id],
                "level": result.level,
                "message": {"text": _message(result, language)},
                "locations": [_location(result, where)],
                "partialFingerprints": {FINGERPRINT: _fingerprint((*key, str(seen[key])))},
                "suppressions": suppressed,
            }
        )
    return made


def _message(result: _Result, language: Language) -> str:
    text = result.words.message or result.words.title
    if result.member is not None:
        values = {"message": text, "member": escape(result.member)}
        text = say(language, IN_MEMBER, values) if result.line is None else say(language, IN_LINE, {**values, "line": result.line})
    # Viewers make links of `[words](address)`.
    return text.replace("](", "] (")


def _location(result: _Result, where: Where) -> Json:
    physical: Json = {"artifactLocation": _file(result.path, where)}
    if result.line is not None and result.member is None:
        physical["region"] = {"startLine": max(result.line, 1)}
    if result.member is None:
        return {"physicalLocation": physical}
    whole = f"{escape(result.path)}{MEMBER}{escape(result.member)}"
    return {
        "physicalLocation": physical,
        "logicalLocations": [{"name": escape(result.member), "fullyQualifiedName": whole, "kind": "resource"}],
    }


def _file(path: str, where: Where) -> Json:
    inside = below(path, where)
    if inside is not None:
        return {"uri": quoted(inside), "uriBaseId": TOP}
    return {"uri": address(path, where) or quoted(path)}


def _artifact(subject: Subject, where: Where) -> Json:
    properties = {"kind": subject.kind, "verdict": subject.verdict, "name": _shown(subject.name), "version": _shown(subject.version)}
    return {
        "location": _file(subject.path, where),
        **({} if subject.size is None else {"length": subject.size}),
        **({} if not subject.sha256 else {"hashes": {"sha-256": subject.sha256}}),
        "properties": properties,
    }


def _shown(text: str | None) -> str | None:
    return None if text is None else escape(text)


def _invocation(outcome: Outcome, language: Language, status: int) -> Json:
    told: list[Json] = []
    if outcome.problem is not None:
        words = explain_problem(outcome.problem, language, escape_values)
        told.append({"descriptor": {"id": words.id}, "level": "error", "message": {"text": f"{words.title}. {words.message}"}})
    if outcome.interrupted:
        told.append({"level": "error", "message": {"text": say(language, BROKEN_OFF)}})
    unproven = [{"level": "note", "message": {"text": said(one, language, escape_values)}} for one in outcome.unproven]
    return {"executionSuccessful": not told, "exitCode": status, "toolExecutionNotifications": [*told, *unproven]}


def _fingerprint(parts: tuple[str, ...]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
