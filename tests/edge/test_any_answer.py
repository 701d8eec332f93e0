"""Whatever bytes a server sends for an answer, over a real socket: there is always an answer or a problem, in time."""

import gc
import io
import time
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from make.faults import faulty
from seatrial.edge.upload import ANSWER, open_session
from seatrial.model.form import Content, Form
from seatrial.model.index import Access, Answer, Patience, Sending
from seatrial.problem import Problem

PATIENCE = Patience(2, 0.3, 0.3)
STATUS = st.one_of(st.integers(0, 1100).map(str), st.sampled_from(("200", "401", "503", "", "-1", "2e2", "9" * 5000)))
VERSION = st.sampled_from(("HTTP/1.1", "HTTP/1.0", "HTTP/2", "HTTP/0.9", "http/1.1", "", "ICY"))
NAMES = ("Content-Length", "Transfer-Encoding", "Content-Encoding", "Content-Type", "Location", "Retry-After", "Connection", "Set-Cookie")
VALUES = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        (
            "0",
            "5",
            "-1",
            "99999999999",
            "chunked",
            "gzip",
            "deflate",
            "identity, gzip",
            "zstd",
            "application/json",
            "text/html; charset=x",
            "/legacy/",
        ),
    ),
    st.sampled_from(("http://[", "//", "?", "/\x00", "Wed, 99 Oct 9999999 07:28:00 GMT", "close", "keep-alive", "1" * 40)),
)
HEADERS = st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=4)
BODIES = st.one_of(
    st.binary(max_size=200),
    st.sampled_from((b"5\r\nhello\r\n0\r\n\r\n", b"fffffffff\r\n", b'{"message": "no"}', b"\x1f\x8b\x08", b"x" * 3 * ANSWER)),
)


@st.composite
def answers(draw) -> bytes:
    """Make what begins, more or less, as an answer does."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.binary(max_size=300))
    lines = [f"{draw(VERSION)} {draw(STATUS)} {draw(st.text(max_size=20))}", *(f"{name}: {value}" for name, value in draw(HEADERS)), "", ""]
    return draw(st.sampled_from(("\r\n", "\n"))).join(lines).encode("utf-8", "surrogatepass") + draw(BODIES)


def send(url: str) -> Answer | Problem:
    """Send a file of a few bytes; return what came of it."""
    session = open_session(Access(url, lambda: None, PATIENCE))
    try:
        return session.send(Sending(Form((("name", "boat"),)), Content("boat-1.0.tar.gz"), io.BytesIO(b"x" * 9), 9))
    except Problem as problem:
        return problem
    finally:
        session.finish()


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(answers())
@example(b"")
@example(b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 300 + b"\r\n")
@example(b"HTTP/1.1 200 " + b"A" * 100_000)
@example(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"0" * 70_000)
@example(b"HTTP/1.1 100 Continue\r\n\r\n" * 400)
@example(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc")
def test_any_answer(data) -> None:
    """No answer ends the program, and none holds it up."""

    def say(exchange) -> None:
        exchange.read()
        exchange.keep = False
        exchange.sock.sendall(data)

    with faulty(say, repeat=True) as index:
        before = time.monotonic()
        came = send(index.url)
        # Redirected three times, each within its time.
        assert time.monotonic() - before < 5
    if isinstance(came, Answer):
        assert came.sent
        assert came.message != ""
        assert len(came.message) <= 4000
    else:
        assert came.kind.id in {"PUP002", "PUP003", "PUP015", "PIX023"}


def _open() -> set[str]:
    """Return the sockets that this process holds open at our end of a connection, or listens on."""
    return {link.name for link in Path("/dev/fd").iterdir() if link.is_socket()}  # a link that is gone by now is none


def test_an_answer_that_contradicts_itself_holds_no_connection() -> None:
    """A server whose answer cannot be read keeps no connection of ours open."""

    def say(exchange) -> None:
        exchange.read()
        exchange.keep = False
        exchange.sock.sendall(b"HTTP/1.0 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello")

    with faulty(say, repeat=True) as index:
        send(index.url)
        gc.collect()
        gc.disable()
        try:
            before = _open()
            came = send(index.url)
            # The server, which is in this process too, closes its end when it gets to it.
            end = time.monotonic() + 5
            while (held := _open() - before) and time.monotonic() < end:
                time.sleep(0.01)
        finally:
            gc.enable()
    assert isinstance(came, Answer | Problem)
    assert not held
