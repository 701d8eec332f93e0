"""An index with faults: a real server on loopback that does what it is told with each upload, in order, and keeps what it took."""

import hashlib
import json
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus

from multipart import parse_form_data

Act = Callable[["Exchange"], None]
HURRY = 0.05
"""Seconds between the bytes of a slow server in tests, in place of one."""


@dataclass
class Taken:
    """One upload that was stored."""

    filename: str
    fields: list[tuple[str, str]]
    sha256: str
    size: int
    data: bytes = b""


@dataclass
class Faulty:
    """A running server."""

    acts: list[Act]
    """What is done with each upload; what comes after the last is taken and answered 200."""
    url: str = ""
    requests: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    """Method, path and headers of every request."""
    taken: list[Taken] = field(default_factory=list)
    under_way: int = 0
    most: int = 0
    """The most uploads at one moment."""
    connections: int = 0
    delay: float = 0.0
    """Seconds before each answer."""
    repeat: bool = False
    """The last act is done for ever."""
    hidden: int = 0
    """How many times the simple API still shows nothing: a cache of long ago."""
    lock: threading.Lock = field(default_factory=threading.Lock)
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def names(self) -> list[str]:
        """Names of the files that were stored, in order."""
        return [one.filename for one in self.taken]

    @property
    def posts(self) -> int:
        """How many uploads were begun."""
        return sum(method == "POST" for method, _, _ in self.requests)

    def next(self) -> Act:
        """Return what is done with the next upload."""
        with self.lock:
            if len(self.acts) == 1 and self.repeat:
                return self.acts[0]
            return self.acts.pop(0) if self.acts else take


class Exchange:
    """One request as the server sees it."""

    def __init__(self, server: Faulty, sock: socket.socket, method: str, path: str, headers: dict[str, str], early: bytes) -> None:
        self.server, self.sock, self.method, self.path, self.headers = server, sock, method, path, headers
        self.body = bytearray(early)
        self.keep = True

    def read(self, upto: int | None = None) -> None:
        """Read the body, or so much of it."""
        size = int(self.headers.get("content-length", "0"))
        until = size if upto is None else min(upto, size)
        while len(self.body) < until:
            data = self.sock.recv(min(1 << 20, until - len(self.body)))
            if not data:
                raise ConnectionError
            self.body += data

    def store(self) -> None:
        """Take the file."""
        import io

        environ = {
            "REQUEST_METHOD": "POST", "CONTENT_TYPE": self.headers["content-type"], "CONTENT_LENGTH": str(len(self.body)),
            "wsgi.input": io.BytesIO(bytes(self.body)),
        }  # fmt: skip
        forms, files = parse_form_data(environ, strict=True, mem_limit=1 << 30, memfile_limit=1 << 30)
        file = files["content"]
        data = file.file.read()
        fields = [(name, value) for name, value in forms.iterallitems()]
        with self.server.lock:
            self.server.taken.append(Taken(file.filename, fields, hashlib.sha256(data).hexdigest(), len(data), data))

    def say(self, status: int, body: bytes = b"", reason: str | None = None, **headers: str) -> None:
        """Answer."""
        time.sleep(self.server.delay)
        phrase = reason if reason is not None else HTTPStatus(status).phrase
        lines = [
            f"HTTP/1.1 {status} {phrase}",
            f"Content-Length: {len(body)}",
            *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
        ]
        if not self.keep:
            lines.append("Connection: close")
        self.sock.sendall("\r\n".join((*lines, "", "")).encode("latin-1", "replace") + body)

    def cut(self) -> None:
        """End the connection by a reset."""
        self.keep = False
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.sock.close()


def take(exchange: Exchange) -> None:
    """Take the file and say so."""
    exchange.read()
    exchange.store()
    exchange.say(200)


def status(code: int, body: bytes = b"", reason: str | None = None, *, stored: bool = False, **headers: str) -> Act:
    """Make an act that answers with a status; the file may have been taken nevertheless."""

    def act(exchange: Exchange) -> None:
        exchange.read()
        if stored:
            exchange.store()
        exchange.say(code, body, reason, **headers)

    return act


def words(code: int, message: str) -> Act:
    """Make an act that refuses as PyPI does."""
    body = json.dumps({"code": f"{code} {message}", "title": HTTPStatus(code).phrase, "message": message}).encode()
    return status(code, body, Content_Type="application/json")


