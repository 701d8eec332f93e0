"""Two archives beside each other."""

import gzip
import io
import tarfile
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seatrial.core.sameness import compare, is_same
from seatrial.model.build import Twin, Twins, Unlike

BEGAN = 1_800_000_000


def wheel(*names, time=(2020, 1, 1, 0, 0, 0), mode=0o644, data=b"x", method=zipfile.ZIP_STORED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            info = zipfile.ZipInfo(name, time)
            info.external_attr, info.compress_type = mode << 16, method
            archive.writestr(info, data)
    return stream


def sdist(*names, time=1, mode=0o644, data=b"x", owner="", link=None, packed=0):
    stream = io.BytesIO()
    with gzip.GzipFile("", "wb", fileobj=stream, mtime=packed) as file, tarfile.open(fileobj=file, mode="w") as archive:
        for name in names:
            info = tarfile.TarInfo(name)
            info.mtime, info.mode, info.uname = time, mode, owner
            if link:
                info.type, info.linkname = tarfile.SYMTYPE, link
            else:
                info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return stream


def told(one, other):
    return [(unlike.how, unlike.members) for unlike in compare(one, other, BEGAN)]


def test_the_same_bytes():
    """What is the same to the byte differs in nothing."""
    assert told(wheel("a", "b"), wheel("a", "b")) == []
    assert told(sdist("a"), sdist("a")) == []


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (wheel("a", "b"), wheel("a", "b", data=b"y"), [("content", ("a", "b"))]),
        (wheel("a", "b"), wheel("a"), [("missing", ("b",))]),
        (wheel("a"), wheel("a", time=(2021, 1, 1, 0, 0, 0)), [("time", ("a",))]),
        (wheel("a"), wheel("a", mode=0o600), [("permissions", ("a",))]),
        (wheel("a", data=b"x" * 99), wheel("a", data=b"x" * 99, method=zipfile.ZIP_DEFLATED), [("packing", ("a",))]),
        (wheel("a", "b", "c"), wheel("b", "a", "c"), [("order", ("a", "b"))]),
        (sdist("a"), sdist("a", data=b"y"), [("content", ("a",))]),
        (sdist("a", link="b"), sdist("a", link="c"), [("content", ("a",))]),
        (sdist("a", time=1), sdist("a", time=2), [("time", ("a",))]),
        (sdist("a", owner="me"), sdist("a", owner="you"), [("owner", ("a",))]),
        (sdist("a", mode=0o600), sdist("a"), [("permissions", ("a",))]),
        (sdist("a"), sdist("a", packed=7), [("envelope", ())]),
        (sdist("a"), io.BytesIO(sdist("a").getvalue() + b"\0"), [("envelope", ())]),
        (wheel("a"), io.BytesIO(b"no archive"), [("envelope", ())]),
    ],
)
def test_what_differs(one, other, found):
    """Each way in which two archives can differ is told, with the members."""
    assert told(one, other) == found


def test_the_time_of_the_build():
    """A member dated by the build itself is told also where both builds ran in the same second."""
    assert told(sdist("a", time=BEGAN + 1), sdist("a", time=BEGAN + 1, packed=7)) == [("time", ("a",)), ("envelope", ())]


def test_record_follows_the_others():
    """RECORD holds the digests of the others, and is named only where it alone differs."""
    names = ("a.py", "a-1.dist-info/RECORD")
    assert told(wheel(*names), wheel(*names, data=b"y")) == [("content", ("a.py",))]
    assert told(wheel(names[1]), wheel(names[1], data=b"y")) == [("content", (names[1],))]


def test_too_many_members(monkeypatch):
    """An archive without end is compared up to a bound."""
    monkeypatch.setattr("seatrial.core.sameness.MEMBERS", 1)
    assert told(sdist("a", "b"), sdist("a", "b", data=b"y")) == [("content", ("a",))]


@pytest.mark.parametrize("make", [wheel, sdist])
def test_too_much_to_unpack(monkeypatch, make):
    """An archive that unpacks without end is not unpacked to its end."""
    monkeypatch.setattr("seatrial.core.sameness.UNPACKED", 5)
    assert told(make("a", data=b"12345"), make("a", data=b"54321")) == [("content", ("a",))]
    assert told(make("a", data=b"123456"), make("a", data=b"654321")) == [("envelope", ())]


METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)


@given(st.sampled_from([*(wheel("a", "b", data=b"x" * 99, method=one) for one in METHODS), sdist("a", "b")]), st.data())
def test_damaged_archives(whole, data):
    """An archive with any byte turned over is compared, or told as one that cannot be read."""
    damaged = bytearray(whole.getvalue())
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] ^= data.draw(st.integers(1, 255))
    found = compare(io.BytesIO(bytes(damaged)), whole, BEGAN)
    assert bool(found) == (bytes(damaged) != whole.getvalue())


@given(st.binary(max_size=60), st.binary(max_size=60))
def test_anything_can_be_compared(one, other):
    """Whatever a build leaves under the name of an archive, the comparison comes to an end."""
    assert bool(compare(io.BytesIO(one), io.BytesIO(other), BEGAN)) == (one != other)
    damaged = wheel("a").getvalue().replace(b"a", one[:1] or b"b")
    compare(io.BytesIO(damaged), wheel("a"), BEGAN)


@pytest.mark.parametrize(
    ("twins", "same"),
    [
        (Twins((Twin("a.whl"),)), True),
        (Twins((Twin("a.whl", (Unlike("time", ("x",)),)),)), False),
        (Twins((Twin("a.whl"),), ("b.whl",)), False),
        (Twins((Twin("a.whl"),), (), ("b.whl",)), False),
        (Twins(failed="no"), False),
    ],
)
def test_two_builds_are_the_same(twins, same):
    """Two builds are the same where both gave the same files, to the byte."""
    assert is_same(twins) is same
