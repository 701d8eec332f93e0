"""Signatures of identity tokens, held against those that another library makes."""

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from hypothesis import given, settings
from hypothesis import strategies as st

from make.issuer import key
from seatrial.index.rs256 import is_signed, is_usable
from seatrial.model.publishing import PublicKey


def public(number: int = 0) -> PublicKey:
    numbers = key(number).public_key().public_numbers()
    return PublicKey(numbers.n, numbers.e)


def sign(message: bytes, scheme=None, digest=None) -> bytes:
    return key().sign(message, scheme or padding.PKCS1v15(), digest or hashes.SHA256())


def test_a_signature_is_known() -> None:
    """What the private half signed is taken, whatever was signed."""
    for message in (b"", b"header.payload", bytes(range(256)) * 50):
        assert is_signed(message, sign(message), public())


def test_nothing_else_is_taken() -> None:
    """Another message, another key, another digest or scheme, a shorter, longer or larger number: none of them proves anything."""
    good = sign(b"m")
    number = int.from_bytes(good)
    size = len(good)
    assert not is_signed(b"n", good, public())
    assert not is_signed(b"m", good, public(1))
    assert not is_signed(b"m", sign(b"m", digest=hashes.SHA512()), public())
    assert not is_signed(b"m", sign(b"m", padding.PSS(padding.MGF1(hashes.SHA256()), 32)), public())
    assert not is_signed(b"m", good[:-1], public())
    assert not is_signed(b"m", b"\0" + good, public())
    assert not is_signed(b"m", b"", public())
    assert not is_signed(b"m", bytes(size), public())
    larger = number + public().modulus
    if larger.bit_length() <= size * 8:
        assert not is_signed(b"m", larger.to_bytes(size), public())
    assert not is_signed(b"m", b"\xff" * size, public())


def test_an_exponent_of_three_opens_nothing() -> None:
    """A cube root of a block that only begins right, which forges signatures where the padding is not compared to its end, is not taken."""
    weak = PublicKey(public().modulus, 3)
    begins = int.from_bytes(b"\x00\x01" + b"\xff" * 8 + b"\x00" + b"\0" * 245)
    root = round(begins ** (1 / 3)) if begins.bit_length() < 1000 else 1 << (begins.bit_length() // 3)
    assert not is_signed(b"m", root.to_bytes(256), weak)


@pytest.mark.parametrize(
    ("modulus", "exponent", "good"),
    [
        (1 << 2047, 65537, True),
        (1 << 2046, 65537, False),
        (1 << 8191, 3, True),
        (1 << 8192, 65537, False),
        (1 << 2047, 1, False),
        (1 << 2047, 4, False),
        (1 << 2047, (1 << 32) + 1, False),
        (0, 3, False),
    ],
)
def test_keys_have_a_size(modulus, exponent, good) -> None:
    """Keys that anybody could break, and those that would keep the index busy, are none."""
    assert is_usable(PublicKey(modulus, exponent)) is good


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300), st.binary(max_size=40))
def test_no_bytes_break_it(signature, message) -> None:
    """Whatever is sent for a signature is refused in peace."""
    assert not is_signed(message, signature, public())
