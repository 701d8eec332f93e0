"""What tokens say of themselves, without asking the index; odd ones say nothing, and break nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make.tokens import ACCOUNT, TEST_HOST, of_bytes, token
from seatrial.core.credential.token import LONGEST, read_macaroon, read_token
from seatrial.index.token import new_token
from seatrial.model.credential import TokenClaims

NAMES = [1, ["boat", "ship"]]
IDS = [2, ["00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002"]]
MINTED = [4, "00000000-0000-0000-0000-000000000003", None]


@pytest.mark.parametrize(
    ("caveats", "claims"),
    [
        ([], TokenClaims("pypi.org")),
        ([ACCOUNT], TokenClaims("pypi.org", "user")),
        ([NAMES, IDS], TokenClaims("pypi.org", "project", ("boat", "ship"), 2)),
        ([MINTED, IDS, [0, 200, 100]], TokenClaims("pypi.org", "trusted publisher", None, 2, 200, 100)),
        ([MINTED[:2]], TokenClaims("pypi.org", "trusted publisher")),
        ([ACCOUNT, NAMES, [1, ["ship", "raft"]]], TokenClaims("pypi.org", "project", ("ship",))),
        ([IDS, [2, ["x"]], [2, []]], TokenClaims("pypi.org", "project", None, 0)),
        ([[0, 200, 100], [0, 300, 150]], TokenClaims("pypi.org", expires=200, begins=150)),
        ([{"version": 1, "permissions": "user"}], TokenClaims("pypi.org", "user")),
        ([{"version": 1, "permissions": {"projects": ["boat"]}}], TokenClaims("pypi.org", "project", ("boat",))),
        ([{"project_ids": ["x"]}], TokenClaims("pypi.org", "project", None, 1)),
        ([{"exp": 200, "nbf": 100}], TokenClaims("pypi.org", expires=200, begins=100)),
        ([[1, ["a" * 200]]], TokenClaims("pypi.org", "project", ("a" * 200,))),
    ],
)
def test_every_form_of_limit_is_read(caveats, claims) -> None:
    """Whose token it is, which projects it is for and how long it lasts, in the forms of today and of before 2022."""
    assert read_token(token(*caveats)) == claims


@pytest.mark.parametrize(
    "caveat",
    [
        b"no JSON", b"\xff", b"[" * 5000, {}, [], 1, "text", [9, 1], ["0", 1, 2], [True, [], []], [0, 1], [0, 1, 2.0], [0, True, 1], [1, "a"], [1, [1]], [2, [None]], [3, 3],
        {"version": 1}, {"version": 1, "permissions": {}}, {"version": 1, "permissions": {"projects": "a"}}, {"version": 1, "permissions": ["projects"]},
    ],
)  # fmt: skip
def test_a_limit_that_pypi_cannot_read_is_noticed(caveat) -> None:
    """The rest of the token is read nevertheless, and nothing is made up."""
    assert read_token(token(ACCOUNT, caveat)) == TokenClaims("pypi.org", "user", odd=True)


def test_a_limit_for_somebody_else_is_noticed() -> None:
    """Limits that a third party has to check are none of PyPI's."""
    assert read_token(token(ACCOUNT, foreign=True)) == TokenClaims("pypi.org", "user", odd=True)


def test_the_index_is_the_one_that_made_it() -> None:
    """TestPyPI's tokens begin as PyPI's do; only the place in them tells them apart."""
    assert read_token(token(host=TEST_HOST)).location == "test.pypi.org"
    assert read_token(new_token()).location == "seatrial"
    assert token().startswith("pypi-AgEIcHlwaS5vcmcC")
    assert token(host=TEST_HOST).startswith("pypi-AgENdGVzdC5weXBpLm9yZwIk")


def test_a_token_that_was_cut_short_is_none() -> None:
    """Whatever is lost at its end, what is left is not taken for a token."""
    whole = token(ACCOUNT)
    assert [cut for cut in range(1, len(whole)) if read_token(whole[:-cut])] == []


SIGNED = b"\x06\x20" + b"s" * 32


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\x01", b"\x02", b"\x02\x01\x01a\0\0" + SIGNED, b"\x02\x02\x01a\0\0", b"\x02\x02\x01a\0\0\x06\x01s", b"\x02\x02\x01a\0\0\0" + SIGNED,
        b"\x02\x02\x01a\0\0" + SIGNED + b"\0", b"\x02\x02\x01a\0\x01\x01b\0\0" + SIGNED, b"\x02\x02\xff\xff\xff\xff\xff\xff\x01", b"\x02\x02\x85", b"\x02\x02\x7fa", b"\x02\x02",
        b"\x02\x02\x01\xff\0\0" + SIGNED, b"\x02\x02\x01a\x02\x01b\0\0" + SIGNED, b"\x02\x02\x01a\x01\x01b\0\0" + SIGNED,
    ],
)  # fmt: skip
def test_bytes_that_are_no_macaroon_are_no_token(data) -> None:
    """A form that libmacaroons does not know is refused, not guessed at."""
    assert read_token(of_bytes(data)) is None


def test_the_smallest_macaroon_is_one() -> None:
    """A macaroon needs neither a place nor limits."""
    assert read_token(of_bytes(b"\x02\x02\x01a\0\0" + SIGNED)) == TokenClaims("")


def test_text_that_is_no_base64_is_no_token() -> None:
    """Lengths and letters that base64 does not have, and what is far too long, are refused at once."""
    assert read_macaroon("A") is None
    assert read_macaroon("A b") is None
    assert read_macaroon("A" * (LONGEST + 1)) is None
    assert read_token(token() + "==") == TokenClaims("pypi.org")
    assert read_token(token().removeprefix("pypi-")) is None


@given(st.one_of(st.text(max_size=80), st.binary(max_size=120).map(of_bytes), st.binary(max_size=60).map(token)))
def test_nothing_breaks_the_reader(text) -> None:
    """Whatever is pasted, the answer is what it says or that it is none."""
    claims = read_token(text)
    assert claims is None or isinstance(claims, TokenClaims)
