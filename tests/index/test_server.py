"""The embedded index on a socket."""

import errno
import http.client
import io
import json
import os
import resource
import socket
import threading
import time
from contextlib import closing

import pytest

from make.exchange import BOUNDARY, address, body_of, post, raw
from make.index import TOKEN, tiny_sdist, tiny_wheel
from seatrial.index.server import serving
from seatrial.index.site import file_url
from seatrial.index.store import open_store
from seatrial.problem import Problem


@pytest.fixture
def running(tmp_path):
    with serving(open_store(str(tmp_path / "store"), lasting=False), TOKEN) as server:
        yield server


def test_takes_an_upload_and_serves_it(running):
    """A file that was sent is listed, and comes back byte for byte."""
    name, content = tiny_wheel()
    answer, _ = post(running, body_of(name, content))
    assert (answer.status, answer.reason) == (200, "OK")
    with closing(http.client.HTTPConnection(*address(running))) as client:
        client.request("GET", "/simple/golden-demo/")
        page = client.getresponse().read().decode()
        url = page.partition('<a href="')[2].partition("#")[0]
        assert url.startswith(running.url)
        client.request("GET", url.removeprefix(running.url.rstrip("/")))
        answer = client.getresponse()
        assert answer.read() == content
        assert answer.headers["Content-Disposition"].startswith(f'attachment; filename="{name}"')
        client.request("HEAD", url.removeprefix(running.url.rstrip("/")))
        answer = client.getresponse()
        assert (answer.read(), answer.headers["Content-Length"]) == (b"", str(len(content)))


def test_refuses_in_the_reason_phrase(running):
    """Clients show the reason phrase, so PyPI's words stand there, whole and on one line."""
    answer, body = post(running, body_of(*tiny_wheel(), summary="a\nb"), Accept="*/*")
    words = "'summary' must be a single line. See https://packaging.python.org/specifications/core-metadata for more information."
    assert (answer.status, answer.reason) == (400, words)
    assert b"&#x27;summary&#x27; must be a single line." in body
    answer, body = post(running, body_of(*tiny_wheel(), summary="a\nb"), Accept="application/json")
    assert answer.headers["Content-Type"] == "application/json"
    assert b'"code": "400 \'summary\' must be' in body
    answer, body = post(running, body_of(*tiny_wheel(), name="schön"))
    assert answer.reason.startswith("'schön' is an invalid value for Name.")
    answer, body = post(running, body_of(*tiny_wheel(), name="名字"), Accept="*/*")
    assert answer.reason.startswith("'??' is an invalid value for Name.")
    assert b"&#21517;&#23383;" in body


def test_takes_a_chunked_body(running):
    """A client that streams does not say the length beforehand."""
    body = body_of(*tiny_wheel())
    pieces = (body[start : start + 100] for start in range(0, len(body), 100))
    answer, _ = post(running, pieces, Transfer_Encoding="chunked")
    assert answer.status == 200


def test_asks_for_the_body_that_waits(running):
    """A client that asks first (Expect: 100-continue) is told to go on."""
    body = body_of(*tiny_wheel())
    head = (
        f"POST /legacy/ HTTP/1.1\r\nHost: {running.url[7:-1]}\r\nAuthorization: Bearer {TOKEN}\r\nExpect: 100-continue\r\nConnection: close\r\n"
        f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with socket.create_connection(address(running), 20) as client:
        client.sendall(head.encode())
        assert client.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        client.sendall(body)
        assert client.makefile("rb").readline() == b"HTTP/1.1 200 OK\r\n"


def test_keeps_a_connection_open(running):
    """An installer asks many times over one connection, after refusals too."""
    host = running.url[7:-1]
    asked = [f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n" for path in ("/simple/", "/absent", "/simple/")]
    received = raw(running, "".join(asked).encode())
    assert received.count(b"HTTP/1.1 ") == 3
    assert b"Connection: close" not in received
    assert raw(running, f"GET / HTTP/1.0\r\nHost: {host}\r\n\r\n".encode(), end=False).count(b"Connection: close") == 1


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"\r\nGET / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n", 200),
        (b"GET http://elsewhere/simple/ HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n", 421),
        (b"GET http://%s/simple/ HTTP/1.1\r\nHost: elsewhere\r\nConnection: close\r\n\r\n", 200),
        (b"nonsense\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nno colon\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost : %s\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: %s\r\nHost: %s\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: %s\r\nX: a\0b\r\n\r\n", 400),
        (b"GET / HTTP/2.0\r\n\r\n", 505),
        (b"GET nowhere HTTP/1.1\r\n\r\n", 400),
        (b"GET http://[ HTTP/1.1\r\n\r\n", 400),
        (b"GET /%%ff HTTP/1.1\r\nHost: %s\r\n\r\n", 400),
        (b"GET /?a=%%ff HTTP/1.1\r\nHost: %s\r\n\r\n", 400),
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\nX: " + b"a" * 70_000 + b"\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 200 + b"\r\n", 431),
        (b"POST /legacy/ HTTP/1.1\r\nHost: %s\r\nContent-Length: -1\r\n\r\n", 400),
        (b"POST /legacy/ HTTP/1.1\r\nHost: %s\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        (b"POST /legacy/ HTTP/1.1\r\nHost: %s\r\nTransfer-Encoding: gzip\r\n\r\n", 400),
        (b"POST /legacy/ HTTP/1.1\r\nHost: %s\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
        (b"POST /legacy/ HTTP/1.1\r\nHost: %s\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n", 400),
        (b"DELETE /project/x/ HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n", 405),
    ],
)
def test_answers_broken_requests(running, sent, status):
    """Whatever arrives, the answer is a status, and the server lives on."""
    host = running.url[7:-1].encode()
    head = raw(running, sent.replace(b"%s", host).replace(b"%%", b"%"))
    assert head.startswith(f"HTTP/1.1 {status} ".encode()), head[:200]
    assert raw(running, b"GET / HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n\r\n").startswith(b"HTTP/1.1 200")


