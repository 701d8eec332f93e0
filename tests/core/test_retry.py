"""When an upload is tried again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seatrial.core.retry import LONGEST, PATIENCE, TRIES, TRIES_UNSEEN, fewer, seconds_of, wait_before
from seatrial.model.index import Answer


@pytest.mark.parametrize("status", [200, 301, 400, 401, 403, 404, 408, 409, 410, 413, 422])
def test_what_is_never_tried_again(status) -> None:
    """What an index has decided is not asked for again."""
    assert wait_before(1, Answer(status, ""), 0.5, seen=True) is None


@pytest.mark.parametrize("status", [None, 429, 500, 502, 503, 504])
def test_what_is_tried_again(status) -> None:
    """No answer, a fault of the server and too many requests are tried again, later each time, and not for ever."""
    waits = [wait_before(tries, Answer(status, ""), 0.0, seen=True) for tries in range(1, TRIES + 1)]
    assert waits == [0.5, 1.0, 2.0, 4.0, 8.0, None]


def test_an_index_that_was_never_seen() -> None:
    """An address where nobody answers is given up sooner."""
    nobody = Answer(None, "", sent=False)
    assert wait_before(TRIES_UNSEEN, nobody, 0.0, seen=False) is None
    assert wait_before(TRIES_UNSEEN, nobody, 0.0, seen=True) is not None


def test_what_the_index_asks_for() -> None:
    """The index is waited for as long as it asks, within reason."""
    assert wait_before(1, Answer(429, "", retry_after=20), 0.25, seen=True) == 20.25
    assert wait_before(1, Answer(503, "", retry_after=PATIENCE + 1), 0.0, seen=True) is None


@given(st.integers(1, 10_000), st.sampled_from((None, 429, 500)), st.floats(0, 1), st.booleans())
def test_waits_are_bounded(tries, status, chance, seen) -> None:
    """No wait is negative or longer than a minute, and there is an end to them."""
    wait = wait_before(tries, Answer(status, ""), chance, seen=seen)
    assert wait is None if tries >= TRIES else wait is None or 0 < wait <= LONGEST


def test_fewer_at_once() -> None:
    """An index that is busy gets half as many files at once, and always one."""
    assert [fewer(jobs, Answer(status, "")) for jobs, status in ((8, 429), (8, 503), (1, 503), (8, 500), (8, None))] == [4, 4, 1, 8, 8]


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None), ("5", 5.0), (" 0 ", 0.0), ("Thu, 01 Jan 1970 00:10:00 GMT", 500.0), ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0), ("soon", None),
        ("-1", None), ("1e5", None), ("9" * 400, None), ("٣", None), ("Thu, 99 Jan 2020 00:00:00 GMT", None), ("", None),
    ],
)  # fmt: skip
def test_reading_of_retry_after(header, seconds) -> None:
    """Retry-After is seconds or a date; anything else is passed over."""
    assert seconds_of(header, 100.0) == seconds


@given(st.text())
def test_any_retry_after(header) -> None:
    """No header makes it fail or asks for less than nothing."""
    found = seconds_of(header, 0.0)
    assert found is None or found >= 0
