"""Tests of going on with an interrupted release."""

import pytest

from make.git import commit, git, write
from make.release import harbour, index, project, states, steps, stop_at
from seatrial.app.release import release
from seatrial.app.resume import resume
from seatrial.model.release import ReleaseOptions


def begin(tmp_path, step, state):
    """Begin a release that is stopped."""
    return release(harbour(tmp_path, stop_at(step, state)), str(tmp_path / "project"), ReleaseOptions())


@pytest.mark.parametrize("moment", [("upload", "progress"), ("upload", "done"), ("verify", "progress"), ("tag", "started")])
def test_what_was_interrupted_is_carried_out_to_its_end(tmp_path, moment):
    """Wherever it stopped, the release ends on the commit that it began with, though the project has gone on."""
    folder = project(tmp_path / "project")
    begun = git(folder, "rev-parse", "HEAD")
    assert begin(tmp_path, *moment).interrupted
    write(folder, {"README.md": "Later.\n"})
    commit(folder)
    outcome = resume(harbour(tmp_path), str(folder))
    assert outcome.problem is None
    assert set(states(outcome)) <= {"uploaded", "present"}
    assert index(tmp_path) == {file.name: file.sha256 for file in outcome.files}
    assert git(folder, "rev-parse", "v1.0^{commit}") == begun
    assert (outcome.name, outcome.version, outcome.tag) == ("dinghy", "1.0", "v1.0")
    assert "build" not in steps(outcome)
    assert all(one.ok for one in outcome.verified)
    assert resume(harbour(tmp_path), str(folder)).problem.kind.id == "PRL016"


def test_where_nothing_was_begun_there_is_nothing_to_resume(tmp_path):
    """One is told so, and how to begin."""
    assert resume(harbour(tmp_path), str(project(tmp_path / "project"))).problem.kind.id == "PRL016"


def test_a_resumption_can_be_interrupted_too(tmp_path):
    """However often it is stopped, it goes on."""
    folder = project(tmp_path / "project")
    begin(tmp_path, "upload", "progress")
    again = resume(harbour(tmp_path, stop_at("verify", "started")), str(folder))
    assert again.interrupted
    assert resume(harbour(tmp_path), str(folder)).tag == "v1.0"
