"""What was left running is found by a mark in its environment."""

import os
import subprocess
import sys

import pytest

from seatrial.edge.left_running import end_left_running


@pytest.fixture
def sleeper():
    """Start processes with a mark, each in a session of its own; end them afterwards."""
    begun = []

    def start(mark):
        child = subprocess.Popen(
            [sys.executable, "-c", "import sys, time; print('on', flush=True); time.sleep(60)"],
            env={**os.environ, "MARK": mark}, stdout=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        begun.append(child)
        child.stdout.readline()
        return child

    yield start
    for child in begun:
        child.kill()
        child.communicate()


def test_only_what_has_the_mark_is_ended(sleeper, tmp_path) -> None:
    """A process with the very value is killed; one whose value merely begins so is left alone."""
    ours, other = sleeper(f"{tmp_path}/a"), sleeper(f"{tmp_path}/ab")
    end_left_running("MARK", f"{tmp_path}/a")
    assert ours.wait(10) == -9
    assert other.poll() is None


def test_where_there_is_no_list_of_processes(tmp_path, monkeypatch) -> None:
    """On systems without /proc nothing is found, and nothing goes wrong."""
    monkeypatch.setattr(os, "listdir", lambda _: (_ for _ in ()).throw(FileNotFoundError))
    end_left_running("MARK", str(tmp_path))
