"""The Authorization header: as a client writes it, and what PyPI reads in it of who uploads."""

from base64 import b64decode, b64encode

TOKEN_USER = "__token__"  # noqa: S105  (a user name that everybody knows)
"""The user name that goes with a token."""


def basic(user: str, secret: str) -> str:
    """Return the header for a user name and a secret (RFC 7617)."""
    return f"Basic {b64encode(f'{user}:{secret}'.encode(errors='replace')).decode()}"


def user_of(authorization: str | None) -> str | None:
    """Return the user name in a header; None where it names none (pyramid 2.1, authentication.py:extract_http_basic_credentials)."""
    decoded = _decoded(authorization)
    if decoded is None:
        return None
    try:
        text = decoded.decode()
    except UnicodeDecodeError:
        text = decoded.decode("latin-1")
    user, colon, _ = text.partition(":")
    return user if colon else None


def token_of(authorization: str | None) -> str | None:
    """Return the token in a header; None where there is none (warehouse@6b62157, macaroons/security_policy.py:26-72)."""
    method, _, rest = (authorization or "").partition(" ")
    if method.lower() in {"token", "bearer"}:
        return rest
    try:
        user, _, secret = (_decoded(authorization) or b"").decode().partition(":")
    except UnicodeDecodeError:
        return None
    return secret.strip() if user == TOKEN_USER else None


def _decoded(authorization: str | None) -> bytes | None:
    method, _, encoded = (authorization or "").partition(" ")
    if method.lower() != "basic":
        return None
    try:
        return b64decode(encoded)
    except ValueError:
        return None
