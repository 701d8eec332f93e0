"""The file of events: lines as they happen, beside the work, whatever the disk does."""

import json
import os
import threading
import time

import pytest

from make.report import said
from seatrial.cli import record
from seatrial.cli.record import Record
from seatrial.model.event import Told
from seatrial.problem import Problem


def lines(path):
    return [json.loads(line) for line in path.read_text("ascii").splitlines()]


def test_a_run_is_written_line_by_line(tmp_path):
    """The first line names the command, the last one the exit status; between them stands what happened, readable while the work goes on."""
    path = tmp_path / "events"
    written = Record(str(path), "build", "en")
    written.tell(Told("build", "note", said()))
    deadline = time.monotonic() + 5
    while path.read_text().count("\n") < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert [line["event"] for line in lines(path)] == ["start", "told"]
    written.end(3)
    written.end(0)
    written.tell(Told("build", "note"))
    assert [line["event"] for line in lines(path)] == ["start", "told", "end"]
    assert (lines(path)[0]["command"], lines(path)[-1]["status"], written.complaint()) == ("build", 3, "")
    assert path.stat().st_mode & 0o111 == 0


def test_threads_do_not_mix_their_lines(tmp_path):
    """Several installations tell at once; each line is whole."""
    path = tmp_path / "events"
    written = Record(str(path), "x", "en")
    work = [threading.Thread(target=lambda: [written.tell(Told("verify", "output", line="x" * 500)) for _ in range(200)]) for _ in range(4)]
    for one in work:
        one.start()
    for one in work:
        one.join()
    written.end(0)
    assert len(lines(path)) == 802


def test_a_full_disk_is_told_once_and_stops_nothing(tmp_path, monkeypatch):
    """Where the disk is full the work goes on; that lines are missing is said one time."""
    full = tmp_path / "full"
    full.touch()
    opened = os.open
    monkeypatch.setattr(
        record.os, "open", lambda path, flags, *mode: opened("/dev/full" if path == str(full) else path, flags & ~os.O_NOFOLLOW, *mode)
    )
    written = Record(str(full), "x", "en")
    deadline = time.monotonic() + 5
    while not (told := written.tell(Told("x", "note")).complaint()) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert told == f"The events in {full} are not complete from here on: No space left on device. The work goes on."
    written.end(0)
    assert written.complaint() == ""


def test_a_reader_that_stands_still_stops_nothing(tmp_path, monkeypatch):
    """A pipe that nobody empties delays the end of a run for a moment only, and what is lost is told."""
    monkeypatch.setattr(record, "PATIENCE", 0.1)
    monkeypatch.setattr(record, "WAITING", 50)
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    written = Record(str(path), "x", "zh")
    for _ in range(300):
        written.tell(Told("x", "output", line="x" * 2000))
    begun = time.monotonic()
    written.end(0)
    assert time.monotonic() - begun < 3
    assert "\u672a\u80fd\u53ca\u65f6\u5199\u51fa" in written.complaint()
    os.close(reader)


def test_a_disk_that_is_slow_at_the_end_is_waited_for_a_moment(tmp_path, monkeypatch):
    """The last lines may be lost where the disk does not take them; that is said."""
    monkeypatch.setattr(record, "PATIENCE", 0.1)
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    written = Record(str(path), "x", "en")
    for _ in range(100):
        written.tell(Told("x", "output", line="x" * 2000))
    written.end(0)
    assert "could not be written in time" in written.complaint()
    os.close(reader)


@pytest.mark.parametrize("kind", ["folder", "link", "pipe", "nowhere"])
def test_what_cannot_take_events_is_a_problem_at_once(kind, tmp_path):
    """Before anything is begun it is said that events cannot be written there; no link leads them elsewhere, no pipe makes us wait."""
    path = tmp_path / "no" / "events" if kind == "nowhere" else tmp_path / kind
    if kind == "folder":
        path.mkdir()
    elif kind == "link":
        path.symlink_to(tmp_path / "victim")
    elif kind == "pipe":
        os.mkfifo(path)
    with pytest.raises(Problem, match="PCL004"):
        Record(str(path), "x", "en")
    assert not (tmp_path / "victim").exists()
