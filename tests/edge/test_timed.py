"""Connections whose time is kept."""

import socket
import time
from types import SimpleNamespace

from seatrial.edge.timed import Limit


def test_each_connection_is_cut_off_at_its_own_time() -> None:
    """A short limit holds although a long one began before it, one that ended cuts nothing off, and later ones hold as well."""
    pairs = [socket.socketpair() for _ in range(4)]
    long, ended, short = (Limit(SimpleNamespace(sock=pairs[at][0]), seconds) for at, seconds in enumerate((30, 0.02, 0.05)))
    ended.end()
    begun = time.monotonic()
    assert (pairs[2][0].recv(1), short.over.is_set()) == (b"", True)
    later = Limit(SimpleNamespace(sock=pairs[3][0]), 0.01)
    assert (pairs[3][0].recv(1), later.over.is_set()) == (b"", True)
    assert 0.06 <= time.monotonic() - begun < 5
    assert (long.over.is_set(), ended.over.is_set()) == (False, False)
    long.end()
    for pair in pairs:
        for one in pair:
            one.close()
