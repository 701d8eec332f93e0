"""HTTP/1.1 on a byte stream."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seatrial.index import wire


def read(sent: bytes):
    return wire.read_head(io.BytesIO(sent))


def test_reads_a_request():
    """Method, path, query and headers are taken apart; names of headers are lower case, repeated ones are joined."""
    head = read(b"GET /a%20b/?x=1#y HTTP/1.1\r\nHost: h\r\nACCEPT: a\r\nAccept:  b \r\n\r\n")
    assert head == wire.Head("GET", b"/a b/", "x=1", {"host": "h", "accept": "a, b"}, True)


@pytest.mark.parametrize(
    ("version", "connection", "kept"),
    [("1.1", "", True), ("1.1", "close", False), ("1.1", "Keep-Alive", True), ("1.0", "", False), ("1.0", "keep-alive", True)],
)
def test_knows_how_long_a_connection_lasts(version, connection, kept):
    """What the client says about the connection holds; without a word its version does."""
    assert read(f"GET / HTTP/{version}\r\nConnection: {connection}\r\n\r\n".encode()).keep_alive is kept


@pytest.mark.parametrize(
    ("headers", "sent", "expected"),
    [
        ({}, b"rest", b""),
        ({"content-length": "3"}, b"abcrest", b"abc"),
        ({"transfer-encoding": "chunked"}, b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: 1\r\n\r\nrest", b"abcde"),
    ],
)
def test_reads_a_body_and_no_more(headers, sent, expected):
    """What follows a body is the next request."""
    stream = io.BytesIO(sent)
    assert b"".join(wire.body(stream, headers)) == expected
    assert stream.read() == b"rest"


@pytest.mark.parametrize(
    ("headers", "sent", "error"),
    [
        ({"content-length": "9"}, b"abc", EOFError),
        ({"transfer-encoding": "chunked"}, b"9\r\nabc", EOFError),
        ({"transfer-encoding": "chunked"}, b"", ValueError),
        ({"transfer-encoding": "chunked"}, b"-3\r\nabc\r\n", ValueError),
        ({"transfer-encoding": "chunked"}, b"3\r\nabcd\r\n", ValueError),
        ({"transfer-encoding": "chunked"}, b"0\r\n" + b"x: y\r\n" * 200, ValueError),
    ],
)
def test_a_broken_body_is_an_error(headers, sent, error):
    """A body that ends early or lies about its pieces is not taken for a whole one."""
    with pytest.raises(error):
        list(wire.body(io.BytesIO(sent), headers))


@pytest.mark.parametrize(
    ("headers", "expected"),
    [({}, False), ({"content-length": "0"}, False), ({"content-length": "10"}, True), ({"transfer-encoding": "chunked"}, True)],
)
def test_knows_whether_there_is_a_body(headers, expected):
    """A client is asked to go on only where something follows."""
    assert wire.has_body(headers) is expected


@given(st.text(), st.text())
def test_no_text_breaks_out_of_its_line(reason, value):
    """Whatever a message holds, the head of the response stays one status line and its own headers."""
    head = wire.head_of(400, reason, (("X", value),))
    assert head.endswith(b"\r\n\r\n")
    lines = head[:-4].split(b"\r\n")
    assert len(lines) == 2
    assert lines[0].startswith(b"HTTP/1.1 400 ")
    assert not any(b"\n" in line or b"\r" in line for line in lines)


@given(st.binary(max_size=300))
def test_no_bytes_break_it(sent):
    """Whatever bytes come, there is a head, an answer or an end."""
    for start in (b"", b"GET / HTTP/1.1\r\n", b"POST /legacy/ HTTP/1.1\r\nHost: x\r\n"):
        assert isinstance(read(start + sent), wire.Head | wire.Bad | None)
