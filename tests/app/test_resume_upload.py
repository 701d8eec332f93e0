"""Tests of going on with an interrupted upload, wherever its files lie and its journal is kept, and of giving it up."""

import json
import shutil

import pytest

from make.faults import faulty, reset, status, take, words
from make.index import TOKEN
from make.installable import wheel
from make.release import project
from make.uploads import FILES, NAMES, alone, go_on, send, states  # noqa: F401  (`alone` is a fixture)
from seatrial.app import upload_journals
from seatrial.app.journals import start, unfinished
from seatrial.core.plan import is_upload, paths_of
from seatrial.problem import Problem
from seatrial.problem.state import READ_ONLY
from seatrial.report.closing import end_text


@pytest.fixture
def dist(tmp_path):
    """Put the files of one release into a folder."""
    folder = tmp_path / "dist"
    folder.mkdir()
    for file in FILES:
        (folder / file.name).write_bytes(file.data)
    return folder


def begin(tmp_path, index, *files, **more):
    """Begin an upload that stops after its first file."""
    index.acts[:] = [take, status(500)]
    index.repeat = True
    outcome = send(tmp_path, index.url, *files, jobs=1, **more)
    assert outcome.problem.kind.id == "PRL008", outcome.problem
    index.acts.clear()
    return outcome


@pytest.mark.parametrize("place", ["project", "outside"])
def test_an_upload_goes_on(tmp_path, dist, monkeypatch, place) -> None:
    """From its project, or from any folder where it was begun outside of one, `resume` sends the rest from where the files lie."""
    folder = project(tmp_path / "project") if place == "project" else tmp_path
    monkeypatch.chdir(folder)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with faulty() as index:
        begin(tmp_path, index, "../dist" if place == "project" else "dist")
        monkeypatch.chdir(elsewhere)
        outcome = go_on(tmp_path, folder if place == "project" else elsewhere, repository_url=index.url)
        assert (outcome.problem, states(outcome), outcome.unproven) == (None, ["present", *["uploaded"] * 3], ())
        assert sorted(index.names) == sorted(NAMES)
        assert end_text(outcome, "en", fails=False).startswith("boat 1.0: on ")
        assert go_on(tmp_path, folder).problem.kind.id == "PRL016"
    assert not list((tmp_path / "data").glob("uploads/*"))


def test_a_token_never_follows_a_journal(tmp_path, dist) -> None:
    """An address that stands in the journal alone gets no token: the user names it anew, by an option, a variable or a section."""
    with faulty() as index:
        begin(tmp_path, index, dist)
        before = index.posts
        alone_named = go_on(tmp_path)
        other = go_on(tmp_path, repository_url="http://127.0.0.1:9/legacy/")
        assert (alone_named.problem.kind.id, other.problem.kind.id, index.posts) == ("PRL040", "PRL043", before)
        assert alone_named.problem.values["command"] == f"seatrial resume --repository-url {index.url}"
        assert go_on(tmp_path, environ={"UV_PUBLISH_URL": index.url}).problem is None


def test_a_section_that_leads_elsewhere_by_now(tmp_path, dist) -> None:
    """What a journal tells of one index is not held for true of another that has its name now."""
    pypirc = tmp_path / ".pypirc"
    text = "[work]\nrepository = {}\nusername = __token__\npassword = " + TOKEN + "\n"
    with faulty(take, status(500), repeat=True) as index:
        pypirc.write_text(text.format(index.url))
        pypirc.chmod(0o600)
        assert send(tmp_path, "work", dist, jobs=1).problem.kind.id == "PRL008"
        index.acts.clear()
        pypirc.write_text(text.format("http://127.0.0.1:9/legacy/"))
        before = index.posts
        assert (go_on(tmp_path).problem.kind.id, index.posts) == ("PRL042", before)
        pypirc.write_text(text.format(index.url))
        assert (go_on(tmp_path).problem, sorted(index.names)) == (None, sorted(NAMES))


