"""The small answers of the embedded index: words of refusal, redirects, absences, and what every answer carries."""

import base64
import hashlib
import json
from html import escape
from typing import Any
from urllib.parse import quote

from seatrial.index.accept import choose
from seatrial.model.page import Request, Response

HTML = "text/html; charset=UTF-8"
PLAIN = "text/plain; charset=UTF-8"
POLICY = "default-src 'none'; style-src 'self'; img-src 'self' https: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""Pages run nothing and send nothing; pictures of a README are shown as PyPI shows them."""
SECURITY = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
TITLES = {
    200: "OK", 301: "Moved Permanently", 308: "Permanent Redirect", 400: "Bad Request", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
    409: "Conflict", 410: "Gone", 413: "Content Too Large", 421: "Misdirected Request", 429: "Too Many Requests", 500: "Internal Server Error",
}  # fmt: skip


def base_of(request: Request) -> str:
    """Return the address of the index as the client sees it, without `/` at the end."""
    return f"http://{request.headers.get('host', '')}"


def secured(response: Response) -> Response:
    """Add the headers that every answer carries, where they are not there yet."""
    there = {name for name, _ in response.headers}
    return response._replace(headers=(*response.headers, *(pair for pair in SECURITY if pair[0] not in there)))


def refusal(request: Request, status: int, message: str, headers: tuple[tuple[str, str], ...] = ()) -> Response:
    """Return a refusal as PyPI sends it: the words in the reason phrase and in the body, which is JSON where the client wants that."""
    line = f"{status} {message}"
    kind = choose(request.headers.get("accept"), ("text/html", "application/json"))
    if kind == "application/json":
        body = json.dumps({"message": message, "code": line, "title": TITLES.get(status, "")})
        return Response(status, message, (("Content-Type", kind), *headers), body.encode())
    if kind == "text/html":
        shown = escape(line)
        page = f"<!DOCTYPE html>\n<html>\n <head>\n  <title>{shown}</title>\n </head>\n <body>\n  <h1>{shown}</h1>\n  {escape(message)}\n </body>\n</html>\n"
        return Response(status, message, (("Content-Type", HTML), *headers), page.encode("utf-8", "replace"))
    return Response(status, message, (("Content-Type", PLAIN), *headers), f"{line}\n\n{message}\n".encode("utf-8", "replace"))


def plain(status: int, words: str) -> Response:
    """Return a short answer in words that stand in the reason phrase too."""
    return Response(status, words, (("Content-Type", PLAIN),), words.encode("utf-8", "replace"))


def moved(request: Request, path: str, headers: tuple[tuple[str, str], ...] = ()) -> Response:
    """Return a redirect to another path of the index."""
    body = f"301 Moved Permanently\n\nThe resource has been moved to {path}; you should be redirected automatically.\n\n"
    return Response(
        301, TITLES[301], (("Location", base_of(request) + quote(path)), *headers, ("Content-Type", PLAIN)), body.encode("utf-8", "replace")
    )


def absent() -> Response:
    """Return the absence of a page."""
    return Response(404, TITLES[404], (("Content-Type", PLAIN), ("Vary", "Accept-Encoding")), b"404 Not Found")


def absent_json() -> Response:
    """Return the absence of a JSON document."""
    return Response(404, TITLES[404], (("Content-Type", "application/json"), ("Vary", "Accept-Encoding")), b'{"message": "Not Found"}')


def not_allowed(request: Request, allowed: str) -> Response:
    """Return that a method has no place here."""
    words = f"The method {request.method} is not allowed for this resource."
    return refusal(request, 405, words, (("Allow", allowed),))


def as_json(data: Any) -> bytes:
    """Write JSON as PyPI does: keys sorted, nothing between, a newline at the end."""
    return json.dumps(data, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def cached(request: Request, response: Response) -> Response:
    """Add the entity tag, and answer 304 where the client has the page already."""
    body = response.body if isinstance(response.body, bytes) else b""
    tag = base64.b64encode(hashlib.md5(body, usedforsecurity=False).digest()).decode().rstrip("=")
    tagged = response._replace(headers=(*response.headers, ("ETag", f'"{tag}"')))
    return not_modified(tagged) if has_tag(request, f'"{tag}"') else tagged


def has_tag(request: Request, tag: str) -> bool:
    """Return whether the client says that it has the page of this entity tag."""
    known = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    return tag in known or known == ["*"]


def not_modified(response: Response) -> Response:
    """Return that the client's copy is still good."""
    kept = tuple((name, value) for name, value in response.headers if not name.startswith("Content-"))
    return Response(304, "Not Modified", kept)
