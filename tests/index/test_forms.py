"""Bodies of uploads."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seatrial.index import forms
from seatrial.index.forms import read_form
from seatrial.model.form import Octets

TYPE = "multipart/form-data; boundary=x"


def part(name: str, value: bytes, filename: str | None = None, kind: str | None = None) -> bytes:
    shown = "" if filename is None else f'; filename="{filename}"'
    head = f'--x\r\nContent-Disposition: form-data; name="{name}"{shown}\r\n' + ("" if kind is None else f"Content-Type: {kind}\r\n")
    return head.encode() + b"\r\n" + value + b"\r\n"


def taken(*parts: bytes, kind: str = TYPE, limit: int | None = None):
    return read_form(kind, [b"".join((*parts, b"--x--\r\n"))], io.BytesIO, limit)


def test_takes_fields_and_file():
    """Fields are text in their order, the file is a stream at its start."""
    sending = taken(
        part("name", "名字".encode()), part("classifiers", b"a"), part("classifiers", b"b"), part("content", b"\x00\xff", "a.whl", "a/b")
    )
    assert sending.form.fields == (("name", "名字"), ("classifiers", "a"), ("classifiers", "b"))
    assert sending.form.file_parts == ("content",)
    assert sending.content == ("a.whl", "a/b", True)
    assert (sending.body.read(), sending.size) == (b"\x00\xff", 2)


@pytest.mark.parametrize(("kind", "expected"), [(None, "text/plain"), ("", ""), ("image/png", "image/png")])
def test_keeps_the_content_type_as_it_was_sent(kind, expected):
    """PyPI refuses some content types, and takes a part without one for text."""
    assert taken(part("content", b"", "a.whl", kind)).content.content_type == expected


def test_the_last_file_counts():
    """Of two files PyPI looks at the last."""
    sending = taken(part("content", b"one", "a.whl"), part("content", b"three", "b.whl"))
    assert (sending.content.filename, sending.body.read(), sending.size) == ("b.whl", b"three", 5)


def test_files_in_other_fields_are_named_and_dropped():
    """PyPI refuses a field that comes as a file, by its name."""
    sending = taken(part("name", b"x" * 1000, "name.txt"), part("content", b"c", "c.whl"))
    assert sending.form.file_parts == ("name", "content")
    assert sending.form.fields == ()


def test_content_without_a_file_name_is_a_field():
    """A file part without a name is a field to PyPI, whose value is bytes."""
    fields = taken(part("content", b"bytes", "")).form.fields
    assert fields == (("content", "b'bytes'"),)
    assert (isinstance(fields[0][1], Octets), repr(fields[0][1])) == (True, "b'bytes'")
    assert taken(part("content", b"bytes")).content.filename == ""


def test_keeps_just_enough_of_a_file_that_is_too_large():
    """One byte over the limit tells that it is too large; the rest is not kept."""
    sending = taken(part("content", b"x" * 5000, "a.whl"), limit=100)
    assert (sending.size, len(sending.body.read())) == (101, 101)


@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=", 'multipart/form-data; boundary="x "'])
def test_a_form_without_boundary_cannot_be_read(kind):
    """PyPI answers that the form is invalid."""
    assert taken(part("name", b"x"), kind=kind) == "form"


@pytest.mark.parametrize("kind", ["Multipart/Form-Data; boundary=x", "multipart/form-data ; boundary=x", "multipart/mixed; boundary=x", ""])
def test_other_content_types_have_no_fields(kind):
    """PyPI's server compares the content type as it stands."""
    assert taken(part("name", b"x"), kind=kind).form.fields == ()


@pytest.mark.parametrize(("charset", "read"), [("utf-8", True), ('"UTF8"', True), ("", True), ("latin-1", False)])
def test_a_form_comes_in_utf_8(charset, read):
    """PyPI's server breaks on a form that names another encoding."""
    sending = taken(part("name", b"x"), kind=f"multipart/form-data; charset={charset}; boundary=x")
    assert sending == "breaks" if not read else sending.form.fields == (("name", "x"),)


def test_text_that_is_none_is_replaced():
    """In a field that is not UTF-8 PyPI replaces what it cannot read."""
    assert taken(part("author", b"A\xff")).form.fields == (("author", "A\ufffd"),)


def test_a_field_in_place_of_the_file_counts_where_it_is_the_last():
    """Of several parts called content PyPI looks at the last; where that is plain text, its server breaks."""
    sending = taken(part("content", b"one", "a.whl"), part("content", b"text"))
    assert (sending.content.filename, sending.form.get("content")) == ("", "text")
    assert taken(part("content", b"text"), part("content", b"one", "a.whl")).content.filename == "a.whl"


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (b"", ()),
        (b"garbage", ()),
        (b"--x--\r\n", ()),
        (b"--x\r\nbad header\r\n\r\n", (("None", ""),)),
        (b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\nunfinished", (("a", "unfinished"),)),
        (b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\nunfinished\r\n", (("a", "unfinished"),)),
        (b"--x\r\nContent-Disposition: form-data; na", (("None", ""),)),
    ],
)
def test_takes_what_it_gets_of_a_broken_body(body, fields):
    """PyPI's parser takes as fields what came of them; a body that is no form has none."""
    sending = read_form(TYPE, [body], io.BytesIO, None)
    assert (sending.form.fields, sending.content.filename) == (fields, "")