def test_several_uploads(tmp_path, dist) -> None:
    """Where several were interrupted they are listed, and each is found by its id; one that ended for certain is in nobody's way."""
    other = wheel({"m.py": ""}, name="ship")
    (tmp_path / other.name).write_bytes(other.data)
    with faulty() as index:
        begin(tmp_path, index, dist)
        index.acts[:] = [status(500)]
        assert send(tmp_path, index.url, tmp_path / other.name).problem.kind.id == "PRL008"
        index.acts.clear()
        several = go_on(tmp_path, repository_url=index.url).problem
        assert several.kind.id == "PRL041"
        assert "ship 1.0 → " in several.values["begun"]
        first = go_on(tmp_path, repository_url=index.url, id=several.values["first"])
        second = go_on(tmp_path, repository_url=index.url)
        assert (first.problem, second.problem, sorted(index.names)) == (None, None, sorted((*NAMES, other.name)))


@pytest.mark.parametrize("place", ["project", "outside"])
def test_giving_up(tmp_path, dist, monkeypatch, place) -> None:
    """What is given up is never sent: what is live and what nobody knows of is said, and nothing of it is in the way any more."""
    folder = project(tmp_path / "project") if place == "project" else tmp_path
    monkeypatch.chdir(folder)
    with faulty() as index:
        begin(tmp_path, index, dist)
        before = index.posts
        outcome = go_on(tmp_path, folder, abandon=True)
        assert (outcome.problem, outcome.abandoned, index.posts) == (None, True, before)
        assert states(outcome) == ["uploaded", "in doubt", "not sent", "not sent"]
        assert [said.sentence.id for said in outcome.notes] == ["STU014", "STU015"]
        assert end_text(outcome, "zh", fails=False) == "boat 1.0：已放弃；没有再发送任何内容。"
        assert go_on(tmp_path, folder, abandon=True).problem.kind.id == "PRL016"
        assert send(tmp_path, index.url, dist).problem is None


def test_giving_up_what_nothing_came_of(tmp_path, dist) -> None:
    """Where the index refused the first file, nothing is there, and that is said."""
    with faulty(words(400, "No.")) as index:
        assert send(tmp_path, index.url, dist, jobs=1).problem.kind.id == "PRL007"
        assert [said.sentence.id for said in go_on(tmp_path, abandon=True).notes] == ["STU013"]


def test_giving_up_what_cannot_be_read(tmp_path, monkeypatch) -> None:
    """A journal of somebody else's is set aside without being believed."""
    folder = project(tmp_path / "project")
    (folder / ".seatrial").mkdir(mode=0o700)
    journal = folder / ".seatrial" / "journal-0123456789abcdef.jsonl"
    journal.write_text(json.dumps({"plan": {}}) + "\n")
    assert go_on(tmp_path, folder).problem.kind.id == "PRL001"
    outcome = go_on(tmp_path, folder, abandon=True)
    assert (outcome.problem, [said.sentence.id for said in outcome.notes], journal.exists()) == (None, ["STU012"], False)
    assert go_on(tmp_path, folder).problem.kind.id == "PRL016"


def test_files_that_were_moved_or_built_again(tmp_path, dist) -> None:
    """`resume` sends no other bytes; the same command finds the files in their new place, and other files of the same names take the place of the old."""
    with faulty() as index:
        begin(tmp_path, index, dist)
        moved = dist.rename(tmp_path / "moved")
        assert go_on(tmp_path, repository_url=index.url).problem.kind.id == "PRL021"
        assert send(tmp_path, index.url, moved).problem is None
        assert (sorted(index.names), list((tmp_path / "data").glob("uploads/*"))) == (sorted(NAMES), [])


@pytest.mark.parametrize("place", ["project", "outside"])
def test_an_upload_that_takes_the_place_of_another(tmp_path, monkeypatch, place) -> None:
    """Once files of the same names are there, an upload of others that was interrupted before is not left to be resumed."""
    folder = project(tmp_path / "project") if place == "project" else tmp_path
    monkeypatch.chdir(folder)
    path = tmp_path / FILES[0].name
    path.write_bytes(wheel({"boat.py": "B = 1"}).data)
    with faulty(status(500), repeat=True) as index:
        assert send(tmp_path, index.url, path).problem.kind.id == "PRL008"
        index.acts.clear()
        path.write_bytes(FILES[0].data)
        assert send(tmp_path, index.url, path).problem is None
    assert go_on(tmp_path, folder).problem.kind.id == "PRL016"


