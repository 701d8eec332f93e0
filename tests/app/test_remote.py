"""Releases to a real index over the network: the embedded one behind its server, spoken to as one of which nothing is known."""

from pathlib import Path

import pytest

from make.faults import Taken, faulty
from make.git import git
from make.index import TOKEN
from make.release import harbour, project, states, steps, stop_at
from seatrial.app.rehearsals import remembered
from seatrial.app.rehearse import rehearse
from seatrial.app.release import release
from seatrial.app.remote import access_with, reach, reachable
from seatrial.app.resume import resume
from seatrial.core.credential.target import target_at
from seatrial.core.remote import profile_for
from seatrial.index.server import serving
from seatrial.index.store import open_store
from seatrial.model.credential import Credential, Secret
from seatrial.model.index import Patience
from seatrial.model.release import Artifact, RehearseOptions, ReleaseOptions
from seatrial.model.resumption import ResumeOptions
from seatrial.model.sentence import Said, Sentence


@pytest.fixture(autouse=True)
def _alone(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def index(tmp_path):
    """Serve an index; gives its store and its address for uploads."""
    store = open_store(str(tmp_path / "index"), lasting=False)
    with serving(store, TOKEN) as running:
        yield store, f"{running.url.rstrip('/')}/legacy/"


def run(tmp_path, url, told=None, **more):
    return release(harbour(tmp_path, told, SEATRIAL_TOKEN=TOKEN), str(tmp_path / "project"), ReleaseOptions(to=url, **more))


def test_a_release_to_an_address(tmp_path, index) -> None:
    """Everything that a release to the embedded index does is done at a real one: sent, seen there, installed back, tagged."""
    store, url = index
    project(tmp_path / "project")
    outcome = run(tmp_path, url)
    assert (outcome.problem, outcome.tag, states(outcome)) == (None, "v1.0", ["uploaded", "uploaded"])
    assert list(steps(outcome))[-4:] == ["upload", "confirm", "verify", "tag"]
    assert all(one.ok for one in outcome.verified)
    assert set(store.view().files) == {file.name for file in outcome.files}
    assert git(tmp_path / "project", "tag").strip() == "v1.0"


def test_a_rehearsal_at_an_index_that_stays(tmp_path, index) -> None:
    """A rehearsal at a real index sends, sees and installs back, and tags nothing; it is remembered; its dependencies are none of that index."""
    store, url = index
    project(tmp_path / "project")
    outcome = rehearse(harbour(tmp_path, SEATRIAL_TOKEN=TOKEN), str(tmp_path / "project"), RehearseOptions(url, online=False))
    assert (outcome.problem, outcome.tag, states(outcome)) == (None, None, ["uploaded", "uploaded"])
    assert (len(store.view().files), all(one.ok for one in outcome.verified)) == (2, True)
    assert len(remembered(harbour(tmp_path), str(tmp_path / "project" / ".seatrial"))) == 1
    released = run(tmp_path, url)
    assert (released.problem, released.tag, states(released)) == (None, "v1.0", ["present", "present"])
    assert git(tmp_path / "project", "tag").strip() == "v1.0"
    assert run(tmp_path, "local").problem is None


def test_the_same_again(tmp_path, index) -> None:
    """A release that is there already is known as done, and nothing is sent."""
    _, url = index
    project(tmp_path / "project")
    run(tmp_path, url)
    again = run(tmp_path, url)
    assert (again.problem, states(again)) == (None, ["present", "present"])


def test_going_on_after_an_interruption(tmp_path, index) -> None:
    """`resume` takes a token to an address only where the user names it anew, and not the journal alone. Nothing stays open when a run is cut off."""
    _, url = index
    project(tmp_path / "project")
    world, ended = harbour(tmp_path, stop_at("confirm", "started"), SEATRIAL_TOKEN=TOKEN), []

    def open_session(access):
        session = world.open_session(access)
        return session._replace(finish=lambda: (ended.append(access.authorization()), session.finish()))

    begun = release(world._replace(open_session=open_session), str(tmp_path / "project"), ReleaseOptions(to=url))
    assert (begun.interrupted, begun.tag, len(ended), ended != [None]) == (True, None, 1, True)
    refused = resume(harbour(tmp_path, SEATRIAL_TOKEN=TOKEN), str(tmp_path / "project"))
    assert refused.problem.kind.id == "PRL040"
    done = resume(harbour(tmp_path, SEATRIAL_TOKEN=TOKEN), str(tmp_path / "project"), ResumeOptions(repository_url=url))
    assert (done.problem, done.tag, states(done)) == (None, "v1.0", ["present", "present"])


def test_no_credential(tmp_path, index) -> None:
    """Without a token it ends before anything is built."""
    _, url = index
    project(tmp_path / "project")
    outcome = release(harbour(tmp_path), str(tmp_path / "project"), ReleaseOptions(to=url))
    assert outcome.problem.kind.id == "PCR029"
    assert not Path(tmp_path, "project", "dist").exists()


def test_other_bytes(tmp_path, index) -> None:
    """A version that is there with other bytes is refused before anything is sent."""
    _, url = index
    project(tmp_path / "project")
    run(tmp_path, url)
    folder = tmp_path / "project"
    (folder / "dinghy" / "more.py").write_text("A = 1\n")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "more")
    git(folder, "tag", "-d", "v1.0")
    assert run(tmp_path, url).problem.kind.id == "PRL014"


def test_a_dry_run(tmp_path, index) -> None:
    """A dry run needs no token and sends nothing."""
    store, url = index
    project(tmp_path / "project")
    outcome = release(harbour(tmp_path), str(tmp_path / "project"), ReleaseOptions(to=url, dry_run=True))
    assert (outcome.problem, dict(store.view().files)) == (None, {})
    assert [type(step).__name__ for step in outcome.plan.steps] == ["UploadStep", "UploadStep", "ConfirmStep", "VerifyStep", "TagStep"]


def test_a_file_that_no_copy_can_be_had_of(tmp_path, monkeypatch) -> None:
    """A copy is made of a file that is larger than any page; one that is not given out, or has more bytes than were sent, is left to the installers."""
    where = Said(Sentence("-", "here"))
    artifact = Artifact("boat-1.0.tar.gz", "sdist", 1000, "0" * 64, "")
    with faulty() as server:
        world, target = harbour(tmp_path), target_at(server.url, "command line")
        credential = Credential("__token__", Secret(TOKEN), target.origin, "environment", where)
        place = reach(world, target, profile_for(target), credential, access_with(Patience(), 1, None, None))
        server.taken.append(Taken(artifact.name, [], artifact.sha256, 5))
        missing, page = (server.url.replace("legacy/", path) for path in ("files/boat", "simple/boat/"))
        assert reachable(place, missing, artifact, str(tmp_path)) == missing
        monkeypatch.setattr("seatrial.edge.http.LIMIT", 10)
        assert reachable(place, page, artifact, str(tmp_path)).startswith("file://")
        assert reachable(place, page, artifact._replace(size=10), str(tmp_path)) == page
        assert reachable(place._replace(authorization=None), page, artifact, str(tmp_path)) == page
