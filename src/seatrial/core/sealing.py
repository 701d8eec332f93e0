"""Seals what is written down for ourselves with a key of the user's, so that a record of somebody else's is none."""

import hmac


def sealed_as(kind: str, body: bytes, key: bytes) -> bytes:
    """Return a line with the seal, and the body; a seal holds for one kind of record alone."""
    return _seal(kind, body, key) + b"\n" + body


def opened_as(kind: str, data: bytes, key: bytes) -> bytes | None:
    """Return the body of what was sealed as this kind with this key, None for anything else."""
    seal, _, body = data.partition(b"\n")
    return body if hmac.compare_digest(seal, _seal(kind, body, key)) else None


def _seal(kind: str, body: bytes, key: bytes) -> bytes:
    return hmac.new(key, kind.encode() + body, "sha256").hexdigest().encode()
