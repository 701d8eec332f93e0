"""The embedded index as a real process under many clients at once."""

import contextlib
import socket
import time
from functools import partial

import pytest

from make.exchange import address, body_of, raw
from make.index import TOKEN, send, site_at, tiny_wheel
from make.running import fetched, get, index_process, listed, store_of, together, upload
from seatrial.index import conversation, server
from seatrial.index.server import serving
from seatrial.index.store import open_store


def test_fifty_uploads_and_two_hundred_downloads(tmp_path):
    """Fifty uploads at once are all taken, two hundred downloads at once all get their bytes, and the ledger has a line for each file."""
    made = [tiny_wheel(version=f"1.{number}", more=b"#%d" % number * 10_000) for number in range(50)]
    with index_process(tmp_path) as (_, running):
        answers = together([partial(upload, running, body_of(*one)) for one in made])
        assert {getattr(answer, "status", answer) for answer in answers} == {200}
        files = listed(running)
        assert set(files) == {name for name, _ in made}
        downloads = together([partial(fetched, running, *where) for where in list(files.values()) * 4])
        assert downloads == [True] * 200
    lines = (store_of(tmp_path) / "ledger.jsonl").read_bytes().splitlines()
    assert len(lines) == 51
    view = open_store(str(store_of(tmp_path))).view()
    assert sorted(file.serial for file in view.files.values()) == list(range(1, 51))
    for name, content in made:
        with open_store(str(store_of(tmp_path))).open(view.files[name]) as kept:
            assert kept.read() == content


def test_more_clients_than_connections_wait_their_turn(tmp_path):
    """Three hundred requests at once, more than are answered side by side, all get their answer."""
    site = site_at(tmp_path / "store")
    for version in range(4):
        send(site, *tiny_wheel(version=f"1.{version}", more=b"#" * 100_000))
    with serving(site.store, TOKEN) as running:
        files = list(listed(running).values())
        begun = time.monotonic()
        assert together([partial(fetched, running, *files[number % 4]) for number in range(300)]) == [True] * 300
    assert time.monotonic() - begun < 20


@pytest.fixture
def narrow(tmp_path, monkeypatch):
    """Serve an index with room for four connections, and little patience."""
    monkeypatch.setattr(server, "CONNECTIONS", 4)
    monkeypatch.setattr(server, "PATIENCE", 0.4)
    with serving(open_store(str(tmp_path / "store"), lasting=False), TOKEN) as running:
        yield running


def held(running, sent: bytes, count: int = 4) -> list[socket.socket]:
    """Open connections and send the start of something on each."""
    clients = []
    for _ in range(count):
        client = socket.create_connection(address(running), 20)
        client.sendall(sent)
        clients.append(client)
    return clients


def stalled(running) -> bytes:
    return f"POST /legacy/ HTTP/1.1\r\nHost: {running.url[7:-1]}\r\nContent-Length: 9999\r\n\r\n".encode()


def test_a_crowd_is_told_to_come_again(narrow):
    """Where every connection is held, a newcomer hears so in words and when to try again, within moments; and is let in once there is room."""
    clients = held(narrow, stalled(narrow))
    time.sleep(0.1)
    try:
        for _ in range(2):
            begun = time.monotonic()
            answer = get(narrow, "/simple/")
            assert time.monotonic() - begun < 5
            assert (answer.status, answer.headers["Retry-After"], answer.headers["Connection"]) == (503, "5", "close")
            assert answer.body.startswith(b"PIX017: All 4 connections are in use.")
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        begun = time.monotonic()
        assert upload(narrow, body_of(*tiny_wheel(more=b"#" * 3_000_000))).status == 503
        assert time.monotonic() - begun < 5
    finally:
        for client in clients:
            client.close()
    until = time.monotonic() + 10
    while (answer := upload(narrow, body_of(*tiny_wheel()))).status == 503 and time.monotonic() < until:
        time.sleep(0.05)
    assert answer.status == 200


def test_those_who_rest_make_room(narrow, monkeypatch):
    """Connections that are kept open for later do not keep anybody waiting."""
    monkeypatch.setattr(conversation, "RESTED", 0.1)
    clients = held(narrow, f"GET /simple/ HTTP/1.1\r\nHost: {narrow.url[7:-1]}\r\n\r\n".encode())
    for client in clients:
        assert client.recv(100).startswith(b"HTTP/1.1 200")
    assert {get(narrow, "/simple/").status for _ in range(8)} == {200}
    for client in clients:
        client.close()


def test_a_client_that_only_just_came_is_not_sent_away(narrow):
    """One who has not asked yet has a moment to do so, also where others wait."""
    clients = held(narrow, b"")
    time.sleep(0.1)
    assert get(narrow, "/simple/").status == 503
    for client in clients:
        client.sendall(f"GET /simple/ HTTP/1.1\r\nHost: {narrow.url[7:-1]}\r\nConnection: close\r\n\r\n".encode())
        assert client.recv(100).startswith(b"HTTP/1.1 200")
        client.close()


def test_busy_connections_end_where_others_wait(narrow, monkeypatch):
    """A client that asks on and on over one connection gives up its place after an answer, once somebody waits."""
    monkeypatch.setattr(server, "PATIENCE", 5.0)
    clients = held(narrow, stalled(narrow), 3)
    asked = f"GET /simple/ HTTP/1.1\r\nHost: {narrow.url[7:-1]}\r\n\r\n".encode()
    with socket.create_connection(address(narrow), 20) as busy, socket.create_connection(address(narrow), 20) as waiting:
        waiting.sendall(asked)
        received = b""
        until = time.monotonic() + 10
        while b"Connection: close" not in received and time.monotonic() < until:
            busy.sendall(asked)
            received = busy.recv(65_536)
            time.sleep(0.02)
        assert b"Connection: close" in received
        assert waiting.recv(100).startswith(b"HTTP/1.1 200")
    for client in clients:
        client.close()


def test_no_thread_left_is_no_end(tmp_path, monkeypatch):
    """Where the system gives no more threads, that client is lost, and the next ones are served again."""
    with serving(open_store(str(tmp_path / "store"), lasting=False), TOKEN) as running:
        asked = f"GET /simple/ HTTP/1.1\r\nHost: {running.url[7:-1]}\r\nConnection: close\r\n\r\n".encode()
        with monkeypatch.context() as patched:
            patched.setattr(server.threading.Thread, "start", _no_thread)
            with contextlib.suppress(OSError):
                assert raw(running, asked) == b""
        assert raw(running, asked).startswith(b"HTTP/1.1 200")


def _no_thread(_thread):
    raise RuntimeError("can't start new thread")
