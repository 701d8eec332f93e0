"""Reading a `.pypirc`: the same as Python's own parser, which twine uses, and never a secret in what is told."""

import configparser
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seatrial.core.credential.pypirc import EVERY, option, read_pypirc, servers, value
from seatrial.problem.credential import FILE_ENCODING, KEY_TWICE, LINE_ALONE, NO_SECTION, SECTION_TWICE, TOKEN_GOES_ON

PIECES = (
    "[pypi]",
    "[distutils]",
    "[DEFAULT]",
    "[a] b",
    "password",
    "Password",
    " = ",
    ":",
    "  ",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "# c",
    ";",
    "x",
    "\x85",
    "\u2028",
    "\f",
    "é",
)
FILES = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@given(FILES)
def test_a_file_reads_as_twine_reads_it(text) -> None:
    """Sections, keys and values are those of RawConfigParser, and what it refuses is refused."""
    import io

    parser = configparser.RawConfigParser()
    read = read_pypirc(text.encode(), ".pypirc")
    try:
        parser.read_file(io.StringIO(text, newline=None))
    except configparser.Error:
        assert read.problem is not None
        return
    assert read.problem is None
    assert [name for name in read.sections if name != EVERY] == parser.sections()
    for name in parser.sections():
        assert {key: value(read, name, key) for key in parser[name]} == dict(parser[name])
    for one in read.sections.values():
        for found in one.options.values():
            assert found.key in "".join(read.lines[found.first : found.after]).lower()


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(data) -> None:
    """Whatever lies in a home is read or refused."""
    read = read_pypirc(data, ".pypirc")
    assert read.problem is None or not read.sections


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        ("password = x\n", NO_SECTION, 1),
        ("[pypi]\n[a]\n\n[pypi]\n", SECTION_TWICE, 4),
        ("[pypi]\npassword = a\nPASSWORD: b\n", KEY_TWICE, 3),
        ("[pypi]\nnonsense\n", LINE_ALONE, 2),
        ("[pypi]\n= value\n", LINE_ALONE, 2),
        ("[pypi]\npassword = a\nnonsense\n", LINE_ALONE, 3),
        ("[pypi]\npassword = pypi-AgEIc\nHlwaS5vcmc\n", TOKEN_GOES_ON, 3),
        ("[pypi]\npassword =\nAgEIcHlwaS5vcmcCJDAw\n", TOKEN_GOES_ON, 3),
    ],
)
def test_a_line_that_cannot_be_read_is_told_by_its_number(text, kind, line) -> None:
    """Other tools only say that the file is malformed; here the line is named, and its content is not."""
    problem = read_pypirc(text.encode(), "/home/me/.pypirc").problem
    assert (problem.kind, dict(problem.values)) == (kind, {"path": "/home/me/.pypirc", "line": line})


@pytest.mark.parametrize("data", ["[pypi]\n".encode("utf-16"), "[pypi]\n".encode("utf-16-le"), b"\xff"])
def test_utf_16_is_told(data) -> None:
    """A file that PowerShell wrote is told from one with a wrong line."""
    assert read_pypirc(data, ".pypirc").problem.kind == FILE_ENCODING


def test_a_byte_order_mark_is_read_over() -> None:
    """A file that an editor of Windows saved works, and what is odd about it is known."""
    read = read_pypirc("\ufeff[pypi]\r\npassword = a\r\n".encode(), ".pypirc")
    assert (read.marked, value(read, "pypi", "password")) == (True, "a")


def test_values_and_servers() -> None:
    """Keys of DEFAULT count in every section, and the list of indexes may go over lines."""
    read = read_pypirc(
        b"[DEFAULT]\nusername = all\n[DEFAULT]\nca = x\n[distutils]\nindex-servers =\n  pypi\n\n  own\n# note\n[pypi]\n", ".pypirc"
    )
    assert servers(read) == ("pypi", "own")
    assert (value(read, "pypi", "username"), value(read, "pypi", "ca"), value(read, "other", "username")) == ("all", "x", "")
    assert servers(read_pypirc(b"[pypi]\nusername = me", ".pypirc")) is None
    assert option(read_pypirc(b"[pypi]\nusername = me", ".pypirc"), "pypi", "password") is None


@pytest.mark.parametrize(
    "text", ["[a]\nx" + " " * 60000 + "y", "[a]\nb = c\n" + " x\n" * 21000, "[DEFAULT]\n" * 6000, "[" * 65000, "[a]\n" + "\n" * 60000]
)
def test_a_file_of_any_shape_is_read_at_once(text) -> None:
    """No file makes the reader take longer than its length does."""
    begun = time.process_time()
    read_pypirc(text.encode(), ".pypirc")
    assert time.process_time() - begun < 3
