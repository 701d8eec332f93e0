"""The record of rehearsals, also where somebody else made it."""

import json
import os

import pytest

from make.release import manifest
from seatrial.app.rehearsals import NAME, remember, remembered

ENTRY = {"at": 5.0, "commit": None, "plan": "p", "dirty": False}


def test_a_rehearsal_is_remembered(tmp_path):
    """What was rehearsed is known the next time."""
    remember(str(tmp_path), manifest(), 7.0)
    assert [(one.at, one.dirty) for one in remembered(str(tmp_path))] == [(7.0, False)]


@pytest.mark.parametrize("at", ["1e999", "-1e999", "NaN", "1" + "0" * 400, "null", '"soon"'])
def test_a_time_that_is_none(tmp_path, at):
    """A record with a time that no clock shows counts as none."""
    (tmp_path / NAME).write_text(f'[{json.dumps(ENTRY)[:-1]}, "at": {at}}}]')
    assert remembered(str(tmp_path)) == ()


@pytest.mark.parametrize("text", ["[" * 100_000, "{}", "[[]]", "[1]", "9" * 5000, "\0"])
def test_a_record_that_is_none(tmp_path, text):
    """Whatever lies there, nothing breaks."""
    (tmp_path / NAME).write_text(text)
    assert remembered(str(tmp_path)) == ()


def test_a_pipe_and_a_link_are_not_read(tmp_path):
    """A pipe that comes with an archive holds nobody up; a link is not followed."""
    (tmp_path / "real").write_text(json.dumps([ENTRY]))
    (tmp_path / NAME).symlink_to(tmp_path / "real")
    assert remembered(str(tmp_path)) == ()
    (tmp_path / NAME).unlink()
    os.mkfifo(tmp_path / NAME)
    assert remembered(str(tmp_path)) == ()
