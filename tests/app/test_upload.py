"""Uploads of files that are there already, against a real index with faults: after each fault the same command ends as if nothing had happened."""

import threading

import pytest

from make.faults import deaf, drip, faulty, notice, reset, silent, status, take
from make.installable import sdist, wheel
from make.uploads import FILES, NAMES, alone, send, states  # noqa: F401  (`alone` is a fixture)
from seatrial.app.upload import named_index
from seatrial.model.index import Patience
from seatrial.report.closing import end_text


@pytest.fixture
def dist(tmp_path):
    """Put the files of one release into a folder."""
    folder = tmp_path / "dist"
    folder.mkdir()
    for file in FILES:
        (folder / file.name).write_bytes(file.data)
    return folder


def test_files_get_there_in_order(tmp_path, dist) -> None:
    """One wheel goes first, the others side by side, the sdist last; then the index shows the very bytes."""
    with faulty(delay=0.05) as index:
        outcome = send(tmp_path, index.url, dist)
    assert (outcome.problem, outcome.unproven, states(outcome)) == (None, (), ["uploaded"] * 4)
    assert (index.names[0], index.names[-1], set(index.names)) == (FILES[0].name, FILES[3].name, NAMES)
    assert index.most == 2
    assert [(step.step, step.state) for step in outcome.steps] == [
        ("look", "done"),
        ("check", "done"),
        ("upload", "done"),
        ("confirm", "done"),
    ]


def test_what_is_there_is_not_sent_again(tmp_path, dist) -> None:
    """The same command again sends nothing: the index is asked once for the release."""
    with faulty() as index:
        send(tmp_path, index.url, dist)
        before = index.posts
        again = send(tmp_path, index.url, dist)
    assert (states(again), index.posts - before, again.problem) == (["present"] * 4, 0, None)


FAULTS = {
    "reset-start": [reset("start")],
    "reset-middle": [reset("middle")],
    "reset-end": [reset("end")],
    "reset-stored": [reset("end", stored=True)],
    "silent": [silent()],
    "silent-stored": [silent(stored=True)],
    "slow-answer": [drip],
    "500": [status(500)],
    "502": [status(502, b"<h1>Bad gateway</h1>", Content_Type="text/html")],
    "503": [status(503)],
    "500-stored": [status(500, stored=True)],
    "503-stored": [status(503, stored=True)],
    "429": [status(429)],
    "429-retry-after": [status(429, Retry_After="0")],
    "notice": [notice, notice],
    "several": [reset("middle"), status(500), silent(stored=True), status(503), reset("start")],
}


@pytest.mark.parametrize("name", FAULTS)
def test_faults_that_are_overcome(tmp_path, dist, name) -> None:
    """A fault of the network or the server is overcome in the same run; no file is taken twice."""
    with faulty(take, *FAULTS[name]) as index:
        told = []
        outcome = send(tmp_path, index.url, dist, told=told)
    assert (outcome.problem, outcome.unproven, set(states(outcome))) == (None, (), {"uploaded"})
    assert sorted(index.names) == sorted(NAMES)
    assert any(one.said and one.said.sentence.id == "STU001" for one in told)


def test_other_bytes_there(tmp_path, dist) -> None:
    """A file of the same name with other bytes is never sent; both hashes are shown."""
    with faulty() as index:
        send(tmp_path, index.url, dist)
        (dist / FILES[0].name).write_bytes(wheel({"boat.py": "B = 1"}).data)
        outcome = send(tmp_path, index.url, dist)
        left_out = send(tmp_path, index.url, dist, skip_existing=True)
    assert outcome.problem.kind.id == "PRL026"
    assert outcome.problem.values["found"] == FILES[0].artifact.sha256
    assert (left_out.problem, states(left_out)) == (None, ["present"] * 3)
    assert [said.values["file"] for said in left_out.notes] == [FILES[0].name]
    assert end_text(left_out, "en", fails=False).endswith("but for the files that were left out.")
    assert index.posts == 4


def test_several_releases_at_once(tmp_path) -> None:
    """Files of several releases go side by side, each release in its own order, and each file says whose it is."""
    files = [(name, kind) for name in ("boat", "ship") for kind in (wheel({"m.py": ""}, name=name), sdist({"m.py": ""}, name=name))]
    for _, file in files:
        (tmp_path / file.name).write_bytes(file.data)
    with faulty(delay=0.1) as index:
        outcome = send(tmp_path, index.url, *(tmp_path / file.name for _, file in files))
    assert (outcome.problem, outcome.name, outcome.version) == (None, None, None)
    assert {(file.project, file.state) for file in outcome.files} == {("boat", "uploaded"), ("ship", "uploaded")}
    assert (index.most, {name.endswith(".whl") for name in index.names[:2]}) == (2, {True})


