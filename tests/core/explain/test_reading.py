"""A log in any encoding and of any length becomes windows of text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seatrial.core.explain.reading import AHEAD, WINDOW, windows

SAID = "由于目标计算机积极拒绝，无法连接。\r\nConnection refused\r\n"
LINES = ["由于目标计算机积极拒绝，无法连接。", "Connection refused", ""]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_any_encoding_is_read(encoding) -> None:
    """PowerShell's UTF-16, with its mark or without, and the code page of a Chinese Windows read as UTF-8 does."""
    text = ("a plain line of ASCII\r\n" * 20 + SAID) if encoding.startswith("utf-16-") else SAID
    *_, window = windows([text.encode(encoding)])
    assert window.text.split("\n")[-3:] == LINES


def test_what_is_in_no_encoding_is_read_as_far_as_it_goes() -> None:
    """Bytes that are no text do not keep the others from being read."""
    *_, window = windows([b"\xff\x80\x20Connection refused\xff"])
    assert "Connection refused" in window.text


def test_a_letter_that_is_cut_between_blocks_is_whole() -> None:
    """Where a file is read in blocks, no letter is lost between two."""
    data = ("接" * 1000).encode()
    assert [window.text for window in windows([data[:1000], data[1000:]])][-1] == "接" * 1000


def test_nothing_is_one_empty_window() -> None:
    """An empty file has no words."""
    assert [window.text for window in windows([])] == [""]


def test_windows_overlap_and_count_lines() -> None:
    """Each place belongs to one window, which shows what follows it, and lines are counted through."""
    data = "".join(f"line {number}\n" for number in range(100_000)).encode()
    seen = ""
    blocks = (data[start : start + 100_000] for start in range(0, len(data), 100_000))
    for window in windows(blocks):
        assert len(window.text) < WINDOW + 100_000 + 2 * AHEAD
        assert not window.text or window.text.startswith(f"line {window.line - 1}\n")
        seen += window.text[: window.own]
    assert seen == data.decode()


def test_a_line_without_an_end_is_cut() -> None:
    """A line of any length is read piece by piece."""
    pieces = list(windows([b"x" * WINDOW] * 3))
    assert len(pieces) > 3
    assert {window.line for window in pieces} == {1}
    assert sum(window.own for window in pieces) == 3 * WINDOW


@given(st.binary(max_size=2000), st.integers(1, 50))
def test_any_bytes_are_read(data, size) -> None:
    """No bytes make it crash, however they are cut into blocks."""
    assert list(windows(data[start : start + size] for start in range(0, len(data), size)))
