"""What an index answers to an identity."""

import pytest

from make.tokens import token
from seatrial.core.credential.minted import audience_in, kind_of, lifetime, object_in, refusals_in, token_in, words
from seatrial.model.publishing import Refused


@pytest.mark.parametrize(
    ("text", "expires", "seconds"),
    [
        (token([0, 1900, 1000], [2, []]), 10**9, 900),
        (token([0, 1000, 1900], [2, []]), 10**9, 0),
        (token([0, 10**12, 1], [2, []]), None, 86_400),
        (token([2, []]), 5_600, 600),
        ("own", 5_600, 600),
        ("own", 4_000, 900),
        ("own", 10**12, 900),
        ("own", 10**400, 900),
        ("own", -(10**400), 900),
        ("own", "soon", 900),
        ("own", None, 900),
    ],
)
def test_how_long_a_token_lasts(text, expires, seconds) -> None:
    """The token's own two moments tell it, whatever our clock says; else the index's word, where it can be right; else PyPI's quarter of an hour."""
    assert lifetime(text, expires, 5_000.0) == seconds


@pytest.mark.parametrize("body", [b"", b"[]", b"nonsense", b"\xff", b"[" * 100_000])
def test_bodies_that_are_no_object(body) -> None:
    """What cannot be read has nothing in it."""
    assert object_in(body) == {}


def test_what_stands_in_an_answer() -> None:
    """A token and an audience are taken only where they can be sent."""
    assert object_in(b'{"a": 1}') == {"a": 1}
    assert [token_in({"token": value}) for value in ("pypi-x", "", "a b", "a\n", "ü", 1, None)] == ["pypi-x", *[None] * 6]
    assert [audience_in({"audience": value}) for value in ("pypi", "", "a\x1b", 1, "x" * 2000)] == ["pypi", *[None] * 4]


def test_refusals() -> None:
    """Codes that are known have a problem of their own; every other answer keeps its words."""
    known = refusals_in({"errors": [{"code": "invalid-publisher", "description": "words."}, 1, {}]})
    assert known == (Refused("invalid-publisher", "words"), Refused("", "None"))
    assert kind_of(known[0]).id == "PTP010"
    for read in ({"errors": [{"code": ["x"], "description": "d"}]}, {"errors": [{"code": "new", "description": "d"}]}, {"message": "d"}):
        (one,) = refusals_in(read)
        assert (kind_of(one).id, one.description) == ("PTP016", "d")
    assert refusals_in({"errors": "x", "message": 1}) == refusals_in({}) == ()
    assert words("with pypi-AgEIcHlwaS5vcmc in it.") == "with **** in it"
