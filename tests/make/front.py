"""A front that speaks TLS for a server that does not: what clients send is passed on to it, under the name that it knows itself by."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import trustme


@contextmanager
def tls_front(port: int, authority: trustme.CA) -> Iterator[int]:
    """Pass connections on to a port while the context lasts; gives the port of the front."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    listener = socket.create_server(("127.0.0.1", 0))
    own = listener.getsockname()[1]
    names = (f"127.0.0.1:{own}".encode(), f"127.0.0.1:{port}".encode())

    def serve() -> None:
        while True:
            try:
                plain = listener.accept()[0]
            except OSError:
                return
            threading.Thread(target=_converse, args=(plain, context, port, names), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield own
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def _converse(plain: socket.socket, context: ssl.SSLContext, port: int, names: tuple[bytes, bytes]) -> None:
    with contextlib.suppress(OSError), context.wrap_socket(plain, server_side=True) as client:
        client.settimeout(20)
        with socket.create_connection(("127.0.0.1", port), 20) as server:
            back = threading.Thread(target=_copy, args=(server, client), daemon=True)
            back.start()
            while piece := client.recv(65_536):
                server.sendall(piece.replace(*names))
            server.shutdown(socket.SHUT_WR)
            back.join()


def _copy(source: socket.socket, target: ssl.SSLSocket) -> None:
    with contextlib.suppress(OSError):
        while piece := source.recv(65_536):
            target.sendall(piece)
