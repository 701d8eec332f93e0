"""What was found in a text as a JSON object: the answer of `seatrial explain` to a text."""

from typing import Any

from seatrial.model.explain import Findings
from seatrial.report.causes import Told, told
from seatrial.report.data import SCHEMA, path_json
from seatrial.report.data_known import cause_json
from seatrial.text.words import Language


def causes_json(findings: Findings, language: Language) -> dict[str, Any]:
    """Return what was found as the design's object, the likeliest cause first; `whole` tells whether the text was read to its end."""
    return {"schema": SCHEMA, "causes": [_cause(one) for one in told(findings.found, language)], "whole": findings.whole}


def _cause(one: Told) -> dict[str, Any]:
    message = None if one.message is None else path_json(one.message)
    return {**cause_json(one.known), "message": message, "line": one.found.line, "quote": path_json(one.found.quote)}
