"""Which of several refusals PyPI answers with: its server stops at the first step that fails."""

from collections.abc import Iterable
from typing import NamedTuple

from seatrial.model.finding import Finding, Refusal

FIRST_FIELDS = ("metadata-version", "name", "version")
"""Of several faults in the form or the metadata PyPI shows one of these fields, else the alphabetically first (forklift/legacy.py:242)."""


class Stage(NamedTuple):
    """One step of PyPI's server, with the ids of the rules that mirror it, in its order."""

    name: str
    rules: tuple[str, ...]
    by_field: bool = False
    """Whether the step collects its faults and shows one by its field (`values["field"]`, `values["place"]`)."""


def _ids(prefix: str, *numbers: int) -> tuple[str, ...]:
    return tuple(f"{prefix}{number:03}" for number in numbers)


ORDER = (
    Stage("reading the request", _ids("FRM", 27, 28, 29, 33)),
    Stage("routing", _ids("FRM", 34, 3, 1, 4, 5)),
    Stage("sanitizing", _ids("FRM", 11)),
    Stage("authentication", _ids("IDX", 1, 2)),
    Stage("a file that breaks the server however the upload ends", _ids("FRM", 32)),
    Stage("protocol", _ids("FRM", 12)),
    Stage("form fields that break the server", _ids("FRM", 25)),
    Stage("form fields", _ids("FRM", 13, 14, 15, 16, 17, 18), by_field=True),
    Stage("form as a whole", _ids("FRM", 19, 20, 21)),
    Stage("unreadable metadata", _ids("MET", 1), by_field=True),
    Stage("metadata that breaks the server", _ids("FRM", 26) + _ids("MET", 2)),
    Stage("metadata", tuple(f"MET{number:03}" for number in range(3, 24)), by_field=True),
    Stage("metadata that breaks PyPI's own checks", _ids("MET", 30)),
    Stage("PyPI's own checks of metadata", tuple(f"MET{number:03}" for number in range(31, 47)), by_field=True),
    Stage("file part", _ids("FRM", 30)),
    Stage("project", _ids("IDX", 23, 3, 4, 5, 6, 24, 25)),
    Stage("description", _ids("DSC", 1, 2, 3)),
    Stage("file part that breaks the server", _ids("FRM", 31)),
    Stage("file name", _ids("NAM", 1, 2, 3, 4)),
    Stage("content type, size, digests", _ids("FRM", 22) + _ids("NAM", 5) + _ids("FRM", 23) + _ids("IDX", 7) + _ids("FRM", 24)),
    Stage("what is there already", _ids("IDX", 8, 9, 10, 11)),
    Stage("archive", _ids("ARC", *range(1, 22), *range(31, 51))),
    Stage("name and contents of an sdist", _ids("SDT", *range(1, 5))),
    Stage("name and contents of a wheel", _ids("WHL", *range(1, 18))),
    Stage("attestations", _ids("IDX", 22) + _ids("ATT", 9, 10, 11, *range(1, 9))),
)
"""After the sections of PyPI's server (warehouse@6b62157, forklift/legacy.py:file_upload)."""
DUPLICATES = next(step for step, stage in enumerate(ORDER) if stage.name == "what is there already")
PLACES = {rule: (step, place) for step, stage in enumerate(ORDER) for place, rule in enumerate(stage.rules)}


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort findings: what PyPI refuses first, in its order; the rest after that, by severity."""
    return tuple(sorted(findings, key=_key))


def first_refusal(findings: Iterable[Finding]) -> Refusal | None:
    """Return the answer that PyPI would give; None where no finding is a refusal."""
    refused = [finding for finding in findings if finding.refusal]
    return min(refused, key=_key).refusal if refused else None


def is_before_duplicates(finding: Finding) -> bool:
    """Tell whether PyPI refuses by this finding before it looks whether the very same file is there already."""
    return finding.rule in PLACES and PLACES[finding.rule][0] < DUPLICATES


def stage_of(rule_id: str) -> str | None:
    """Return the name of the step that a rule belongs to; None for a rule by which PyPI does not refuse."""
    return ORDER[PLACES[rule_id][0]].name if rule_id in PLACES else None


def _key(finding: Finding) -> tuple[int, int, str, int, int]:
    if finding.refusal is None or finding.rule not in PLACES:
        return (len(ORDER), ("error", "warning", "note").index(finding.severity), "", 0, 0)
    step, place = PLACES[finding.rule]
    if not ORDER[step].by_field:
        return (step, 0, "", place, 0)
    field = str(finding.values["field"])
    rank = FIRST_FIELDS.index(field) if field in FIRST_FIELDS else len(FIRST_FIELDS)
    return (step, rank, field, int(finding.values["place"]), place)
