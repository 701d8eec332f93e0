"""A proxy: a real server on loopback that connects on demand, wants a login, refuses, or speaks TLS itself."""

import base64
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class Proxy:
    """A running proxy."""

    host: str
    """`host:port`."""
    seen: list[tuple[str, str, str]] = field(default_factory=list)
    """Method, target and login of every request."""


@contextmanager
def proxy(*, login: str = "", answer: str = "", context: ssl.SSLContext | None = None) -> Iterator[Proxy]:
    """Run a proxy that opens tunnels to this machine; `login` is what it wants, `answer` the status line with which it refuses everything."""
    listener = socket.create_server(("127.0.0.1", 0))
    running = Proxy(f"127.0.0.1:{listener.getsockname()[1]}")

    def serve(sock: socket.socket) -> None:
        with suppress(OSError):
            if context:
                sock = context.wrap_socket(sock, server_side=True)
            with sock:
                _answer(running, sock, login, answer)

    def accept() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield running
    finally:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)


def _answer(running: Proxy, sock: socket.socket, login: str, answer: str) -> None:
    data = b""
    while b"\r\n\r\n" not in data:
        more = sock.recv(65_536)
        if not more:
            return
        data += more
    first, *lines = data.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    given = base64.b64decode(headers.get("proxy-authorization", "").removeprefix("Basic ")).decode()
    running.seen.append((method, target, given))
    refusal = answer or ("407 Proxy Authentication Required" if given != login else "")
    if refusal:
        sock.sendall(f"HTTP/1.1 {refusal}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
        return
    # Whatever the name, it is on this machine: names that exist nowhere can be reached through a proxy alone.
    with socket.create_connection(("127.0.0.1", int(target.rpartition(":")[2]))) as other:
        sock.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
        back = threading.Thread(target=_pass, args=(other, sock), daemon=True)
        back.start()
        _pass(sock, other)
        back.join(5)


def _pass(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while data := one.recv(65_536):
            other.sendall(data)
        other.shutdown(socket.SHUT_WR)