def reset(at: str, *, stored: bool = False) -> Act:
    """Make an act that resets the connection at the `start`, in the `middle` or at the `end` of the body, after the file was `stored` or not."""

    def act(exchange: Exchange) -> None:
        size = int(exchange.headers["content-length"])
        exchange.read({"start": 0, "middle": size // 2, "end": size}[at])
        if stored:
            exchange.store()
        exchange.cut()

    return act


def silent(*, stored: bool = False) -> Act:
    """Make an act that never answers."""

    def act(exchange: Exchange) -> None:
        exchange.read()
        if stored:
            exchange.store()
        exchange.keep = False
        exchange.server.over.wait(60)

    return act


def deaf(exchange: Exchange) -> None:
    """Read nothing of the body, and say nothing."""
    exchange.keep = False
    exchange.server.over.wait(60)


def drip_of(*, stored: bool) -> Act:
    """Make an act that answers byte by byte, without end."""

    def act(exchange: Exchange) -> None:
        exchange.read()
        if stored:
            exchange.store()
        _drip(exchange, b"HTTP/1.1 200 OK\r\nX-Slow: ")

    return act


drip = drip_of(stored=True)


def drip_body(exchange: Exchange) -> None:
    """Take the file and say so, with a page byte by byte."""
    exchange.read()
    exchange.store()
    _drip(exchange, b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")


def _drip(exchange: Exchange, begin: bytes) -> None:
    exchange.keep = False
    with suppress(OSError):
        exchange.sock.sendall(begin)
        while not exchange.server.over.wait(HURRY):
            exchange.sock.sendall(b"a")


def early(code: int) -> Act:
    """Make an act that refuses before the body was read, and hangs up."""

    def act(exchange: Exchange) -> None:
        exchange.keep = False
        exchange.say(code)

    return act


def notice(exchange: Exchange) -> None:
    """Take the file and say so, after a notice that is no answer (RFC 8297)."""
    exchange.read()
    exchange.store()
    exchange.sock.sendall(b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n")
    exchange.say(200)


def elsewhere(code: int, location: str) -> Act:
    """Make an act that redirects."""
    return status(code, Location=location)


@contextmanager
def faulty(*acts: Act, context: ssl.SSLContext | None = None, delay: float = 0.0, repeat: bool = False, port: int = 0) -> Iterator[Faulty]:
    """Run an index that does these things with the uploads that come, in order."""
    server = Faulty(list(acts), delay=delay, repeat=repeat)
    listener = socket.create_server(("127.0.0.1", port), backlog=128)
    server.url = f"{'https' if context else 'http'}://127.0.0.1:{listener.getsockname()[1]}/legacy/"
    thread = threading.Thread(target=_accept, args=(server, listener, context), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)


def _accept(server: Faulty, listener: socket.socket, context: ssl.SSLContext | None) -> None:
    while not server.over.is_set():
        try:
            sock, _ = listener.accept()
        except OSError:
            return
        server.connections += 1
        threading.Thread(target=_serve, args=(server, sock, context), daemon=True).start()


def _serve(server: Faulty, sock: socket.socket, context: ssl.SSLContext | None) -> None:
    try:
        if context:
            sock = context.wrap_socket(sock, server_side=True)
        with sock:
            while (exchange := _request(server, sock)) is not None:
                _answer(server, exchange)
                if not exchange.keep:
                    return
    except (OSError, ConnectionError):
        return


def _answer(server: Faulty, exchange: Exchange) -> None:
    if exchange.method == "GET":
        _show(exchange)
        return
    with server.lock:
        server.under_way += 1
        server.most = max(server.most, server.under_way)
    try:
        server.next()(exchange)
    finally:
        with server.lock:
            server.under_way -= 1


def _request(server: Faulty, sock: socket.socket) -> Exchange | None:
    data = b""
    while b"\r\n\r\n" not in data:
        more = sock.recv(65_536)
        if not more:
            return None
        data += more
    head, _, rest = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    method, path, _ = first.split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    with server.lock:
        server.requests.append((method, path, headers))
    return Exchange(server, sock, method, path, headers, rest)


def _show(exchange: Exchange) -> None:
    """Show the files of a project as the simple API does (PEP 691), and give them out."""
    server = exchange.server
    parts = exchange.path.strip("/").split("/")
    with server.lock:
        hidden, server.hidden = server.hidden > 0, max(0, server.hidden - 1)
        files: list[Mapping[str, object]] = [
            {"filename": one.filename, "url": f"/files/{one.filename}", "hashes": {"sha256": one.sha256}, "size": one.size}
            for one in server.taken
        ]
        file = next((one.data for one in server.taken if parts == ["files", one.filename]), None)
    if file is not None:
        exchange.say(200, file, Content_Type="application/octet-stream")
        return
    if len(parts) != 2 or parts[0] != "simple" or hidden or not files:
        exchange.say(404)
        return
    body = json.dumps({"meta": {"api-version": "1.1"}, "name": parts[1], "files": files}).encode()
    exchange.say(200, body, Content_Type="application/vnd.pypi.simple.v1+json")
