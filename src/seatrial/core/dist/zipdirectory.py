"""The end record and the central directory of a zip file, as Python 3.14's zipfile takes them (CPython, Lib/zipfile)."""

import struct
import zlib
from typing import BinaryIO, NamedTuple

from seatrial.core.dist import bounds

END = struct.Struct("<4s4H2LH")
END_64 = struct.Struct("<4sQ2H2L4Q")
LOCATOR_64 = struct.Struct("<4sLQL")
CENTRAL = struct.Struct("<4s2xBxHH4xLLLHHH4xLL")
LENGTHS = struct.Struct("<28xHHH")
"""Of name, extra fields and comment."""
FIELD = struct.Struct("<HH")
END_SIGNATURE = b"PK\x05\x06"
END_64_SIGNATURE = b"PK\x06\x06"
LOCATOR_64_SIGNATURE = b"PK\x06\x07"
CENTRAL_SIGNATURE = b"PK\x01\x02"
LONGEST_COMMENT = 0xFFFF
NEWEST_VERSION = 63
UTF_8_NAME = 1 << 11
ZIP64_EXTRA = 0x0001
UNICODE_PATH_EXTRA = 0x7075


class BadZipError(Exception):
    """What zipfile calls a bad zip file."""


class BrokenZipError(Exception):
    """What makes zipfile end with another exception, which PyPI's server does not catch."""


class TooLargeError(Exception):
    """More than our bounds allow."""


class End(NamedTuple):
    """The end record, with the values of its ZIP64 companion where there is one."""

    disk: int
    first_disk: int
    total: int
    size: int
    offset: int
    location: int
    """Where the records of the end begin."""


class Entry(NamedTuple):
    """One record of the central directory."""

    name: str
    original: str
    """The name before a Unicode Path extra field or a NUL changed it."""
    flags: int
    method: int
    crc: int
    compressed: int
    size: int
    offset: int
    """Of the local header, from the start of the file."""
    mode: int
    """POSIX mode with type bits, 0 where the archive gives none."""
    end: int = 0
    """Where the next member or the central directory begins."""


def find_end(stream: BinaryIO) -> End | None:
    """Return the end record of a stream that zipfile takes for a zip file, None where it does not."""
    try:
        end = _end(stream)
    except BadZipError:
        return None
    if end is None or not _begins_with_a_record(stream, end):
        return None
    return end


def read_directory(stream: BinaryIO, end: End) -> list[Entry]:
    """Return the records of the central directory in order. Raises BadZipError, BrokenZipError, TooLargeError."""
    if end.size > bounds.DIRECTORY:
        raise TooLargeError
    start = end.location - end.size
    stream.seek(start)
    data = stream.read(end.size)
    _refuse_too_many(data)
    entries: list[Entry] = []
    at = 0
    while at < end.size:
        entry, at = _entry(data, at, start - end.offset)
        entries.append(entry)
    return _with_ends(entries, start)


def _end(stream: BinaryIO) -> End | None:
    size = stream.seek(0, 2)
    if size < END.size:
        return None
    stream.seek(size - END.size)
    data = stream.read(END.size)
    location = size - END.size
    if not (data.startswith(END_SIGNATURE) and data.endswith(b"\0\0")):
        first = max(location - LONGEST_COMMENT, 0)
        stream.seek(first)
        tail = stream.read(LONGEST_COMMENT + END.size)
        found = tail.rfind(END_SIGNATURE)
        data = tail[found : found + END.size]
        if found < 0 or len(data) != END.size:
            return None
        location = first + found
    _, disk, first_disk, _, total, directory_size, offset, _ = END.unpack(data)
    return _end_64(stream, End(disk, first_disk, total, directory_size, offset, location))


def _end_64(stream: BinaryIO, end: End) -> End:
    locator_at = end.location - LOCATOR_64.size
    if locator_at < 0:
        return end
    stream.seek(locator_at)
    signature, disk, claimed, disks = LOCATOR_64.unpack(stream.read(LOCATOR_64.size))
    if signature != LOCATOR_64_SIGNATURE:
        return end
    nearest = locator_at - END_64.size
    if disk != 0 or disks > 1 or claimed > nearest:
        raise BadZipError("Corrupt zip64 end of central directory locator")
    at = claimed
    stream.seek(at)
    data = stream.read(END_64.size)
    if not data.startswith(END_64_SIGNATURE) and claimed != nearest:
        # Something stands before the archive: the record is where it is without extensible data.
        at = nearest
        stream.seek(at)
        data = stream.read(END_64.size)
    if not data.startswith(END_64_SIGNATURE):
        raise BadZipError("Zip64 end of central directory record not found")
    _, record_size, _, _, disk, first_disk, _, total, size, offset = END_64.unpack(data)
    if offset + size != claimed or record_size + 12 != END_64.size + nearest - at:
        raise BadZipError("Corrupt zip64 end of central directory record")
    return End(disk, first_disk, total, size, offset, at)


