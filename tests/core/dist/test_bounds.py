"""Reading stops at bounds, and says so: what lies beyond one is never taken for sound."""

import gzip
import io

import pytest

from make.dist import INFO, SDIST_NAME, TOP, WHEEL_NAME, metadata, record, sdist_files, tar_block, tar_member, tarred, wheel, wheel_files
from make.hostile import central, ended, listing, local, pax, stored
from seatrial.core.dist import bounds, faults, read
from seatrial.core.dist.sdistcode import Sources
from seatrial.model.dist import Code, Dist


def told(found: Dist) -> list[str]:
    """Give the kinds of the faults of a file."""
    return [fault.kind for fault in found.faults]


def of(data: bytes, name: str = WHEEL_NAME) -> Dist:
    """Read a file in memory."""
    return read(io.BytesIO(data), name, hashed=False)


def sdist_with(*more: bytes) -> bytes:
    """Return a sound sdist with raw blocks behind its members."""
    front = tarred([tar_member(name, data) for name, data in sdist_files().items()])
    return gzip.compress(front[: front.rindex(b"return 0") + 512 & ~511] + b"".join(more) + bytes(1024), mtime=0)


@pytest.mark.parametrize(
    ("name", "bound", "data"),
    [
        ("RECORD", "ROWS", b"a,,\n" * 20),
        ("entry_points.txt", "POINTS", b"[x]\n" + b"".join(b"a%d=b\n" % at for at in range(20))),
        ("entry_points.txt", "POINTS", b"".join(b"[x%d]\na=b\n" % at for at in range(20))),
    ],
)
def test_lines_beyond_the_bound_are_told(name: str, bound: str, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dist-info file of more lines than are kept leaves the verdict open."""
    file = wheel({f"{INFO}/{name}": data})
    assert faults.TOO_MUCH_DATA not in told(of(file))
    monkeypatch.setattr(bounds, bound, 10)
    found = of(file)
    assert told(found) == [faults.TOO_MUCH_DATA]
    assert found.faults[0].member == f"{INFO}/{name}"


@pytest.mark.parametrize(("bound", "limit"), [("MEMBERS", 3), ("NAMES", 39), ("EXTRA", 7)])
def test_large_directories_are_told_before_they_are_read(bound: str, limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """More members, letters of names or extra fields than are looked at leave the verdict open."""
    file = listing(central(b"member-%d" % at, b"", 0, b"\xff\xff\0\0") for at in range(5))
    assert faults.TOO_MANY_MEMBERS not in told(of(file))
    monkeypatch.setattr(bounds, bound, limit)
    assert told(of(file)) == [faults.TOO_MANY_MEMBERS]


def test_extra_fields_before_members_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same holds for the extra fields that stand before members, of which the directory says nothing."""
    files = wheel_files()
    front, back = io.BytesIO(), []
    for name, data in [*files.items(), (f"{INFO}/RECORD", record(files))]:
        back.append(central(name.encode(), data, front.tell()))
        front.write(local(name.encode(), data, b"\xff\xff\4\0abcd") + data)
    directory = b"".join(back)
    file = front.getvalue() + directory + ended(len(back), len(directory), front.tell())
    assert told(of(file)) == []
    monkeypatch.setattr(bounds, "EXTRA", 20)
    assert told(of(file)) == [faults.TOO_MUCH_DATA]


def test_members_read_at_once_are_framed_as_all_others() -> None:
    """What stands between two small members is found, although neither record is read a second time."""
    files = {**wheel_files(), "a.txt": b"a", "b.txt": b"b"}
    files[f"{INFO}/RECORD"] = record(files)
    sound = stored((name.encode(), data) for name, data in files.items())
    assert told(of(sound)) == []
    at = sound.index(local(b"b.txt", b"b"))
    found = told(of(sound[:at] + b"?" + sound[at:]))
    assert found != []


@pytest.mark.parametrize(
    ("bound", "limit", "more"),
    [
        ("EXTENDED", 2, [block for _ in range(3) for block in (pax([b"mtime=1"]), tar_block(b"sample_case-1.0/a"))]),
        ("RECORDS", 5, [pax([b"a=b"] * 6), tar_block(b"sample_case-1.0/a")]),
        ("PAX", 100, [pax([b"a=" + b"b" * 100]), tar_block(b"sample_case-1.0/a")]),
        ("GZIP_MEMBERS", 0, []),
    ],
)
def test_headers_beyond_the_bound_are_told(bound: str, limit: int, more: list[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    """More extended headers, records in them or gzip streams than are read leave the verdict open."""
    file = sdist_with(*more)
    assert told(of(file, SDIST_NAME)) == []
    for module in ("seatrial.core.dist.bounds", "seatrial.core.dist.tarstream"):
        monkeypatch.setattr(f"{module}.{bound}", limit, raising=False)
    assert told(of(file, SDIST_NAME)) == [faults.TOO_MUCH_DATA]


def test_names_of_an_sdist_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """So do names that are long altogether."""
    monkeypatch.setattr(bounds, "NAMES", 30)
    assert told(of(sdist_with(), SDIST_NAME)) == [faults.TOO_MANY_MEMBERS]


def test_sizes_that_a_global_header_makes_negative(monkeypatch: pytest.MonkeyPatch) -> None:
    """A size below nothing does not make the reader go back, which would never end."""
    monkeypatch.setattr(bounds, "MEMBERS", 100)
    file = sdist_with(pax([b"size=-512"], b"g"), *[tar_block(b"sample_case-1.0/a.py")] * 5)
    assert faults.TOO_MANY_MEMBERS not in told(of(file, SDIST_NAME))


def test_metadata_that_is_not_kept_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PKG-INFO larger than what is read, or behind so many others that no more are kept, leaves the verdict open."""
    file = sdist_with()
    monkeypatch.setattr(bounds, "METADATA", 10)
    found = of(file, SDIST_NAME)
    assert told(found) == [faults.TOO_MUCH_DATA]
    assert found.faults[0].member == f"{TOP}/PKG-INFO"
    monkeypatch.undo()
    monkeypatch.setattr(bounds, "PKG_INFO_TOTAL", len(metadata()) // 2)
    assert told(of(file, SDIST_NAME)) == [faults.TOO_MUCH_DATA]


def test_many_small_gzip_streams_are_one_archive() -> None:
    """An sdist may be written as streams one behind the other, however small; a name in a stream's header is passed over."""
    plain = gzip.decompress(sdist_with())
    named = io.BytesIO()
    with gzip.GzipFile("n" * 3_000, "wb", fileobj=named, mtime=0) as stream:
        stream.write(plain[:1000])
    parts = [gzip.compress(plain[at : at + 100], mtime=0) for at in range(1000, len(plain), 100)]
    found = of(named.getvalue() + b"".join(parts) + bytes(5000), SDIST_NAME)
    assert told(found) == []
    assert found == of(gzip.compress(plain, mtime=0), SDIST_NAME)._replace(size=found.size)


def test_a_gzip_name_without_end_is_told() -> None:
    """A stream's header that never ends is no archive."""
    assert told(of(b"\x1f\x8b\x08\x08" + bytes(6) + b"a" * 5_000, SDIST_NAME))


def test_build_files_of_many_folders_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of hundreds of folders with a setup.py each, a few are parsed; of their build files no more is kept than all together may have."""
    setups = [tar_block(b"t%d/setup.py" % at, size=6) + b"x = 1\n" + bytes(506) for at in range(bounds.SETUP_FILES + 5)]
    found = of(sdist_with(*setups), SDIST_NAME)
    assert len(found.modules) == bounds.SETUP_FILES
    sources = Sources()
    for at in range(100):
        sources.take(f"t{at}/setup.cfg", b"#" * (bounds.BUILD_FILES // 10))
    assert sum(map(len, sources.kept.values())) <= bounds.BUILD_FILES


def test_paths_of_thousands_of_folders_are_left_out() -> None:
    """Of an sdist with a file below more folders than any project has, the code is not told: it would take minutes."""
    deep = tar_member(f"{TOP}/" + "a/" * 5_000 + "m.py", b"")
    files = sdist_files({"setup.py": b"from setuptools import setup, find_packages\nsetup(packages=find_packages('src'))\n"})
    data = gzip.compress(tarred([*(tar_member(name, content) for name, content in files.items()), deep]))
    found = of(data, SDIST_NAME)
    assert found.top == TOP
    assert found.code == Code()
