"""HTTP/1.1 on a byte stream: the head of a request, its body in pieces, the head of a response."""

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO, NamedTuple
from urllib.parse import unquote_to_bytes, urlsplit

LINE = 65_536
HEAD = 131_072
HEADERS = 100
PIECE = 262_144
REASON = 8_192
"""Clients read status lines up to 64 KiB; the whole text is in the body."""
TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")

CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
BLANK = " \t"
"""What may stand around a value. Python's own idea of it is wider, and other programs' ideas differ."""


class Head(NamedTuple):
    """Request line and headers."""

    method: str
    path: bytes
    """Percent-decoded."""
    query: str
    """As it was sent."""
    headers: Mapping[str, str]
    """Lower-case names; the values of a repeated header joined by commas."""
    keep_alive: bool


class Bad(NamedTuple):
    """A request that cannot be understood."""

    status: int
    reason: str


def read_head(stream: BinaryIO) -> Head | Bad | None:
    """Read the head of the next request; None where the client has closed."""
    line = stream.readline(LINE + 1)
    if line in (b"\r\n", b"\n"):
        line = stream.readline(LINE + 1)
    if not line:
        return None
    parts = line.decode("latin-1").rstrip("\r\n").split(" ")
    headers = _request_line(line, parts) or _headers(stream)
    if isinstance(headers, Bad):
        return headers
    connection = headers.get("connection", "").lower()
    keep_alive = "close" not in connection if parts[2] == "HTTP/1.1" else "keep-alive" in connection
    if parts[2] == "HTTP/1.0" and "transfer-encoding" in headers:
        return Bad(400, "Bad Request")
    return _framing(headers) or _target(parts[0], parts[1], headers, keep_alive=keep_alive)


def _request_line(line: bytes, parts: list[str]) -> Bad | None:
    if len(line) > LINE:
        return Bad(414, "URI Too Long")
    if len(parts) != 3 or not TOKEN.fullmatch(parts[0]):
        return Bad(400, "Bad Request")
    return None if parts[2] in ("HTTP/1.0", "HTTP/1.1") else Bad(505, "HTTP Version Not Supported")


def _target(method: str, target: str, headers: Mapping[str, str], *, keep_alive: bool) -> Head | Bad:
    """Take the target apart. One with a host in it is asked of that host, whatever the header says (RFC 9112, 3.2.2)."""
    try:
        # A path of two slashes at its start is a path here, never a host.
        split = urlsplit("http://host" + target) if target.startswith("/") else urlsplit(target)
    except ValueError:
        return Bad(400, "Bad Request")
    if not split.path.startswith("/") or split.scheme != "http":
        return Bad(400, "Bad Request")
    if not target.startswith("/"):
        headers = {**headers, "host": split.netloc}
    return Head(method, unquote_to_bytes(split.path), split.query, headers, keep_alive)


def _headers(stream: BinaryIO) -> dict[str, str] | Bad:
    headers: dict[str, str] = {}
    total = 0
    for _ in range(HEADERS + 1):
        line = stream.readline(LINE + 1)
        total += len(line)
        if len(line) > LINE or total > HEAD:
            return Bad(431, "Request Header Fields Too Large")
        if line in (b"\r\n", b"\n"):
            return headers
        name, colon, value = line.decode("latin-1").removesuffix("\n").removesuffix("\r").partition(":")
        if not colon or not TOKEN.fullmatch(name) or CONTROL.search(value):
            return Bad(400, "Bad Request")
        key = name.lower()
        if key in headers and key in ("host", "content-length", "authorization", "transfer-encoding"):
            return Bad(400, "Bad Request")
        headers[key] = f"{headers[key]}, {value.strip(BLANK)}" if key in headers else value.strip(BLANK)
    return Bad(431, "Request Header Fields Too Large")


def _framing(headers: Mapping[str, str]) -> Bad | None:
    length, coding = headers.get("content-length"), headers.get("transfer-encoding")
    if coding is not None and (length is not None or coding.lower() != "chunked"):
        return Bad(400, "Bad Request")
    if length is not None and not re.fullmatch(r"[0-9]{1,18}", length):
        return Bad(400, "Bad Request")
    return None


def has_body(headers: Mapping[str, str]) -> bool:
    """Return whether a body follows the head."""
    return "transfer-encoding" in headers or headers.get("content-length", "0").strip("0") != ""


def body(stream: BinaryIO, headers: Mapping[str, str]) -> Iterator[bytes]:
    """Give the body in pieces. Raises EOFError where it ends early, ValueError where its framing is broken."""
    if "transfer-encoding" not in headers:
        yield from _exactly(stream, int(headers.get("content-length", "0")))
        return
    while size := _chunk_size(stream):
        yield from _exactly(stream, size)
        if stream.readline(3) != b"\r\n":
            raise ValueError(size)
    for _ in range(HEADERS):
        if stream.readline(LINE) in (b"\r\n", b"\n"):
            return
    raise ValueError


def _exactly(stream: BinaryIO, size: int) -> Iterator[bytes]:
    while size:
        piece = stream.read(min(size, PIECE))
        if not piece:
            raise EOFError
        size -= len(piece)
        yield piece


def _chunk_size(stream: BinaryIO) -> int:
    line = stream.readline(1024)
    digits = line.partition(b";")[0].strip(b" \t\r\n")
    if not line.endswith(b"\n") or not re.fullmatch(rb"[0-9A-Fa-f]{1,15}", digits):
        raise ValueError(line)
    return int(digits, 16)


def pairs(query: str) -> dict[str, str] | None:
    """Return a query's fields, the last value of each; None where one is no UTF-8 (webob 1.8.10, compat.py:parse_qsl_text)."""
    pieces = re.split(rb"[&;]", query.encode("latin-1").replace(b"+", b" "))
    sides = [piece.partition(b"=") for piece in pieces if piece]
    try:
        return {unquote_to_bytes(name).decode(): unquote_to_bytes(value).decode() for name, _, value in sides}
    except UnicodeDecodeError:
        return None


def head_of(status: int, reason: str, headers: tuple[tuple[str, str], ...]) -> bytes:
    """Return status line and headers of a response.

    The reason is cut at its first line, and characters outside of latin-1 become `?`, as at PyPI; control characters become spaces.
    """
    first = reason.partition("\n")[0][:REASON]
    lines = [f"HTTP/1.1 {status} {_plain(first)}", *(f"{name}: {_plain(value)}" for name, value in headers), "", ""]
    return "\r\n".join(lines).encode("latin-1", "replace")


def _plain(text: str) -> str:
    return re.sub(r"[\x00-\x08\x0a-\x1f\x7f-\x9f]", " ", text)
