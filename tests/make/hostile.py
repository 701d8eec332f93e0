"""Archives that nobody makes by accident, as bytes: directories without members behind them, sizes that are lies, headers without end."""

import gzip
import io
import struct
import zlib
from collections.abc import Iterable

from make.dist import tar_block

CENTRAL = struct.Struct("<4s4B4HL2L5H2L")
LOCAL = struct.Struct("<4s2B4HL2L2H")
END = struct.Struct("<4s4H2LH")
END_64 = struct.Struct("<4sQ2H2L4Q")
LOCATOR_64 = struct.Struct("<4sLQL")


def local(name: bytes, data: bytes, extra: bytes = b"") -> bytes:
    """Return the record before a stored member, without its data."""
    return LOCAL.pack(b"PK\x03\x04", 20, 0, 0, 0, 0, 0x21, zlib.crc32(data), len(data), len(data), len(name), len(extra)) + name + extra


def central(name: bytes, data: bytes, offset: int, extra: bytes = b"") -> bytes:
    """Return the directory's record of a stored member."""
    sizes = (zlib.crc32(data), len(data), len(data))
    return (
        CENTRAL.pack(b"PK\x01\x02", 20, 3, 20, 0, 0, 0, 0, 0x21, *sizes, len(name), len(extra), 0, 0, 0, 0o644 << 16, offset) + name + extra
    )


def ended(count: int, size: int, offset: int) -> bytes:
    """Return the records behind a directory, in the ZIP64 form where the plain one cannot hold the values."""
    if count < 0xFFFF:
        return END.pack(b"PK\x05\x06", 0, 0, count, count, size, offset, 0)
    wide = END_64.pack(b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, offset)
    locator = LOCATOR_64.pack(b"PK\x06\x07", 0, offset + size, 1)
    return wide + locator + END.pack(b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, size, offset, 0)


def stored(members: Iterable[tuple[bytes, bytes]]) -> bytes:
    """Return a sound zip archive of stored members; many times quicker than zipfile."""
    front, back = io.BytesIO(), []
    for name, data in members:
        back.append(central(name, data, front.tell()))
        front.write(local(name, data) + data)
    directory = b"".join(back)
    return front.getvalue() + directory + ended(len(back), len(directory), front.tell())


def listing(records: Iterable[bytes], front: bytes = b"") -> bytes:
    """Return an archive that is a directory alone, behind some bytes."""
    every = list(records)
    directory = b"".join(every)
    return front + directory + ended(len(every), len(directory), len(front))


def quoted(count: int, kernel: bytes) -> bytes:
    """Return a zip bomb of overlapping members: each quotes the records of all behind it as stored blocks, down to one compressed kernel.

    Source: David Fifield, "A better zip bomb" (2019), quoted-overlap construction.
    """
    compressor = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = compressor.compress(kernel) + compressor.flush()
    packed, crc, size = body, zlib.crc32(kernel), len(kernel)
    names = [b"f%05d" % at for at in range(count)]
    heads: list[tuple[bytes, bytes]] = []
    whole = kernel
    for at in range(count - 1, -1, -1):
        name = names[at]
        head = LOCAL.pack(b"PK\x03\x04", 20, 0, 0, 8, 0, 0x21, crc, len(packed), size, len(name), 0) + name
        heads.append((head, packed))
        back = (
            CENTRAL.pack(b"PK\x01\x02", 20, 3, 20, 0, 0, 8, 0, 0x21, crc, len(packed), size, len(name), 0, 0, 0, 0, 0o644 << 16, 0) + name
        )
        heads[-1] = (head, back)
        quote = b"\0" + struct.pack("<HH", len(head), len(head) ^ 0xFFFF) + head
        whole = head + whole
        packed, crc, size = quote + packed, zlib.crc32(whole), len(whole)
    # `packed` now quotes the first head too, with five bytes before each head.
    front, offsets, at = packed[5:], [], 0
    for head, _ in reversed(heads):
        offsets.append(at)
        at += len(head) + 5
    directory = b"".join(
        back[:42] + struct.pack("<L", offset) + back[46:] for (_, back), offset in zip(reversed(heads), offsets, strict=True)
    )
    return front + directory + ended(count, len(directory), len(front))


def zeros(size: int) -> bytes:
    """Return a gzip stream of so many zeros; one mebibyte of it is made, the rest is the same again."""
    block = gzip.compress(bytes(1 << 20), mtime=0)
    return block * (size >> 20)


def pax(records: Iterable[bytes], kind: bytes = b"x") -> bytes:
    """Return an extended tar header with records, `key=value` each."""
    data = b"".join(map(_record, records))
    return tar_block(b"pax", size=len(data), type_=kind) + data + bytes(-len(data) % 512)


def _record(said: bytes) -> bytes:
    length = len(said) + 2
    while len(b"%d" % length) + len(said) + 2 != length:
        length += 1
    return b"%d " % length + said + b"\n"
