"""Columns: what a terminal shows of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seatrial.report.width import cut, hang, pad, width, wrap

TEXTS = st.text(st.sampled_from("ab -/,.\u4e2d\u6587\uff0c\u3002\uff08\uff09e\u0301"), max_size=60)


@pytest.mark.parametrize(("text", "columns"), [("", 0), ("abc", 3), ("\u4e2d\u6587", 4), ("a\u4e2d", 3), ("e\u0301", 1), ("\uff0c", 2)])
def test_width_counts_what_a_terminal_shows(text, columns) -> None:
    """Chinese takes two columns, a combining accent none."""
    assert width(text) == columns


def test_pad_fills_to_columns() -> None:
    """Columns line up with Chinese in them."""
    assert pad("\u4e2d", 4) + "|" == "\u4e2d  |"


@pytest.mark.parametrize(
    ("text", "columns", "shown"),
    [("abc", 3, "abc"), ("abcd", 3, "ab…"), ("\u4e2d\u6587\u5b57", 5, "\u4e2d\u6587…"), ("ab", 1, "…"), ("ab", 0, "")],
)
def test_cut_keeps_within_columns(text, columns, shown) -> None:
    """A progress line never gets wider than the terminal."""
    assert cut(text, columns) == shown


@given(TEXTS, st.integers(0, 30))
def test_cut_is_never_too_wide(text, columns) -> None:
    """Whatever the text is, what is left fits."""
    assert width(cut(text, columns)) <= columns


@given(TEXTS, st.integers(2, 30))
def test_wrapping_loses_nothing(text, columns) -> None:
    """Every letter that is no space survives wrapping, in order."""
    lines = wrap(text, columns)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_wrap_breaks_at_spaces_and_keeps_long_words() -> None:
    """An address or a hash stays whole, so that it can be copied."""
    assert wrap("one two three-and-a-long-word x", 8) == ["one two", "three-and-a-long-word", "x"]


def test_wrap_breaks_chinese_between_characters_but_not_before_punctuation() -> None:
    """A Chinese line begins with no comma and ends with no opening bracket."""
    assert wrap("\u4e2d\u6587\u4e2d\uff0c\u6587", 6) == ["\u4e2d\u6587", "\u4e2d\uff0c\u6587"]
    assert wrap("\u4e2d\u6587\uff08\u4e2d\u6587", 6) == ["\u4e2d\u6587", "\uff08\u4e2d\u6587"]


def test_without_columns_nothing_is_wrapped() -> None:
    """Piped output keeps a sentence in one line, so that grep finds it."""
    assert wrap("word " * 100, None) == ["word " * 100]


def test_hang_indents_what_follows() -> None:
    """Further lines stand below the first one's text, and lines of the text itself are kept."""
    assert hang("aaa bbb\nccc", 24, "* ", "  ") == ["* aaa bbb", "  ccc"]
    assert hang("", None, "* ", "  ") == ["* "]
