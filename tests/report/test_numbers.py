"""Sizes and durations for people."""

import pytest

from seatrial.report.numbers import age_text, seconds_text, size_text


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 B"),
        (1023, "1023 B"),
        (1024, "1.0 KiB"),
        (4300, "4.2 KiB"),
        (11_000, "11 KiB"),
        (1024 * 1024 - 1, "1.0 MiB"),
        (100 << 20, "100 MiB"),
        (3 << 30, "3.0 GiB"),
        (5000 << 30, "5000 GiB"),
    ],
)
def test_sizes_are_short(size, text) -> None:
    """A size is told in the unit that keeps it short."""
    assert size_text(size) == text


@pytest.mark.parametrize(("seconds", "text"), [(0.04, "0.0 s"), (9.94, "9.9 s"), (9.96, "10 s"), (59.4, "59 s"), (65, "1 min 05 s")])
def test_durations_are_short(seconds, text) -> None:
    """A duration is told no more exactly than people care for."""
    assert seconds_text(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0 s"), (59.4, "59 s"), (61, "1 min"), (3600, "1 h"), (86_399, "23 h"), (200_000, "2 d")]
)
def test_ages_are_short(seconds, text) -> None:
    """How long ago something was is told in one unit."""
    assert age_text(seconds) == text
