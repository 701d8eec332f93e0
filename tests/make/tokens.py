"""API tokens of every kind, byte by byte as libmacaroons' doc/format.txt says, with signatures as macaroons have them."""

import base64
import hashlib
import hmac
import json

ACCOUNT = [3, "1b4e28ba-2fa1-41d2-883f-0016d3cca427"]
PYPI_HOST = "pypi.org"
TEST_HOST = "test.pypi.org"


def token(
    *caveats: object, host: str = PYPI_HOST, identifier: bytes = b"6fa459ea-ee8a-3ca4-894e-db77e160355e", foreign: bool = False
) -> str:
    """Return a token with limits: each is JSON data, or bytes as they stand; `foreign` adds one for somebody else to check."""
    signature = hmac.digest(b"key", identifier, hashlib.sha256)
    data = b"\x02" + _packet(1, host.encode()) + _packet(2, identifier) + b"\0"
    for caveat in caveats:
        text = caveat if isinstance(caveat, bytes) else json.dumps(caveat, separators=(",", ":")).encode()
        data += _packet(2, text) + b"\0"
        signature = hmac.digest(signature, text, hashlib.sha256)
    if foreign:
        data += _packet(1, b"elsewhere") + _packet(2, b"x") + _packet(4, b"y") + b"\0"
    return of_bytes(data + b"\0" + _packet(6, signature))


def of_bytes(data: bytes) -> str:
    """Return any bytes in the dress of a token."""
    return "pypi-" + base64.urlsafe_b64encode(data).decode().rstrip("=")


def _packet(kind: int, content: bytes) -> bytes:
    size, length = b"", len(content)
    while length > 0x7F:
        size += bytes((length & 0x7F | 0x80,))
        length >>= 7
    return bytes((kind,)) + size + bytes((length,)) + content
