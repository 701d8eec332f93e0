"""The report of a check as text for people: a verdict for each file, the findings, the checklist, one line that sums up."""

from seatrial.model.finding import Severity
from seatrial.model.report import Line, Report, Subject
from seatrial.model.sentence import Sentence
from seatrial.report.block import Cell, table
from seatrial.report.entries import refusal_text
from seatrial.report.escape import escape, escape_values
from seatrial.report.explained import said
from seatrial.report.numbers import size_text
from seatrial.report.style import Role, Style
from seatrial.report.summary import counts, fails
from seatrial.report.terminal_findings import counted, findings_lines
from seatrial.report.terminal_problem import FIX, labelled
from seatrial.report.width import hang, width
from seatrial.text.words import Language, say

ACCEPTED = Sentence("RPT020", "accepted")
REFUSED = Sentence("RPT021", "refused")
UNDECIDED = Sentence("RPT022", "undecided")
LOOKED_AT = Sentence("RPT023", "looked at")
UNREAD = Sentence("RPT024", "not read")
AS_OF = Sentence("RPT025", "by PyPI's rules of {date}")
VERDICTS = {"accepted": ACCEPTED, "refused": REFUSED, "undecided": UNDECIDED, None: LOOKED_AT}


def check_text(report: Report, language: Language, style: Style, *, quiet: bool = False, fail_on: Severity = "error") -> str:
    """Return a report as lines, the last one ended; `quiet` keeps only what is as grave as `fail_on`."""
    total = counts(report.findings)
    bad = any(subject.verdict == "refused" for subject in report.subjects)
    if quiet and not fails(report.findings, fail_on) and not bad:
        return ""
    refusals = [subject.refusal for subject in report.subjects if subject.refusal]
    lines = _subject_lines(report.subjects, language, style, quiet=quiet)
    alone = report.subjects[0].path if len(report.subjects) == 1 else None
    lines += findings_lines(report.findings, language, style, quiet=quiet, known=refusals, alone=alone, least=fail_on)
    if report.checklist is not None and not quiet:
        lines += ["", *checklist_lines(report.checklist, language, style)]
    role: Role = "bad" if total["error"] else "warn" if total["warning"] else "good"
    last = style.paint(role, counted(report.findings, language, style)) + ("" if quiet else _as_of(report, language, style))
    return "\n".join([*lines, "", last]) + "\n"


def checklist_lines(checklist: tuple[Line, ...], language: Language, style: Style) -> list[str]:
    """Return the pre-release checklist, each line ticked or not, with the fix where it is not."""
    marks = {
        "yes": style.paint("good", style.marks.good),
        "no": style.paint("bad", style.marks.bad),
        "not known": style.paint("warn", "?"),
        "not applicable": style.paint("dim", style.marks.skip),
    }
    lines = []
    for line in checklist:
        first, *rest = hang(said(line.said, language, escape_values), style.columns, "  ", "  ")
        lines += [f"{marks[line.state]} {first[2:]}", *rest]
        if line.fix is not None and line.state == "no":
            lines += labelled(((say(language, FIX), said(line.fix, language, escape_values)),), style, "    ")
    return lines


def _as_of(report: Report, language: Language, style: Style) -> str:
    """Return of what day the knowledge is by which files were judged; nothing where there was none to judge."""
    if all(subject.verdict is None for subject in report.subjects):
        return ""
    return style.paint("dim", f" {style.marks.dot} {say(language, AS_OF, {'date': report.profile_date})}")


def _subject_lines(subjects: tuple[Subject, ...], language: Language, style: Style, *, quiet: bool) -> list[str]:
    told = [subject for subject in subjects if not quiet or subject.verdict == "refused" or _unread(subject)]
    rows = table([_subject_row(subject, language, style) for subject in told])
    indent = " " * (max((width(say(language, _verdict(subject))) for subject in told), default=0) + 4)
    lines = []
    for subject, row in zip(told, rows, strict=True):
        lines.append(row)
        if subject.refusal is not None:
            lines += [style.paint("dim", line) for line in hang(refusal_text(subject.refusal), style.columns, indent, indent)]
    return lines


def _subject_row(subject: Subject, language: Language, style: Style) -> list[Cell]:
    role, mark = _mark(subject, style)
    verdict, path = f"{mark} {say(language, _verdict(subject))}", _named(subject)
    size = "" if subject.size is None else size_text(subject.size)
    return [Cell(verdict, style.paint(role, verdict)), Cell(path, path), Cell(size, style.paint("dim", size), right=True)]


def _verdict(subject: Subject) -> Sentence:
    return UNREAD if _unread(subject) else VERDICTS[subject.verdict]


def _unread(subject: Subject) -> bool:
    return subject.kind == "unknown" and subject.verdict is None


def _named(subject: Subject) -> str:
    # The name of a file tells what it is; a folder's does not.
    known = " ".join(filter(None, (subject.name, subject.version))) if subject.kind == "project" else ""
    return escape(f"{subject.path} ({known})" if known else subject.path)


def _mark(subject: Subject, style: Style) -> tuple[Role, str]:
    if subject.verdict == "accepted":
        return "good", style.marks.good
    if subject.verdict == "refused" or _unread(subject):
        return "bad", style.marks.bad
    return ("warn", "?") if subject.verdict == "undecided" else ("dim", style.marks.dot)
