"""The rarer records of zip files: ZIP64, Unicode Path, names in other encodings, and members that PyPI's zipfile refuses."""

import bz2
import gzip
import io
import lzma
import struct
import sys
import zlib
from collections.abc import Callable

import pytest

from make.dist import INFO, PYARMOR, SDIST_NAME, WHEEL_NAME, central_at, local_at, sdist, set_bytes, tar_block, wheel
from seatrial.core.dist import bounds, faults, read
from seatrial.core.dist.scan import Scanner
from seatrial.core.dist.tarprobe import BreaksError, is_tar
from seatrial.core.dist.zipdirectory import BrokenZipError, Entry
from seatrial.core.dist.zipframing import framing_fault
from seatrial.core.dist.zipmember import DEFLATED, STORED, chunks

PLAIN = wheel({"a.txt": b"hello hello hello"})


def kinds(data: bytes) -> list[str]:
    return [fault.kind for fault in read(io.BytesIO(data), WHEEL_NAME).faults]


def with_zip64_end(
    *,
    size: int = 44,
    locator: bool = True,
    claimed: int | None = None,
    disks: int = 1,
    count: int | None = None,
    before: bytes = b"",
    extra: bytes = b"",
) -> bytes:
    """Return a wheel whose end has a ZIP64 record and its locator."""
    end = len(PLAIN) - 22
    total, directory, offset = struct.unpack_from("<HLL", PLAIN, end + 10)
    record = b"PK\6\6" + struct.pack("<Q2H2L4Q", size, 45, 45, 0, 0, total if count is None else count, total, directory, offset) + extra
    place = end + len(before) if claimed is None else claimed
    tail = b"PK\6\7" + struct.pack("<LQL", 0, place, disks) if locator else b""
    return before + PLAIN[:end] + record + tail + PLAIN[end:]


ENDS = {
    "sound": (with_zip64_end(), []),
    "count differs": (with_zip64_end(count=0), [faults.MALFORMED]),
    "no locator": (with_zip64_end(locator=False), None),
    "several disks": (with_zip64_end(disks=2), [faults.NOT_ZIP]),
    "locator leads on": (with_zip64_end(claimed=1 << 40), [faults.NOT_ZIP]),
    "locator leads elsewhere": (with_zip64_end(claimed=3), [faults.NOT_ZIP]),
    "extensible data": (with_zip64_end(size=48, extra=b"abcd"), [faults.EXTENSIBLE_DATA]),
    "wrong size": (with_zip64_end(size=45), [faults.NOT_ZIP]),
    "no record": (with_zip64_end().replace(b"PK\6\6", b"XXXX"), [faults.NOT_ZIP]),
    "something before": (with_zip64_end(before=b"#!/bin/sh\n"), None),
}


@pytest.mark.parametrize("case", ENDS)
def test_zip64_ends(case: str) -> None:
    """A ZIP64 end is taken where it is consistent."""
    data, expected = ENDS[case]
    found = kinds(data)
    if expected is None:
        assert found
    else:
        assert found == expected


def with_central_extra(field: bytes, patch: dict[int, bytes] | None = None) -> bytes:
    """Return a wheel whose member a.txt has an extra field in the directory alone."""
    at = central_at(PLAIN, "a.txt")
    data = set_bytes(PLAIN, at + 30, struct.pack("<H", len(field)))
    for offset, value in (patch or {}).items():
        data = set_bytes(data, at + offset, value)
    data = data[: at + 46 + 5] + field + data[at + 46 + 5 :]
    end = len(data) - 22
    (size,) = struct.unpack_from("<L", data, end + 12)
    return set_bytes(data, end + 12, struct.pack("<L", size + len(field)))


