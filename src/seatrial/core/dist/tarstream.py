"""A tar archive as a stream of bytes: plain, or inflated once from gzip, with the faults that Python 3.14's gzip would raise."""

import struct
import zlib
from typing import BinaryIO, Protocol

from seatrial.core.dist.bounds import KIB

MAGIC = b"\x1f\x8b"
DEFLATE = 8
INPUT = 128 * KIB
"""Compressed bytes that are read at a time, as gzip does."""
OUTPUT = 64 * KIB


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
        self.stream = stream
        self.left = limit
        self.input = b""
        self.ready = b""
        self.at = 0
        self.inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        self.between = True
        """Before the header of a gzip member."""
        self.ended = False
        self.crc = 0
        self.length = 0
        stream.seek(0)

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
            data = self.inflater.unconsumed_tail or self._compressed(INPUT)
            try:
                out = self.inflater.decompress(data, OUTPUT)
            except zlib.error as error:
                raise BadDeflateError(str(error)) from error
            if self.inflater.eof:
                self.input = self.inflater.unused_data + self.input
            if out:
                self._count(out)
                return out
            if not data and not self.inflater.eof:
                raise CutShortError

    def _count(self, out: bytes) -> None:
        self.crc = zlib.crc32(out, self.crc)
        self.length += len(out)
        self.left -= len(out)
        if self.left < 0:
            raise InflatedTooMuchError

    def _begin_member(self) -> bool:
        magic = self._compressed(2)
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
        self.crc = self.length = 0
        self.between = False
        return True

    def _end_member(self) -> None:
        crc, length = struct.unpack("<II", self._exactly(8))
        if crc != self.crc or length != self.length & 0xFFFFFFFF:
            raise BadGzipError("CRC check failed")
        # Zeros may follow a member.
        while padding := self._compressed(INPUT):
            rest = padding.lstrip(b"\0")
            if rest:
                self.input = rest + self.input
                break
        self.inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        self.between = True

    def _skip_text(self) -> None:
        while text := self._compressed(KIB):
            _, end, rest = text.partition(b"\0")
            if end:
                self.input = rest + self.input
                return

    def _exactly(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            more = self._compressed(size - len(data))
            if not more:
                raise CutShortError
            data += more
        return data

    def _compressed(self, size: int) -> bytes:
        if not self.input:
            return self.stream.read(size)
        data, self.input = self.input[:size], self.input[size:]
        return data