@pytest.mark.parametrize("place", ["project", "outside"])
def test_tries_that_were_refused(tmp_path, dist, monkeypatch, place) -> None:
    """Of uploads that were refused before anything was there only the newest is kept: `resume` tries that again, with a better token say."""
    folder = project(tmp_path / "project") if place == "project" else tmp_path
    monkeypatch.chdir(folder)
    with faulty(words(401, "Who are you?")) as first, faulty(words(401, "Who are you?")) as second:
        for index in (first, second):
            assert send(tmp_path, index.url, dist, jobs=1).problem.kind.id == "PUP011"
        outcome = go_on(tmp_path, folder, repository_url=second.url)
        assert (outcome.problem, sorted(second.names), first.names) == (None, sorted(NAMES), [])
        assert go_on(tmp_path, folder).problem.kind.id == "PRL016"


def test_the_same_command_sends_what_a_refusal_left(tmp_path, dist) -> None:
    """The fix of a refusal says that the same command sends what is left: it does, and nothing twice."""
    with faulty(take, words(400, "The project is too large.")) as index:
        stopped = send(tmp_path, index.url, dist, jobs=1).problem
        assert (stopped.kind.id, "run the same command again" in stopped.kind.fix) == ("PRL007", True)
        assert send(tmp_path, index.url, dist, jobs=1).problem is None
        assert sorted(index.names) == sorted(NAMES)


def test_a_journal_of_an_older_seatrial(tmp_path, dist, monkeypatch) -> None:
    """A plan without paths goes on where its files lie in `dist`; else the same command ends it."""
    folder = project(tmp_path / "project")
    monkeypatch.chdir(folder)
    with faulty() as index:
        begin(tmp_path, index, dist)
        key = (tmp_path / "data" / "journal.key").read_bytes()
        (found,) = unfinished(str(folder / ".seatrial"), key)
        plan = found.known.plan
        old = plan._replace(
            schema=1, way=None, steps=tuple(step._replace(path="") if hasattr(step, "path") else step for step in plan.steps)
        )
        start(str(folder / ".seatrial"), old, key, found.known.done).close()
        assert (is_upload(old), paths_of(old)) == (True, None)
        assert go_on(tmp_path, folder, repository_url=index.url).problem.kind.id == "PRL029"
        assert send(tmp_path, index.url, dist).problem is None
        assert sorted(index.names) == sorted(NAMES)


def test_a_project_that_cannot_be_written_to(tmp_path, dist, monkeypatch) -> None:
    """It is in the way of no upload: the journal is kept in the user's data, which is said, and found there again."""
    folder = project(tmp_path / "project")
    monkeypatch.chdir(folder)
    (folder / ".seatrial").write_text("in the way")
    told = []
    with faulty() as index:
        assert send(tmp_path, index.url, dist).problem.kind.id == "PPR050"
        (folder / ".seatrial").unlink()

        def read_only(_world, path):
            raise Problem(READ_ONLY, path=path, reason="Read-only file system")

        with monkeypatch.context() as patched:
            # To root, which tests may run as, nothing is read-only.
            patched.setattr(upload_journals, "state_folder", read_only)
            begin(tmp_path, index, dist, told=told)
        assert [one.said.sentence.id for one in told if one.said and one.said.sentence.id == "STU011"] == ["STU011"]
        assert not (folder / ".seatrial").exists()
        assert go_on(tmp_path, folder, repository_url=index.url).problem is None
    assert sorted(index.names) == sorted(NAMES)


def test_files_that_are_gone(tmp_path, dist) -> None:
    """A file that is not there any more is told, and nothing is sent."""
    with faulty() as index:
        begin(tmp_path, index, dist)
        shutil.rmtree(dist)
        before = index.posts
        assert (go_on(tmp_path, repository_url=index.url).problem.kind.id, index.posts) == ("PRL021", before)


def test_a_reset_in_the_middle_of_going_on(tmp_path, dist) -> None:
    """Faults while it goes on are overcome as in any upload."""
    with faulty() as index:
        begin(tmp_path, index, dist)
        index.repeat = False
        index.acts[:] = [reset("middle"), reset("end", stored=True)]
        outcome = go_on(tmp_path, repository_url=index.url)
    assert (outcome.problem, sorted(index.names)) == (None, sorted(NAMES))