CRC = zlib.crc32(b"a.txt")
MARK = b"\xff" * 4
PACKED, SIZE, OFFSET = (struct.unpack_from("<L", PLAIN, central_at(PLAIN, "a.txt") + at)[0] for at in (20, 24, 42))
CENTRALS = {
    "unknown field": (struct.pack("<HHL", 0x9999, 4, 0), {}, []),
    "overruns": (struct.pack("<HHL", 0x9999, 9, 0), {}, [faults.ZIP_UNREADABLE]),
    "zip64": (struct.pack("<HHQQQ", 1, 24, SIZE, PACKED, OFFSET), {24: MARK, 20: MARK, 42: MARK}, []),
    "zip64 for the offset alone": (struct.pack("<HHQ", 1, 8, OFFSET), {42: MARK}, []),
    "zip64 without need": (struct.pack("<HHQ", 1, 8, 0), {}, []),
    "zip64 too short": (struct.pack("<HHL", 1, 4, 0), {24: MARK}, [faults.ZIP_UNREADABLE]),
    "unicode path": (struct.pack("<HHBL", 0x7075, 10, 1, CRC) + b"b.txt", {}, []),
    "unicode path of another": (struct.pack("<HHBL", 0x7075, 10, 1, 0) + b"b.txt", {}, []),
    "unicode path, empty": (struct.pack("<HHBL", 0x7075, 5, 1, CRC), {}, []),
    "unicode path too short": (struct.pack("<HHB", 0x7075, 1, 1), {}, [faults.ZIP_UNREADABLE]),
    "unicode path not utf-8": (struct.pack("<HHBL", 0x7075, 6, 1, CRC) + b"\xff", {}, [faults.ZIP_UNREADABLE]),
    "name not utf-8": (b"", {8: b"\0\x08", 46: b"\xff"}, [faults.BREAKS_ON_OPENING]),
    "comment": (struct.pack("<HHL", 0x9999, 4, 0), {30: b"\0\0", 32: b"\x08\0"}, [faults.RECORD_COMMENT]),
}


@pytest.mark.parametrize("case", CENTRALS)
def test_fields_of_the_directory(case: str) -> None:
    """Fields are taken as Python's zipfile takes them."""
    field, patch, expected = CENTRALS[case]
    assert kinds(with_central_extra(field, patch)) == expected


def test_names_of_the_unicode_path_field() -> None:
    """A member is called as zipfile would call it."""
    field, patch, _ = CENTRALS["unicode path"]
    found = read(io.BytesIO(with_central_extra(field, patch)), WHEEL_NAME)
    assert "b.txt" in {member.name for member in getattr(found, "members", ())}


LOCALS = {
    "signature": (0, b"XX"),
    "name marked as UTF-8": (6, b"\0\x08"),
    "name": (30, b"b"),
}


@pytest.mark.parametrize("case", LOCALS)
def test_local_headers(case: str) -> None:
    """A header that contradicts the directory is told, and does not stop the reader."""
    at, value = LOCALS[case]
    data = set_bytes(PLAIN, local_at(PLAIN, "a.txt") + at, value)
    if case == "name marked as UTF-8":
        data = set_bytes(data, local_at(data, "a.txt") + 30, b"\xff")
    assert kinds(data)


def test_data_that_ends_too_early() -> None:
    """A size beyond the next member is told once."""
    data = set_bytes(PLAIN, central_at(PLAIN, "a.txt") + 20, b"\xff\xff\0\0")
    assert kinds(data) == [faults.DATA_SIZE]


def test_records_without_a_directory() -> None:
    """What a walk over the records finds does not rest on the directory."""
    assert framing_fault(io.BytesIO(PLAIN), {}) == (faults.NOT_IN_DIRECTORY, "", "sample_case/__init__.py")
    assert framing_fault(io.BytesIO(b"PK"), {}) == (faults.MALFORMED, "", None)
    assert framing_fault(io.BytesIO(b"PK\6\7" + b"\0" * 16 + b"PK\5\6" + b"\0" * 18), {}) == (faults.DIRECTORY_OFFSET, "", None)


def local(extra: bytes = b"") -> bytes:
    """Return the local header of an empty member."""
    return struct.pack("<4s2B4HL2L2H", b"PK\3\4", 20, 0, 0, 0, 0, 0, 0, 0, 0, 1, len(extra)) + b"a" + extra


def end(offset: int, *, here: int = 0, size: int = 0) -> bytes:
    """Return the end of an archive whose directory is empty."""
    return b"PK\5\6" + struct.pack("<4H2LH", 0, 0, here, 0, size, offset, 0)


def test_members_without_a_directory_record() -> None:
    """A member that only a reader from the start sees, ends that contradict themselves, and a cut extra field are told."""
    sizes = {"a": (0, 0)}
    assert framing_fault(io.BytesIO(local() + end(31)), sizes) == (faults.HEADERS_DIFFER, "", None)
    assert framing_fault(io.BytesIO(local() + end(31, here=1)), sizes) == (faults.MALFORMED, "", None)
    assert framing_fault(io.BytesIO(end(0, size=1)), {}) == (faults.DIRECTORY_SIZE, "", None)
    unlocated = b"PK\6\6" + struct.pack("<Q12x4Q", 44, 0, 0, 0, 0) + end(56)
    assert framing_fault(io.BytesIO(unlocated), {}) == (faults.MALFORMED, "", None)
    assert framing_fault(io.BytesIO(local(b"ab") + end(33)), sizes) == (faults.MALFORMED, "", "a")


