"""An identity token exchanged for an upload token, or refused, as PyPI does it (warehouse@6b62157, oidc/views.py:mint_token_from_oidc)."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from seatrial.core.profile import DOMAIN
from seatrial.core.protocol import normal, ultranormal
from seatrial.core.publishing.claims import decode
from seatrial.core.publishing.matching import MALFORMED, UNKNOWN_ISSUER, match
from seatrial.core.standard_names import OLDER, standard_names
from seatrial.index.proof import LEEWAY, proven
from seatrial.index.trust import provider_for
from seatrial.model.publishing import Claims, Grant, Publisher, Refused, Trust
from seatrial.model.shelf import View
from seatrial.problem import Problem
from seatrial.rules.arrival import similar, standard_library
from seatrial.rules.rule import Words

NOT_BELIEVED = Refused("invalid-token", "malformed or invalid token")
PROJECT_THERE = Refused("invalid-pending-publisher", "valid token, but project already exists")
NAME = re.compile(r"([A-Z0-9]|[A-Z0-9][A-Z0-9._-]*[A-Z0-9])", re.IGNORECASE | re.ASCII)
"""warehouse@6b62157, packaging/models.py:91."""
SHOWN = 50
"""Characters of a value that the words on a wrong body have (pydantic-core 2.46)."""
MARGIN = 5
"""Seconds that a used number is kept beyond the last moment at which its token would be taken (oidc/services.py:store_jwt_identifier)."""


class Book(NamedTuple):
    """What an index knows of the identities that it took; never changed in place."""

    publishers: tuple[Publisher, ...]
    used: Mapping[tuple[str, str], float] = {}
    """By issuer and number of an identity the moment until which it is remembered."""
    grants: Mapping[str, Grant] = {}
    """By token."""
    made: Mapping[str, str] = {}
    """Names, as they are spelt, of projects that have no files yet, by normalized name."""


def opened(trust: Trust) -> Book:
    """Return the book of an index that has taken no identity yet: the projects of its publishers are there."""
    names = (name for publisher in trust.publishers for name in publisher.projects)
    return Book(trust.publishers, made={name: name for name in names})


def mint(trust: Trust, book: Book, body: bytes, view: View, now: float, token_for: Callable[[Grant], str]) -> tuple[str | Refused, Book]:
    """Return a token for what was posted, or why there is none, and the book as it is then."""
    posted = _posted(body)
    if isinstance(posted, Refused):
        return posted, book
    try:
        claims = decode(posted)
    except Problem:
        return MALFORMED, book
    refused = _before_claims(trust, posted, claims, now)
    if refused:
        return refused, book
    book = book._replace(used={key: until for key, until in book.used.items() if until > now})
    used = {number for issuer, number in book.used if issuer == claims["iss"]}
    found = match(claims, book.publishers, used)
    if isinstance(found, Publisher) and found.pending:
        made = _made(found, book, view)
        if isinstance(made, Refused):
            gone = book._replace(publishers=tuple(one for one in book.publishers if one is not found))
            return made, gone if made is PROJECT_THERE else book
        book = made
        found = match(claims, tuple(one for one in book.publishers if not one.pending), used)
    return (found, book) if isinstance(found, Refused) else _granted(trust, book, found, claims, int(now), token_for)


def _before_claims(trust: Trust, token: str, claims: Claims, now: float) -> Refused | None:
    issuer = claims.get("iss")
    if not isinstance(issuer, str):
        return MALFORMED
    keys = trust.issuers.get(issuer)
    if keys is None:
        return UNKNOWN_ISSUER
    provider = provider_for(issuer)
    if not trust.open or provider in trust.closed:
        return Refused("not-enabled", f"{provider} trusted publishing functionality not enabled")
    return None if proven(token, claims, keys, trust.audience, now) else NOT_BELIEVED


def _granted(
    trust: Trust, book: Book, publisher: Publisher, claims: Claims, now: int, token_for: Callable[[Grant], str]
) -> tuple[str, Book]:
    number = claims.get("jti")
    if number:
        key = (str(claims["iss"]), str(number))
        book = book._replace(used={**book.used, key: float(claims["exp"]) + LEEWAY + MARGIN})
    grant = Grant(frozenset(publisher.projects), now, now + trust.lifetime)
    token = token_for(grant)
    return token, book._replace(grants={**book.grants, token: grant})


def _made(pending: Publisher, book: Book, view: View) -> Book | Refused:
    """Make the project of a pending publisher, which is an ordinary one from then on."""
    name = pending.pending
    if normal(name) in view.shelves or normal(name) in book.made:
        return PROJECT_THERE
    words = _unavailable(name, book, view)
    if words:
        return Refused("invalid-payload", words)
    publishers = tuple(one._replace(pending="", projects=(normal(name),)) if one is pending else one for one in book.publishers)
    return book._replace(publishers=publishers, made={**book.made, normal(name): name})


def _unavailable(name: str, book: Book, view: View) -> str | None:
    """Return PyPI's words on a name that no project can have (warehouse@6b62157, packaging/services.py:create_project)."""
    if not NAME.fullmatch(name):
        return f"The name {name!r} is invalid."
    if normal(name) in standard_names() and normal(name) not in OLDER:
        return _said(standard_library.refuses, name)
    alike = {*view.similar, *map(ultranormal, book.made)}
    return _said(similar.refuses, name) if ultranormal(name) in alike else None


def _said(words: Words | None, name: str) -> str:
    return words.message.format(name=name, PYPI=DOMAIN) if words else ""


def _posted(body: bytes) -> str | Refused:
    """Return the identity token in a body (pydantic 2.13; where it is no JSON, its words on that are always the same here)."""
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):
        return _invalid("", "Invalid JSON: expected value at line 1 column 1", "json_invalid", body)
    if not isinstance(read, dict):
        return _invalid("", "Input should be an object", "model_type", read)
    if "token" not in read:
        return _invalid("token\n", "Field required", "missing", read)
    token = read["token"]
    return token if isinstance(token, str) else _invalid("token\n", "Input should be a valid string", "string_type", token)


def _invalid(field: str, words: str, kind: str, value: Any) -> Refused:
    shown = repr(value)
    shown = shown if len(shown) <= SHOWN else f"{shown[: SHOWN // 2]}...{shown[1 - SHOWN // 2 :]}"
    about = f"[type={kind}, input_value={shown}, input_type={type(value).__name__}]"
    more = f"    For further information visit https://errors.pydantic.dev/2.13/v/{kind}"
    return Refused("invalid-payload", f"1 validation error for TokenPayload\n{field}  {words} {about}\n{more}")
