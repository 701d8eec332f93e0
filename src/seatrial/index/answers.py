"""The small answers of the embedded index: words of refusal, redirects, absences, and what every answer carries."""

import base64
import hashlib
import json
from html import escape
from typing import Any, NamedTuple
from urllib.parse import quote

from seatrial.index.accept import choose_page
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
READING = "GET, HEAD, OPTIONS"
LEADS = {
    400: "The server could not comply with the request since it is either malformed or otherwise incorrect.",
    403: "Access was denied to this resource.",
    410: "This resource is no longer available.  No forwarding address is given.",
}
"""How bodies begin (pyramid 2.1, httpexceptions.py)."""
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


class Words(NamedTuple):
    """What an answer says."""

    status: int
    reason: str
    """In the status line."""
    lead: str
    """Begins the body; in HTML its `{br}` becomes `<br/>`, elsewhere a line end."""
    detail: str = ""
    end: str = "\n\n"


def refusal(request: Request, status: int, message: str, headers: tuple[tuple[str, str], ...] = ()) -> Response:
    """Return a refusal as PyPI's upload sends it: the words in the reason phrase and in the body."""
    return worded(request, Words(status, message, f"{LEADS.get(status, '')}{{br}}{{br}}\n", message), headers)


def worded(request: Request, words: Words, headers: tuple[tuple[str, str], ...] = ()) -> Response:
    """Return words as PyPI sends them: HTML or JSON, as the client asks, else plain text.

    Source: pyramid 2.1, httpexceptions.py:234. Unlike there, markup in the status line is escaped.
    """
    line = f"{words.status} {words.reason.encode('latin-1', 'replace').decode('latin-1')}"
    kind = choose_page(request.headers.get("accept", ""))
    if kind == "text/html":
        shown = line.replace("&", "&amp;").replace("<", "&lt;")
        body = f"{_escaped(words.lead).replace('{br}', '<br/>')}{_escaped(words.detail)}{words.end}"
        page = f"<html>\n <head>\n  <title>{shown}</title>\n </head>\n <body>\n  <h1>{shown}</h1>\n  {body}\n </body>\n</html>"
        return Response(words.status, words.reason, (("Content-Type", HTML), *headers), page.encode("utf-8", "replace"))
    body = words.lead.replace("{br}", "\n") + words.detail + words.end
    if kind == "application/json":
        page = json.dumps({"message": body, "code": line, "title": TITLES.get(words.status, "")})
        return Response(words.status, words.reason, (("Content-Type", kind), *headers), page.encode())
    return Response(words.status, words.reason, (("Content-Type", PLAIN), *headers), f"{line}\n\n{body}".encode("utf-8", "replace"))


def _escaped(text: str) -> str:
    return escape(text).encode("ascii", "xmlcharrefreplace").decode()


def broken() -> Response:
    """Return what the server in front of PyPI says where the code behind it breaks (gunicorn 26.0, util.py:write_error)."""
    title = TITLES[500]
    page = f"<html>\n  <head>\n    <title>{title}</title>\n  </head>\n  <body>\n    <h1><p>{title}</p></h1>\n    \n  </body>\n</html>\n"
    return Response(500, title, (("Content-Type", "text/html"),), page.encode())


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
    lead = f"The method {request.method} is not allowed for this resource. {{br}}{{br}}\n"
    return worded(request, Words(405, TITLES[405], lead, end=""), (("Allow", allowed),))


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