def test_names_the_address_of_a_form_that_repeats_fields(running):
    """PyPI tells the address that it was asked for, whole and quoted."""
    body = b"".join(b'--frontier\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n' for _ in range(2)) + b"--frontier--\r\n"
    answer, said = post(running, body, "/%6cegacy?b=%20c", Accept="application/json")
    assert (answer.status, answer.reason) == (400, "Bad Request")
    assert f"POST body may not contain duplicate keys (URL: '{running.url}legacy?b=%20c')".encode() in said


@pytest.mark.parametrize(("path", "words"), [(b"/%ff?a=%ff", b"Invalid bytes in query string."), (b"/%ff?a=b", b"Invalid bytes in URL.")])
def test_names_what_cannot_be_decoded(running, path, words):
    """What is no text in an address is named in PyPI's words and order."""
    head = raw(running, b"GET " + path + b" HTTP/1.1\r\nHost: " + running.url[7:-1].encode() + b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 Bad Request\r\n"), head[:200]
    assert words in head


@pytest.mark.parametrize("sent", [b"", b"GET", b"POST /legacy/ HTTP/1.1\r\nHost: %s\r\nContent-Length: 99\r\n\r\nshort"])
def test_a_client_that_leaves_is_forgotten(running, sent):
    """A connection that ends in the middle of a request takes nothing with it."""
    raw(running, sent.replace(b"%s", running.url[7:-1].encode()))
    assert post(running, body_of(*tiny_wheel()))[0].status == 200


def test_waits_calmly_for_a_free_descriptor(running):
    """Out of descriptors, the server does not burn a processor, and goes on once there are some again."""
    clients = [socket.socket() for _ in range(2)]
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    free = os.dup(clients[0].fileno())
    os.close(free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (free, limits[1]))
    try:
        for client in clients:
            client.settimeout(20)
            client.connect(address(running))
        begun = time.process_time()
        time.sleep(0.5)
        used = time.process_time() - begun
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)
    for client in clients:
        with client:
            client.sendall(f"GET / HTTP/1.1\r\nHost: {running.url[7:-1]}\r\n\r\n".encode())
            assert client.recv(100).startswith(b"HTTP/1.1 200")
    assert used < 0.2


