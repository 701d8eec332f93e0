"""Whether an identity token is what it says: signed by its issuer, for this index, now (warehouse@6b62157, oidc/services.py:verify_jwt_signature)."""

import json
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from typing import Any

from seatrial.index.rs256 import is_signed
from seatrial.model.publishing import Claims, PublicKey

LEEWAY = 30
"""Seconds that clocks may differ."""
LATEST = 253_402_300_799
"""The last moment that has a date."""


def proven(token: str, claims: Claims, keys: Mapping[str, PublicKey], audience: str, now: float) -> bool:
    """Return whether a token that could be decoded is signed by one of the issuer's keys, which are given by their ids, and holds here and now."""
    header, _, _ = token.partition(".")
    signed, _, signature = token.rpartition(".")
    named = json.loads(decoded(header))
    kid = named.get("kid")
    key = keys.get(kid) if isinstance(kid, str) else None
    if key is None or named.get("alg") != "RS256":
        return False
    return is_signed(signed.encode(), decoded(signature), key) and _holds(claims, audience, now)


def decoded(part: str) -> bytes:
    """Return the bytes of a part of a token."""
    bare = part.rstrip("=")
    return urlsafe_b64decode(bare + "=" * (-len(bare) % 4))


def _holds(claims: Claims, audience: str, now: float) -> bool:
    begins, made, ends = (_moment(claims, name) for name in ("nbf", "iat", "exp"))
    if made is None or ends is None or ("nbf" in claims and begins is None):
        return False
    early = max(made, begins or 0) > now + LEEWAY
    # Strict: one audience as a text, no list.
    return not early and ends > now - LEEWAY and claims.get("aud") == audience


def _moment(claims: Claims, name: str) -> int | None:
    value: Any = claims.get(name)
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value[:20])
    return int(value) if isinstance(value, (int, float)) and 0 <= value <= LATEST else None
