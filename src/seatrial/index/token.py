"""A token of the embedded index: it has the form of PyPI's, so that every client takes it."""

import base64
import json
import secrets
import uuid

from seatrial.model.publishing import Grant

LOCATION = b"seatrial"


def new_token() -> str:
    """Return a fresh random token."""
    return form_token(str(uuid.UUID(bytes=secrets.token_bytes(16), version=4)).encode(), secrets.token_bytes(32))


def publisher_token(grant: Grant) -> str:
    """Return a fresh token for a trusted publisher, with its limits in it as PyPI's have them (warehouse@6b62157, oidc/views.py:mint_token)."""
    projects = [str(uuid.uuid5(uuid.NAMESPACE_DNS, name)) for name in sorted(grant.projects)]
    limits = (
        [4, str(uuid.UUID(bytes=secrets.token_bytes(16), version=4)), None],
        [2, projects],
        [0, int(grant.expires), int(grant.begins)],
    )
    caveats = tuple(json.dumps(limit, separators=(",", ":")).encode() for limit in limits)
    return form_token(str(uuid.UUID(bytes=secrets.token_bytes(16), version=4)).encode(), secrets.token_bytes(32), caveats)


def form_token(identifier: bytes, signature: bytes, caveats: tuple[bytes, ...] = ()) -> str:
    """Return a token of these parts: `pypi-` and a macaroon of version 2, in urlsafe base64 without padding.

    Source: libmacaroons, doc/format.txt.
    """
    limits = b"".join(_packet(2, caveat) + b"\0" for caveat in caveats)
    parts = b"".join((b"\x02", _packet(1, LOCATION), _packet(2, identifier), b"\0", limits, b"\0", _packet(6, signature)))
    return "pypi-" + base64.urlsafe_b64encode(parts).decode().rstrip("=")


def _packet(kind: int, content: bytes) -> bytes:
    length, size = len(content), b""
    while length > 0x7F:
        size += bytes((length & 0x7F | 0x80,))
        length >>= 7
    return bytes((kind,)) + size + bytes((length,)) + content