def test_a_page_of_long_ago(tmp_path, dist) -> None:
    """A page that does not show the files yet is looked at again; one that never shows them is no failure, and said."""
    with faulty() as index:
        index.hidden = 2
        soon = send(tmp_path, index.url, dist)
        (tmp_path / "other").mkdir()
        late = wheel({"m.py": ""}, name="late")
        (tmp_path / "other" / late.name).write_bytes(late.data)
        index.hidden = 1000
        never = send(tmp_path, index.url, tmp_path / "other")
    assert (soon.problem, soon.unproven) == (None, ())
    assert (never.problem, [said.sentence.id for said in never.unproven]) == (None, ["STU004"])


def test_a_dry_run_sends_nothing(tmp_path, dist) -> None:
    """A dry run asks the index and makes the plan, and that is all."""
    with faulty() as index:
        outcome = send(tmp_path, index.url, dist, dry_run=True)
    assert (outcome.problem, index.posts, len(outcome.plan.steps)) == (None, 0, 5)
    assert not (tmp_path / "data" / "uploads").exists()


def test_nothing_is_sent_while_an_error_is_known(tmp_path) -> None:
    """What does not install is not sent."""
    bad = wheel({"boat.py": "def f(:\n"})
    (tmp_path / bad.name).write_bytes(bad.data)
    with faulty() as index:
        outcome = send(tmp_path, index.url, tmp_path / bad.name)
    assert (outcome.problem, states(outcome), index.requests) == (None, ["not sent"], [])
    assert any(finding.severity == "error" for finding in outcome.report.findings)


@pytest.mark.parametrize("kind", ["nothing", "twice", "nameless"])
def test_files_that_cannot_be_meant(tmp_path, dist, kind) -> None:
    """No file, two files of one name, and a file of nobody are told as what they are."""
    (tmp_path / "empty").mkdir()
    other = tmp_path / "empty" / FILES[0].name
    if kind == "twice":
        other.write_bytes(b"other")
    odd = tmp_path / "odd.whl"
    odd.write_bytes(b"")
    files = {"nothing": [tmp_path / "empty"], "twice": [dist, other], "nameless": [odd]}[kind]
    with faulty() as index:
        outcome = send(tmp_path, index.url, *files)
    assert outcome.problem.kind.id == {"nothing": "PUP005", "twice": "PUP006", "nameless": "PUP007"}[kind]
    assert index.requests == []


def test_an_index_that_is_busy_gets_fewer_at_a_time(tmp_path) -> None:
    """Where the index asks for fewer requests, fewer files are under way."""
    files = [wheel({"boat.py": f"A = {number}"}, tag=f"cp3{number}-cp3{number}-win_amd64") for number in range(10, 30)]
    for file in files:
        (tmp_path / file.name).write_bytes(file.data)
    told = []
    with faulty(take, status(429), status(429), status(429), delay=0.02) as index:
        outcome = send(tmp_path, index.url, *(tmp_path / file.name for file in files), told=told)
    assert outcome.problem is None
    assert [one.said.values["jobs"] for one in told if one.said and one.said.sentence.id == "STU002"] == [4, 2, 1]


def test_ctrl_c_in_the_middle(tmp_path, dist) -> None:
    """An interrupted upload says what is live, and the same command sends the rest."""
    stop = threading.Event()

    def tell(told) -> None:
        if stop.is_set() and threading.current_thread() is threading.main_thread():
            stop.clear()
            raise KeyboardInterrupt

    def hang(exchange) -> None:
        stop.set()
        deaf(exchange)

    class Told(list):
        append = staticmethod(tell)

    with faulty(take, hang) as index:
        outcome = send(tmp_path, index.url, dist, told=Told(), patience=Patience(2, 5, 5))
        assert (outcome.interrupted, states(outcome)[0]) == (True, "uploaded")
        again = send(tmp_path, index.url, dist)
    assert (again.problem, sorted(index.names)) == (None, sorted(NAMES))


@pytest.mark.parametrize(
    ("environ", "repository", "url", "named"),
    [
        ({}, None, None, "pypi"),
        ({}, "testpypi", None, "testpypi"),
        ({"TWINE_REPOSITORY": "work"}, None, None, "work"),
        ({"TWINE_REPOSITORY": "work", "UV_PUBLISH_URL": "http://a/"}, None, None, "http://a/"),
        ({"TWINE_REPOSITORY_URL": "http://b/", "UV_PUBLISH_URL": "http://a/"}, None, None, "http://b/"),
        ({"TWINE_REPOSITORY_URL": ""}, None, None, "pypi"),
        ({"TWINE_REPOSITORY_URL": "http://b/"}, "testpypi", None, "testpypi"),
        ({}, "testpypi", "http://c/", "http://c/"),
    ],
)
def test_which_index(environ, repository, url, named) -> None:
    """The options come before the variables of twine and uv, an address before a name; PyPI is the default, as with twine."""
    assert named_index(environ, repository, url) == named
