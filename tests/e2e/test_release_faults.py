"""One release through every fault, one after the other: it never starts anew, nothing is tagged before all is there, and it ends as if nothing had happened."""

import pytest

from make.faults import drip_body, elsewhere, faulty, reset, silent, status, take, words
from make.git import git
from make.index import TOKEN
from make.release import harbour, project, states, steps
from seatrial.app import remote
from seatrial.app.release import release
from seatrial.app.resume import resume
from seatrial.core import retry
from seatrial.model.index import Patience
from seatrial.model.release import ReleaseOptions
from seatrial.model.resumption import ResumeOptions

FIRST = (
    ("reset at the start", reset("start"), "PRL008"),
    ("reset in the middle", reset("middle"), "PRL008"),
    ("silence", silent(), "PRL008"),
    ("500", status(500), "PRL008"),
    ("503", status(503, Retry_After="86400"), "PRL008"),
    ("429", status(429, Retry_After="86400"), "PRL008"),
    ("401", words(401, "Who are you?"), "PUP011"),
    ("403", words(403, "Invalid API Token: token is expired"), "PUP011"),
    ("413", status(413, b"<h1>Too large</h1>", Content_Type="text/html"), "PRL007"),
    ("page", status(502, b"<h1>Bad gateway</h1>", Content_Type="text/html"), "PRL008"),
    ("login", status(200, b"<form>Log in</form>", Content_Type="text/html"), "PRL008"),
    ("loop", elsewhere(308, "/legacy/"), "PUP003"),
    ("elsewhere", elsewhere(307, "http://elsewhere.invalid/legacy/"), "PUP002"),
)
"""What happens to the first file, run after run, and the problem that it is."""


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(retry, "FIRST", 0.01)
    monkeypatch.setattr("seatrial.app.confirming.WAITS", (0.0, 0.01, 0.01, 0.01))
    # The command line names no time limits for a release.
    monkeypatch.setattr(remote, "Patience", lambda: Patience(2, 0.2, 0.2))


def last(exchange) -> None:
    """Take the file, answer without end, and show pages of long ago."""
    exchange.server.hidden = 2
    drip_body(exchange)


def test_a_release_through_every_fault(tmp_path) -> None:
    """After each fault nothing is tagged and nothing there; the same command or `resume` goes on, sends each file once, installs it back, then tags."""
    folder = project(tmp_path / "project")
    world = harbour(tmp_path, SEATRIAL_TOKEN=TOKEN)
    with faulty() as index:
        for number, (name, act, problem) in enumerate(FIRST):
            index.acts[:], index.repeat = [act], True
            if number % 2:
                ended = resume(world, str(folder), ResumeOptions(repository_url=index.url))
            else:
                ended = release(world, str(folder), ReleaseOptions(to=index.url))
            assert (name, ended.problem and ended.problem.kind.id, ended.tag, index.names) == (name, problem, None, [])
            assert git(folder, "tag").strip() == ""
        # Taken, and told that it failed; then the other file, with an answer that does not end; then pages of long ago.
        index.acts[:], index.repeat = [status(503, stored=True), last], False
        done = release(world, str(folder), ReleaseOptions(to=index.url))
        assert (done.problem, done.tag, git(folder, "tag").strip()) == (None, "v1.0", "v1.0")
        assert (set(states(done)) <= {"uploaded", "present"}, len(index.names), len(set(index.names))) == (True, 2, 2)
        assert {one.filename: one.sha256 for one in index.taken} == {file.name: file.sha256 for file in done.files}
        assert all(one.ok for one in done.verified)
        assert list(steps(done))[-3:] == ["confirm", "verify", "tag"]
        posts = index.posts
        again = release(world, str(folder), ReleaseOptions(to=index.url))
    assert (again.problem, again.tag, states(again), index.posts - posts) == (None, "v1.0", ["present", "present"], 0)


def test_the_last_file_refused(tmp_path) -> None:
    """A release of which the index refuses the sdist is not tagged, though its wheel is live, and that is said; the same command ends it later."""
    folder = project(tmp_path / "project")
    world = harbour(tmp_path, SEATRIAL_TOKEN=TOKEN)
    with faulty(take, words(400, "Invalid distribution file.")) as index:
        refused = release(world, str(folder), ReleaseOptions(to=index.url))
        assert (refused.problem.kind.id, refused.tag, sorted(states(refused))) == ("PRL007", None, ["refused", "uploaded"])
        assert (refused.problem.values["live"], refused.problem.values["total"], git(folder, "tag").strip()) == (1, 2, "")
        done = resume(world, str(folder), ResumeOptions(repository_url=index.url))
    assert (done.problem, done.tag, len(index.names)) == (None, "v1.0", 2)
