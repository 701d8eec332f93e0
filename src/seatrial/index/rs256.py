"""RS256: whether a signature is that of a key, by RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017, 8.2.2 and 9.2), in the standard library alone."""

import hashlib
import hmac

from seatrial.model.publishing import PublicKey

DIGEST_INFO = bytes.fromhex("3031300d060960864801650304020105000420")
"""What stands before a SHA-256 in what is signed (RFC 8017, 9.2, note 1)."""
SMALLEST, LARGEST = 2048, 8192
"""Bits of a key."""


def is_usable(key: PublicKey) -> bool:
    """Return whether a key has a size and an exponent that are taken (RFC 7518, 3.3)."""
    return SMALLEST <= key.modulus.bit_length() <= LARGEST and 3 <= key.exponent < 1 << 32 and key.exponent % 2 == 1


def is_signed(message: bytes, signature: bytes, key: PublicKey) -> bool:
    """Return whether a signature of a message was made with the private half of a key.

    What must have been signed is made anew and compared as a whole, so that nothing in a signature is ever taken apart.
    """
    size = (key.modulus.bit_length() + 7) // 8
    number = int.from_bytes(signature)
    if not is_usable(key) or len(signature) != size or number >= key.modulus:
        return False
    signed = DIGEST_INFO + hashlib.sha256(message).digest()
    expected = b"\x00\x01" + b"\xff" * (size - len(signed) - 3) + b"\x00" + signed
    return hmac.compare_digest(pow(number, key.exponent, key.modulus).to_bytes(size), expected)
