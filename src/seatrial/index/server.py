"""The embedded index on a socket: loopback only, a thread for each connection, bounded everywhere."""

import contextlib
import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import NamedTuple

from seatrial.core.profile import FILE_LIMIT, LOCAL
from seatrial.core.render import render
from seatrial.index.conversation import Company, Handling, converse, turn_away
from seatrial.index.desk import Desk
from seatrial.index.receiving import Terms
from seatrial.index.site import Site, admit, respond
from seatrial.index.token import publisher_token
from seatrial.model.index import IndexProfile
from seatrial.model.metadata import Aside
from seatrial.model.publishing import Trust
from seatrial.model.shelf import Store
from seatrial.problem import Problem
from seatrial.problem.index import NOT_LOOPBACK, PORT_TAKEN
from seatrial.text.words import Language

CONNECTIONS = 128
"""More than that wait for a moment, and are then told to come again."""
BACKLOG = 1024
"""Clients that the system holds until they are let in."""
PATIENCE = 5.0
"""Seconds that a newcomer waits for one of the connections to end."""
LOBBY = 64
"""Newcomers that are turned away at a time; more than that lose their connection without a word."""
STEP = 0.05
RENDERED = 32
"""Descriptions that are kept as they came out of the renderer."""
FAREWELL = 2.0
"""Seconds for the connections that are left when the server ends."""
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
    trust: Trust | None = None,
) -> Iterator[Serving]:
    """Serve a store while the context lasts; it answers from the first moment on.

    `token` is the one that may upload (`index.token.new_token` makes one), None lets in any that has the form of one; port 0 takes a free port.
    `aside` renders descriptions that could take long; by `trust` identities are exchanged for tokens.
    Raises `Problem` PIX010 where the port is taken, PIX011 where the host is no loopback address.
    """
    desk = Desk(trust, publisher_token) if trust else None
    terms = Terms(None if token is None else frozenset((token,)), file_limit, profile, aside, desk)

    def handling(hosts: frozenset[str]) -> Handling:
        site = Site(store, terms, hosts, language, lru_cache(RENDERED)(render))
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
        listener.listen(BACKLOG)
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
        self._lobby = threading.BoundedSemaphore(LOBBY)
        self._closed = threading.Event()
        self._company = Company({}, threading.Event())
        self._patience = PATIENCE

    def run(self) -> None:
        while not self._closed.is_set():
            try:
                connection = self._listener.accept()[0]
            except OSError:
                # Closed from below, a client that was gone before it was let in, or no descriptor free: that lasts, so trying again at once would spin.
                self._closed.wait(PAUSE)
                continue
            if self._has_room():
                self._begin(connection, self._serve, self._room)
            elif self._lobby.acquire(timeout=FAREWELL):
                self._begin(connection, self._turn_away, self._lobby)
            else:
                connection.close()

    def _has_room(self) -> bool:
        """Wait until there is room; once that took too long, those that come next are not kept waiting until there was room again."""
        until = time.monotonic() + self._patience
        while not self._room.acquire(timeout=0 if self._patience == 0 else STEP):
            self._company.crowded.set()
            self._let_one_go()
            if self._closed.is_set() or time.monotonic() > until:
                self._patience = 0
                return False
        self._company.crowded.clear()
        self._patience = PATIENCE
        return True

    def _let_one_go(self) -> None:
        connection, since = min(list(self._company.resting.items()), key=lambda pair: pair[1], default=(None, 0.0))
        if connection and since < time.monotonic():
            self._company.resting.pop(connection, None)
            with contextlib.suppress(OSError):
                # What it sent in this very moment can still be read.
                connection.shutdown(socket.SHUT_RD)

    def _begin(self, connection: socket.socket, serve: Callable[[socket.socket], None], room: threading.Semaphore) -> None:
        def run() -> None:
            try:
                with connection:
                    serve(connection)
            finally:
                with self._guard:
                    self._open.pop(connection, None)
                room.release()

        thread = threading.Thread(target=run, name="seatrial-index-connection", daemon=True)
        try:
            with self._guard:
                # Started under the guard, because `close` waits for every thread that it finds here.
                thread.start()
                self._open[connection] = thread
        except RuntimeError:
            # The system gives no more threads to this user.
            connection.close()
            room.release()
            self._closed.wait(PAUSE)

    def _serve(self, connection: socket.socket) -> None:
        converse(connection, self._handling, self._company)

    def _turn_away(self, connection: socket.socket) -> None:
        turn_away(connection, CONNECTIONS)

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
        until = time.monotonic() + FAREWELL
        for thread in left.values():
            thread.join(max(0.0, until - time.monotonic()))
