"""The blocks of a tar archive, as Python 3.14's tarfile takes them (CPython, Lib/tarfile)."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

BLOCK = 512
ENCODING = "utf-8"
REGULAR = frozenset((b"0", b"\0", b"7", b"S"))
SUPPORTED = REGULAR | frozenset((b"1", b"2", b"3", b"4", b"5", b"6", b"L", b"K"))
GNU = (b"L", b"K", b"S")
SPARSE = b"S"
DIRECTORY = b"5"


HEEDED = frozenset(
    (b"path", b"linkpath", b"size", b"GNU.sparse.name", b"GNU.sparse.size", b"GNU.sparse.realsize", b"GNU.sparse.map", b"GNU.sparse.major", b"GNU.sparse.minor")
)  # fmt: skip
"""Keys of pax records that change what a member is; any other would only fill memory."""


class HeaderError(Exception):
    """A block that is no header: `empty`, `truncated`, `end`, `invalid`, or `subsequent` after an extended header."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class Header(NamedTuple):
    """One header block, with what extended headers put in its place."""

    name: str
    type: bytes
    size: int
    mode: int
    link: str
    block: bytes
    sparse: bool = False


def read_header(block: bytes, *, following: bool = False) -> Header:
    """Return the header in a block; `following` where it stands after an extended header. Raises HeaderError."""
    if len(block) != BLOCK:
        raise HeaderError("truncated" if block else "empty")
    if not block.strip(b"\0"):
        raise HeaderError("end")
    _check_sum(block)
    name = text(block[0:100])
    mode = number(block[100:108])
    size = number(block[124:136])
    # Read for their faults alone.
    for start, end in ((108, 116), (116, 124), (136, 148), (329, 337), (337, 345)):
        number(block[start:end])
    kind = block[156:157]
    if kind == b"\0" and name.endswith("/") and not following:
        kind = DIRECTORY
    if kind == SPARSE:
        for start in (*range(386, 482, 12), 483):
            number(block[start : start + 12])
    if kind == DIRECTORY:
        name = name.rstrip("/")
    prefix = text(block[345:500])
    if prefix and kind not in GNU:
        name = f"{prefix}/{name}"
    return Header(name, kind, size, mode, text(block[157:257]), block)


def text(field: bytes) -> str:
    """Return a field that ends at its first NUL."""
    return field.partition(b"\0")[0].decode(ENCODING, "surrogateescape")


@lru_cache(maxsize=4096)
def number(field: bytes) -> int:
    """Return a number in octal digits or base 256. Raises HeaderError."""
    if field[:1] in (b"\x80", b"\xff"):
        return int.from_bytes(field[1:], "big") - (256 ** (len(field) - 1) if field[:1] == b"\xff" else 0)
    try:
        return int(field.partition(b"\0")[0].decode("ascii").strip() or "0", 8)
    except ValueError as error:
        raise HeaderError("invalid") from error


def blocks(size: int) -> int:
    """Return a size rounded up to whole blocks. Raises HeaderError where it is negative."""
    if size < 0:
        raise HeaderError("invalid")
    return -(-size // BLOCK) * BLOCK


def read_extended(data: bytes) -> tuple[dict[str, str], list[tuple[bytes, bytes]]]:
    """Return the heeded records of a pax header as text, and all as they stand. Raises HeaderError."""
    records: list[tuple[bytes, bytes]] = []
    at = 0
    while at < len(data) and data[at]:
        digits = data[at : at + 21].partition(b" ")[0]
        if not (1 <= len(digits) <= 20 and digits.isdigit() and data[at + len(digits) : at + len(digits) + 1] == b" "):
            raise HeaderError("invalid")
        end = at + int(digits)
        if end - at < 5 or end > len(data):
            raise HeaderError("invalid")
        key, equals, value = data[at + len(digits) + 1 : end - 1].partition(b"=")
        if not key or not equals or data[end - 1] != 0x0A:
            raise HeaderError("invalid")
        records.append((key, value))
        at = end
    return {key.decode(): _unpack(value) for key, value in records if key in HEEDED}, records


def with_extended(header: Header, extended: Mapping[str, str]) -> Header:
    """Return a header with what pax records put in its place. Raises ValueError, where tarfile does."""
    for key, value in extended.items():
        if key == "GNU.sparse.name":
            header = header._replace(name=value)
        elif key in ("GNU.sparse.size", "GNU.sparse.realsize"):
            header = header._replace(size=int(value))
        elif key == "path":
            header = header._replace(name=value.rstrip("/"))
        elif key == "linkpath":
            header = header._replace(link=value)
        elif key == "size":
            header = header._replace(size=_whole(value))
    return header


def _check_sum(block: bytes) -> None:
    claimed = number(block[148:156])
    found = sum(block) - sum(block[148:156]) + 256
    if claimed == found:
        return
    # Some writers summed up signed bytes.
    signed = found - 256 * sum(one > 127 for one in block[:148] + block[156:])
    if claimed != signed:
        raise HeaderError("invalid")


def _unpack(value: bytes) -> str:
    return value.decode(ENCODING, "surrogateescape")


def _whole(value: str) -> int:
    try:
        return int(value)
    except ValueError:
        return 0
