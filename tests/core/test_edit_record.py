"""The record of a change of files."""

import hmac
import json

from hypothesis import given
from hypothesis import strategies as st

from seatrial.core.edit_record import sealed, unsealed
from seatrial.model.edit import Edit, EditRecord, Purpose

KEY = b"k" * 32
EDITS = st.builds(Edit, st.text(st.characters(codec="utf-8")), st.none() | st.binary(), st.binary())


@given(st.lists(EDITS), st.sampled_from([Purpose("bump", "1.0", "1.1"), Purpose("bump", undoes=True), Purpose("check")]))
def test_what_is_written_down_is_read_again(edits, purpose) -> None:
    """Whatever files hold, and whether there was one, comes back byte for byte."""
    record = EditRecord(purpose, "a1b2", tuple(edits))
    assert unsealed(sealed(record, KEY), KEY) == record


@given(st.binary(), st.integers(0, 300))
def test_nothing_else_is_read(data, place) -> None:
    """What was not sealed with the user's key, or was altered since, is no record."""
    whole = sealed(EditRecord(Purpose("bump"), "a1b2", (Edit("a", b"1", b"2"),)), KEY)
    altered = bytearray(whole)
    altered[place % len(whole)] ^= 1
    for one in (data, bytes(altered), whole[: place % len(whole)]):
        assert unsealed(one, KEY) is None
    assert unsealed(whole, b"o" * 32) is None


def test_a_record_of_another_seatrial_is_left_alone() -> None:
    """A record of a later form is not taken for one that is known."""
    body = json.dumps({"schema": 2}).encode()
    assert unsealed(hmac.new(KEY, b"edits" + body, "sha256").hexdigest().encode() + b"\n" + body, KEY) is None