def _begins_with_a_record(stream: BinaryIO, end: End) -> bool:
    if end.total == end.size == end.offset == 0:
        return True
    start = end.location - end.size
    if end.disk != end.first_disk or start < 0 or end.size < CENTRAL.size:
        return False
    stream.seek(start)
    data = stream.read(CENTRAL.size)
    return len(data) == CENTRAL.size and data.startswith(CENTRAL_SIGNATURE)


def _refuse_too_many(data: bytes) -> None:
    """Raise TooLargeError for more members or extra fields than are looked at, before any of them is."""
    at = count = extra = names = 0
    while at + CENTRAL.size <= len(data):
        name_length, extra_length, comment_length = LENGTHS.unpack_from(data, at)
        at += CENTRAL.size + name_length + extra_length + comment_length
        count += 1
        extra += extra_length
        names += name_length
        if count > bounds.MEMBERS or extra > bounds.EXTRA or names > bounds.NAMES:
            raise TooLargeError


def _entry(data: bytes, at: int, shift: int) -> tuple[Entry, int]:
    if at + CENTRAL.size > len(data):
        raise BadZipError("Truncated central directory")
    signature, version, flags, method, crc, compressed, size, name_length, extra_length, comment_length, mode, offset = CENTRAL.unpack_from(
        data, at
    )
    if signature != CENTRAL_SIGNATURE:
        raise BadZipError("Bad magic number for central directory")
    name_end = at + CENTRAL.size + name_length
    extra_end = name_end + extra_length
    raw = data[at + CENTRAL.size : name_end]
    try:
        # What is ASCII is the same in all three, and decoded many times faster.
        original = raw.decode("ascii" if raw.isascii() else "utf-8" if flags & UTF_8_NAME else "cp437")
    except UnicodeDecodeError as error:
        raise BrokenZipError(f"a name is marked as UTF-8 and is not: {raw[:100]!r}") from error
    if version > NEWEST_VERSION:
        raise BrokenZipError(f"zip file version {version / 10:.1f}")
    name = original.partition("\0")[0]
    entry = Entry(name, original, flags, method, crc, compressed, size, offset + shift, mode >> 16)
    if extra_length:
        entry = _with_extra(entry._replace(offset=offset), data[name_end:extra_end], zlib.crc32(raw))
        entry = entry._replace(offset=entry.offset + shift)
    return entry, extra_end + comment_length


def _with_extra(entry: Entry, extra: bytes, name_crc: int) -> Entry:
    at = 0
    while at + 4 <= len(extra):
        kind, length = FIELD.unpack_from(extra, at)
        if at + 4 + length > len(extra):
            raise BadZipError(f"Corrupt extra field {kind:04x}")
        field = extra[at + 4 : at + 4 + length]
        if kind == ZIP64_EXTRA:
            entry = _with_zip64(entry, field)
        elif kind == UNICODE_PATH_EXTRA:
            entry = _with_unicode_path(entry, field, name_crc)
        at += 4 + length
    return entry


def _with_zip64(entry: Entry, field: bytes) -> Entry:
    at = 0

    def take() -> int:
        nonlocal at
        if len(field) < at + 8:
            raise BadZipError("Corrupt zip64 extra field")
        at += 8
        return int.from_bytes(field[at - 8 : at], "little")

    if entry.size in (0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF):
        entry = entry._replace(size=take())
    if entry.compressed == 0xFFFFFFFF:
        entry = entry._replace(compressed=take())
    if entry.offset == 0xFFFFFFFF:
        entry = entry._replace(offset=take())
    return entry


def _with_unicode_path(entry: Entry, field: bytes, name_crc: int) -> Entry:
    if len(field) < 5:
        raise BadZipError("Corrupt unicode path extra field (0x7075)")
    version, crc = struct.unpack_from("<BL", field)
    if version != 1 or crc != name_crc:
        return entry
    try:
        name = field[5:].decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadZipError("Corrupt unicode path extra field (0x7075): invalid utf-8 bytes") from error
    return entry._replace(name=name.partition("\0")[0]) if name else entry


def _with_ends(entries: list[Entry], start: int) -> list[Entry]:
    ends = list(entries)
    end = start
    for at in sorted(range(len(entries)), key=lambda at: entries[at].offset, reverse=True):
        ends[at] = Entry._make((*entries[at][:-1], end))
        end = entries[at].offset
    return ends
