"""One connection to the embedded index: requests in, responses out, until either side has enough."""

import contextlib
import io
import socket
import threading
import time
from collections.abc import Callable, Iterator, MutableMapping
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast
from urllib.parse import quote

from seatrial.index import wire
from seatrial.index.answers import plain, secured
from seatrial.index.desk import is_exchange
from seatrial.index.disk import FULL
from seatrial.model.page import Request, Response, Slice
from seatrial.model.shelf import KeptFile
from seatrial.problem import Problem
from seatrial.problem.index import CROWDED, STORE_BUSY, STORE_FULL

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

IDLE = 20.0
"""Seconds between two requests."""
HEAD = 20.0
"""Seconds from the first byte of a request to the end of its head, however steadily it drips."""
GRACE = 60.0
"""Seconds by which a body or a response may be behind its pace; so it is also the longest pause."""
PACE = 16_384
"""Bytes a second that a body or a response has to make, so that a drip does not hold a connection for days."""
SMALL = 128 * 1024
"""Bytes of a body that is no upload."""
PIECE = 4 << 20
"""Bytes of a file that are handed to the system at a time."""
RESTED = 0.5
FRESH = 3.0
"""Seconds after which a connection that waits for a request may be let go for a newcomer: after an answer, and before the first request."""
RETRY = ("Retry-After", "5")
FAREWELL = 5.0
"""Seconds for one whose request is not read to its end to hear the answer."""


class Handling(NamedTuple):
    """What a site does with requests."""

    admit: Callable[[Request], Response | None]
    """Before the body is read: the response that turns the request away, None where it may go on."""
    respond: Callable[[Request], Response]
    spool: Callable[[], BinaryIO]
    """Makes a temporary file for the body of an upload."""
    open: Callable[[KeptFile], BinaryIO]
    limit: int | None
    """Of one file, bytes."""
    place: str
    """Folder of the temporary files."""


class Company(NamedTuple):
    """What a connection and those beside it know of each other."""

    resting: MutableMapping[socket.socket, float]
    """Those that wait for a request, with the moment from which they may be let go."""
    crowded: threading.Event
    """Set while somebody waits to be let in."""


class _Incoming(io.RawIOBase):
    """What a connection receives; a deadline holds over all reads together, where a socket's own timeout begins anew with each."""

    def __init__(self, connection: socket.socket) -> None:
        super().__init__()
        self._connection = connection
        self.end_within(IDLE)

    def end_within(self, seconds: float) -> None:
        """Demand that all that is read from now on comes within this time."""
        self._end, self._paced = time.monotonic() + seconds, False

    def keep_pace(self) -> None:
        """Demand that what is read from now on comes at a pace."""
        self._end, self._paced = time.monotonic() + GRACE, True

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        self._connection.settimeout(_left(self._end))
        size = self._connection.recv_into(buffer)
        if self._paced:
            self._end = _later(self._end, size)
        return size


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _later(end: float, size: int) -> float:
    """Return until when the next bytes have to move; many at once buy no longer pause than others have."""
    return min(end + size / PACE, time.monotonic() + GRACE)


def converse(connection: socket.socket, handling: Handling, company: Company) -> None:
    """Answer the requests of one connection until it ends; a client that misbehaves loses the connection, nothing else."""
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    incoming = _Incoming(connection)
    patience = FRESH
    with contextlib.suppress(OSError, EOFError), io.BufferedReader(incoming, 65_536) as buffered:
        stream = cast("BinaryIO", buffered)
        while True:
            incoming.end_within(IDLE)
            company.resting[connection] = time.monotonic() + patience
            try:
                if not buffered.peek(1):
                    return
            finally:
                company.resting.pop(connection, None)
            incoming.end_within(HEAD)
            head = wire.read_head(stream)
            if head is None:
                return
            incoming.keep_pace()
            if isinstance(head, wire.Bad):
                _send(connection, handling, plain(head.status, head.reason), "GET", last=True)
                _part(connection)
                return
            if not _exchange(connection, stream, head, handling, company.crowded):
                return
            patience = RESTED


def turn_away(connection: socket.socket, connections: int) -> None:
    """Tell a newcomer that there is no room, and read what it sends for a moment, so that it gets to see that."""
    response = secured(_stopped(Problem(CROWDED, connections=connections)))
    body = response.body if isinstance(response.body, bytes) else b""
    own = (("Content-Length", str(len(body))), ("Connection", "close"))
    with contextlib.suppress(OSError):
        connection.settimeout(FAREWELL)
        connection.sendall(wire.head_of(response.status, response.reason, (*response.headers, *own)) + body)
        _part(connection)


def _part(connection: socket.socket) -> None:
    """End a connection; what the client still sends is read for a moment, else it might not get to see the answer."""
    until = time.monotonic() + FAREWELL
    connection.settimeout(FAREWELL)
    connection.shutdown(socket.SHUT_WR)
    while connection.recv(65_536):
        connection.settimeout(_left(until))


