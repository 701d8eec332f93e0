"""The report of a check as text for people: a verdict for each file, the findings, the checklist, one line that sums up."""

from collections.abc import Sequence

from seatrial.model.finding import Severity
from seatrial.model.report import Report, Subject
from seatrial.model.sentence import Sentence
from seatrial.report.block import Cell, table
from seatrial.report.entries import refusal_text, said_alike
from seatrial.report.escape import escape
from seatrial.report.numbers import size_text
from seatrial.report.style import Role, Style
from seatrial.report.summary import counts, fails
from seatrial.report.terminal_findings import PYPI_SAYS, counted, findings_lines, judged
from seatrial.report.terminal_problem import LABELLED
from seatrial.report.typed import Typed, command_line
from seatrial.report.width import hang, width
from seatrial.text.words import Language, say

ACCEPTED = Sentence("RPT020", "accepted")
REFUSED = Sentence("RPT021", "refused")
UNDECIDED = Sentence("RPT022", "undecided")
LOOKED_AT = Sentence("RPT023", "looked at")
UNREAD = Sentence("RPT024", "not read")
AS_OF = Sentence("RPT025", "by PyPI's rules of {date}")
NUMBER_OF = Sentence("RPT189", "{verdict}: {number}")
OFFERED = Sentence("RPT312", "`{command}` has a mend for {rules}, and shows it before anything is changed.")
VERDICTS = {"accepted": ACCEPTED, "refused": REFUSED, "undecided": UNDECIDED, None: LOOKED_AT}
RANKS = (REFUSED, UNREAD, UNDECIDED, LOOKED_AT, ACCEPTED)
"""The order in which subjects are told."""


def check_text(report: Report, language: Language, style: Style, *, quiet: bool = False, fail_on: Severity = "error") -> str:
    """Return a report as lines, the last one ended: what is refused first; `quiet` keeps only what is as grave as `fail_on`."""
    total = counts(report.findings)
    bad = any(subject.verdict == "refused" for subject in report.subjects)
    if quiet and not fails(report.findings, fail_on) and not bad:
        return ""
    lines = _subject_lines(report.subjects, language, style, quiet=quiet)
    quoted = frozenset(said_alike(subject.refusal, subject.path) for subject in report.subjects if subject.refusal)
    lines += findings_lines(report.findings, language, style, quiet=quiet, told=judged(report)._replace(refusals=quoted), least=fail_on)
    if report.checklist is not None and not quiet:
        from seatrial.report.terminal_checklist import checklist_lines  # noqa: PLC0415  (files have none)

        lines += ["", *checklist_lines(report.checklist, language, style), *_mends(report, language, style)]
    role: Role = "bad" if total["error"] else "warn" if total["warning"] else "good"
    last = style.paint(role, _verdicts(report, language, style) + counted(report.findings, language, style))
    return "\n".join([*lines, "", last + ("" if quiet else _as_of(report, language, style))]) + "\n"


def _mends(report: Report, language: Language, style: Style) -> list[str]:
    """Return what mends some of it without the user's hand, as the line behind the checklist."""
    if not report.mends:
        return []
    command = command_line(Typed(report.subjects[0].path), "check", "--fix")
    return ["", *hang(say(language, OFFERED, {"command": command, "rules": ", ".join(report.mends)}), style.columns, "", "")]


def _as_of(report: Report, language: Language, style: Style) -> str:
    """Return of what day the knowledge is by which files were judged; nothing where there was none to judge."""
    if all(subject.verdict is None for subject in report.subjects):
        return ""
    return style.paint("dim", f" {style.marks.dot} {say(language, AS_OF, {'date': report.profile_date})}")


def _verdicts(report: Report, language: Language, style: Style) -> str:
    """Return how many files there are of each verdict; nothing where there is one file."""
    if len(report.subjects) == 1:
        return ""
    found = [_verdict(subject) for subject in report.subjects]
    told = [
        say(language, NUMBER_OF, {"verdict": say(language, one), "number": found.count(one)})
        for one in RANKS
        if one in found and one != LOOKED_AT
    ]
    return "".join(f"{one} {style.marks.dot} " for one in told)


def _subject_lines(subjects: tuple[Subject, ...], language: Language, style: Style, *, quiet: bool) -> list[str]:
    """Return one line for each subject, those together that the index refuses by the same words, and the words below them."""
    told = [subject for subject in subjects if not quiet or subject.verdict == "refused" or _unread(subject)]
    groups: dict[object, list[Subject]] = {}
    for number, subject in enumerate(sorted(told, key=lambda one: RANKS.index(_verdict(one)))):
        alike = subject.refusal and not style.full and said_alike(subject.refusal, subject.path)
        groups.setdefault(alike or number, []).append(subject)
    rows = iter(_rows([subject for group in groups.values() for subject in group], language, style))
    indent = " " * (max((width(say(language, _verdict(subject))) for subject in told), default=0) + 4)
    lines = []
    for group in groups.values():
        lines += [next(rows) for _ in group]
        if group[0].refusal is not None:
            words = say(language, LABELLED, {"label": say(language, PYPI_SAYS), "text": refusal_text(group[0].refusal)})
            lines += [style.paint("strong", line) for line in hang(words, style.columns, indent, indent)]
    return lines


def _rows(subjects: Sequence[Subject], language: Language, style: Style) -> tuple[str, ...]:
    """Return the line of each subject; sizes only where there is room for them."""
    cells = [_subject_row(subject, language, style) for subject in subjects]
    taken = [max((width(row[column].text) for row in cells), default=0) for column in range(3)]
    narrow = style.columns is not None and sum(taken) + 4 > style.columns
    return table([row[:2] if narrow else row for row in cells])


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
