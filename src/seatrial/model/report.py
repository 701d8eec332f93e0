"""What a check says: subjects with their verdicts, findings, checklist."""

from typing import Literal, NamedTuple

from seatrial.model.finding import Finding, Refusal
from seatrial.model.sentence import Said

Verdict = Literal["accepted", "refused", "undecided"]
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
    state: Literal["yes", "no", "not known", "not applicable"]
    fix: Said | None = None


class Report(NamedTuple):
    """Everything that was found."""

    index_name: str
    """Name of the index profile by which files were judged."""
    profile_date: str
    subjects: tuple[Subject, ...] = ()
    findings: tuple[Finding, ...] = ()
    """In order: by subject as given, then by PyPI's order, then by severity."""
    checklist: tuple[Line, ...] | None = None
