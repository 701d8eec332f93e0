"""Whether an identity token holds here and now."""

import time

import pytest

from make.issuer import claims_for, identity, jwk, key
from seatrial.core.publishing.claims import decode
from seatrial.index.proof import proven
from seatrial.model.publishing import PublicKey

NOW = int(time.time())


def holds(token: str, now: float | None = None, keys: tuple[str, ...] = ("first",)) -> bool:
    numbers = key().public_key().public_numbers()
    return proven(
        token, decode(token), dict.fromkeys(keys, PublicKey(numbers.n, numbers.e)), "seatrial", time.time() if now is None else now
    )


def test_a_token_of_the_issuer_holds() -> None:
    """What the issuer signed for this index holds while it lasts, with 30 seconds for clocks that differ."""
    token = identity(claims_for("seatrial", iat=NOW, nbf=NOW, exp=NOW + 300))
    assert jwk()["kid"] == "first"
    assert [holds(token, NOW + offset) for offset in (0, 329, 331, -30, -31)] == [True, True, False, True, False]


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "pypi"}, {"aud": ["seatrial"]}, {"aud": None}, {"exp": None}, {"iat": None}, {"exp": "soon"}, {"iat": "²"}, {"exp": -1},
        {"exp": 1e30}, {"exp": float("nan")}, {"nbf": NOW + 6000}, {"nbf": "never"}, {"exp": [1]},
    ],
)  # fmt: skip
def test_each_claim_has_to_be_right(claims) -> None:
    """A missing, a wrong and an impossible claim of time or audience are refused alike."""
    assert not holds(identity(claims_for("seatrial") | claims if None not in claims.values() else claims_for("seatrial", **claims)))


def test_numbers_may_be_texts() -> None:
    """A moment is taken as a text of digits too, and `nbf` may be missing, as PyPI's library has it."""
    assert holds(identity(claims_for("seatrial", exp=str(NOW + 3000), iat=str(NOW), nbf=None)))


@pytest.mark.parametrize("header", [{"alg": "none"}, {"alg": "HS256"}, {"alg": "RS512"}, {"kid": "other"}, {"kid": ""}])
def test_the_header_chooses_nothing(header) -> None:
    """Neither another algorithm nor a key that is not the issuer's is taken because the token says so."""
    assert not holds(identity(claims_for("seatrial"), **header))


def test_the_key_of_somebody_else_proves_nothing() -> None:
    """A token that names the issuer's key and is signed by another one is refused."""
    assert not holds(identity(claims_for("seatrial"), number=1))
