"""Zip archives that claim, overlap, repeat and nest."""

import struct
import zlib
from pathlib import Path

import pytest

from make.dist import INFO, SDIST_NAME, WHEEL_NAME, record, wheel, wheel_files, zipped
from make.hostile import CENTRAL, LOCAL, central, ended, listing, local, quoted, stored
from make.measured import checked, crowd, written


def same_place(count: int, size: int) -> bytes:
    """Return an archive in which every member is one and the same compressed data."""
    compressor = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = compressor.compress(bytes(size)) + compressor.flush()
    sizes = (zlib.crc32(bytes(size)), len(packed), size)
    record = CENTRAL.pack(b"PK\x01\x02", 20, 3, 20, 0, 0, 8, 0, 0x21, *sizes, 1, 0, 0, 0, 0, 0, 0) + b"a"
    return listing([record] * count, LOCAL.pack(b"PK\x03\x04", 20, 0, 0, 8, 0, 0x21, *sizes, 1, 0) + b"a" + packed)


def claiming(size: int) -> bytes:
    """Return an archive of a few bytes with a member that claims a size in a ZIP64 field."""
    extra = struct.pack("<HHQQ", 1, 16, size, size)
    sizes = (0, 0xFFFFFFFF, 0xFFFFFFFF)
    record = CENTRAL.pack(b"PK\x01\x02", 45, 3, 45, 0, 0, 0, 0, 0x21, *sizes, 1, len(extra), 0, 0, 0, 0, 0) + b"a" + extra
    return listing([record], local(b"a", b""))


def nested() -> bytes:
    """Return a wheel with a zip in a zip, five deep, ten wide."""
    inner = zipped({"a": b"0" * 1_000_000})
    for _ in range(5):
        inner = zipped([(f"{at}.zip", inner) for at in range(10)], 0)
    return wheel({"sample_case/a.zip": inner})


def test_bombs_are_refused_by_their_directory(tmp_path: Path) -> None:
    """Quoted and overlapping members, and sizes that are lies, are refused before they are unpacked."""
    bombs = {
        "quoted": quoted(200, b"0" * 2_000_000),
        "overlapping": same_place(20_000, 20_000_000),
        "ten gigabytes": claiming(10 << 30),
        "ten exabytes": claiming(10 << 60),
        "zip in zip": nested(),
    }
    ran = checked(*crowd(tmp_path, WHEEL_NAME, bombs), home=tmp_path)
    assert dict(zip(bombs, ran.verdicts, strict=True)) == dict.fromkeys(bombs, "refused")
    assert "ARC008" in ran.rules
    assert ran.seconds < 10
    assert ran.megabytes < 150


def test_zip_in_zip_is_not_unpacked(tmp_path: Path) -> None:
    """An archive among the members is one member, whatever is in it."""
    inner = nested()
    data = wheel({"sample_case/a.zip": inner[:200_000], "sample_case/b.whl": zipped({"a": b"0" * 10_000})}, compression=0)
    assert checked(written(tmp_path, WHEEL_NAME, data), home=tmp_path).verdicts == ["accepted"]


def large(count: int) -> bytes:
    """Return a sound wheel of so many members."""
    files = wheel_files({f"sample_case/d{at % 100}/m{at}.txt": b"x" for at in range(count - 6)})
    files[f"{INFO}/RECORD"] = record(files)
    return stored((name.encode(), data) for name, data in files.items())


def test_a_wheel_of_a_hundred_thousand_members(tmp_path: Path) -> None:
    """A very large wheel is read whole: every checksum, every line of RECORD, every record."""
    ran = checked(written(tmp_path, WHEEL_NAME, large(100_000)), home=tmp_path)
    assert ran.verdicts == ["accepted"]
    assert ran.answer["findings"] == []
    assert ran.seconds < 15
    assert ran.megabytes < 300


@pytest.mark.parametrize(
    "build",
    [
        lambda: listing(central(b"%d" % at, b"", 0) for at in range(1_000_000)),
        lambda: listing(central(b"%d" % at, b"", 0, b"\xff\xff\0\0" * 16_383) for at in range(900)),
        lambda: listing(central((b"a/" * 32_000 + b"%d.py" % at), b"", 0) for at in range(900)),
        lambda: listing(central((b"/".join([b"a" * 640] * 100) + b"/%d.py" % at), b"", 0) for at in range(900)),
    ],
    ids=["a million members", "millions of extra fields", "millions of folders", "long names"],
)
def test_directories_beyond_measure_stay_undecided(build, tmp_path: Path) -> None:
    """A directory larger than any package has is not read, and the answer says so."""
    ran = checked(written(tmp_path, WHEEL_NAME, build()), home=tmp_path)
    assert ran.verdicts == ["undecided"]
    assert "ARC060" in ran.rules
    assert ran.seconds < 5
    assert ran.megabytes < 200


def test_extra_fields_before_members(tmp_path: Path) -> None:
    """Millions of empty extra fields where the directory shows none cost seconds at most."""
    extra = b"\xff\xff\0\0" * 16_383
    front, back, at = [], [], 0
    for name, data in [*wheel_files().items(), *((f"m{at}", b"") for at in range(600))]:
        back.append(central(name.encode(), data, at))
        front.append(local(name.encode(), data, extra) + data)
        at += len(front[-1])
    directory = b"".join(back)
    ran = checked(written(tmp_path, WHEEL_NAME, b"".join(front) + directory + ended(len(back), len(directory), at)), home=tmp_path)
    assert "ARC061" in ran.rules
    assert ran.seconds < 12


def test_signatures_alone(tmp_path: Path) -> None:
    """A file of nothing but signatures, or of the beginning of another format, is no archive."""
    files = {
        "ends": b"PK\x05\x06" * 1_000_000,
        "members": local(b"a", b"") * 300_000,
        "bzip2": b"BZh9" + bytes(1_000),
        "xz": b"\xfd7zXZ\0" + bytes(1_000),
    }
    ran = checked(*crowd(tmp_path, WHEEL_NAME, files), home=tmp_path)
    assert set(ran.verdicts) == {"refused"}
    lzma = written(tmp_path, SDIST_NAME, b"\x5d\0\0\xff\xff" + b"\xff" * 8 + bytes(1_000))
    assert checked(lzma, home=tmp_path).verdicts == ["refused"]
    assert ran.seconds < 5
