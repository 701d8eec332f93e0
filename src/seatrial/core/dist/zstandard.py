"""What can be told of the beginning of a Zstandard stream without unpacking it (RFC 8878, section 3.1.1)."""

from typing import BinaryIO

MAGIC = b"\x28\xb5\x2f\xfd"
LARGEST_BLOCK = 128 * 1024
WHOLE, REPEATED, COMPRESSED = range(3)


class UnreadableError(Exception):
    """The stream is broken, or ends too early."""


def beginning(stream: BinaryIO, size: int) -> bytes | None:
    """Return so many of the first unpacked bytes, fewer where the stream has no more; None where only unpacking tells. Raises UnreadableError."""
    stream.seek(len(MAGIC))
    unpacked = _length(stream)
    found = b""
    last = False
    while len(found) < size and not last:
        header = int.from_bytes(_exactly(stream, 3), "little")
        last, kind, length = bool(header & 1), header >> 1 & 3, header >> 3
        if kind > COMPRESSED or length > LARGEST_BLOCK:
            raise UnreadableError
        data = _exactly(stream, 1 if kind == REPEATED else length)
        if kind == COMPRESSED:
            # The length that the stream claims is all that is known.
            return found + bytes(unpacked - len(found)) if unpacked is not None and len(found) <= unpacked < size else None
        found += data * length if kind == REPEATED else data
    return found[:size]


def _length(stream: BinaryIO) -> int | None:
    """Pass over the header of the frame; return the unpacked length that it claims."""
    (descriptor,) = _exactly(stream, 1)
    single = descriptor >> 5 & 1
    if descriptor & 8:
        raise UnreadableError
    _exactly(stream, 1 - single)
    if any(_exactly(stream, (0, 1, 2, 4)[descriptor & 3])):
        # Nobody has the dictionary.
        raise UnreadableError
    size = (single, 2, 4, 8)[descriptor >> 6]
    length = int.from_bytes(_exactly(stream, size), "little")
    return None if size == 0 else length + 256 if size == 2 else length


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) != size:
        raise UnreadableError
    return data
