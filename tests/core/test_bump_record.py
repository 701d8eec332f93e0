"""Tests of the record of a bump."""

from hypothesis import given
from hypothesis import strategies as st

from seatrial.core.bump_record import sealed_bump, unsealed_bump
from seatrial.model.bump import BumpRecord, CommitRequest
from seatrial.model.edit import Edit

KEY = b"k" * 32
RECORD = BumpRecord(
    "raft", "1.0", "1.1", "minor", CommitRequest("abc", (Edit("a", None, b"\xff"), Edit("b", b"", b"1")), "Release"), "v1.1"
)


@given(st.binary(max_size=20), st.text(max_size=20))
def test_a_record_comes_back_as_it_was(content, message):
    """What is written down is what is read, byte for byte."""
    record = RECORD._replace(request=CommitRequest("abc", (Edit("a", None, content),), message))
    assert unsealed_bump(sealed_bump(record, KEY), KEY) == record


def test_another_key_another_byte_and_another_schema_are_no_record():
    """Nothing is committed that this seatrial did not write down."""
    data = sealed_bump(RECORD, KEY)
    assert unsealed_bump(data, KEY) == RECORD
    assert unsealed_bump(data, b"x" * 32) is None
    assert unsealed_bump(data[:-2] + b" }", KEY) is None
    assert unsealed_bump(b"", KEY) is None


def test_a_later_schema_is_not_guessed_at(monkeypatch):
    """A record of a newer seatrial is left to it."""
    monkeypatch.setattr("seatrial.core.bump_record.SCHEMA", 2)
    data = sealed_bump(RECORD, KEY)
    monkeypatch.undo()
    assert unsealed_bump(data, KEY) is None
