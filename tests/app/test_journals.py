"""Tests of journals on disk."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from make.release import harbour, manifest
from seatrial.app.journals import abandon, finish, finished, go_on, kept_key, start, unfinished, user_key
from seatrial.core.plan import make_plan
from seatrial.core.profile import LOCAL
from seatrial.model.release import Event
from seatrial.problem import Problem

KEY = b"k" * 32
PLAN = make_plan(manifest(), LOCAL, "v1.0")


def test_a_journal_is_private_and_holds_what_was_written(tmp_path):
    """What is done is on the disk at once, and for the user alone."""
    journal = start(str(tmp_path), PLAN, KEY)
    journal.write(Event(1.0, PLAN.steps[0].id, "started"))
    found = unfinished(str(tmp_path), KEY)
    assert [one.known for one in found] == [journal.known]
    assert stat.S_IMODE(journal.path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [journal.path]
    journal.close()


def test_a_journal_goes_on_after_a_torn_line(tmp_path):
    """A crash in the middle of a line costs that line alone."""
    journal = start(str(tmp_path), PLAN, KEY)
    journal.close()
    with journal.path.open("ab") as file:
        file.write(b'{"schema":1,"at":')
    again = go_on(unfinished(str(tmp_path), KEY)[0], KEY)
    again.write(Event(1.0, PLAN.steps[0].id, "done", {"state": "uploaded"}))
    again.close()
    assert list(unfinished(str(tmp_path), KEY)[0].known.done) == [PLAN.steps[0].id]


def test_a_plan_takes_the_place_of_one_with_the_same_id(tmp_path):
    """To push later, the plan grows and what is done stays done."""
    start(str(tmp_path), PLAN, KEY).close()
    longer = make_plan(manifest(), LOCAL, "v1.0", "origin")
    start(str(tmp_path), longer, KEY, {"verify": {}}).close()
    (found,) = unfinished(str(tmp_path), KEY)
    assert found.known.plan == longer
    assert list(found.known.done) == ["verify"]


def test_a_journal_of_somebody_else_is_refused(tmp_path):
    """A journal that came with a clone decides nothing."""
    start(str(tmp_path), PLAN, b"other").close()
    with pytest.raises(Problem, match="PRL001"):
        unfinished(str(tmp_path), KEY)


def test_a_torn_first_line_is_no_journal(tmp_path):
    """A release that was cut off before its plan was written down was never begun."""
    (tmp_path / "journal-1.jsonl").write_bytes(b'{"schema":1,"pl')
    assert unfinished(str(tmp_path), KEY) == ()


@pytest.mark.parametrize("kind", ["link", "dangling", "pipe", "folder"])
def test_a_journal_that_is_no_plain_file_is_refused(tmp_path, kind):
    """No link leads to another file, no pipe makes it wait."""
    path = tmp_path / "journal-1.jsonl"
    {
        "link": lambda: path.symlink_to("/etc/passwd"),
        "dangling": lambda: path.symlink_to(tmp_path / "nowhere"),
        "pipe": lambda: os.mkfifo(path),
        "folder": path.mkdir,
    }[kind]()
    with pytest.raises(Problem, match="PRL020"):
        unfinished(str(tmp_path), KEY)


def test_finished_and_abandoned_journals_are_set_aside(tmp_path):
    """They are kept, and in nobody's way."""
    journal = start(str(tmp_path), PLAN, KEY)
    journal.close()
    finish(journal.path)
    assert unfinished(str(tmp_path), KEY) == ()
    assert [one.known.plan for one in finished(str(tmp_path), KEY)] == [PLAN]
    assert finished(str(tmp_path), b"other") == ()
    start(str(tmp_path), PLAN, b"other").close()
    abandon(str(tmp_path))
    assert unfinished(str(tmp_path), KEY) == ()


def test_the_key_is_made_once_and_private(tmp_path):
    """Every run of the same user has the same key, and nobody else can read it."""
    world = harbour(tmp_path)
    key = user_key(world)
    assert len(key) == 32
    assert user_key(world) == key
    assert user_key(harbour(tmp_path / "other")) != key
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["journal.key"]
    assert stat.S_IMODE((tmp_path / "data" / "journal.key").stat().st_mode) == 0o600


def test_what_a_dead_run_left_of_a_key_is_taken_away(tmp_path):
    """A run that was killed while it made the key leaves nothing for ever."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / ".journal.key.0123abcd.new").write_bytes(b"half")
    assert len(user_key(harbour(tmp_path))) == 32
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["journal.key"]


@pytest.mark.parametrize("content", [b"", b"short", None])
def test_a_key_that_is_none_seals_nothing(tmp_path, content):
    """With a key that was cut off anybody could write a journal; a pipe in its place holds nobody up."""
    path = tmp_path / "data" / "journal.key"
    path.parent.mkdir()
    os.mkfifo(path) if content is None else path.write_bytes(content)
    with pytest.raises(Problem, match="PRL020"):
        user_key(harbour(tmp_path))


def test_without_a_key_no_journal_is_believed(tmp_path):
    """Who never released anything is told nothing by a journal that came with a project, whatever it is sealed with."""
    state = tmp_path / ".seatrial"
    state.mkdir()
    start(str(state), PLAN, b"").close()
    with pytest.raises(Problem, match="PRL001"):
        unfinished(str(state), kept_key(harbour(tmp_path)))
    assert not (tmp_path / "data").exists()


def test_keys_that_are_made_at_once_are_one(tmp_path):
    """Runs that begin together seal with the same key, whoever made it."""
    world = harbour(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: user_key(world), range(16)))
    assert {len(key) for key in keys} == {32}
    assert len(keys) == 1
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["journal.key"]


def test_a_data_folder_that_cannot_be_made_is_a_problem(tmp_path):
    """Where nothing can be written down nothing is begun."""
    (tmp_path / "data").write_text("in the way")
    with pytest.raises(Problem, match="PRL019"):
        user_key(harbour(tmp_path))
