"""The record of rehearsals, also where somebody else made it."""

import json
import os

import pytest

from make.release import harbour, manifest
from seatrial.app.rehearsals import NAME, last_rehearsal, remember, remembered
from seatrial.app.sealed import keep_sealed

ENTRY = {"at": 5.0, "commit": None, "plan": "p", "dirty": False}


def test_a_rehearsal_is_remembered(tmp_path):
    """What was rehearsed is known the next time."""
    remember(harbour(tmp_path), str(tmp_path), manifest(), 7.0)
    assert [(one.at, one.dirty) for one in remembered(harbour(tmp_path), str(tmp_path))] == [(7.0, False)]


@pytest.mark.parametrize("at", ["1e999", "-1e999", "NaN", "1" + "0" * 400, "null", '"soon"'])
def test_a_time_that_is_none(tmp_path, at):
    """A record with a time that no clock shows counts as none."""
    keep_sealed(harbour(tmp_path), str(tmp_path), NAME, [{**ENTRY, "at": json.loads(at)}])
    assert remembered(harbour(tmp_path), str(tmp_path)) == ()


@pytest.mark.parametrize("text", ["[" * 100_000, json.dumps([ENTRY]), "{}", "[[]]", "[1]", "9" * 5000, "\0"])
def test_a_record_that_is_none(tmp_path, text):
    """Whatever somebody else wrote there is not believed, and breaks nothing."""
    (tmp_path / NAME).write_text(text)
    assert remembered(harbour(tmp_path), str(tmp_path)) == ()


def test_a_pipe_and_a_link_are_not_read(tmp_path):
    """A pipe that comes with an archive holds nobody up; a link is not followed."""
    keep_sealed(harbour(tmp_path), str(tmp_path), NAME, [ENTRY])
    (tmp_path / NAME).rename(tmp_path / "real")
    (tmp_path / NAME).symlink_to(tmp_path / "real")
    assert remembered(harbour(tmp_path), str(tmp_path)) == ()
    (tmp_path / NAME).unlink()
    os.mkfifo(tmp_path / NAME)
    assert remembered(harbour(tmp_path), str(tmp_path)) == ()


def test_the_rehearsal_that_says_most(tmp_path):
    """A rehearsal of these very files counts before a later one of the same commit, and that before none; one of uncommitted files says nothing."""
    ours, state, world = manifest(), str(tmp_path), harbour(tmp_path)
    assert last_rehearsal(world, state, ours, 100.0).index_name == ""
    remember(world, state, manifest(("b-1.0.tar.gz",), dirty=True), 10.0)
    assert last_rehearsal(world, state, ours, 100.0).index_name == ""
    remember(world, state, manifest(("b-1.0.tar.gz",)), 20.0)
    assert last_rehearsal(world, state, ours, 100.0) == ("rehearsal", 80.0, False)
    remember(world, state, ours, 30.0, "testpypi")
    remember(world, state, manifest(("b-1.0.tar.gz",)), 40.0)
    assert last_rehearsal(world, state, ours, 100.0) == ("testpypi", 70.0, True)
    assert last_rehearsal(world, state, ours, 20.0).seconds == 0.0


def test_a_record_of_an_earlier_version(tmp_path):
    """What was kept without the name of its index was rehearsed on the embedded one."""
    keep_sealed(harbour(tmp_path), str(tmp_path), NAME, [ENTRY])
    assert [one.index_name for one in remembered(harbour(tmp_path), str(tmp_path))] == ["rehearsal"]
