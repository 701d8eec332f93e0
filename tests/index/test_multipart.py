"""Multipart bodies, part by part."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seatrial.index.multipart import Head, options_of, read_parts

HEAD = b"Content-Disposition: form-data; name=a\r\n\r\n"


def parts(body: bytes, size: int = 1000) -> list[tuple[str, bytes]]:
    """Return name and value of each part of a body that arrives in pieces of a size."""
    found: list[tuple[str, bytearray]] = []

    def begin(head: Head):
        found.append((head.name, bytearray()))
        return found[-1][1].extend

    read_parts([body[start : start + size] for start in range(0, len(body), size)], b"x", begin, 100, 65_536)
    return [(name, bytes(value)) for name, value in found]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (b"\r\n--x--", b""),
        (b"--x--", b""),
        (b"v\r\n--x--", b"v"),
        (b"v\n--x--", b"v"),
        (b"v\r--x--", b"v\r--x--"),
        (b"v\r\r\n--x--", b"v\r"),
        (b"v\r\n\r\n--x--", b"v\r\n"),
        (b"v\r\n--x-- \t\r\nepilogue", b"v"),
        (b"v\r\n--xy\r\n--x--", b"v\r\n--xy"),
        (b"v\r\n --x\r\n--x--", b"v\r\n --x"),
        (b"v --x--\r\n--x--", b"v --x--"),
        (b"v", b"v"),
        (b"v\r\n", b"v"),
        (b"v\n", b"v"),
        (b"v\r", b"v"),
        (b"", b""),
        (b"a" * 70_000 + b"\r\n--x--", b"a" * 70_000),
        (b"v\r\n--x" + b" " * 70_000 + b"--", b"v"),
    ],
)
def test_a_value_ends_at_a_line_with_the_boundary(value, expected, size):
    """However the body comes, and whatever looks like a boundary, the value is the same."""
    if len(value) > 1000:
        size *= 997
    assert parts(b"--x\r\n" + HEAD + value, size)[0] == ("a", expected)


@pytest.mark.parametrize("size", [1, 5, 1000])
def test_takes_the_parts_between_the_boundaries(size):
    """What stands before the first boundary and after the last is no part."""
    body = b"preamble\r\n --x \r\n" + HEAD + b"1\r\n--x\r\n" + HEAD + b"2\r\n--x--\r\n--x\r\n" + HEAD + b"3"
    assert parts(body, size) == [("a", b"1"), ("a", b"2")]


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"content-disposition:form-data;NAME=b", "b"),
        (b"Content-Disposition: form-data;\r\n name=b", "b"),
        (b"Content-Disposition: form-data; name=b\r\nContent-Disposition: form-data; name=c", "b"),
        (b"Content-Disposition: form-data; name*=utf-8''b", "None"),
        (b"Content-Length: 1\r\nContent-Disposition: form-data; name=b", "b"),
        (b"X: y", "None"),
    ],
)
def test_reads_heads(head, name):
    """The name of a part stands in its disposition, of whatever kind that is."""
    assert parts(b"--x\r\n" + head + b"\r\n\r\nvalue\r\n--x--") == [(name, b"value")]


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_a_part_that_is_a_form_swallows_the_rest(size):
    """What follows it is no part any more."""
    rest = b"b=c\r\n--x\r\n" + HEAD + b"1\r\n--x--"
    assert parts(b"--x\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n" + rest, size) == [("None", rest)]


@pytest.mark.parametrize(
    "body",
    [
        b"\n" * 300_000,
        b"--x\r\n" + HEAD + b"\n--xx" * 120_000,
        b'--x\r\nContent-Disposition: form-data; name="' + b";" * 60_000 + b'"\r\n\r\n',
        (b"--x\r\n" + b"a:\r\n" * 2_000 + b"\r\n1\r\n") * 50,
    ],
    ids=["preamble", "boundaries", "semicolons", "headers"],
)
def test_time_grows_with_the_size_alone(body):
    """A body that is all line ends, or all but boundaries, is read about as fast as any other."""
    start = time.process_time()
    parts(body, 262_144)
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("a/b", ("a/b", {})),
        ('a; b="c;d"; E = f', ("a", {"b": "c;d", "e": "f"})),
        ('a; b="c\\"d;e"', ("a", {"b": 'c"d;e'})),
        ('a; b="\\\\c"', ("a", {"b": "\\c"})),
        ('a; b="c; d=e', ("a", {"b": '"c; d=e'})),
        ("a; b; =c; d='e'", ("a", {"": "c", "d": "'e'"})),
        ('a; b="; c"; b=""', ("a", {"b": ""})),
        ('a; b="', ("a", {"b": '"'})),
        ("", ("", {})),
    ],
)
def test_takes_headers_apart(line, expected):
    """Options are found as PyPI's parser finds them, quotation marks and all."""
    assert options_of(line) == expected


@given(st.lists(st.sampled_from([b"\r", b"\n", b"--x", b"--", b"a", b"x", b" "]), max_size=30), st.integers(1, 9))
def test_pieces_do_not_matter(words, size):
    """The same bytes have the same parts in whatever pieces they come."""
    body = b"--x\r\n" + HEAD + b"".join(words)
    assert parts(body, size) == parts(body)
