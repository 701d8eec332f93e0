"""Rules and problems as a JSON object: the answer of `seatrial explain`."""

from collections.abc import Iterable
from typing import Any

from seatrial.report.data import SCHEMA
from seatrial.report.known import Known


def known_json(found: Iterable[Known]) -> dict[str, Any]:
    """Return rules and problems as the design's object; `line` and `quote` are for causes that are found in a text."""
    return {"schema": SCHEMA, "causes": [_cause(one) for one in found]}


def _cause(one: Known) -> dict[str, Any]:
    refusal = one.refusing and {"status": one.refusing.status, "message": one.refusing.words}
    return {
        "id": one.id,
        "title": one.title,
        "why": one.why,
        "fix": [one.fix],
        "url": one.url,
        "line": None,
        "quote": None,
        "message": one.message,
        "severity": one.severity,
        "refusal": refusal,
        "ignorable": one.ignorable,
        "bad": one.example and one.example.bad,
        "good": one.example and one.example.good,
    }
