"""Where the embedded index exchanges identities for tokens: what it knows of them while it runs, and its answers."""

import json
import threading
from collections.abc import Callable, Mapping
from typing import Any

from seatrial.index.answers import absent, not_allowed
from seatrial.model.page import Request, Response
from seatrial.model.publishing import Grant, Refused, Trust
from seatrial.model.shelf import View

AUDIENCE = "/_/oidc/audience"
MINTS = ("/_/oidc/mint-token", "/_/oidc/github/mint-token")
"""The second is PyPI's of before there were other providers (warehouse@6b62157, oidc/__init__.py)."""
SWITCHED_OFF = "Trusted publishing functionality not enabled"


def is_exchange(path: str) -> bool:
    """Return whether a path belongs to the exchange of identities."""
    return path == AUDIENCE or path in MINTS


class Desk:
    """The exchange of one index. What it gave is forgotten with it. For several threads."""

    def __init__(self, trust: Trust, token_for: Callable[[Grant], str]) -> None:
        from seatrial.index.minting import opened  # noqa: PLC0415  (a large table of names; few indexes take identities)

        self._trust, self._token_for = trust, token_for
        self._book = opened(trust)
        self._lock = threading.Lock()

    def answer(self, request: Request, view: View, now: float) -> Response:
        """Answer a request to the exchange."""
        if request.path == AUDIENCE:
            return self._audience(request)
        if request.method != "POST":
            return not_allowed(request, "POST")
        from seatrial.index.minting import mint  # noqa: PLC0415

        with self._lock:
            result, self._book = mint(self._trust, self._book, request.body, view, now, self._token_for)
        if isinstance(result, Refused):
            errors = [{"code": result.code, "description": result.description}]
            return _json(422, "Unprocessable Content", {"message": "Token request failed", "errors": errors})
        expires = int(self._book.grants[result].expires)
        return _json(200, "OK", {"success": True, "token": result, "expires": expires})

    def grant(self, token: str | None) -> Grant | None:
        """Return what a token stands for that was given here; None for any other."""
        return self._book.grants.get(token or "")

    def made(self) -> Mapping[str, str]:
        """Return the names of the projects that are there without files, by normalized name."""
        return self._book.made

    def _audience(self, request: Request) -> Response:
        if request.method not in ("GET", "HEAD"):
            return not_allowed(request, "GET, HEAD")
        if not self._trust.open:
            return _json(403, "Forbidden", {"message": SWITCHED_OFF})
        return _json(200, "OK", {"audience": self._trust.audience})


def exchanged(desk: Desk | None, request: Request, view: View, now: float) -> Response:
    """Answer a request to the exchange; an index that has none knows no such address."""
    return desk.answer(request, view, now) if desk else absent()


def _json(status: int, reason: str, data: Mapping[str, Any]) -> Response:
    return Response(status, reason, (("Content-Type", "application/json"),), json.dumps(data).encode())