@pytest.mark.parametrize("method", [STORED, DEFLATED])
def test_data_beyond_the_end_of_the_file(method: int) -> None:
    """A member that claims more than there is stops with what zipfile says, and does not hang."""
    entry = Entry("a", "a", 0, method, 0, compressed=100, size=100, offset=0, mode=0)
    with pytest.raises(BrokenZipError, match="ends too early"):
        list(chunks(io.BytesIO(local()), entry))
    assert b"".join(chunks(io.BytesIO(local()), entry._replace(compressed=0, size=0))) == b""


def test_bounds_of_the_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    """A directory that ends within a record, on another disk, or beyond the bound, is no directory."""
    last = len(PLAIN) - 22
    (size,) = struct.unpack_from("<L", PLAIN, last + 12)
    cut = PLAIN[:last] + b"0123456789" + set_bytes(PLAIN[last:], 12, struct.pack("<L", size + 10))
    assert kinds(cut) == [faults.ZIP_UNREADABLE]
    assert kinds(set_bytes(PLAIN, last + 4, b"\1\0")) == [faults.NOT_ZIP]
    monkeypatch.setattr(bounds, "DIRECTORY", 10)
    assert kinds(PLAIN) == [faults.TOO_MANY_MEMBERS]


def test_the_scanner_answers_with_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Past a size PyPI judges file by file, so that an earlier match comes before a later failure."""
    first = Scanner()
    first.take("a.py", PYARMOR)
    first.take("b.py", PYARMOR)
    first.fail(faults.SOURCE_BREAKS, "c.py", "")
    first.fail(faults.SOURCE_BREAKS, "d.py", "")
    assert first.outcome() == (faults.SOURCE_BREAKS, "", "c.py")
    monkeypatch.setattr(bounds, "SCAN_AT_ONCE", 10)
    second = Scanner()
    second.take("a.py", PYARMOR)
    second.fail(faults.SOURCE_BREAKS, "b.py", "")
    assert second.outcome() == (faults.PYARMOR, "", "a.py")


def test_what_tarfile_would_open() -> None:
    """A wheel that is a tar archive as well is refused, whatever its compression."""
    assert is_tar(io.BytesIO(sdist()))
    assert not is_tar(io.BytesIO(PLAIN))
    with pytest.raises(BreaksError):
        is_tar(io.BytesIO(sdist()[:30]))


def gz(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


COMPRESSIONS = (bytes, gz, bz2.compress, lzma.compress)


@pytest.mark.parametrize("compress", COMPRESSIONS)
def test_a_tar_on_which_tarfile_breaks(compress: Callable[[bytes], bytes]) -> None:
    """Where tarfile ends with an error that PyPI's server does not catch, that is told."""
    record = b"21 GNU.sparse.size=x\n"
    data = tar_block(b"pax", size=len(record), type_=b"x") + record.ljust(512, b"\0") + tar_block(b"a") + bytes(1024)
    with pytest.raises(BreaksError):
        is_tar(io.BytesIO(compress(data)))


@pytest.mark.parametrize("compress", COMPRESSIONS)
def test_a_tar_with_an_enormous_header(compress: Callable[[bytes], bytes]) -> None:
    """An extended header beyond the bound is not read; compressed, the file counts as a tar archive all the same."""
    data = tar_block(b"pax", size=bounds.HEADER + 1, type_=b"x") + bytes(bounds.HEADER + 512)
    assert is_tar(io.BytesIO(compress(data))) == (compress is not bytes)


def test_a_python_without_compressions(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a Python cannot unpack is taken for what its first bytes say."""
    monkeypatch.setitem(sys.modules, "bz2", None)
    assert is_tar(io.BytesIO(b"BZh" + bytes(10)))


def test_special_files_that_are_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """A RECORD beyond its bound leaves the verdict open."""
    from seatrial.core.dist import distinfo

    monkeypatch.setitem(distinfo.READ, "RECORD", 5)
    assert kinds(PLAIN) == [faults.TOO_MUCH_DATA]
    assert f"{INFO}/RECORD" in {fault.member for fault in read(io.BytesIO(PLAIN), WHEEL_NAME).faults}


def test_an_sdist_is_no_wheel() -> None:
    """A file under the wrong name is told for what it is not."""
    assert kinds(sdist()) == [faults.NOT_ZIP]
    assert SDIST_NAME.endswith(".tar.gz")
