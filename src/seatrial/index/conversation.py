"""One connection to the embedded index: requests in, responses out, until either side has enough."""

import contextlib
import io
import socket
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast
from urllib.parse import parse_qsl

from seatrial.index import wire
from seatrial.index.disk import FULL
from seatrial.model.page import Request, Response, Slice
from seatrial.model.shelf import KeptFile
from seatrial.problem import Problem
from seatrial.problem.index import STORE_FULL

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

IDLE = 20.0
"""Seconds between two requests."""
HEAD = 20.0
"""Seconds from the first byte of a request to the end of its head, however steadily it drips."""
STALL = 60.0
"""Seconds without a byte within a body or a response."""
DRAIN = 16 << 20
"""Bytes of a refused body that are still read, so that the client gets to see the answer."""


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


class _Incoming(io.RawIOBase):
    """What a connection receives; a deadline holds over all reads together, where a socket's own timeout begins anew with each."""

    def __init__(self, connection: socket.socket) -> None:
        super().__init__()
        self._connection = connection
        self._end: float | None = None

    def end_within(self, seconds: float | None) -> None:
        self._end = None if seconds is None else time.monotonic() + seconds

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        if self._end is not None:
            left = self._end - time.monotonic()
            if left <= 0:
                raise TimeoutError
            self._connection.settimeout(left)
        return self._connection.recv_into(buffer)


def converse(connection: socket.socket, handling: Handling) -> None:
    """Answer the requests of one connection until it ends; a client that misbehaves loses the connection, nothing else."""
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    incoming = _Incoming(connection)
    with contextlib.suppress(OSError, EOFError), io.BufferedReader(incoming, 65_536) as buffered:
        stream = cast("BinaryIO", buffered)
        while True:
            incoming.end_within(IDLE)
            if not buffered.peek(1):
                return
            incoming.end_within(HEAD)
            head = wire.read_head(stream)
            if head is None:
                return
            incoming.end_within(None)
            connection.settimeout(STALL)
            if isinstance(head, wire.Bad):
                _send(connection, handling, Response(head.status, head.reason, (), head.reason.encode()), "GET", last=True)
                return
            if not _exchange(connection, stream, head, handling):
                return


def _exchange(connection: socket.socket, stream: BinaryIO, head: wire.Head, handling: Handling) -> bool:
    """Answer one request; says whether the connection goes on."""
    request = _request(head)
    pieces = wire.body(stream, head.headers)
    refused = handling.admit(request) if request else Response(400, "Bad Request", (), b"Invalid bytes in URL.")
    if request is None or refused:
        _send(connection, handling, refused or Response(400, "Bad Request"), head.method, last=True)
        _drain(pieces)
        return False
    if head.headers.get("expect", "").lower() == "100-continue" and wire.has_body(head.headers):
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
    try:
        response, framed = _answered(request, head, pieces, handling)
    except BaseException:
        _send(connection, handling, Response(500, "Internal Server Error", (), b"Internal Server Error"), head.method, last=True)
        raise
    keep = framed and head.keep_alive
    _send(connection, handling, response, head.method, last=not keep)
    return keep


def _answered(request: Request, head: wire.Head, pieces: Iterator[bytes], handling: Handling) -> tuple[Response, bool]:
    """Read the body and respond; also says whether the body was framed well enough to go on after it."""
    try:
        if request.method == "POST":
            from seatrial.index.forms import read_form  # noqa: PLC0415  (its price is paid only where something is uploaded)

            sending = read_form(head.headers.get("content-type", ""), pieces, handling.spool, handling.limit)
            request = request._replace(sending=sending, broken=sending is None)
        for _ in pieces:
            pass
    except ValueError:
        return Response(400, "Bad Request", (), b"Bad Request"), False
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


def _stopped(problem: Problem) -> Response:
    """Tell the client what stops the index: it is on the same machine, and its user is ours."""
    return Response(503, str(problem), (("Content-Type", "text/plain; charset=UTF-8"),), str(problem).encode())


def _request(head: wire.Head) -> Request | None:
    try:
        path = head.path.decode()
    except UnicodeDecodeError:
        return None
    try:
        query = dict(parse_qsl(head.query, keep_blank_values=True, errors="strict", max_num_fields=100))
    except ValueError:
        return None
    return Request(head.method, path, query, head.headers)


def _drain(pieces: Iterator[bytes]) -> None:
    left = DRAIN
    with contextlib.suppress(ValueError):
        for piece in pieces:
            left -= len(piece)
            if left < 0:
                return


def _send(connection: socket.socket, handling: Handling, response: Response, method: str, *, last: bool) -> None:
    body = response.body
    content: contextlib.AbstractContextManager[BinaryIO] | None = None
    if isinstance(body, Slice) and method != "HEAD":
        try:
            content = handling.open(body.file)
        except Problem as problem:
            _send(connection, handling, _stopped(problem), method, last=last)
            return
    length = body.stop - body.start if isinstance(body, Slice) else len(body)
    own = [("Date", time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime()))]
    if response.status not in (204, 304):
        own.append(("Content-Length", str(length)))
    if last:
        own.append(("Connection", "close"))
    head = wire.head_of(response.status, response.reason, (*response.headers, *own))
    if method == "HEAD" or response.status in (204, 304):
        connection.sendall(head)
    elif isinstance(body, bytes):
        connection.sendall(head + body)
    elif content is not None:
        with content as file:
            connection.sendall(head)
            # Of a length of nothing, sendfile would make the whole rest.
            if length:
                connection.sendfile(file, body.start, length)
