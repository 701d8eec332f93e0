"""A token of the embedded index: it has the form of PyPI's, so that every client takes it."""

import base64
import secrets
import uuid

LOCATION = b"seatrial"


def new_token() -> str:
    """Return a fresh random token."""
    return form_token(str(uuid.UUID(bytes=secrets.token_bytes(16), version=4)).encode(), secrets.token_bytes(32))


def form_token(identifier: bytes, signature: bytes) -> str:
    """Return a token of these parts: `pypi-` and a macaroon of version 2 without caveats, in urlsafe base64 without padding.

    Source: libmacaroons, doc/format.txt.
    """
    parts = b"".join((b"\x02", _packet(1, LOCATION), _packet(2, identifier), b"\0\0", _packet(6, signature)))
    return "pypi-" + base64.urlsafe_b64encode(parts).decode().rstrip("=")


def _packet(kind: int, content: bytes) -> bytes:
    # One byte holds a length below 128, and ours are.
    return bytes((kind, len(content))) + content
