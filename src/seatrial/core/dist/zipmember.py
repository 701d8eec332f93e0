"""The data of one zip member in chunks, refused where and how Python 3.14's zipfile refuses it."""

import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from seatrial.core.dist.bounds import CHUNK
from seatrial.core.dist.zipdirectory import UTF_8_NAME, BadZipError, BrokenZipError, Entry

LOCAL = struct.Struct("<4s2B4HL2L2H")
LOCAL_SIGNATURE = b"PK\x03\x04"
FURTHEST = 1 << 62
"""Where no file has an end."""
STORED = 0
DEFLATED = 8
ENCRYPTED = 1 << 0
STREAMED = 1 << 3
PATCHED = 1 << 5
STRONGLY_ENCRYPTED = 1 << 6
PECULIAR = ENCRYPTED | PATCHED | STRONGLY_ENCRYPTED


class Plain(NamedTuple):
    """A small member of which nothing is peculiar."""

    content: bytes
    tight: bool
    """Whether its record and its data fill the room up to the next member, and the record says what the directory says."""


def at_once(stream: BinaryIO, entry: Entry) -> Plain | None:
    """Return a small and plain member in one read; None where it is not known to be sound, so that `chunks` has to tell."""
    room = entry.end - entry.offset
    if not (0 <= entry.offset < FURTHEST and LOCAL.size < room <= CHUNK and entry.size <= CHUNK) or entry.flags & PECULIAR:
        return None
    stream.seek(entry.offset)
    block = stream.read(room)
    if len(block) != room:
        return None
    signature, _, _, flags, _, _, _, _, compressed, size, name_length, extra_length = LOCAL.unpack_from(block)
    start = LOCAL.size + name_length + extra_length
    name = block[LOCAL.size : LOCAL.size + name_length]
    if signature != LOCAL_SIGNATURE or not name.isascii() or name.decode("ascii") != entry.original or start + entry.compressed > room:
        return None
    data = _unpacked(block[start : start + entry.compressed], entry)
    if data is None or zlib.crc32(data) != entry.crc:
        return None
    agrees = compressed == entry.compressed and size == entry.size and not flags & STREAMED and not extra_length
    return Plain(data, agrees and start + compressed == room and entry.original.isprintable())


def _unpacked(packed: bytes, entry: Entry) -> bytes | None:
    if entry.method == STORED:
        return packed if len(packed) == entry.size else None
    if entry.method != DEFLATED:
        return None
    try:
        data = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, CHUNK)
    except zlib.error:
        return None
    return data if len(data) == entry.size else None


def chunks(stream: BinaryIO, entry: Entry) -> Iterator[bytes]:
    """Yield the content of a member, never more than its record claims; the checksum is compared at the end.

    Raises BadZipError and BrokenZipError.
    """
    _to_data(stream, entry)
    pieces = _stored(stream, entry) if entry.method == STORED else _inflated(stream, entry)
    crc = 0
    left = entry.size
    for piece in pieces:
        data = piece[:left] if len(piece) > left else piece
        left -= len(data)
        crc = zlib.crc32(data, crc)
        yield data
        if left <= 0:
            break
    if crc != entry.crc:
        raise BadZipError("Bad CRC-32")


def _to_data(stream: BinaryIO, entry: Entry) -> None:
    if not 0 <= entry.offset < FURTHEST:
        raise BrokenZipError("an offset outside of the file")
    stream.seek(entry.offset)
    header = stream.read(LOCAL.size)
    if len(header) != LOCAL.size:
        raise BadZipError("Truncated file header")
    fields = LOCAL.unpack(header)
    if fields[0] != LOCAL_SIGNATURE:
        raise BadZipError("Bad magic number for file header")
    raw = stream.read(fields[10])
    if entry.flags & (PATCHED | STRONGLY_ENCRYPTED):
        raise BrokenZipError("compressed patched data or strong encryption")
    try:
        name = raw.decode("utf-8" if fields[3] & UTF_8_NAME else "cp437")
    except UnicodeDecodeError as error:
        raise BrokenZipError("the local name is marked as UTF-8 and is not") from error
    if name != entry.original:
        raise BadZipError("File name in directory and header differ")
    data = entry.offset + LOCAL.size + fields[10] + fields[11]
    # Records of one and the same place are only warned about.
    if data + entry.compressed > entry.end and entry.end != entry.offset:
        raise BadZipError("Overlapped entries")
    if entry.flags & ENCRYPTED:
        raise BrokenZipError("encrypted")
    if entry.method not in (STORED, DEFLATED):
        raise BrokenZipError(f"compression method {entry.method}")
    stream.seek(data)


def _stored(stream: BinaryIO, entry: Entry) -> Iterator[bytes]:
    left = entry.compressed
    while left > 0:
        data = stream.read(min(left, CHUNK))
        if not data:
            raise BrokenZipError("the data ends too early")
        left -= len(data)
        yield data


def _inflated(stream: BinaryIO, entry: Entry) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    left = entry.compressed
    try:
        while not inflater.eof and (left > 0 or inflater.unconsumed_tail):
            data = inflater.unconsumed_tail
            if not data:
                data = stream.read(min(left, CHUNK))
                if not data:
                    raise BrokenZipError("the data ends too early")
                left -= len(data)
            yield inflater.decompress(data, CHUNK)
        yield inflater.flush()
    except zlib.error as error:
        raise BrokenZipError(str(error)) from error
