"""A front of a server: speaks TLS for one that does not, or keeps uploads waiting; what clients send is passed on under the name that the server knows itself by."""

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import trustme


@contextmanager
def front(port: int, authority: trustme.CA | None = None, waits: list[float] | None = None) -> Iterator[int]:
    """Pass connections on to a port while the context lasts; gives the port of the front.

    With an authority it speaks TLS. Each upload waits for the next of some seconds before it is passed on.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) if authority else None
    if authority and context:
        authority.issue_cert("127.0.0.1").configure_cert(context)
    listener = socket.create_server(("127.0.0.1", 0))
    own = listener.getsockname()[1]
    names = (f"127.0.0.1:{own}".encode(), f"127.0.0.1:{port}".encode())

    def pass_on(plain: socket.socket) -> None:
        with contextlib.suppress(OSError), context.wrap_socket(plain, server_side=True) if context else plain as client:
            _converse(client, port, names, waits or [])

    def serve() -> None:
        while True:
            try:
                plain = listener.accept()[0]
            except OSError:
                return
            threading.Thread(target=pass_on, args=(plain,), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield own
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def _converse(client: socket.socket, port: int, names: tuple[bytes, bytes], waits: list[float]) -> None:
    client.settimeout(20)
    with socket.create_connection(("127.0.0.1", port), 20) as server:
        back = threading.Thread(target=_copy, args=(server, client), daemon=True)
        back.start()
        while piece := client.recv(65_536):
            if piece.startswith(b"POST /legacy/") and waits:
                time.sleep(waits.pop(0))
            server.sendall(piece.replace(*names))
        server.shutdown(socket.SHUT_WR)
        back.join()


def _copy(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while piece := source.recv(65_536):
            target.sendall(piece)
