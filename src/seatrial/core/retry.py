"""Whether an upload that was not answered, or answered with a fault of the server, is tried again, and after how long."""

from seatrial.model.index import Answer

TRIES = 6
"""Of one file in all."""
TRIES_UNSEEN = 3
"""Of one file, where the index has not answered anything yet: its address may be wrong."""
FIRST = 1.0
"""Seconds before the second try; each further wait is twice as long."""
LONGEST = 60.0
PATIENCE = 300.0
"""Seconds that an index may ask for; what asks for more is not waited for."""
TOO_MANY = 429
BUSY = frozenset({TOO_MANY, 503})
"""Statuses by which an index asks for fewer requests at a time."""


def wait_before(tries: int, answer: Answer, chance: float, *, seen: bool) -> float | None:
    """Return the seconds to wait before the next try, None where there is to be none.

    `tries` is how often the file was sent so far, `chance` a number from 0 to 1 that keeps many files from coming back at one moment, `seen`
    whether the index has answered anything in this run. Tried again are: no connection, a connection that ended or fell silent, 5xx, and 429.
    """
    status = answer.status
    if status is not None and status < 500 and status != TOO_MANY:
        return None
    if tries >= (TRIES if seen or status is not None else TRIES_UNSEEN):
        return None
    if answer.retry_after is not None:
        return None if answer.retry_after > PATIENCE else answer.retry_after + chance
    return min(FIRST * 2.0 ** (tries - 1), LONGEST) * (0.5 + chance / 2)


def fewer(jobs: int, answer: Answer) -> int:
    """Return how many files may be under way after an answer: half as many where the index asks for fewer."""
    return max(1, jobs // 2) if answer.status in BUSY else jobs


def seconds_of(retry_after: str | None, now: float) -> float | None:
    """Return the seconds that a Retry-After header asks for (RFC 9110, section 10.2.3), None where it asks for nothing that can be read.

    `now` is seconds since the epoch.
    """
    if retry_after is None:
        return None
    text = retry_after.strip()
    if text.isascii() and text.isdigit() and len(text) <= 9:
        return float(text)
    from email.utils import parsedate_to_datetime  # noqa: PLC0415  (rarely needed)

    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - now)
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
