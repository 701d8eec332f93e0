"""A tar archive as a stream of bytes: plain, or inflated once from gzip, with the faults that Python 3.14's gzip would raise."""

import struct
import zlib
from typing import BinaryIO, Protocol

from seatrial.core.dist.bounds import GZIP_MEMBERS, KIB

MAGIC = b"\x1f\x8b"
DEFLATE = 8
INPUT = 128 * KIB
"""Compressed bytes that are read at a time, as gzip does."""
FIRST = 1 * KIB
"""Compressed bytes that a new gzip member is given at first: what it leaves is copied, so that many small members must not be given much."""
OUTPUT = 128 * KIB


class BadGzipError(Exception):
    """What gzip raises as an OSError."""


class CutShortError(Exception):
    """What gzip raises as an EOFError: the file ends inside the stream."""


class BadDeflateError(Exception):
    """What zlib raises."""


class InflatedTooMuchError(Exception):
    """More than our bounds allow."""


class Source(Protocol):
    """Bytes, one after the other."""

    def read(self, size: int) -> bytes:
        """Return so many bytes, fewer at the end alone."""
        ...


class Gzip:
    """Inflates a gzip file on demand: a fault behind the last byte that was asked for is never met."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self.compressed = _Compressed(stream)
        self.left = limit
        self.ready = b""
        self.at = 0
        self.inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        self.between = True
        """Before the header of a gzip member."""
        self.members = 0
        self.given = FIRST
        self.ended = False
        self.crc = 0
        self.length = 0

    def read(self, size: int) -> bytes:
        """Return so many inflated bytes, fewer at the end. Raises what this module names."""
        end = self.at + size
        if end <= len(self.ready):
            data = self.ready[self.at : end]
            self.at = end
            return data
        parts = [self.ready[self.at :]]
        missing = size - len(parts[0])
        self.ready, self.at = b"", 0
        while missing > 0 and not self.ended:
            data = self._more()
            parts.append(data[:missing])
            if len(data) > missing:
                self.ready, self.at = data, missing
            missing -= len(data)
        return b"".join(parts)

    def _more(self) -> bytes:
        while True:
            if self.inflater.eof:
                self._end_member()
            if self.between and not self._begin_member():
                self.ended = True
                return b""
            data = self.inflater.unconsumed_tail or self._given()
            try:
                out = self.inflater.decompress(data, OUTPUT)
            except zlib.error as error:
                raise BadDeflateError(str(error)) from error
            if self.inflater.eof:
                self.compressed.back(len(self.inflater.unused_data))
            if out:
                self._count(out)
                return out
            if not data and not self.inflater.eof:
                raise CutShortError

    def _given(self) -> bytes:
        data = self.compressed.take(self.given)
        self.given = min(2 * self.given, INPUT)
        return data

    def _count(self, out: bytes) -> None:
        self.crc = zlib.crc32(out, self.crc)
        self.length += len(out)
        self.left -= len(out)
        if self.left < 0:
            raise InflatedTooMuchError

    def _begin_member(self) -> bool:
        magic = self.compressed.take(2)
        if not magic:
            return False
        if magic != MAGIC:
            raise BadGzipError("Not a gzipped file")
        method, flags = struct.unpack("<BB6x", self._exactly(8))
        if method != DEFLATE:
            raise BadGzipError("Unknown compression method")
        if flags & 4:
            self._exactly(int.from_bytes(self._exactly(2), "little"))
        for flag in (8, 16):
            if flags & flag:
                self._skip_text()
        if flags & 2:
            self._exactly(2)
        self.members += 1
        if self.members > GZIP_MEMBERS:
            raise InflatedTooMuchError("gzip streams")
        self.crc = self.length = 0
        self.given = FIRST
        self.between = False
        return True

    def _end_member(self) -> None:
        crc, length = struct.unpack("<II", self._exactly(8))
        if crc != self.crc or length != self.length & 0xFFFFFFFF:
            raise BadGzipError("CRC check failed")
        # Zeros may follow a member.
        while padding := self.compressed.take(FIRST):
            rest = padding.lstrip(b"\0")
            if rest:
                self.compressed.back(len(rest))
                break
        self.inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        self.between = True

    def _skip_text(self) -> None:
        while text := self.compressed.take(KIB):
            _, end, rest = text.partition(b"\0")
            if end:
                self.compressed.back(len(rest))
                return

    def _exactly(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            more = self.compressed.take(size - len(data))
            if not more:
                raise CutShortError
            data += more
        return data


class _Compressed:
    """The bytes of the file, of which some may be given back."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.block = b""
        self.at = 0
        stream.seek(0)

    def take(self, size: int) -> bytes:
        """Return up to so many bytes, none at the end of the file."""
        if self.at == len(self.block):
            self.block, self.at = self.stream.read(INPUT), 0
        data = self.block[self.at : self.at + size]
        self.at += len(data)
        return data

    def back(self, count: int) -> None:
        """Take back so many bytes of what was given out last, which never spans two blocks."""
        self.at -= count
