"""The embedded index on a socket: loopback only, a thread for each connection, bounded everywhere."""

import contextlib
import ipaddress
import socket
import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from seatrial.core.profile import FILE_LIMIT, LOCAL
from seatrial.index.conversation import Handling, converse
from seatrial.index.receiving import Terms
from seatrial.index.site import Site, admit, respond
from seatrial.model.index import IndexProfile
from seatrial.model.metadata import Aside
from seatrial.model.shelf import Store
from seatrial.problem import Problem
from seatrial.problem.index import NOT_LOOPBACK, PORT_TAKEN
from seatrial.text.words import Language

CONNECTIONS = 128
"""More than that wait until one ends."""
PAUSE = 0.1
"""Seconds after a connection that could not be let in."""


class Serving(NamedTuple):
    """A running index."""

    url: str
    """Its address, with `/` at the end."""
    token: str | None
    """The token that it accepts; None where it accepts any that has the form of one."""

    @property
    def upload_url(self) -> str:
        """Where uploads go."""
        return f"{self.url}legacy/"

    @property
    def simple_url(self) -> str:
        """Where installers look."""
        return f"{self.url}simple/"


@contextlib.contextmanager
def serving(  # noqa: PLR0913  (each is a choice of its own, all but two with defaults)
    store: Store,
    token: str | None,
    host: str = "127.0.0.1",
    port: int = 0,
    *,
    profile: IndexProfile = LOCAL,
    file_limit: int | None = FILE_LIMIT,
    language: Language = "en",
    aside: Aside | None = None,
) -> Iterator[Serving]:
    """Serve a store while the context lasts; it answers from the first moment on.

    `token` is the one that may upload (`index.token.new_token` makes one), None lets in any that has the form of one; port 0 takes a free port.
    `aside` renders descriptions that could take long.
    Raises `Problem` PIX010 where the port is taken, PIX011 where the host is no loopback address.
    """
    terms = Terms(None if token is None else frozenset((token,)), file_limit, profile, aside)

    def handling(hosts: frozenset[str]) -> Handling:
        site = Site(store, terms, hosts, language)
        return Handling(partial(admit, hosts), partial(respond, site), store.spool, store.open, file_limit, store.folder)

    with listening(handling, host, port) as url:
        yield Serving(url, token)


@contextlib.contextmanager
def listening(handling: Callable[[frozenset[str]], Handling], host: str, port: int) -> Iterator[str]:
    """Answer requests while the context lasts; gives the address.

    `handling` gets the values of the Host header that are ours.
    """
    listener = _bind(host, port)
    number = listener.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    names = {"127.0.0.1", "localhost", "[::1]", shown.lower()}
    hosts = frozenset(f"{name}:{number}" for name in names) | (frozenset(names) if number == 80 else frozenset())
    door = _Door(listener, handling(hosts))
    thread = threading.Thread(target=door.run, name="seatrial-index", daemon=True)
    thread.start()
    try:
        yield f"http://{shown}:{number}/"
    finally:
        door.close()
        thread.join(5)


def _bind(host: str, port: int) -> socket.socket:
    address = "127.0.0.1" if host.lower() == "localhost" else host
    try:
        loopback = ipaddress.ip_address(address).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise Problem(NOT_LOOPBACK, host=host)
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, port))
        listener.listen(CONNECTIONS)
    except (OSError, OverflowError) as error:
        listener.close()
        raise Problem(PORT_TAKEN, host=host, port=port, reason=getattr(error, "strerror", None) or str(error)) from error
    return listener


class _Door:
    """The listening socket and the connections that came through it."""

    def __init__(self, listener: socket.socket, handling: Handling) -> None:
        self._listener = listener
        self._handling = handling
        self._open: dict[socket.socket, threading.Thread] = {}
        self._guard = threading.Lock()
        self._room = threading.BoundedSemaphore(CONNECTIONS)
        self._closed = threading.Event()

    def run(self) -> None:
        while not self._closed.is_set():
            self._room.acquire()
            try:
                connection = self._listener.accept()[0]
            except OSError:
                # Closed from below, a client that was gone before it was let in, or no descriptor free: that lasts, so trying again at once would spin.
                self._room.release()
                self._closed.wait(PAUSE)
                continue
            thread = threading.Thread(target=self._serve, args=(connection,), name="seatrial-index-connection", daemon=True)
            with self._guard:
                # Started under the guard, because `close` waits for every thread that it finds here.
                self._open[connection] = thread
                thread.start()

    def _serve(self, connection: socket.socket) -> None:
        try:
            with connection:
                converse(connection, self._handling)
        finally:
            with self._guard:
                self._open.pop(connection, None)
            self._room.release()

    def close(self) -> None:
        self._closed.set()
        with contextlib.suppress(OSError), socket.create_connection(self._listener.getsockname()[:2], 1):
            # The accepting thread wakes up by a last visit; closing its socket alone would not wake it everywhere.
            pass
        self._listener.close()
        with self._guard:
            left = dict(self._open)
        for connection in left:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in left.values():
            thread.join(2)
