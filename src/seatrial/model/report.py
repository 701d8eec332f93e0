"""What a check says: subjects with their verdicts, findings, checklist."""

from typing import Literal, NamedTuple

from seatrial.model.finding import Finding, Refusal
from seatrial.model.sentence import Said

Verdict = Literal["accepted", "refused", "undecided"]
LineState = Literal["yes", "no", "not known", "not applicable"]
SubjectKind = Literal["wheel", "sdist", "project", "release", "workflow", "unknown"]


class Subject(NamedTuple):
    """One thing that was judged."""

    path: str
    kind: SubjectKind
    name: str | None = None
    version: str | None = None
    verdict: Verdict | None = None
    refusal: Refusal | None = None
    size: int | None = None
    sha256: str | None = None


class Line(NamedTuple):
    """One line of the pre-release checklist."""

    said: Said
    state: LineState
    fix: Said | None = None
    """What to do where it is not a yes."""
    rules: tuple[str, ...] = ()
    """Of a `no`, the rules behind it, the gravest first; of a `yes`, those whose findings are ignored."""
    note: Said | None = None
    """What else there is to say of it."""
    subject: str = ""
    """The project, as the user named it."""


class Report(NamedTuple):
    """Everything that was found."""

    index_name: str
    """Name of the index profile by which files were judged."""
    profile_date: str
    subjects: tuple[Subject, ...] = ()
    findings: tuple[Finding, ...] = ()
    """In order: by subject as given, then by PyPI's order, then by severity."""
    checklist: tuple[Line, ...] | None = None
    mends: tuple[str, ...] = ()
    """Of a project alone, the rules whose findings `check --fix` knows how to mend."""
