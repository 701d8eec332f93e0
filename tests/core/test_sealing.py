"""The seal of records that are our own."""

from hypothesis import given
from hypothesis import strategies as st

from seatrial.core.sealing import opened_as, sealed_as

KEY = b"k" * 32


@given(st.binary(), st.binary(), st.integers(0, 300))
def test_only_what_was_sealed_is_opened(body, other, place) -> None:
    """A record comes back byte for byte; changed in any place, of another kind or with another key it is none."""
    whole = sealed_as("runs", body, KEY)
    assert opened_as("runs", whole, KEY) == body
    altered = bytearray(whole)
    altered[place % len(whole)] ^= 1
    wrong = [opened_as("runs", one, KEY) for one in (bytes(altered), other)]
    assert [*wrong, opened_as("tests", whole, KEY), opened_as("runs", whole, b"o" * 32)] == [None] * 4
