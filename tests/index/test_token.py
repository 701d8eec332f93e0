"""Tokens of the embedded index."""

import base64

from make.index import TOKEN
from seatrial.index.token import new_token
from seatrial.rules.arrival import TOKEN as FORM


def test_a_token_has_the_form_of_pypis():
    """Clients and the index itself take it for a token."""
    assert FORM.fullmatch(new_token())
    raw = TOKEN.removeprefix("pypi-")
    parts = base64.urlsafe_b64decode(raw + "=" * (-len(raw) % 4))
    assert parts == b"\x02\x01\x08seatrial\x02\x249c5f2b0e-6f5e-4d8a-9f3d-0c4a3c1d2e4f\x00\x00\x06\x20" + b"s" * 32


def test_no_two_tokens_are_alike():
    """Nobody can guess a token from another one."""
    assert len({new_token() for _ in range(100)}) == 100
