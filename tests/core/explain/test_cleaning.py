"""What stands around the words of a log is taken away, line by line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seatrial.core.explain.cleaning import cleaned


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("\x1b[31mERROR   \x1b[0m no", "ERROR no"),
        ("\x9b1;31mno\x9b0m", "no"),
        ("\x1b]8;;https://x\x1b\\link\x1b]8;;\x07", "link"),
        ("\x1b 12 no", "12 no"),
        ("[31mno[0m", "no"),
        ("^[[1;31mno^[[m", "no"),
        ("␛[31mno", "no"),
        ("2026-08-21T12:00:00.1234567Z no", "no"),
        ("\ufeff2026-08-21T12:00:00.1234567Z no", "no"),
        ("2026-08-21T12:00:00.123456Z 01O no", "no"),
        ("[2026-08-21 12:00:00,123] no", "no"),
        ("publish\tUpload\t2026-08-21T12:00:00.1234567Z no", "no"),
        ("##[error]no", "no"),
        ("2026-08-21T12:00:00.1234567Z ##[error]no", "no"),
        ("::error file=a.py,line=1::no%0Ayes", "no yes"),
        ("::error::no", "no"),
        ("╭─ Error ─╮", "Error"),
        ("│ no     │", "no"),
        ("  ╰─▶ no", "no"),
        ("× no", "no"),
        ("| no", "no"),
        ("a\tb   c", "a b c"),
        ("isn&#39;t &quot;a&quot; &amp; &lt;b&gt;", 'isn\'t "a" & <b>'),
        (r"isn\'t \"a\"", 'isn\'t "a"'),
        ("“a” ‘b’", "\"a\" 'b'"),
        ("10%\r100% no", "10% 100% no"),
        ("n\0o", "n o"),
        ("[m] is no colour, nor is [section]", "[m] is no colour, nor is [section]"),
        ("12:00 no", "12:00 no"),
        ("", ""),
    ],
)
def test_a_line_keeps_its_words_alone(line, words) -> None:
    """Colours, timestamps, commands, borders, entities and wide spaces are gone; the words stay as they are."""
    assert cleaned(line) == words
    assert cleaned(f"before\r\n{line}\r\nbehind") == f"before\n{words}\nbehind"


def test_a_word_that_was_broken_at_its_hyphen_is_whole_again() -> None:
    """A sentence that was wrapped at a hyphen is found nevertheless."""
    assert cleaned("Invalid or non-\nexistent authentication") == "Invalid or\nnon-existent authentication"
    assert cleaned("a list:\n-\n-\n---\nb") == "a list:\n-\n-\n---\nb"


@given(st.text())
def test_lines_stay_lines(text) -> None:
    """Whatever a log holds, it has as many lines as before, so that numbers of lines are right."""
    assert cleaned(text).count("\n") == text.count("\n")


@given(st.text(alphabet="\x1b[]0123456789;m \n-:#T Z│|'\\&#39;\t\x9b\x07İ"))
def test_lower_case_is_as_long(text) -> None:
    """Places in the text in lower case are places in the text."""
    assert len(cleaned(text).lower()) == len(cleaned(text))
