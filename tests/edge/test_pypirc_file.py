"""A `.pypirc` on disk: read whatever it is, written for its owner alone and never through a link."""

import os
import socket

import pytest

from seatrial.edge.pypirc_file import LARGEST, read, write
from seatrial.problem import Problem


def test_a_file_is_read_with_what_others_may_do(tmp_path) -> None:
    """Content, permissions and owner are told."""
    path = tmp_path / ".pypirc"
    path.write_bytes(b"[pypi]\n")
    path.chmod(0o640)
    found = read(str(path))
    assert (found.state, found.data, found.mode, found.ours, found.link) == ("there", b"[pypi]\n", 0o640, True, None)
    assert read(str(tmp_path / "none")).state == "absent"
    assert read(str(path / "none")).state == "absent"


def test_a_link_is_read_and_told(tmp_path) -> None:
    """Settings that lie elsewhere are used, and where they lie is known."""
    (tmp_path / "real").write_bytes(b"x")
    (tmp_path / ".pypirc").symlink_to("real")
    found = read(str(tmp_path / ".pypirc"))
    assert (found.data, found.link) == (b"x", str(tmp_path / "real"))


def test_what_is_no_file_is_not_waited_for(tmp_path) -> None:
    """A pipe, a folder, a socket and a huge file are unreadable at once."""
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as end:
        here = os.open(tmp_path, os.O_RDONLY)
        end.bind(f"/proc/self/fd/{here}/socket")
        os.close(here)
    with (tmp_path / "huge").open("wb") as file:
        file.truncate(LARGEST + 1)
    for name in ("pipe", "socket", "huge", "."):
        assert read(str(tmp_path / name)).state == "unreadable", name
    assert read("\0").state == "unreadable"


def test_a_file_is_written_for_its_owner_alone(tmp_path) -> None:
    """A new file and one that others could read are both 0600 afterwards, and nothing else is left behind."""
    path = tmp_path / ".pypirc"
    write(str(path), b"one", None)
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"one", 0o600)
    path.chmod(0o644)
    write(str(path), b"two", b"one")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"two", 0o600)
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_written_safely_is_left(tmp_path) -> None:
    """A link, another content than was read, a pipe, and a folder that is not there: each is told, and nothing is changed."""
    (tmp_path / "real").write_bytes(b"x")
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "nowhere").symlink_to("none")
    os.mkfifo(tmp_path / "pipe")
    cases = (
        ("link", b"x", "PCR024"),
        ("nowhere", None, "PCR024"),
        ("real", b"y", "PCR025"),
        ("real", None, "PCR025"),
        ("none", b"y", "PCR025"),
        ("pipe", b"", "PCR014"),
        ("a/b", None, "PCR026"),
    )
    for name, before, number in cases:
        with pytest.raises(Problem) as caught:
            write(str(tmp_path / name), b"new", before)
        assert caught.value.kind.id == number, name
    assert (tmp_path / "real").read_bytes() == b"x"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "nowhere", "pipe", "real"]


def test_a_file_of_somebody_else_is_not_written(tmp_path, monkeypatch) -> None:
    """Who owns the file could read what is written into it."""
    path = tmp_path / ".pypirc"
    path.write_bytes(b"x")
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    with pytest.raises(Problem) as caught:
        write(str(path), b"new", b"x")
    assert caught.value.kind.id == "PCR037"
