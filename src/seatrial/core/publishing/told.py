"""What an identity claims, in whatever a user has of it: JSON, the token itself, or the log of a job that prints its claims."""

import json
import re
from collections.abc import Mapping
from typing import Any

from seatrial.core.explain.cleaning import cleaned
from seatrial.core.explain.masking import covered, shown
from seatrial.core.publishing.claims import LOOKS, decode
from seatrial.core.publishing.matching import REQUIRED
from seatrial.model.publishing import Claims

LONGEST = 4 * 1024 * 1024
"""Characters of a log in which claims are looked for."""
FEWEST = 3
"""Claims that make a table of them."""
NAMES = frozenset(
    {
        "sub",
        "iss",
        "aud",
        "environment",
        "workflow_ref",
        *(name for name, _ in LOOKS),
        *(name for names in REQUIRED.values() for name in names),
    }
)
LINE = re.compile(r"(?m)(?:^|[\s*|•-])[`\"']?([a-z_]{2,24})[`\"']?\s?(?::|=|\|)\s?[`\"']?([^\s`\"'|]{1,500})[`\"']?,?\s*\|?\s*$")
"""``* `repository`: `acme/tool` `` as PyPA's action prints it, and `repository: acme/tool`, `"repository": "acme/tool",`."""
ABSENT = frozenset({"MISSING", "(none)", "none", "null", "None", "N/A", "n/a"})
MARKS = (b"workflow_ref", b"ci_config_ref_uri", b"repository_owner", b"email_verified", b"actor_id")
"""One of these claims every table has."""
TEST = re.compile(r"test\.?pypi", re.IGNORECASE)
REFUSED = re.compile(
    r"(invalid-(?:publisher|pending-publisher|payload|token|reuse-token)|not-enabled)"
    r"[`\"']?\s?[:,]\s?(?:\"description\"\s?:\s?)?[`\"']?([^\n`\"]{1,1000})"
)
"""As PyPA's action lists it, and as it stands in the index's JSON, which uv prints."""
TOKEN = re.compile(r"[A-Za-z0-9_=-]+\.[A-Za-z0-9_=-]+\.[A-Za-z0-9_=-]*")


def claims_in(text: str) -> Claims:
    """Return the claims that a log shows, without secrets; empty where it shows no table of them. Raises nothing."""
    found: dict[str, str] = {}
    if not any(mark.decode() in text for mark in MARKS):
        return found
    for match in LINE.finditer(cleaned(text[:LONGEST])):
        if match[1] in NAMES and match[2] not in ABSENT:
            found[match[1]] = shown(covered(match[2]))
    return found if len(found) >= FEWEST else {}


def identity_in(data: bytes) -> tuple[Claims, tuple[str, str] | None, bool]:
    """Return the claims that a part of a log shows, code and words of the refusal, and whether TestPyPI is spoken of; nothing where it shows no claims."""
    text = data.decode("utf-8", "replace")
    claims = claims_in(text)
    if not claims:
        return {}, None, False
    found = REFUSED.search(cleaned(text))
    refusal = (found[1], shown(covered(found[2].strip("`'\" ,")))) if found else None
    return claims, refusal, TEST.search(text) is not None


def read_claims(text: str) -> tuple[Claims, bool] | None:
    """Return the claims in what a user gives, and whether all of them must be there; None where it holds none.

    A token is decoded, its signature is not looked at. Raises `Problem` PTP030 where the text is like a token and cannot be decoded.
    """
    text = text.strip().strip("\ufeff").strip()
    if TOKEN.fullmatch(text):
        return decode(text), True
    read = _json(text)
    if isinstance(read, Mapping):
        inner = next((read[key] for key in ("claims", "payload") if isinstance(read.get(key), Mapping)), read)
        for key in ("token", "value"):
            if isinstance(read.get(key), str) and TOKEN.fullmatch(read[key]):
                return decode(read[key]), True
        return (inner, "iss" in inner) if inner else None
    found = claims_in(text)
    return (found, False) if found else None


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
