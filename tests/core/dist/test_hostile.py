"""No input makes the reader fail, and what is not told by an archive's fault does not depend on the Python that runs it."""

import io
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from make.dist import INFO, SDIST_NAME, WHEEL_NAME, sdist, sdist_files, wheel, zipped
from seatrial.core.dist import digest, read
from seatrial.core.dist.source import read_module

WHEEL = wheel({f"{INFO}/entry_points.txt": b"[console_scripts]\nx = sample_case:main\n", "a.txt": b"hello" * 50})
SDIST = sdist()
ZIP = zipped(sdist_files())
SAMPLES = [(WHEEL, WHEEL_NAME), (SDIST, SDIST_NAME), (ZIP, "sample_case-1.0.zip"), (SDIST, WHEEL_NAME), (WHEEL, SDIST_NAME)]


@st.composite
def damaged(draw: st.DrawFn) -> tuple[bytes, str]:
    """Change, cut or insert some bytes of a sound file."""
    data, name = draw(st.sampled_from(SAMPLES))
    out = bytearray(data)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(len(out) - 1, 0)))
        action = draw(st.sampled_from(["set", "cut", "drop", "insert", "ones"]))
        if action == "set":
            out[at : at + 1] = draw(st.binary(min_size=1, max_size=1))
        elif action == "cut":
            del out[at:]
        elif action == "drop":
            del out[at : at + draw(st.integers(1, 50))]
        elif action == "insert":
            out[at:at] = draw(st.binary(max_size=50))
        else:
            out[at : at + 4] = b"\xff" * 4
    return bytes(out), name


@settings(max_examples=400, deadline=2000)
@given(damaged())
def test_damage_never_raises(case: tuple[bytes, str]) -> None:
    """A corrupt file is a finding, not an exception."""
    data, name = case
    found = read(io.BytesIO(data), name, lambda _member, _content: None)
    assert found.size == len(data)


@settings(max_examples=200, deadline=2000)
@given(st.binary(max_size=2000), st.sampled_from([WHEEL_NAME, SDIST_NAME, "a.zip", "a.egg"]))
def test_any_bytes_never_raise(data: bytes, name: str) -> None:
    """Neither is any other file under the name of a distribution."""
    assert read(io.BytesIO(data), name).filename == name


@pytest.mark.parametrize("place", range(0, len(WHEEL), 37))
def test_a_wheel_cut_anywhere(place: int) -> None:
    """An upload that broke off is told."""
    assert read(io.BytesIO(WHEEL[:place]), WHEEL_NAME).faults


DEEP = [
    b"-" * 100_000, b"(" * 90_000, b"not " * 50_000 + b"x", b"a." * 100_000 + b"b", b"1+" * 100_000 + b"1", b"lambda:" * 30_000 + b"1",
    b"x if y else " * 20_000 + b"z", b"~" * 5_000 + b"1", b"[" * 99 + b"]" * 99, b"x = " * 50_000 + b"1", b"if x: pass\nel" * 10_000,
    b"\0", b"# coding: nonsense\n", b"\xff\xfe", b"\xef\xbb\xbfx = 1\n", b"# coding: latin-1\nx = '\xe9'\n", b"f'{" * 150,
]  # fmt: skip


@pytest.mark.parametrize("source", DEEP, ids=range(len(DEEP)))
def test_deep_sources_never_raise(source: bytes) -> None:
    """Code that is nested without sense neither crashes nor hangs the parser."""
    assert read_module("a.py", source, "a").path == "a.py"


def test_two_cores_give_the_same_hashes() -> None:
    """Large files are hashed by two threads; the hashes are those of one."""
    import hashlib

    data = random.Random(1).randbytes(5 * 1024 * 1024 + 3)
    found = digest(io.BytesIO(data))
    assert found == (len(data), hashlib.sha256(data).hexdigest(), hashlib.blake2b(data, digest_size=32).hexdigest())


class _Failing(io.BytesIO):
    def read(self, size: int | None = -1) -> bytes:
        if self.tell() > 2_000_000:
            raise OSError("disk")
        return super().read(size)


def test_a_failing_disk_is_passed_on() -> None:
    """The one thing that stops reading is the stream itself."""
    with pytest.raises(OSError, match="disk"):
        digest(_Failing(b"x" * 6_000_000))