@pytest.mark.parametrize(
    ("header", "value", "expected"),
    [
        ("Content-Transfer-Encoding: base64", b"w6k=", "é"),
        ("Content-Transfer-Encoding: quoted-printable", b"=C3=A9", "é"),
        ("Content-Transfer-Encoding: BASE64", b"w6k=", "w6k="),
        ("Content-Transfer-Encoding: base64", b"w6k", "form"),
        ("Content-Transfer-Encoding: base64", b"6Q==", "form"),
        ("Content-Type: text/plain; charset=utf8", b"\xc3\xa9", "é"),
        ("Content-Type: text/plain; charset=latin-1", b"\xc3\xa9", "Ã©"),
        ("Content-Type: text/plain; charset=ascii", b"\xc3\xa9", "form"),
        ("Content-Type: text/plain; charset=unheard-of", b"a", "breaks"),
        ("Content-Type: multipart/mixed", b"a", "form"),
        ("Content-Type: multipart/mixed; boundary=y", b"a", None),
        ("Content-Type: application/x-www-form-urlencoded", b"a", None),
    ],
)
def test_values_are_decoded_as_their_heads_say(header, value, expected):
    """A part may name an encoding, and a part that is a form of its own has no value."""
    sent = f'--x\r\nContent-Disposition: form-data; name="summary"\r\n{header}\r\n\r\n'.encode() + value + b"\r\n"
    sending = taken(sent, part("name", b"demo"))
    if expected in ("form", "breaks"):
        assert sending == expected
    elif expected is None:
        assert sending.form.fields == ()
    else:
        assert sending.form.fields == (("summary", expected), ("name", "demo"))


@pytest.mark.parametrize("kind", ["text/plain; charset=unheard-of", "text/plain; charset=latin-1"])
def test_bytes_are_not_decoded(kind):
    """PyPI's server breaks on a file without a name that names its encoding."""
    assert taken(part("summary", b"x", "", kind)) == "breaks"
    assert taken(part("content", b"x", "a.whl", "text/plain; charset=unheard-of")) == "breaks"


def test_a_file_that_is_a_form_has_no_bytes():
    """By its content type the server takes the file for a form."""
    assert taken(part("content", b"bytes", "a.whl", "multipart/mixed; boundary=y")).content == ("a.whl", "multipart/mixed", False)


def test_an_action_that_is_a_file_is_none():
    """The server compares the file with the names of actions, and finds none."""
    assert taken(part(":action", b"file_upload"), part(":action", b"x", "a.txt"), part("a", b"b")).form.fields == (("a", "b"),)
    assert taken(part(":action", b"x", "a.txt"), part(":action", b"file_upload")).form.get(":action") == "file_upload"


def test_fields_are_bounded(monkeypatch):
    """A field of gigabytes does not fill the memory."""
    monkeypatch.setattr(forms, "FIELD_BYTES", 1000)
    assert taken(part("name", b"x" * 2000), part("version", b"1")) == "form"
    monkeypatch.setattr(forms, "FIELDS", 3)
    assert taken(*[part("a", b"") for _ in range(5)]) == "form"
    monkeypatch.setattr(forms, "HEAD_BYTES", 100)
    assert taken(part("a" * 200, b"")) == "form"


def test_takes_a_plain_form():
    """A form without a file may come in the plain encoding; other bodies have no fields."""
    assert read_form("application/x-www-form-urlencoded", [b"%3Aaction=submit", b"&a="], io.BytesIO, None).form.fields == (
        (":action", "submit"),
        ("a", ""),
    )
    assert read_form("application/x-www-form-urlencoded", [b"a=%ff\xff"], io.BytesIO, None).form.fields == (("a", "\ufffd\ufffd"),)
    assert read_form("application/json", [b"{}"], io.BytesIO, None).form.fields == ()
    assert read_form("", [], io.BytesIO, None).form.fields == ()
    assert read_form(None, [b"a=b"], io.BytesIO, None).form.fields == (("a", "b"),)


def test_a_plain_form_of_too_many_fields_cannot_be_read():
    """Millions of empty fields are not taken one by one."""
    assert read_form("application/x-www-form-urlencoded", [b"a&" * 20_001], io.BytesIO, None) == "form"
    assert read_form("application/x-www-form-urlencoded", [b"a" * (8 << 20)] * 3, io.BytesIO, None) == "form"


def test_closes_its_files_when_the_client_leaves():
    """A connection that breaks in the middle of a file leaves no open file."""
    made = []

    def spool() -> io.BytesIO:
        made.append(io.BytesIO())
        return made[-1]

    def broken():
        yield part("content", b"begun", "a.whl")[:-2]
        raise EOFError

    with pytest.raises(EOFError):
        read_form(TYPE, broken(), spool, None)
    assert [file.closed for file in made] == [True]


@given(
    st.lists(st.binary(max_size=60), max_size=8),
    st.sampled_from([TYPE, 'multipart/form-data; boundary="a b"', "application/x-www-form-urlencoded", "x"]),
)
def test_no_body_breaks_it(pieces, kind):
    """Whatever bytes come, in whatever pieces, there is an answer."""
    sending = read_form(kind, [b"--x\r\n", *pieces], io.BytesIO, 100)
    assert isinstance(sending, str) or sending.size >= 0
