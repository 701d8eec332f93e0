"""Text from outside cannot act on a terminal."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seatrial.report.escape import escape, escape_block, escape_values


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain \u4e2d\u6587 ✓", "plain \u4e2d\u6587 ✓"),
        ("\x1b[2J", "\\x1b[2J"),
        ("\x9b2J", "\\x9b2J"),
        ("a\rb\nc\td", "a\\x0db\\x0ac\\x09d"),
        ("a\u202egnp.exe", "a\\u202egnp.exe"),
        ("a\u2066b\u200f", "a\\u2066b\\u200f"),
        ("caf\udce9", "caf\\xe9"),
        ("\ud800", "\\ud800"),
        ("\U000e0001", "\\U000e0001"),
        ("a\u00a0b\u3000c", "a\u00a0b\u3000c"),
    ],
)
def test_escape_writes_out_what_a_terminal_would_act_on(text, shown) -> None:
    """A file name cannot move the cursor, turn the line around or hide a letter."""
    assert escape(text) == shown


@given(st.text())
def test_escaped_text_is_harmless(text) -> None:
    """Whatever comes from outside, nothing of it controls anything, and it can be encoded."""
    shown = escape(text)
    shown.encode()
    assert not [letter for letter in shown if unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Zl", "Zp"}]


def test_a_block_keeps_its_lines() -> None:
    """The output of a build backend stays readable: lines are kept, an overwritten line becomes two."""
    assert escape_block("a\r\nb\rc\td\x1b") == "a\nb\nc       d\\x1b"


def test_values_are_escaped_and_numbers_kept() -> None:
    """What fills a sentence is made safe before it is filled in."""
    assert escape_values({"name": "\x1b", "number": 3}) == {"name": "\\x1b", "number": 3}


def test_what_is_written_out_is_not_written_out_again() -> None:
    r"""In quotation marks a value that was made safe stands as it is: `\x01` has one backslash, and so has a Windows path."""
    shown = escape_values({"name": "a\x01b", "path": "a\\b", "word": "it's", "both": 'it\'s "it"', "count": 7})
    assert "{name!r} {path!r} {word!r} {both!r} {count!r} {name}".format(**shown) == "'a\\x01b' 'a\\b' \"it's\" 'it's \"it\"' 7 a\\x01b"
