"""The manifest as a file."""

import json
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seatrial.app.manifest import read_manifest, write_manifest
from seatrial.model.release import Artifact, Manifest
from seatrial.problem import Problem

FILE = Artifact("a-1.tar.gz", "sdist", 10, "a" * 64, "b" * 64)
MANIFEST = Manifest("a", "1", "c" * 40, dirty=False, tools={"build": "1.6"}, files=(FILE, FILE._replace(name="包-1.whl", kind="wheel")))


def test_it_comes_back(tmp_path):
    """What is written is read again, and only its owner can read it."""
    path = tmp_path / "manifest.json"
    for manifest in (MANIFEST, MANIFEST._replace(commit=None, dirty=True, files=())):
        write_manifest(str(path), manifest)
        assert read_manifest(str(path)) == manifest
    assert path.stat().st_mode & 0o777 == 0o600


def test_there_is_none(tmp_path):
    """Without a build there is no manifest, and the problem says what to do."""
    with pytest.raises(Problem, match="PPR055"):
        read_manifest(str(tmp_path / "manifest.json"))


def change(**parts) -> str:
    table = {**MANIFEST._asdict(), "files": [file._asdict() for file in MANIFEST.files]}
    return json.dumps({**table, **parts})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "[" * 100_000,
        change(schema=2),
        change(files=[{"name": "a"}]),
        change(files=[{**FILE._asdict(), "kind": "egg"}]),
        change(files=[{**FILE._asdict(), "name": "../a.whl"}]),
        change(files=[{**FILE._asdict(), "name": 3}]),
        change(files=[{**FILE._asdict(), "size": float("inf")}]),
        change(files=3),
        change(tools=3),
        change(name=None),
        change(commit=3),
    ],
)
def test_it_is_none(tmp_path, text):
    """A file that is no manifest is a problem, whatever it is."""
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(Problem, match="PPR056"):
        read_manifest(str(tmp_path / "manifest.json"))


@given(st.binary())
def test_any_bytes(tmp_path_factory, data):
    """No content of the file is a crash."""
    path = tmp_path_factory.mktemp("any") / "manifest.json"
    path.write_bytes(data)
    with pytest.raises(Problem, match="PPR056"):
        read_manifest(str(path))


def test_a_pipe_and_a_link_are_not_read(tmp_path):
    """A pipe that comes with an archive holds nobody up, and a link leads nowhere."""
    path = tmp_path / "manifest.json"
    os.mkfifo(path)
    with pytest.raises(Problem, match="PPR056"):
        read_manifest(str(path))
    path.unlink()
    (tmp_path / "real").write_text(change())
    path.symlink_to(tmp_path / "real")
    with pytest.raises(Problem, match="PPR056"):
        read_manifest(str(path))
