"""One connection to the embedded index, and how long a client may hold it."""

import contextlib
import errno
import hashlib
import io
import os
import socket
import threading
import time

import pytest

from make.exchange import address, body_of, post, raw
from make.index import TOKEN, kept, send, site_at, tiny_wheel
from seatrial.index import conversation
from seatrial.index.ledger import grow
from seatrial.index.server import serving
from seatrial.index.site import file_url
from seatrial.index.store import open_store
from seatrial.model.form import Form
from seatrial.model.shelf import View


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


def test_a_body_that_drips_is_let_go(running, monkeypatch):
    """A client that sends its body byte by byte is told that it took too long, and holds no connection for days."""
    monkeypatch.setattr(conversation, "GRACE", 0.3)
    head = f"POST /legacy/ HTTP/1.1\r\nHost: {running.url[7:-1]}\r\nContent-Type: multipart/form-data; boundary=x\r\n"
    for framing, drop in (("Content-Length: 100000", b"y"), ("Transfer-Encoding: chunked", b"1\r\ny\r\n")):
        begun = time.monotonic()
        with socket.create_connection(address(running), 20) as client, contextlib.suppress(ConnectionError):
            client.sendall(f"{head}{framing}\r\n\r\n".encode())
            client.settimeout(0.02)
            answer = b""
            while not answer and time.monotonic() - begun < 10:
                client.sendall(drop)
                with contextlib.suppress(TimeoutError):
                    answer = client.recv(1000)
            assert answer.startswith(b"HTTP/1.1 408 Request Timeout\r\n")
        assert 0.3 <= time.monotonic() - begun < 5


def test_a_body_that_keeps_its_pace_may_take_long(running, monkeypatch):
    """A large upload over a slow line has the time that its size needs."""
    monkeypatch.setattr(conversation, "GRACE", 1.0)
    monkeypatch.setattr(conversation, "PACE", 20_000)
    body = body_of(*tiny_wheel(more=b"#" * 60_000))

    def slowly():
        for start in range(0, len(body), 3_000):
            time.sleep(0.06)
            yield body[start : start + 3_000]

    begun = time.monotonic()
    assert post(running, slowly(), Transfer_Encoding="chunked")[0].status == 200
    assert time.monotonic() - begun > 1.2


def test_a_burst_buys_no_pause(running, monkeypatch):
    """A client that has sent much at once may not fall silent for longer than others."""
    monkeypatch.setattr(conversation, "GRACE", 0.5)
    begun = time.monotonic()
    head = f"POST /legacy/ HTTP/1.1\r\nHost: {running.url[7:-1]}\r\nContent-Length: 9000000\r\n\r\n"
    answer = raw(running, head.encode() + b"x" * 4_000_000, end=False)
    assert answer.startswith(b"HTTP/1.1 408")
    assert 0.5 <= time.monotonic() - begun < 5


def test_a_refused_body_that_drips_is_let_go(running, monkeypatch):
    """What is only read to its end for the sake of the client does not take for ever either."""
    monkeypatch.setattr(conversation, "FAREWELL", 0.3)
    begun = time.monotonic()
    with socket.create_connection(address(running), 20) as client, contextlib.suppress(ConnectionError):
        client.sendall(b"POST /legacy/ HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 100000\r\n\r\n")
        while time.monotonic() - begun < 10:
            client.sendall(b"y")
            time.sleep(0.02)
    assert 0.3 <= time.monotonic() - begun < 5


@pytest.mark.parametrize("whole", [True, False])
def test_one_who_does_not_read_is_let_go(tmp_path, monkeypatch, whole):
    """A client that asks for a large file and takes it by drops loses the connection; one that reads gets all of it."""
    monkeypatch.setattr(conversation, "GRACE", 0.5)
    size = 24 << 20
    data = b"x" * size
    store = open_store(str(tmp_path / "store"), lasting=False)
    file = kept(size=size, sha256=hashlib.sha256(data).hexdigest())
    with store.writing():
        store.add(file, Form(()), io.BytesIO(data), None)
    with serving(store, TOKEN) as running, socket.create_connection(address(running), 20) as client:
        path = file_url("", file.filename, file.blake2b_256)
        client.sendall(f"GET {path} HTTP/1.1\r\nHost: {running.url[7:-1]}\r\nConnection: close\r\n\r\n".encode())
        received = 0
        begun = time.monotonic()
        while not whole and time.monotonic() - begun < 1.5:
            received += len(client.recv(1))
            time.sleep(0.1)
        with contextlib.suppress(ConnectionError):
            while piece := client.recv(1 << 20):
                received += len(piece)
    assert (received > size) is whole


def test_a_file_that_is_cut_while_it_is_sent_ends_the_connection(tmp_path):
    """The client sees that bytes are missing; it is not left waiting for them."""
    site = site_at(tmp_path / "store")
    send(site, *tiny_wheel())
    file = site.store.view().files[tiny_wheel()[0]]
    longer = site.store._replace(view=lambda: grow(View(), [file._replace(size=file.size + 1000)]), open=lambda _: site.store.open(file))
    with serving(longer, TOKEN) as running:
        begun = time.monotonic()
        asked = f"GET {file_url('', file.filename, file.blake2b_256)} HTTP/1.1\r\nHost: {running.url[7:-1]}\r\n\r\n"
        answer = raw(running, asked.encode(), end=False)
    assert answer.endswith(tiny_wheel()[1])
    assert time.monotonic() - begun < 5


def test_a_large_upload_that_is_stopped_half_way_gets_its_answer(tmp_path):
    """A client that is still sending when the disk is full reads why, instead of a broken connection."""

    class Full(io.BytesIO):
        def write(self, _data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    store = open_store(str(tmp_path / "store"), lasting=False)._replace(spool=Full)
    with serving(store, TOKEN) as running:
        answer, body = post(running, body_of(*tiny_wheel(more=b"#" * 40_000_000)))
    assert (answer.status, body[:6]) == (503, b"PIX005")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_bug_costs_one_answer(tmp_path):
    """Where the index itself breaks, that request is answered with 500 under the policy, and the next one as if nothing had been."""
    store = open_store(str(tmp_path / "store"), lasting=False)
    views = iter((None, store.view()))
    with serving(store._replace(view=lambda: next(views)), TOKEN) as running:
        asked = f"GET /simple/ HTTP/1.1\r\nHost: {running.url[7:-1]}\r\nConnection: close\r\n\r\n".encode()
        answer = raw(running, asked)
        assert answer.startswith(b"HTTP/1.1 500 Internal Server Error\r\n")
        assert b"Content-Security-Policy: default-src 'none';" in answer
        assert raw(running, asked).startswith(b"HTTP/1.1 200")
    # The thread that broke says so when it ends, and no other test is to hear it.
    for thread in threading.enumerate():
        if thread.name == "seatrial-index-connection":
            thread.join(10)
