"""What an API token says of itself: a macaroon of version 2 and PyPI's limits in it, read without asking anybody."""

import json
import re
from base64 import urlsafe_b64decode
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from seatrial.model.credential import TokenClaims, TokenKind

PREFIX = "pypi-"
LONGEST = 64 * 1024
"""Characters; no token of PyPI is nearly as long."""
LETTERS = re.compile(r"[A-Za-z0-9_-]+={0,2}")
EXPIRES, NAMES, IDS, USER, PUBLISHER = range(5)
"""Tags of the limits (warehouse@6b62157, macaroons/caveats/__init__.py:50-118)."""
FIELDS = {EXPIRES: (int, int), NAMES: (list,), IDS: (list,), USER: (str,), PUBLISHER: (str,)}


class Macaroon(NamedTuple):
    """A macaroon of version 2 (libmacaroons, doc/format.txt)."""

    location: str
    identifier: bytes
    caveats: tuple[bytes, ...]
    foreign: bool
    """One of its caveats is for somebody else to check, which PyPI's server never makes."""


class _Odd(Exception):  # noqa: N818  (stays inside this module)
    """Bytes that are no macaroon, or a limit that PyPI's server could not read."""


def read_token(text: str) -> TokenClaims | None:
    """Return what a token says of itself, None where the text is no whole token. Raises nothing, whatever the text is."""
    body = text.removeprefix(PREFIX)
    macaroon = read_macaroon(body) if body != text else None
    if macaroon is None:
        return None
    claims = TokenClaims(macaroon.location, odd=macaroon.foreign)
    tags = set()
    for caveat in macaroon.caveats:
        try:
            tag, fields = _limit(caveat)
        except _Odd:
            claims = claims._replace(odd=True)
            continue
        tags.add(tag)
        claims = _narrowed(claims, tag, fields)
    return claims._replace(kind=_kind(tags))


def read_macaroon(text: str) -> Macaroon | None:
    """Return the macaroon in a text of urlsafe base64, None where it holds no whole one."""
    if len(text) > LONGEST or not LETTERS.fullmatch(text):
        return None
    bare = text.rstrip("=")
    if len(bare) % 4 == 1:
        return None
    try:
        return _macaroon(urlsafe_b64decode(bare + "=" * (-len(bare) % 4)))
    except _Odd:
        return None


def _macaroon(data: bytes) -> Macaroon:
    if data[:1] != b"\x02":
        raise _Odd
    fields = _fields(data)
    head = dict(_section(fields))
    location = head.get(1, b"")
    if not head.get(2, b"\xff").isascii() or not location.isascii():
        raise _Odd
    caveats: list[dict[int, bytes]] = []
    while caveat := dict(_section(fields)):
        caveats.append(caveat)
    kind, signature = next(fields, (None, b""))
    if kind != 6 or len(signature) != 32 or next(fields, None) is not None or any(2 not in caveat for caveat in caveats):
        raise _Odd
    return Macaroon(location.decode(), head[2], tuple(caveat[2] for caveat in caveats), any(4 in caveat for caveat in caveats))


def _fields(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Give kind and content of each field; kind 0 ends a section and has no content."""
    place = 1
    while place < len(data):
        kind, place = _number(data, place)
        size = 0
        if kind:
            size, place = _number(data, place)
        if place + size > len(data):
            raise _Odd
        yield kind, data[place : place + size]
        place += size


def _section(fields: Iterator[tuple[int, bytes]]) -> Iterator[tuple[int, bytes]]:
    last = 0
    for kind, content in fields:
        if not kind:
            return
        if kind <= last:
            raise _Odd
        last = kind
        yield kind, content
    raise _Odd


def _number(data: bytes, place: int) -> tuple[int, int]:
    """Return an unsigned LEB128 number and the place behind it."""
    value = 0
    for shift in range(0, 35, 7):
        if place >= len(data):
            raise _Odd
        byte = data[place]
        place += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, place
    raise _Odd


def _limit(caveat: bytes) -> tuple[int, Sequence[Any]]:
    """Return tag and fields of a limit, in the form of today (warehouse@6b62157, macaroons/caveats/_core.py:140-170)."""
    try:
        read = json.loads(caveat)
    except (ValueError, RecursionError):
        raise _Odd from None
    if isinstance(read, Mapping):
        read = _of_old(read)
    if not isinstance(read, list) or not read:
        raise _Odd
    tag, *fields = read
    wanted = FIELDS.get(tag) if type(tag) is int else None
    if wanted is None or len(fields) < len(wanted) or any(type(field) is not kind for field, kind in zip(fields, wanted, strict=False)):
        raise _Odd
    if tag in (NAMES, IDS) and not all(isinstance(one, str) for one in fields[0]):
        raise _Odd
    return tag, fields


def _of_old(read: Mapping[str, Any]) -> list[Any] | None:
    """Return a limit of the form of before 2022 in that of today (warehouse@6b62157, macaroons/caveats/_legacy.py)."""
    if read.get("version") == 1:
        permissions = read.get("permissions")
        if permissions == "user":
            return [USER, ""]
        return [NAMES, permissions["projects"]] if isinstance(permissions, Mapping) and "projects" in permissions else None
    if "exp" in read and "nbf" in read:
        return [EXPIRES, read["exp"], read["nbf"]]
    return [IDS, read["project_ids"]] if "project_ids" in read else None


def _narrowed(claims: TokenClaims, tag: int, fields: Sequence[Any]) -> TokenClaims:
    # All limits hold together: the narrowest of each kind counts.
    if tag == EXPIRES:
        ends, begins = fields[:2]
        return claims._replace(
            expires=ends if claims.expires is None else min(ends, claims.expires), begins=max(begins, claims.begins or begins)
        )
    if tag == NAMES:
        before = frozenset(fields[0] if claims.projects is None else claims.projects)
        return claims._replace(projects=tuple(name for name in fields[0] if name in before))
    if tag == IDS:
        count = len(fields[0])
        return claims._replace(project_ids=count if claims.project_ids is None else min(count, claims.project_ids))
    return claims


def _kind(tags: set[int]) -> TokenKind:
    if PUBLISHER in tags:
        return "trusted publisher"
    if tags & {NAMES, IDS}:
        return "project"
    return "user" if USER in tags else "unknown"
