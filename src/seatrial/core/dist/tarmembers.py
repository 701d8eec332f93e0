"""The members of a tar archive one after the other, as Python 3.14's tarfile finds them (CPython, Lib/tarfile, TarFile.next)."""

from collections.abc import Iterator
from typing import NamedTuple

from seatrial.core.dist import bounds
from seatrial.core.dist.tarheader import (
    BLOCK,
    REGULAR,
    SPARSE,
    SUPPORTED,
    Header,
    HeaderError,
    blocks,
    number,
    read_extended,
    read_header,
    text,
    with_extended,
)
from seatrial.core.dist.tarstream import Source

LONG_NAME = b"L"
LONG_LINK = b"K"
GLOBAL = b"g"
EXTENDED = (b"x", b"X", GLOBAL)
DESCRIBING = (LONG_NAME, LONG_LINK, *EXTENDED)
FURTHEST = 2**63
"""The place in a file past which Python cannot go."""
LONGEST_MAP = 100_000
"""Lines in the map of a sparse member."""


class UnreadableTarError(Exception):
    """What tarfile raises as a ReadError."""


class BrokenTarError(Exception):
    """What makes tarfile end with an exception that PyPI's server does not catch."""


class TooLargeTarError(Exception):
    """More than our bounds allow."""


class _Describing(NamedTuple):
    """A header that describes the member behind it; a long name or link has its text under no key."""

    type: bytes
    records: dict[str, str]
    raw: list[tuple[bytes, bytes]]


class TarMembers:
    """Yields a header; before the next one is taken, its content may be read."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.position = 0
        self.next_header = 0
        self.shared: dict[str, str] = {}
        """Records of global extended headers."""
        self.described = 0
        """Bytes of extended headers so far."""
        self.extended = 0
        """Extended headers so far."""
        self.records = 0
        """Records in them so far."""

    def __iter__(self) -> Iterator[Header]:
        """Yield the members. Raises what this module names, and what the source raises."""
        while (header := self.take()) is not None:
            yield header

    def take(self) -> Header | None:
        """Return the next member, None at the end of the archive."""
        self._skip_to(self.next_header)
        try:
            return self._header()
        except HeaderError as error:
            # Before the first member nothing but zeros is an archive; later anything that is no header ends it.
            if error.what == "subsequent" or (self.next_header == 0 and error.what != "end"):
                raise UnreadableTarError(error.what) from error
            return None
        except (ValueError, IndexError) as error:
            raise BrokenTarError(str(error)) from error

    def read(self, size: int) -> bytes:
        """Return so many bytes from where the archive stands."""
        # A size that a global header claims can be negative.
        data = self.source.read(max(size, 0))
        self.position += len(data)
        return data

    def _skip_to(self, place: int) -> None:
        if place > FURTHEST:
            raise BrokenTarError("a size that no file has")
        while self.position < place:
            if not self.read(min(place - self.position, bounds.CHUNK)):
                raise UnreadableTarError("unexpected end of data")

    def _header(self) -> Header:
        """Return the next member as the extended headers before it describe it, the nearest first. Raises HeaderError."""
        describing: list[_Describing] = []
        try:
            while (header := read_header(self.read(BLOCK), following=bool(describing))).type in DESCRIBING:
                describing.append(self._describing(header))
                if len(describing) > bounds.HEADERS:
                    # tarfile calls itself for each, and Python ends that after some hundreds.
                    raise BrokenTarError("extended headers without end")
            header = self._plain(header)
            while describing:
                header = self._described(header, describing.pop())
        except HeaderError as error:
            if describing:
                raise HeaderError("subsequent") from error
            raise
        return header

    def _plain(self, header: Header) -> Header:
        if header.type == SPARSE:
            return self._sparse(header)
        self.next_header = self.position + self._data(header)
        return _as_directory(with_extended(header, self.shared))

    def _data(self, header: Header) -> int:
        return blocks(header.size) if header.type in REGULAR or header.type not in SUPPORTED else 0

    def _extended(self, header: Header) -> bytes:
        data = self.read(min(blocks(header.size), bounds.HEADER + 1))
        self.described += len(data)
        self.extended += 1
        if len(data) > bounds.HEADER or self.described > bounds.PAX or self.extended > bounds.EXTENDED:
            raise TooLargeTarError("extended headers")
        return data

    def _describing(self, header: Header) -> _Describing:
        data = self._extended(header)
        if header.type not in EXTENDED:
            return _Describing(header.type, {"": text(data)}, [])
        records, raw = read_extended(data)
        self.records += len(raw)
        if self.records > bounds.RECORDS:
            raise TooLargeTarError("records of extended headers")
        if header.type == GLOBAL:
            self.shared.update(records)
            return _Describing(header.type, self.shared, raw)
        return _Describing(header.type, {**self.shared, **records}, raw)

    def _described(self, header: Header, by: _Describing) -> Header:
        if by.type == LONG_NAME:
            return _as_directory(header._replace(name=by.records[""]), trim=1)
        if by.type == LONG_LINK:
            return _as_directory(header._replace(link=by.records[""]), trim=1)
        data_at = self.position
        header = self._pax_sparse(header, by.records, by.raw)
        if by.type == GLOBAL:
            return header
        header = with_extended(header, by.records)
        if "size" in by.records:
            self.next_header = data_at + self._data(header)
        return header

    def _sparse(self, header: Header) -> Header:
        more = header.block[482]
        while more:
            block = self.read(BLOCK)
            for at in range(0, 42 * 12, 12):
                if not block[at : at + 12]:
                    raise IndexError("a map that ends too early")
                number(block[at : at + 12])
            more = block[504]
        self.next_header = self.position + blocks(header.size)
        return header._replace(size=number(header.block[483:495]), sparse=True)

    def _pax_sparse(self, header: Header, records: dict[str, str], raw: list[tuple[bytes, bytes]]) -> Header:
        if "GNU.sparse.map" in records:
            for one in records["GNU.sparse.map"].split(","):
                int(one)
            return header._replace(sparse=True)
        if "GNU.sparse.size" in records:
            for key, value in raw:
                if key in (b"GNU.sparse.offset", b"GNU.sparse.numbytes"):
                    _whole(value)
            return header._replace(sparse=True)
        if records.get("GNU.sparse.major") == "1" and records.get("GNU.sparse.minor") == "0":
            self._skip_map()
            return header._replace(sparse=True)
        return header

    def _skip_map(self) -> None:
        count, rest = self._line(self.read(BLOCK))
        lines = int(count) * 2
        if lines > LONGEST_MAP:
            raise TooLargeTarError("the map of a sparse member")
        for _ in range(lines):
            value, rest = self._line(rest if b"\n" in rest else rest + self.read(BLOCK))
            int(value)

    def _line(self, data: bytes) -> tuple[bytes, bytes]:
        line, end, rest = data.partition(b"\n")
        if not end:
            raise ValueError("a map that ends too early")
        return line, rest


def _whole(value: bytes) -> int:
    try:
        return int(value.decode())
    except ValueError as error:
        raise HeaderError("invalid") from error


def _as_directory(header: Header, trim: int | None = None) -> Header:
    if header.type != b"5":
        return header
    return header._replace(name=header.name.removesuffix("/") if trim else header.name.rstrip("/"))
