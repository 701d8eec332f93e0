"""Unpacking of sdists that nobody vouches for."""

import io
import os
import tarfile
from pathlib import Path

import pytest

from seatrial.edge import unpack as module
from seatrial.edge.unpack import unpack
from seatrial.problem import Problem


@pytest.fixture
def archive(tmp_path):
    """Return a function that writes an archive of members: name → content, or (kind, link)."""

    def make(members: list[tuple[str, bytes | tuple[bytes, str]]]) -> tuple[str, str]:
        path = tmp_path / "a-1.tar.gz"
        with tarfile.open(path, "w:gz") as tar:
            for name, content in members:
                info = tarfile.TarInfo(name)
                if isinstance(content, tuple):
                    info.type, info.linkname = content
                    tar.addfile(info)
                else:
                    info.size, info.mtime, info.mode = len(content), 1_700_000_000, 0o4777
                    tar.addfile(info, io.BytesIO(content))
        target = tmp_path / "target"
        target.mkdir()
        return str(path), str(target)

    return make


def test_an_sdist(archive):
    """Files, folders and links inside come out, with plain permissions and their times."""
    members = [
        ("a-1", (tarfile.DIRTYPE, "")),
        ("a-1/x/y.py", b"1"),
        ("a-1/l", (tarfile.SYMTYPE, "x/y.py")),
        ("a-1/h", (tarfile.LNKTYPE, "a-1/x/y.py")),
    ]
    folder = Path(unpack(*archive(members)))
    assert folder.name == "a-1"
    assert (folder / "x/y.py").read_bytes() == (folder / "l").read_bytes() == (folder / "h").read_bytes() == b"1"
    assert (folder / "x/y.py").stat().st_mode & 0o7777 == 0o755
    assert (folder / "x/y.py").stat().st_mtime == 1_700_000_000
    assert os.readlink(folder / "l") == "x/y.py"  # noqa: PTH115


def test_the_last_of_one_name_counts(archive):
    """A member that comes twice is there once, as tar does it."""
    assert (Path(unpack(*archive([("a-1/x", b"1"), ("a-1/x", b"2")]))) / "x").read_bytes() == b"2"


@pytest.mark.parametrize(
    "members",
    [
        [("../x", b"1")],
        [("/tmp/x", b"1")],
        [("a-1/../../x", b"1")],
        [("a-1/l", (tarfile.SYMTYPE, "../../x"))],
        [("a-1/l", (tarfile.SYMTYPE, "/etc/passwd"))],
        [("a-1/d", (tarfile.SYMTYPE, ".")), ("a-1/d/x", b"1")],
        [("a-1/h", (tarfile.LNKTYPE, "/etc/passwd"))],
        [("a-1/h", (tarfile.LNKTYPE, "a-1/missing"))],
        [("a-1/l", (tarfile.SYMTYPE, "x")), ("a-1/h", (tarfile.LNKTYPE, "a-1/l"))],
        [("a-1/f", (tarfile.FIFOTYPE, ""))],
        [("a-1/d", (tarfile.CHRTYPE, ""))],
        [("a-1/x", b"1"), ("b/x", b"1")],
        [("x", b"1")],
        [("a-1/x", b"1"), ("a-1/x/y", b"1")],
        [],
    ],
)
def test_what_is_not_unpacked(archive, members, tmp_path):
    """Whatever leads outside, or is no sdist, is a problem, and nothing is written outside."""
    with pytest.raises(Problem, match="PBD011"):
        unpack(*archive(members))
    assert {path.name for path in tmp_path.iterdir()} == {"a-1.tar.gz", "target"}


@pytest.mark.parametrize("content", [b"", b"garbage", b"\x1f\x8b\x08\x00garbage"])
def test_no_archive(tmp_path, content):
    """A file that is no archive, or a part of one, is a problem."""
    (tmp_path / "a.tar.gz").write_bytes(content)
    (tmp_path / "target").mkdir()
    with pytest.raises(Problem, match="PBD011"):
        unpack(str(tmp_path / "a.tar.gz"), str(tmp_path / "target"))


def test_a_truncated_archive(archive):
    """An archive that ends too early is a problem."""
    path, target = archive([("a-1/x", os.urandom(100_000))])
    Path(path).write_bytes(Path(path).read_bytes()[:50_000])
    with pytest.raises(Problem, match="PBD011"):
        unpack(path, target)


def test_bounds(archive, monkeypatch):
    """An archive that unpacks without end is stopped."""
    monkeypatch.setattr(module, "SIZE", 1000)
    with pytest.raises(Problem, match=r"PBD011.*too big"):
        unpack(*archive([("a-1/x", b"1" * 2000)]))
