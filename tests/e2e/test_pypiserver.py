"""Uploads and releases to pypiserver, as a real process with a login: an index of many a company, which nobody wrote for us."""

import base64
import hashlib

import pytest

from make.git import git
from make.installable import wheel
from make.release import harbour, project
from make.release import states as states_of
from make.stock_server import pypiserver
from make.uploads import FILES, NAMES, alone, send, states  # noqa: F401  (`alone` is a fixture)
from seatrial.app.release import release
from seatrial.model.index import Patience
from seatrial.model.release import ReleaseOptions

RIGHT = {"SEATRIAL_TOKEN": "", "TWINE_USERNAME": "me", "TWINE_PASSWORD": "right-word"}
PATIENT = Patience(5, 20, 20)


@pytest.fixture
def login(tmp_path):
    """Write the file with the one user of the server."""
    path = tmp_path / "htpasswd"
    path.write_text("me:{SHA}" + base64.b64encode(hashlib.sha1(b"right-word").digest()).decode() + "\n")
    return "-P", str(path)


@pytest.fixture
def dist(tmp_path):
    """Put the files of one release into a folder."""
    folder = tmp_path / "dist"
    folder.mkdir()
    for file in FILES:
        (folder / file.name).write_bytes(file.data)
    return folder


def test_an_upload_and_what_may_follow(tmp_path, dist, login) -> None:
    """A wrong password is told as that; the right one sends everything; again nothing is sent; other bytes are refused, or left out if asked."""
    with pypiserver(tmp_path / "packages", *login) as url:
        refused = send(tmp_path, url, dist, environ={**RIGHT, "TWINE_PASSWORD": "wrong-word"}, patience=PATIENT)
        assert (refused.problem.kind.id, sorted(states(refused))) == ("PUP011", ["not sent"] * 3 + ["refused"])
        assert not list((tmp_path / "packages").iterdir())
        done, again = (send(tmp_path, url, dist, environ=RIGHT, patience=PATIENT) for _ in range(2))
        assert (done.problem, done.unproven, set(states(done))) == (None, (), {"uploaded"})
        assert (again.problem, again.unproven, set(states(again))) == (None, (), {"present"})
        assert {path.name: path.read_bytes() for path in (tmp_path / "packages").iterdir()} == {file.name: file.data for file in FILES}
        (dist / FILES[0].name).write_bytes(wheel({"boat.py": "B = 2"}).data)
        other = send(tmp_path, url, dist, environ=RIGHT, patience=PATIENT)
        left_out = send(tmp_path, url, dist, environ=RIGHT, patience=PATIENT, skip_existing=True)
    assert (other.problem.kind.id, other.problem.values["found"]) == ("PRL026", FILES[0].artifact.sha256)
    assert (left_out.problem, states(left_out), len(left_out.notes)) == (None, ["present"] * 3, 1)
    assert (tmp_path / "packages" / FILES[0].name).read_bytes() == FILES[0].data


@pytest.mark.parametrize("hashes", ["md5", "off"])
def test_pages_without_the_hash_that_we_know(tmp_path, dist, hashes) -> None:
    """Where an index shows no sha256, that the bytes are ours is said to be unproven; what it has is not called refused."""
    with pypiserver(tmp_path / "packages", "-P", ".", "-a", ".", "--hash-algo", hashes) as url:
        outcome = send(tmp_path, url, dist, patience=PATIENT)
    assert (outcome.problem, {said.sentence.id for said in outcome.unproven}, set(states(outcome))) == (None, {"STU005"}, {"uploaded"})
    assert {path.name for path in (tmp_path / "packages").iterdir()} == NAMES


def test_a_release(tmp_path, login) -> None:
    """A release to a private index is sent, seen, installed back and tagged."""
    folder = project(tmp_path / "project")
    with pypiserver(tmp_path / "packages", *login) as url:
        outcome = release(harbour(tmp_path, **RIGHT), str(folder), ReleaseOptions(to=url))
    assert (outcome.problem, outcome.tag, states_of(outcome)) == (None, "v1.0", ["uploaded", "uploaded"])
    assert (all(one.ok for one in outcome.verified), git(folder, "tag").strip()) == (True, "v1.0")
