"""Whether a zip file reads the same from its start and from its end, record after record (warehouse@6b62157, utils/zipfiles.py)."""

import struct
from collections.abc import Mapping
from typing import BinaryIO

from seatrial.core.dist import bounds, faults
from seatrial.core.dist.zipdirectory import (
    CENTRAL_SIGNATURE,
    END_64_SIGNATURE,
    END_SIGNATURE,
    FIELD,
    LOCATOR_64_SIGNATURE,
    UNICODE_PATH_EXTRA,
    ZIP64_EXTRA,
)
from seatrial.core.dist.zipmember import FURTHEST, LOCAL_SIGNATURE, STORED, STREAMED
from seatrial.model.dist import Fault

LOCAL = struct.Struct("<2xHH8xLLHH")
CENTRAL = struct.Struct("<24xHHH12x")
END = struct.Struct("<4xHHLLH")
END_64 = struct.Struct("<Q12xQQQQ")
LOCATOR_64 = struct.Struct("<4xQ4x")
MARK = 0xFFFFFFFF
"""A size that stands in the ZIP64 extra field."""
CONTROL = frozenset((*range(0x20), 0x7F))

Sizes = Mapping[str, tuple[int, int]]
"""Compressed and unpacked size by name, from the central directory."""
Tight = Mapping[int, tuple[int, bytes]]
"""End and name, by offset, of members whose record was found to agree with the directory and to be followed by the next at once."""
NONE: Tight = {}


class _FaultError(Exception):
    def __init__(self, kind: str, member: str | None = None) -> None:
        super().__init__(kind)
        self.fault = Fault(kind, member=member)


def framing_fault(stream: BinaryIO, sizes: Sizes, tight: Tight = NONE) -> Fault | None:
    """Return the first fault of the archive's records, None where they are in order. Members that are `tight` are not read again."""
    walk = _Walk(stream, sizes, tight)
    stream.seek(0)
    try:
        while walk.step():
            pass
    except _FaultError as error:
        return error.fault
    if walk.central != walk.local:
        return Fault(faults.HEADERS_DIFFER)
    return Fault(faults.TRAILING_DATA) if stream.tell() != stream.seek(0, 2) else None


class _Walk:
    """What has been met so far; the end records are compared with it."""

    def __init__(self, stream: BinaryIO, sizes: Sizes, tight: Tight) -> None:
        self.stream = stream
        self.sizes = sizes
        self.tight = tight
        self.local: set[bytes] = set()
        self.central: set[bytes] = set()
        self.count = 0
        self.directory_at: int | None = None
        self.directory_size = 0
        self.end_64: tuple[int, int, int] | None = None
        """Count, size and offset of the central directory, as the ZIP64 end record has them."""
        self.located = False
        self.extra = 0
        """Bytes of extra fields before members, so far."""

    def step(self) -> bool:
        """Take one record; tell whether another one must follow."""
        signature = self.take(4)
        if signature == END_SIGNATURE:
            self.take_end()
            return False
        if signature == CENTRAL_SIGNATURE:
            self.take_central()
        elif signature == LOCAL_SIGNATURE:
            if not self.take_tight(self.stream.tell() - 4):
                self.take_local()
        elif signature == END_64_SIGNATURE:
            self.take_end_64()
        elif signature == LOCATOR_64_SIGNATURE:
            self.take(LOCATOR_64.size)
            self.located = True
        else:
            raise _FaultError(faults.UNKNOWN_RECORD)
        return True

    def take(self, count: int) -> bytes:
        data = self.stream.read(count)
        if len(data) != count:
            raise _FaultError(faults.MALFORMED)
        return data

    def take_extra(self, length: int, name: str) -> bytes:
        self.extra += length
        if self.extra > bounds.EXTRA:
            raise _FaultError(faults.TOO_MUCH_DATA, name)
        return self.take(length)

    def take_tight(self, at: int) -> bool:
        """Pass over members that are known to be in order; tell whether there were any."""
        begun = at
        while at in self.tight:
            at, raw = self.tight[at]
            if raw in self.local:
                raise _FaultError(faults.TWO_LOCAL_HEADERS, _shown(raw))
            self.local.add(raw)
        if at > begun:
            self.stream.seek(at)
        return at > begun

    def take_local(self) -> None:
        flags, method, compressed, size, name_length, extra_length = LOCAL.unpack(self.take(LOCAL.size))
        raw = self.take(name_length)
        name = _shown(raw)
        extra = self.take_extra(extra_length, name)
        _refuse_control(raw, name)
        if extra:
            compressed, size = _sizes_with_extra(extra, method, compressed, size, name)
        if flags & STREAMED:
            raise _FaultError(faults.DATA_DESCRIPTOR, name)
        self.compare(raw, name, compressed, size)
        self.stream.seek(min(compressed, FURTHEST), 1)
        if raw in self.local:
            raise _FaultError(faults.TWO_LOCAL_HEADERS, name)
        self.local.add(raw)

    def compare(self, raw: bytes, name: str, compressed: int, size: int) -> None:
        try:
            known = self.sizes.get(raw.decode("utf-8"))
        except UnicodeDecodeError:
            raise _FaultError(faults.NAME_NOT_UTF8, name) from None
        if known is None:
            raise _FaultError(faults.NOT_IN_DIRECTORY, name)
        if known[0] != compressed:
            raise _FaultError(faults.DATA_SIZE, name)
        if known[1] != size:
            raise _FaultError(faults.FILE_SIZE, name)

    def take_central(self) -> None:
        if self.directory_at is None:
            self.directory_at = self.stream.tell() - 4
        self.count += 1
        name_length, extra_length, comment_length = CENTRAL.unpack(self.take(CENTRAL.size))
        if comment_length:
            raise _FaultError(faults.RECORD_COMMENT)
        raw = self.take(name_length)
        self.take(extra_length)
        name = _shown(raw)
        _refuse_control(raw, name)
        self.directory_size += 46 + name_length + extra_length
        if raw in self.central:
            raise _FaultError(faults.TWICE_IN_DIRECTORY, name)
        if raw not in self.local:
            raise _FaultError(faults.NO_LOCAL_HEADER, name)
        self.central.add(raw)

    def take_end_64(self) -> None:
        record_size, count_here, count, size, offset = END_64.unpack(self.take(END_64.size))
        if count_here != count:
            raise _FaultError(faults.MALFORMED)
        if record_size != 44:
            raise _FaultError(faults.EXTENSIBLE_DATA)
        self.end_64 = (count, size, offset)

    def take_end(self) -> None:
        if self.end_64 is not None and not self.located:
            raise _FaultError(faults.MALFORMED)
        if self.directory_at is None:
            self.directory_at = self.stream.tell() - 4
        count_here, count, size, offset, comment_length = END.unpack(self.take(END.size))
        if count_here != count:
            raise _FaultError(faults.MALFORMED)
        self.stream.seek(comment_length, 1)
        if self.end_64 is not None:
            count, size, offset = self.end_64
        if count != self.count:
            raise _FaultError(faults.DIRECTORY_COUNT)
        if offset != self.directory_at:
            raise _FaultError(faults.DIRECTORY_OFFSET)
        if size != self.directory_size:
            raise _FaultError(faults.DIRECTORY_SIZE)


