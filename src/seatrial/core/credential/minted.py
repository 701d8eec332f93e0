"""What an index answers to an identity: a token and how long it lasts, or why there is none, in its own words."""

import json
from collections.abc import Mapping
from typing import Any

from seatrial.core.credential.token import read_token
from seatrial.core.explain.masking import covered, shown
from seatrial.model.publishing import Refused
from seatrial.problem import Kind
from seatrial.problem.publishing import DISABLED, NO_PUBLISHER, NOT_BELIEVED, NOT_EXCHANGED, PENDING_TAKEN, REFUSED, REUSED

LIFETIME = 900.0
"""Seconds that a token lasts where nothing else is known (warehouse@6b62157, oidc/views.py:mint_token)."""
LONGEST_LIFE = 86_400.0
WORDS = 1000
"""Characters of an index's words that are kept."""
SEVERAL = 5
"""Errors that are told at most."""
CODES: Mapping[str, Kind] = {
    "invalid-publisher": NO_PUBLISHER,
    "invalid-pending-publisher": PENDING_TAKEN,
    "invalid-payload": NOT_EXCHANGED,
    "invalid-token": NOT_BELIEVED,
    "invalid-reuse-token": REUSED,
    "not-enabled": DISABLED,
}


def object_in(body: bytes) -> Mapping[str, Any]:
    """Return the JSON object that a body is; an empty one where it is none."""
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


def audience_in(read: Mapping[str, Any]) -> str | None:
    """Return the audience that an index names; None where it names none that can be one."""
    audience = read.get("audience")
    return audience if isinstance(audience, str) and audience.isprintable() and 0 < len(audience) <= WORDS else None


def token_in(read: Mapping[str, Any]) -> str | None:
    """Return the token in an answer; None where there is none that can be sent."""
    token = read.get("token")
    return token if isinstance(token, str) and token.isascii() and token.isprintable() and token and " " not in token else None


def lifetime(token: str, expires: object, now: float) -> float:
    """Return how many seconds a token lasts that was made now: by what it says itself, by what the index says, else PyPI's quarter of an hour."""
    claims = read_token(token)
    if claims and claims.expires and claims.begins:
        # Both are of the index's clock: ours may be wrong.
        return float(max(0, min(claims.expires - claims.begins, int(LONGEST_LIFE))))
    # Compared before it is reckoned with: a number may be larger than any moment.
    return expires - now if isinstance(expires, int) and now < expires <= now + LONGEST_LIFE else LIFETIME


def refusals_in(read: Mapping[str, Any]) -> tuple[Refused, ...]:
    """Return the reasons for which an index gives no token; none where it gives no reason."""
    errors = read.get("errors")
    found = [one for one in errors if isinstance(one, dict)] if isinstance(errors, list) else []
    if found:
        return tuple(_refused(one.get("code"), str(one.get("description"))) for one in found[:SEVERAL])
    message = read.get("message")
    return (_refused("", message),) if isinstance(message, str) and message else ()


def _refused(code: object, description: str) -> Refused:
    # Another index may have codes of its own.
    return Refused(words(code) if isinstance(code, str) else "", words(description))  # type: ignore[arg-type]  # a code of any index


def kind_of(refused: Refused) -> Kind:
    """Return the kind of problem that a refusal is."""
    return CODES.get(refused.code, REFUSED)


def words(text: str) -> str:
    """Return an index's words without what may be a secret in them."""
    return shown(covered(text[:WORDS])).strip().rstrip(".")
