"""Two archives of one name beside each other: in which members they differ, and how."""

import hashlib
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import IO, BinaryIO, NamedTuple

from seatrial.model.build import Likeness, Twins, Unlike

BLOCK = 1024 * 1024
MEMBERS = 200_000
GZIP = b"\x1f\x8b"
GZIP_TIME = slice(4, 8)
DERIVED = ".dist-info/RECORD"
"""It holds the digests of the others, and differs where they do."""
BROKEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    RuntimeError,
)
UNPACKED = 16 * 1024**3
"""Bytes of one archive's members that are compared."""


class _Entry(NamedTuple):
    """One member of an archive, with what two builds may do differently."""

    name: str
    digest: str
    mode: int
    time: tuple[int, ...]
    owner: tuple[str | int, ...]
    packing: tuple[int, ...]


def compare(first: BinaryIO, second: BinaryIO, began: int) -> tuple[Unlike, ...]:
    """Return in what two archives differ, the gravest first; nothing where they are the same to the byte.

    `began` is when the earlier build began, in seconds since the epoch: what is dated later carries the time of its build, which may be the
    same second in both. Archives that cannot be read differ in their envelope.
    """
    if _digest(first) == _digest(second):
        return ()
    try:
        one, other = (_entries(stream) for stream in (first, second))
    except BROKEN:
        return (Unlike("envelope"),)
    found = [*_members(one, other, began), *_order(one, other)]
    if _header_time(first) != _header_time(second) or not found:
        found.append(Unlike("envelope"))
    return tuple(found)


def is_same(twins: Twins) -> bool:
    """Tell whether two builds gave the same files, to the byte."""
    return not (twins.failed or twins.only_first or twins.only_second or any(twin.unlike for twin in twins.files))


def _members(one: Sequence[_Entry], other: Sequence[_Entry], began: int) -> Iterator[Unlike]:
    mine, theirs = ({entry.name: entry for entry in entries} for entries in (one, other))
    pairs = [(mine[name], theirs[name]) for name in mine if name in theirs]
    content = [a.name for a, b in pairs if a.digest != b.digest]
    told = [name for name in content if not name.endswith(DERIVED)] or content
    dated = [a.name for a, b in pairs if a.time != b.time or (len(a.time) == 1 and a.time[0] >= began)]
    ways: tuple[tuple[Likeness, list[str]], ...] = (
        ("content", told),
        ("missing", sorted(mine.keys() ^ theirs.keys())),
        ("time", dated),
        ("permissions", [a.name for a, b in pairs if a.mode != b.mode]),
        ("owner", [a.name for a, b in pairs if a.owner != b.owner]),
        ("packing", [a.name for a, b in pairs if a.packing != b.packing]),
    )
    yield from (Unlike(how, tuple(names)) for how, names in ways if names)


def _order(one: Sequence[_Entry], other: Sequence[_Entry]) -> Iterator[Unlike]:
    names, others = [entry.name for entry in one], [entry.name for entry in other]
    if names != others and sorted(names) == sorted(others):
        yield Unlike("order", tuple(a for a, b in zip(names, others, strict=True) if a != b))


def _entries(stream: BinaryIO) -> list[_Entry]:
    stream.seek(0)
    if stream.read(2) == GZIP:
        stream.seek(0)
        return list(_tar_entries(stream))
    return list(_zip_entries(stream))


def _zip_entries(stream: BinaryIO) -> Iterator[_Entry]:
    left = UNPACKED
    with zipfile.ZipFile(stream) as archive:
        for info in archive.infolist()[:MEMBERS]:
            left -= info.file_size
            with archive.open(info) as file:
                digest = _hashed(file, left)
            yield _Entry(info.filename, digest, info.external_attr, info.date_time, (), (info.compress_type, info.create_system))


def _tar_entries(stream: BinaryIO) -> Iterator[_Entry]:
    left = UNPACKED
    with tarfile.open(fileobj=stream, mode="r|gz") as archive:
        for number, info in enumerate(archive):
            if number >= MEMBERS:
                return
            left -= info.size
            file = archive.extractfile(info) if info.isreg() else None
            digest = _hashed(file, left) if file else f"{info.type!r} {info.linkname}"
            owner = (info.uid, info.gid, info.uname, info.gname)
            yield _Entry(info.name, digest, info.mode, (int(info.mtime),), owner, ())


def _hashed(file: IO[bytes], left: int = 0) -> str:
    """Return the digest of a file; `left` is what may still be read after it. Raises ValueError where that is too much."""
    if left < 0:
        raise ValueError("too large")
    digest = hashlib.sha256()
    while block := file.read(BLOCK):
        digest.update(block)
    return digest.hexdigest()


def _digest(stream: BinaryIO) -> str:
    stream.seek(0)
    return _hashed(stream)


def _header_time(stream: BinaryIO) -> bytes:
    """Return the time in the header of a gzip file; nothing where it is none."""
    stream.seek(0)
    header = stream.read(GZIP_TIME.stop)
    return header[GZIP_TIME] if header.startswith(GZIP) else b""