def _sizes_with_extra(extra: bytes, method: int, compressed: int, size: int, name: str) -> tuple[int, int]:
    seen: set[int] = set()
    at = 0
    while at < len(extra):
        if at + 4 > len(extra):
            raise _FaultError(faults.MALFORMED, name)
        kind, length = FIELD.unpack_from(extra, at)
        if at + 4 + length > len(extra):
            raise _FaultError(faults.MALFORMED, name)
        if kind in seen and kind in (ZIP64_EXTRA, UNICODE_PATH_EXTRA):
            raise _FaultError(faults.DUPLICATE_EXTRA, name)
        seen.add(kind)
        field = extra[at + 4 : at + 4 + length]
        if kind == ZIP64_EXTRA:
            compressed, size = _sizes_64(field, method, compressed, size, name)
        elif kind == UNICODE_PATH_EXTRA:
            _check_unicode_path(field[5:], name)
        at += 4 + length
    return compressed, size


def _sizes_64(field: bytes, method: int, compressed: int, size: int, name: str) -> tuple[int, int]:
    length = len(field)
    if length not in (0, 8, 16, 24, 28) or (length == 0 and MARK in (compressed, size)) or (length == 8 and method != STORED):
        raise _FaultError(faults.MALFORMED, name)
    if length == 0:
        return compressed, size
    (first,) = struct.unpack_from("<Q", field)
    if length == 8:
        # Stored: packed and unpacked are one size.
        return first, first if size == MARK else size
    (second,) = struct.unpack_from("<Q", field, 8)
    return second, first if size == MARK else size


def _check_unicode_path(path: bytes, name: str) -> None:
    _refuse_control(path, name)
    try:
        path.decode("utf-8")
    except UnicodeDecodeError:
        raise _FaultError(faults.PATH_EXTRA_NOT_UTF8, name) from None


def _refuse_control(raw: bytes, name: str) -> None:
    # Nearly every name is told by the first part, which is quicker.
    if not (raw.isascii() and raw.decode("ascii").isprintable()) and not CONTROL.isdisjoint(raw):
        raise _FaultError(faults.NAME_CHARACTER, name)


def _shown(raw: bytes) -> str:
    return raw.decode("ascii") if raw.isascii() else raw.decode("utf-8", "backslashreplace")
