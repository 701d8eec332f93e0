"""Rules, problems and error texts by their ids as a JSON object: the answer of `seatrial explain`."""

from collections.abc import Iterable
from typing import Any

from seatrial.report.data import SCHEMA
from seatrial.report.instructions import instructions
from seatrial.report.known import Known


def known_json(found: Iterable[Known]) -> dict[str, Any]:
    """Return what was asked for as the design's object; `line` and `quote` are for causes that are found in a text."""
    return {"schema": SCHEMA, "causes": [cause_json(one) for one in found]}


def cause_json(one: Known) -> dict[str, Any]:
    """Return one entry."""
    refusal = one.refusing and {"status": one.refusing.status, "message": one.refusing.words}
    return {
        "id": one.id,
        "title": one.title,
        "why": one.why,
        "fix": list(instructions(one.fix)) if one.said else [one.fix],
        "url": one.url,
        "line": None,
        "quote": None,
        "message": one.message or None,
        "severity": one.severity,
        "refusal": refusal,
        "ignorable": one.ignorable,
        "bad": one.example and one.example.bad,
        "good": one.example and one.example.good,
        "texts": list(one.said),
    }