def test_many_clients_at_once(running):
    """Uploads side by side are all taken."""
    answers = []
    makes = [tiny_wheel(version=f"1.{number}") for number in range(12)]
    threads = [threading.Thread(target=lambda made=made: answers.append(post(running, body_of(*made))[0].status)) for made in makes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [200] * 12


def test_ends_at_once(tmp_path):
    """Ctrl-C ends the server within a moment, also while clients hold connections; the port is free again."""
    store = open_store(str(tmp_path / "store"), lasting=False)
    with serving(store, TOKEN) as running:
        clients = [socket.create_connection(address(running)) for _ in range(5)]
        begun = time.monotonic()
    assert time.monotonic() - begun < 1
    for client in clients:
        client.close()
    with serving(store, TOKEN, port=address(running)[1]) as again:
        assert again.url == running.url


def test_names_a_port_that_is_taken(tmp_path, running):
    """A port in use, or none at all, is a problem with its number."""
    for port in (address(running)[1], 70_000):
        with pytest.raises(Problem, match=f"port {port}") as caught, serving(open_store(str(tmp_path / "store")), TOKEN, port=port):
            pass
        assert caught.value.kind.id == "PIX010"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org", ""])
def test_listens_on_loopback_only(tmp_path, host):
    """Nobody else in the network can send packages to be installed here."""
    with pytest.raises(Problem, match="PIX011"), serving(open_store(str(tmp_path / "store")), TOKEN, host):
        pass


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.0.0.2"])
def test_says_where_it_is(tmp_path, host):
    """The address that is printed is one that answers."""
    with serving(open_store(str(tmp_path / "store")), TOKEN, host) as running:
        assert running.url.startswith(f"http://{host}:")
        assert raw(running, f"GET / HTTP/1.1\r\nHost: {running.url[7:-1]}\r\nConnection: close\r\n\r\n".encode()).startswith(
            b"HTTP/1.1 200"
        )


def test_tells_the_client_what_stops_it(tmp_path):
    """Where the disk fails, the uploader sees the problem instead of a dropped connection."""
    store = open_store(str(tmp_path / "store"))
    (tmp_path / "store" / "files").write_text("in the way")
    with serving(store, TOKEN) as running:
        answer, body = post(running, body_of(*tiny_wheel()))
        assert (answer.status, answer.reason[:6]) == (503, "PIX004")
        assert str(tmp_path).encode() in body


def test_tells_the_client_that_the_disk_is_full(tmp_path):
    """An upload that finds no room is answered with the problem, and what was there stays."""

    class Full(io.BytesIO):
        def write(self, _data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    store = open_store(str(tmp_path / "store"))
    with serving(store._replace(spool=Full), TOKEN) as running:
        answer, _ = post(running, body_of(*tiny_wheel()))
    assert (answer.status, answer.reason[:6]) == (503, "PIX005")
    with serving(store, TOKEN) as running:
        assert post(running, body_of(*tiny_wheel()))[0].status == 200


def test_tells_the_client_that_a_file_is_gone(tmp_path):
    """A file that vanishes between the listing and the download is a problem in words."""
    store = open_store(str(tmp_path / "store"))
    with serving(store._replace(has=lambda _: True), TOKEN) as running:
        assert post(running, body_of(*tiny_wheel()))[0].status == 200
        next((tmp_path / "store").rglob("content")).unlink()
        file = store.view().files[tiny_wheel()[0]]
        path = file_url("", file.filename, file.blake2b_256)
        head = raw(running, f"GET {path} HTTP/1.1\r\nHost: {running.url[7:-1]}\r\nConnection: close\r\n\r\n".encode())
        assert head.startswith(b"HTTP/1.1 503 PIX007")
        next((tmp_path / "store").rglob("form.json")).unlink()
        head = raw(running, f"GET /project/golden-demo/ HTTP/1.1\r\nHost: {running.url[7:-1]}\r\nConnection: close\r\n\r\n".encode())
        assert head.startswith(b"HTTP/1.1 503 PIX007")


def test_a_refused_upload_is_read_before_the_connection_ends(running):
    """A client that sends a large body to a name that is not ours gets to see the answer."""
    answer, _ = post(running, body_of(*tiny_wheel(more=b"#" * 2_000_000)), Host="evil.example")
    assert answer.status == 421


def test_memory_does_not_grow_with_the_file(tmp_path):
    """A body is written to disk as it comes; of a file over the limit only so much as shows that it is."""
    import tracemalloc

    with serving(open_store(str(tmp_path / "store"), lasting=False), TOKEN, file_limit=1 << 20) as running:
        name, content = tiny_wheel()
        body = body_of(name, content).replace(content, b"%s")
        head, tail = body.split(b"%s")
        tracemalloc.start()
        try:
            answer, _ = post(running, iter([head, *([b"x" * 65_536] * 640), tail]), Transfer_Encoding="chunked")
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert answer.reason.startswith("File too large. Limit for project 'golden-demo' is 1 MB.")
        assert peak < 16 << 20


def test_serves_parts_of_a_file(running):
    """An installer that wants only the end of a wheel gets only that."""
    name, content = tiny_sdist()
    post(running, body_of(name, content))
    with closing(http.client.HTTPConnection(*address(running))) as client:
        client.request("GET", "/pypi/golden-demo/json")
        path = json.loads(client.getresponse().read())["urls"][0]["url"].partition(running.url)[2]
        client.request("GET", f"/{path}", headers={"Range": "bytes=-20"})
        answer = client.getresponse()
        assert (answer.status, answer.read()) == (206, content[-20:])
        assert answer.headers["Content-Range"] == f"bytes {len(content) - 20}-{len(content) - 1}/{len(content)}"
