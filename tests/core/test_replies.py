"""The words of an index's answer."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seatrial.core.replies import LONGEST, asks_for_more, words_of

PYPI = "Invalid distribution file. Zip archive has invalid data."


def as_json(data: object) -> bytes:
    return json.dumps(data).encode()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"code": f"400 {PYPI}", "title": "Bad Request", "message": f"The server could not comply…\n\n\n{PYPI}\n\n"}, PYPI),
        ({"code": 400, "message": "no"}, "no"),
        ({"title": "Bad", "detail": "worse", "errors": [{"source": "name", "message": "odd"}, "plain", 3]}, "worse: odd; plain"),
        ({"errors": ["only these"]}, "only these"),
        ({"error": {"message": "deep"}, "title": "shallow"}, "shallow"),
        ("a string", "a string"),
        (["a", "b"], "a; b"),
        ({"other": 1}, "400 Bad Request"),
        (7, "400 Bad Request"),
    ],
)
def test_json(data, words) -> None:
    """PyPI's words, problem details and what other indexes write are found in JSON."""
    assert words_of(400, "Bad Request", "application/json; charset=utf-8", as_json(data)) == words


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 100_000, b"\xff\xfe"])
def test_json_that_is_none(body) -> None:
    """A body that ends too early leaves the words of the status line."""
    assert words_of(403, "Not yours", "application/problem+json", body) == "Not yours"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"message": "half of the', "half of the"),
        (b'{"message": "<p>page</p>\\n\\nNo.", "code": "403 No \\u00e9 \\', "No \u00e9"),
        (b'{"detail" : "bad \\u12", "title": "t', "bad \\u12"),
        (b'{"x": ["error"', "Not yours"),
    ],
)
def test_json_that_is_cut_off(body, words) -> None:
    """Words that arrived before the connection ended are read."""
    assert words_of(403, "Not yours", "application/json", body) == words


def test_page() -> None:
    """Of a page its text is read, not what it hides."""
    page = b"<html><head><title>t</title><style>s</style></head><body><script>x</script>A &lt;b&gt;\n<p>c</p></style></body></html>"
    assert words_of(502, "", "text/html", page) == "A <b> c"
    assert words_of(502, "Bad Gateway", "", b"  <h1>cut off") == "cut off"


def test_status_line_before_page() -> None:
    """PyPI's status line says more than a page around it."""
    assert words_of(400, PYPI, "text/html", b"<p>something</p>") == PYPI


def test_plain_text() -> None:
    """Plain text is what it is; anything else is not for people."""
    assert words_of(409, "Conflict", "text/plain", b"File exists\n") == "File exists"
    assert words_of(409, "Conflict", "application/octet-stream", b"\0\1") == "409 Conflict"
    assert words_of(799, "", "application/octet-stream", b"") == "HTTP 799"


@given(
    st.integers(100, 999),
    st.text(max_size=50),
    st.sampled_from(("", "text/html", "application/json", "text/plain")),
    st.binary(max_size=300),
)
def test_any_answer(status, reason, kind, body) -> None:
    """Every answer comes to words, and not to too many."""
    assert 0 < len(words_of(status, reason, kind, body)) <= LONGEST


def test_json_that_is_deep() -> None:
    """Words that lie deeper than anybody puts them are not looked for, and no depth ends the program."""
    assert words_of(400, "Bad Request", "application/json", b"[" * 900 + b'"a"' + b"]" * 900) == "400 Bad Request"
    assert words_of(400, "Bad Request", "application/json", b'{"errors":[' * 300 + b'"a"' + b"]}" * 300) == "400 Bad Request"


@pytest.mark.parametrize(
    ("page", "words"),
    [(b"<![foo[bar]]> hi", "hi"), (b"<!-- a > b --> hi", "hi"), (b"<![" * 2000, "<!["), (b"<a " * 5000, "<a"), (b"<!--" * 5000, "400 Bad")],
)
def test_page_that_is_broken(page, words) -> None:
    """No page ends the program or keeps it busy, whatever its markup is."""
    before = time.process_time()
    assert words_of(400, "", "text/html", page).startswith(words)
    assert time.process_time() - before < 1


def test_page_with_a_form() -> None:
    """A login page is known as what it is; an index that says done with an empty page is not taken for one."""
    assert asks_for_more("text/html; charset=utf-8", b'<html><FORM method="post"><input type="password"></form></html>')
    assert not asks_for_more("text/html; charset=UTF-8", b"")
    assert not asks_for_more("text/plain", b"<form")
