"""The diff of files as people see it."""

import re

import pytest

from seatrial.model.edit import Edit
from seatrial.report.diff import diff_lines, excerpt
from seatrial.report.style import Style


def shown(before, after, language="en", style=Style(), words=()):  # noqa: B008  (it is frozen)
    return diff_lines([Edit("a/b.py", before, after)], language, style, words)


def test_a_change() -> None:
    """A changed line stands with its neighbours, below the name of its file."""
    before = b"1\n2\n3\nversion = 1\n5\n6\n7\n"
    assert shown(before, before.replace(b"= 1", b"= 2")) == [
        "--- a/a/b.py", "+++ b/a/b.py", "@@ -2,5 +2,5 @@", " 2", " 3", "-version = 1", "+version = 2", " 5", " 6",
    ]  # fmt: skip


def test_a_file_that_is_new() -> None:
    """A new file is told from one that was empty."""
    assert shown(None, b"1\n") == ["--- /dev/null", "+++ b/a/b.py", "@@ -0,0 +1 @@", "+1"]
    assert shown(b"", b"1\n")[0] == "--- a/a/b.py"


def test_line_ends_and_marks_at_the_beginning() -> None:
    """Carriage returns and a mark at the beginning, which do not change, disturb nobody; a line without an end is told."""
    assert shown(b"\xef\xbb\xbfa\r\n1", b"\xef\xbb\xbfa\r\n2")[3:] == [
        " a", "-1", "\\ no line end at the end of the file", "+2", "\\ no line end at the end of the file",
    ]  # fmt: skip
    assert "\\ 文件末尾没有换行" in shown(b"1", b"2", "zh")


def test_no_token_and_no_login_is_shown() -> None:
    """What stands beside a version stays out of the logs of a CI: tokens by their form, and logins in addresses."""
    token, key = "pypi-AgE" + "aB3_" * 20, "AKIA" + "QWERTYUIOP234567"
    before = f"token = {token!r}\nv = 1\nkey = {key!r} # https://me:secret@example.org/x\n".encode()
    assert shown(before, before.replace(b"v = 1", b"v = 2"))[3:] == [
        " token = '****'", "-v = 1", "+v = 2", " key = '****' # https://****@example.org/x",
    ]  # fmt: skip


@pytest.mark.parametrize("evil", [b"\x1b[2J", b"\x9b2J", b"\r", b"\x0c", "\u2028".encode(), "\u202e".encode(), b"\xff"])
def test_nothing_acts_on_a_terminal(evil) -> None:
    """Whatever stands in a file, every line of the diff is one line of letters that can be seen."""
    lines = shown(b"x" + evil + b"y\n1\n", b"x" + evil + b"y\n2\n")
    assert len(lines) == 6
    assert all(line.isprintable() for line in lines)


def test_colours() -> None:
    """On a terminal with colours what goes is red and what comes is green."""
    lines = shown(b"0\n1\n", b"0\n2\n", style=Style(colour=True))
    assert [re.match(r"\x1b\[([0-9;]+)m", line)[1] if "\x1b" in line else "" for line in lines] == ["1", "1", "36", "", "1;31", "32"]


def test_a_long_line() -> None:
    """Of a line that fills the screen the part with the version is shown."""
    long = b"x" * 5000
    lines = shown(long + b"1.0" + long, long + b"1.1" + long, words=("1.1", "1.0"))
    assert [line[:2] for line in lines[3:] if line[0] != "\\"] == ["-…", "+…"]
    assert all(len(line) < 310 for line in lines)
    assert "1.0" in lines[3]
    assert "1.1" in "".join(lines[4:])


@pytest.mark.parametrize(
    ("line", "expected"), [("abcdef", "abcdef"), ("abcdefgh", "abcdef…"), ("abcdefghXY", "…efghXY"), ("12345678X12345678", "…678X12…")]
)
def test_an_excerpt(line, expected) -> None:
    """What is left out is marked at the side where it was."""
    assert excerpt(line, ("none", "X"), 6) == expected