def _exchange(connection: socket.socket, stream: BinaryIO, head: wire.Head, handling: Handling, crowded: threading.Event) -> bool:
    """Answer one request; says whether the connection goes on."""
    request = _request(head, handling.admit)
    pieces = wire.body(stream, head.headers)
    if isinstance(request, Response):
        _send(connection, handling, request, head.method, last=True)
        _part(connection)
        return False
    if head.headers.get("expect", "").lower() == "100-continue" and wire.has_body(head.headers):
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
    try:
        response, framed = _answered(request, pieces, handling)
    except ConnectionError:
        raise
    except BaseException:
        _send(connection, handling, plain(500, "Internal Server Error"), head.method, last=True)
        raise
    keep = framed and head.keep_alive and not crowded.is_set()
    _send(connection, handling, response, head.method, last=not keep)
    if not framed:
        _part(connection)
    return keep


def _answered(request: Request, pieces: Iterator[bytes], handling: Handling) -> tuple[Response, bool]:
    """Read the body and respond; also says whether the body was framed well enough to go on after it."""
    try:
        request = _with_body(request, pieces, handling)
        for _ in pieces:
            pass
    except (ValueError, EOFError):
        return plain(400, "Bad Request"), False
    except TimeoutError:
        return plain(408, "Request Timeout"), False
    except Problem as problem:
        return _stopped(problem), False
    except OSError as error:
        if error.errno not in FULL:
            raise
        return _stopped(Problem(STORE_FULL, path=handling.place, reason=error.strerror or str(error))), False
    try:
        return handling.respond(request), True
    except Problem as problem:
        return _stopped(problem), True
    finally:
        if request.sending:
            request.sending.body.close()


def _with_body(request: Request, pieces: Iterator[bytes], handling: Handling) -> Request:
    if is_exchange(request.path):
        return request._replace(body=_bounded(pieces))
    if request.unread is None and request.method not in ("GET", "HEAD"):
        return _with_form(request, pieces, handling)
    return request


def _bounded(pieces: Iterator[bytes]) -> bytes:
    """Return the beginning of a body that is no upload; what it has more makes it unreadable, and is dropped."""
    held = bytearray()
    for piece in pieces:
        held += piece[: SMALL - len(held)]
    return bytes(held)


def _with_form(request: Request, pieces: Iterator[bytes], handling: Handling) -> Request:
    from seatrial.index.forms import read_form  # noqa: PLC0415  (its price is paid only where something is uploaded)

    posted = request.method == "POST"
    sending = read_form(request.headers.get("content-type", None if posted else ""), pieces, handling.spool, handling.limit)
    if not isinstance(sending, str):
        return request._replace(sending=sending)
    if posted:
        return request._replace(unread=sending)
    # PyPI tries the form of a POST before all else; on that of another method it breaks where it looks for the action in it.
    return request._replace(unread="breaks" if request.path == "/legacy/" else None)


def _stopped(problem: Problem) -> Response:
    """Tell the client what stops the index: it is on the same machine, and its user is ours."""
    response = plain(503, str(problem))
    return response._replace(headers=(*response.headers, RETRY)) if problem.kind in (CROWDED, STORE_BUSY) else response


def _request(head: wire.Head, admit: Callable[[Request], Response | None]) -> Request | Response:
    """Take a request, or say why not."""
    url = f"http://{head.headers.get('host', '')}{quote(head.path)}{'?' if head.query else ''}{head.query}"
    request = Request(head.method, head.path.decode("utf-8", "replace"), {}, head.headers, url=url)
    turned_away = admit(request)
    if turned_away:
        return turned_away
    query = wire.pairs(head.query)
    if query is None:
        return request._replace(unread="query")
    return request._replace(query=query, unread=None if request.path.encode() == head.path else "path")


def _send(connection: socket.socket, handling: Handling, response: Response, method: str, *, last: bool) -> None:
    body = response.body
    content: contextlib.AbstractContextManager[BinaryIO] = contextlib.nullcontext(io.BytesIO())
    if isinstance(body, Slice) and method != "HEAD":
        try:
            content = handling.open(body.file)
        except Problem as problem:
            _send(connection, handling, _stopped(problem), method, last=last)
            return
    length = body.stop - body.start if isinstance(body, Slice) else len(body)
    own = [*secured(response).headers, ("Date", time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime()))]
    if response.status not in (204, 304):
        own.append(("Content-Length", str(length)))
    if last:
        own.append(("Connection", "close"))
    head = wire.head_of(response.status, response.reason, tuple(own))
    connection.settimeout(GRACE + len(head) / PACE)
    with content as file:
        if method == "HEAD" or response.status in (204, 304):
            connection.sendall(head)
        elif isinstance(body, bytes):
            connection.settimeout(GRACE + length / PACE)
            connection.sendall(head + body)
        else:
            connection.sendall(head)
            _copy(connection, file, body.start, length)


def _copy(connection: socket.socket, file: BinaryIO, start: int, length: int) -> None:
    end, sent = time.monotonic() + GRACE, 0
    while sent < length:
        connection.settimeout(_left(end))
        size = connection.sendfile(file, start + sent, min(length - sent, PIECE))
        if not size:
            # The file was cut while it was sent: only the end of the connection can tell that.
            raise EOFError
        end, sent = _later(end, size), sent + size
