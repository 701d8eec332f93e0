"""The beginning of a Zstandard stream, as far as it can be told without unpacking it."""

import io

import pytest

from make.dist import TOP, metadata, tar_block
from seatrial.core.dist.tarprobe import is_tar
from seatrial.core.dist.zstandard import MAGIC, UnreadableError, beginning

HEAD = tar_block(f"{TOP}/PKG-INFO".encode(), size=len(metadata()))
RAW, REPEATED, PACKED, RESERVED = range(4)
SINGLE = 0x20


def frame(*blocks: tuple[int, int, bytes], descriptor: int = 0, header: bytes = b"\x58") -> bytes:
    """Return a frame of blocks: kind, length as it is written, data. Without more said it is of unknown length."""
    written = [
        ((length << 3) | (kind << 1) | (at == len(blocks) - 1)).to_bytes(3, "little") + data
        for at, (kind, length, data) in enumerate(blocks)
    ]
    return MAGIC + bytes([descriptor]) + header + b"".join(written)


@pytest.mark.parametrize(
    ("stream", "expected"),
    [
        (frame((RAW, 5, b"hello")), b"hello"),
        (frame((RAW, 2, b"he"), (REPEATED, 3, b"l"), (RAW, 1, b"o")), b"helllo"),
        (frame((REPEATED, 700, b"x")), b"x" * 512),
        (frame((RAW, 0, b"")), b""),
        (frame((PACKED, 3, b"abc")), None),
        (frame((RAW, 2, b"he"), (PACKED, 3, b"abc"), descriptor=SINGLE, header=b"\x07"), b"he" + bytes(5)),
        (frame((PACKED, 3, b"abc"), descriptor=SINGLE | 0x40, header=b"\x00\x01"), None),
        (frame((PACKED, 3, b"abc"), descriptor=SINGLE | 0x40, header=b"\x00\x00"), bytes(256)),
        (frame((PACKED, 3, b"abc"), descriptor=0x80, header=b"\x58\x09\0\0\0"), bytes(9)),
        (frame((PACKED, 3, b"abc"), descriptor=0xC1, header=b"\x58\0\x09" + bytes(7)), bytes(9)),
        (frame((RAW, 9, b"too much."), (PACKED, 1, b"x"), descriptor=SINGLE, header=b"\x03"), None),
    ],
)
def test_the_beginning_is_told_where_it_can_be(stream: bytes, expected: bytes | None) -> None:
    """Blocks that are not packed tell themselves; of others no more is known than how long they are."""
    assert beginning(io.BytesIO(stream), 512) == expected


@pytest.mark.parametrize(
    "stream",
    [
        MAGIC,
        MAGIC + b"\x00",
        frame((RAW, 5, b"hell")),
        frame((PACKED, 50, b"cut")),
        frame((RESERVED, 1, b"x")),
        frame((RAW, 1 << 18, b"x")),
        frame((RAW, 1, b"x"), descriptor=8),
        frame((RAW, 1, b"x"), descriptor=1, header=b"\x58\x01"),
        frame((RAW, 1, b"x"), descriptor=SINGLE | 0xC0, header=b"\x01"),
    ],
)
def test_broken_streams_are_told(stream: bytes) -> None:
    """What no program can unpack is no archive."""
    with pytest.raises(UnreadableError):
        beginning(io.BytesIO(stream), 512)
    assert not is_tar(io.BytesIO(stream))


@pytest.mark.parametrize(
    ("stream", "expected"),
    [
        (frame((RAW, 512, HEAD)), True),
        (frame((RAW, 5, b"hello")), False),
        (frame((REPEATED, 600, b"x")), False),
        (frame((PACKED, 3, b"abc")), True),
        (frame((PACKED, 3, b"abc"), descriptor=SINGLE, header=b"\x07"), False),
    ],
)
def test_an_archive_is_known_by_its_beginning(stream: bytes, expected: bool) -> None:
    """A file that only begins like a packed archive is not taken for one."""
    assert is_tar(io.BytesIO(stream)) is expected
