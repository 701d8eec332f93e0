"""One connection to the embedded index, and how long a client may hold it."""

import contextlib
import socket
import time

import pytest

from make.exchange import address, body_of, post, raw
from make.index import TOKEN, tiny_wheel
from seatrial.index import conversation
from seatrial.index.server import serving
from seatrial.index.store import open_store


@pytest.fixture
def running(tmp_path):
    with serving(open_store(str(tmp_path / "store"), lasting=False), TOKEN) as server:
        yield server


def test_a_silent_client_is_let_go(running, monkeypatch):
    """A connection on which nothing comes is closed after a while."""
    monkeypatch.setattr(conversation, "IDLE", 0.05)
    begun = time.monotonic()
    assert raw(running, b"", end=False) == b""
    assert time.monotonic() - begun < 5


def test_a_head_that_drips_is_let_go(running, monkeypatch):
    """A client that sends its head byte by byte does not hold a connection for longer than a head may take."""
    monkeypatch.setattr(conversation, "HEAD", 0.3)
    begun = time.monotonic()
    with socket.create_connection(address(running), 20) as client, contextlib.suppress(ConnectionError):
        client.sendall(b"GET / HTTP/1.1\r\nX: ")
        while time.monotonic() - begun < 10:
            client.sendall(b"y")
            time.sleep(0.02)
    assert 0.3 <= time.monotonic() - begun < 5


def test_a_long_body_is_not_held_to_the_time_of_a_head(running, monkeypatch):
    """An upload may take longer than its head."""
    monkeypatch.setattr(conversation, "HEAD", 0.2)
    body = body_of(*tiny_wheel())

    def slowly():
        yield body[:100]
        time.sleep(0.4)
        yield body[100:]

    assert post(running, slowly(), Transfer_Encoding="chunked")[0].status == 200
