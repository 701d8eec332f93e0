"""Tests of going on with an interrupted release."""

import shutil

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


@pytest.mark.parametrize("moment", [("verify", "started"), ("tag", "started")])
def test_files_that_the_index_lost_are_sent_again(tmp_path, moment):
    """What the journal says is live is held against the index; what was verified with lost files is verified again."""
    folder = project(tmp_path / "project")
    assert begin(tmp_path, *moment).interrupted
    shutil.rmtree(tmp_path / "data" / "index")
    outcome = resume(harbour(tmp_path), str(folder))
    assert (outcome.problem, outcome.tag) == (None, "v1.0")
    assert steps(outcome) == dict.fromkeys(["look", "upload", "verify", "tag"], "done")
    assert index(tmp_path) == {file.name: file.sha256 for file in outcome.files}


def test_the_release_of_another_project_is_not_carried_out(tmp_path):
    """A journal that was copied into another project, or to where no commit is, sends nothing and tags nothing."""
    folder, other = project(tmp_path / "project"), project(tmp_path / "other", "skiff")
    begin(tmp_path, "upload", "progress")
    before = index(tmp_path)
    for part in (".seatrial", "dist"):
        shutil.copytree(folder / part, other / part)
    refused = resume(harbour(tmp_path), str(other))
    assert (refused.problem.kind.id, steps(refused), git(other, "tag")) == ("PRL022", {"look": "done"}, "")
    assert (refused.problem.values["name"], refused.problem.values["found"]) == ("dinghy", "skiff")
    bare = shutil.copytree(folder, tmp_path / "bare", ignore=shutil.ignore_patterns(".git"))
    assert resume(harbour(tmp_path), str(bare)).problem.kind.id == "PRL012"
    without_git = harbour(tmp_path, PATH=str(tmp_path / "empty"))
    assert resume(without_git, str(folder)).problem.kind.id == "PGT001"
    assert index(tmp_path) == before
    assert resume(harbour(tmp_path), str(folder)).tag == "v1.0"
