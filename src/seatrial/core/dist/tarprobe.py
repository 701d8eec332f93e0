"""Whether Python's tarfile would open a file, with whatever compression (CPython, Lib/tarfile, is_tarfile)."""

import io
from typing import BinaryIO

from seatrial.core.dist.bounds import MIB
from seatrial.core.dist.tarheader import BLOCK
from seatrial.core.dist.tarmembers import BrokenTarError, TarMembers, TooLargeTarError, UnreadableTarError
from seatrial.core.dist.tarstream import BadDeflateError, BadGzipError, CutShortError, Gzip, InflatedTooMuchError, Source
from seatrial.core.dist.zstandard import MAGIC, UnreadableError, beginning

BZIP2 = b"BZh"
XZ = b"\xfd7zXZ\0"
LZMA = b"\x5d\0\0"
LIMIT = 16 * MIB


class BreaksError(Exception):
    """tarfile ends with an exception that PyPI's server does not catch."""


def is_tar(stream: BinaryIO) -> bool:
    """Tell whether tarfile opens the stream: reading its first member is enough. Raises BreaksError."""
    stream.seek(0)
    magic = stream.read(6)
    try:
        if magic.startswith(MAGIC) and _opens_zstandard(stream):
            return True
        if magic.startswith(b"\x1f\x8b") and _opens_gzip(stream):
            return True
        if magic.startswith((BZIP2, XZ, LZMA)) and _opens_compressed(stream, magic):
            return True
        return _opens_plain(stream)
    except BrokenTarError as error:
        raise BreaksError(str(error)) from error


def _opens_plain(stream: BinaryIO) -> bool:
    stream.seek(0)
    try:
        TarMembers(stream).take()
    except (UnreadableTarError, TooLargeTarError):
        return False
    return True


def _opens_gzip(stream: BinaryIO) -> bool:
    try:
        TarMembers(Gzip(stream, LIMIT)).take()
    except (UnreadableTarError, BadGzipError, BadDeflateError):
        return False
    except (TooLargeTarError, InflatedTooMuchError):
        return True
    except CutShortError as error:
        raise BreaksError("the gzip stream ends inside the first header") from error
    return True


def _opens_zstandard(stream: BinaryIO) -> bool:
    try:
        head = beginning(stream, BLOCK)
    except UnreadableError:
        return False
    if head is None:
        # Not every Python that we run on can unpack it, and hardly anybody packs anything else than an archive so.
        return True
    return _opens_plain(io.BytesIO(head))


def _opens_compressed(stream: BinaryIO, magic: bytes) -> bool:
    stream.seek(0)
    try:
        import bz2  # noqa: PLC0415  (few files need them)
        import lzma  # noqa: PLC0415
    except ImportError:
        return True
    source: Source = bz2.BZ2File(stream) if magic.startswith(BZIP2) else lzma.LZMAFile(stream)  # noqa: SIM115  (the stream is the caller's)
    try:
        TarMembers(source).take()
    except TooLargeTarError:
        return True
    except (UnreadableTarError, OSError, EOFError, lzma.LZMAError):
        return False
    return True
