"""Connections that keep time: a socket's own limit starts anew with every byte, so that a byte now and then would hold us for ever."""

import socket
import ssl
import threading
import time
from contextlib import suppress
from http.client import HTTPException
from typing import Any

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from seatrial.model.index import Patience

IN_TIME = "no answer in time"
AGAIN = 0.25
"""Seconds until a connection that had no socket to be cut off is tried again."""


def pools(patience: Patience) -> dict[str, Any]:
    """Return urllib3's classes by scheme, with connections that keep time.

    The responses of these have a `limit`: who has read one calls its `end`.
    """

    class Plain(_Timed, HTTPConnection):
        limits = patience

    class Secure(_Timed, HTTPSConnection):
        limits = patience

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


class Limit:
    """Cuts a connection off when its time is over."""

    def __init__(self, connection: Any, seconds: float) -> None:
        self._connection, self._sock = connection, connection.sock
        self.over = threading.Event()
        _WATCH.begin(self, seconds)

    def end(self) -> None:
        """Let the connection be."""
        _WATCH.end(self)

    def cut(self) -> bool:
        """Cut the connection off; return whether there was a socket to do it to."""
        self.over.set()
        # A response that ends its connection has let the connection forget the socket, from which it is still read.
        sock = self._sock or self._connection.sock
        if sock is None:
            return False
        # Not an SSL socket's own way, which would say goodbye to a peer that does not listen.
        with suppress(OSError, TypeError):
            socket.socket.shutdown(sock, socket.SHUT_RDWR)
            return True
        return False


class _Watch:
    """Keeps the time of all connections in one thread: to start one for each answer takes longer than many an index for a file."""

    def __init__(self) -> None:
        self._until: dict[Limit, float] = {}
        self._wakes = 0.0
        self._turn = threading.Condition()
        self._watching = False

    def begin(self, limit: Limit, seconds: float) -> None:
        with self._turn:
            self._until[limit] = until = time.monotonic() + seconds
            if not self._watching:
                self._watching, self._wakes = True, until
                threading.Thread(target=self._work, daemon=True).start()
            elif until < self._wakes:
                self._turn.notify()

    def end(self, limit: Limit) -> None:
        with self._turn:
            self._until.pop(limit, None)

    def _work(self) -> None:
        with self._turn:
            while self._until:
                now = time.monotonic()
                for limit in [limit for limit, until in self._until.items() if until <= now]:
                    if limit.cut():
                        del self._until[limit]
                    else:
                        # The host's addresses are still tried, or a handshake has taken the socket over.
                        self._until[limit] = now + AGAIN
                self._wakes = min(self._until.values(), default=now)
                self._turn.wait(self._wakes - now)
            self._watching = False


_WATCH = _Watch()


class _Timed:
    """What keeps the time of a connection."""

    limits: Patience
    sock: Any

    def connect(self) -> None:
        # Proxies and TLS talk before a connection is made.
        limit = Limit(self, self.limits.connect + self.limits.silence)
        try:
            super().connect()  # type: ignore[misc]  # of the connection that this is mixed into
        except (OSError, HTTPError, HTTPException) as error:
            if limit.over.is_set():
                raise TimeoutError(IN_TIME) from error
            raise
        finally:
            limit.end()
        if limit.over.is_set():
            raise TimeoutError(IN_TIME)
        self.sock.settimeout(self.limits.silence)

    def send(self, data: Any) -> None:
        try:
            super().send(data)  # type: ignore[misc]  # as above
        except (ConnectionResetError, ssl.SSLEOFError) as error:
            # urllib3 reads the answer of an index that closed before it had the whole file only for this one; over TLS the answer may be an alert.
            raise BrokenPipeError(*error.args) from error

    def getresponse(self) -> Any:
        limit = Limit(self, self.limits.answer)
        try:
            response = super().getresponse()  # type: ignore[misc]  # as above
        except (OSError, HTTPError, HTTPException) as error:
            limit.end()
            if limit.over.is_set():
                raise TimeoutError(IN_TIME) from error
            # Not `from` itself: a failure that is its own cause would keep the answer, and with it the socket, until nobody knows when.
            raise
        # What was cut off in the middle of its headers looks whole.
        if limit.over.is_set():
            limit.end()
            response.close()
            raise TimeoutError(IN_TIME)
        response.limit = limit
        return response
