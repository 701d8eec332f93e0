"""Connections whose time is kept."""

import socket
import time
from types import SimpleNamespace

import pytest

from seatrial.edge.timed import Limit, _Timed
from seatrial.model.index import Patience


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


@pytest.mark.parametrize("taken_over", [False, True], ids=["no-socket-yet", "socket-given-to-tls"])
def test_a_connection_whose_time_is_over_before_it_has_a_socket(monkeypatch, taken_over: bool) -> None:
    """A limit that passes while addresses are tried, or in a handshake, is not lost: what is connected afterwards is cut off, and one that ended is let be."""
    monkeypatch.setattr("seatrial.edge.timed.AGAIN", 0.01)
    pairs = [socket.socketpair() for _ in range(3)]
    late, ended = SimpleNamespace(sock=None), SimpleNamespace(sock=None)
    limits = Limit(late, 0.01), Limit(ended, 0.01)
    if taken_over:
        late.sock = ended.sock = socket.socket(fileno=pairs[2][0].detach())
        pairs[2] = (socket.socket(fileno=late.sock.detach()), pairs[2][1])
    assert all(limit.over.wait(5) for limit in limits)
    limits[1].end()
    late.sock, ended.sock = pairs[0][0], pairs[1][0]
    pairs[0][0].settimeout(5)
    assert pairs[0][0].recv(1) == b""
    pairs[1][0].send(b"x")
    assert pairs[1][1].recv(1) == b"x"
    for one in (one for pair in pairs for one in pair):
        one.close()


def test_a_connection_that_comes_too_late() -> None:
    """What is connected after its time was over is not used, although nothing could be cut off."""
    pair = socket.socketpair()

    class Slow:
        sock: socket.socket | None = None

        def connect(self) -> None:
            time.sleep(0.05)
            self.sock = pair[0]

    class Late(_Timed, Slow):
        limits = Patience(0.01, 0.01, 1)

    with pair[0], pair[1], pytest.raises(TimeoutError, match="no answer in time"):
        Late().connect()
