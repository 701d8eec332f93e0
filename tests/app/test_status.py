"""How a project stands."""

import os

import pytest

from make.git import commit, git, write
from make.release import harbour, project, stop_at
from seatrial.app.rehearse import rehearse
from seatrial.app.release import release
from seatrial.app.status import status
from seatrial.core.status import next_step
from seatrial.model.release import RehearseOptions, ReleaseOptions
from seatrial.problem import Problem


@pytest.fixture
def folder(tmp_path):
    return project(tmp_path / "project")


def stand(tmp_path):
    """Return how the project stands, and what is next."""
    found = status(harbour(tmp_path), str(tmp_path / "project"))
    return found, next_step(found)


def words(found):
    """Return each part of a status as its one word."""
    return (found.tree.state, found.tag.state, found.dist.state, found.rehearsal.state, found.embedded.state)


def test_the_way_of_a_project_to_its_release(tmp_path, folder):
    """From the first commit to the release and on to the next change, each command's effect shows, and looking leaves nothing behind."""
    found, step = stand(tmp_path)
    assert (words(found), step) == (("clean", "free", "empty", "none", "nothing"), "rehearse")
    assert (found.name, found.version, found.tag.tag, found.tree.branch) == (
        "dinghy",
        "1.0",
        "v1.0",
        git(folder, "branch", "--show-current"),
    )
    assert not (folder / ".seatrial").exists()
    assert not (tmp_path / "data").exists()
    assert rehearse(harbour(tmp_path), str(folder), RehearseOptions(online=False)).problem is None
    found, step = stand(tmp_path)
    assert (words(found), step) == (("clean", "free", "this commit", "these files", "nothing"), "release")
    assert {file.state for file in found.dist.files} == {"as built"}
    assert 0 <= found.rehearsal.age < 600
    assert release(harbour(tmp_path), str(folder), ReleaseOptions()).problem is None
    found, step = stand(tmp_path)
    assert (words(found), step) == (("clean", "here", "this commit", "these files", "released"), "nothing")
    assert (found.embedded.versions, len(found.embedded.files), found.release) == (("1.0",), 2, None)
    write(folder, {"README.md": "More.\n"})
    found, step = stand(tmp_path)
    assert (words(found), step) == (("changed", "here", "this commit", "none", "released"), "raise version")
    assert found.tree.changed == ("README.md",)
    commit(folder)
    found, step = stand(tmp_path)
    assert (words(found), step) == (("clean", "elsewhere", "other commit", "none", "this version"), "raise version")


def test_an_interrupted_release_is_told_with_its_files(tmp_path, folder):
    """One sees what is live and what is not."""
    release(harbour(tmp_path, stop_at("verify", "started")), str(folder), ReleaseOptions())
    found, step = stand(tmp_path)
    assert step == "resume"
    assert (found.release.standing, found.release.version, found.release.this_commit) == ("interrupted", "1.0", True)
    assert {file.state for file in found.release.files} == {"uploaded"}
    assert found.embedded.state == "these files"
    write(folder, {"README.md": "More.\n"})
    commit(folder)
    found, step = stand(tmp_path)
    assert (step, found.release.this_commit) == ("resume", False)


def test_a_release_that_goes_on_in_another_terminal_is_not_called_interrupted(tmp_path, folder):
    """Who looks on while files are sent is told to wait; who looks after a crash is told to resume."""
    seen = []

    def peek(told):
        if (told.step, told.state) == ("verify", "started"):
            seen.append(stand(tmp_path))
            raise KeyboardInterrupt

    release(harbour(tmp_path)._replace(tell=peek), str(folder), ReleaseOptions())
    ((found, step),) = seen
    assert (found.at_work, found.release, step) == (os.getpid(), None, "wait")
    found, step = stand(tmp_path)
    assert (found.at_work, step) == (None, "resume")
    # A run that was killed leaves its number in the lock, and that number may be another program's by now.
    (folder / ".seatrial" / "lock").write_text(f"{os.getpid()}\n")
    assert stand(tmp_path)[1] == "resume"


def test_what_cannot_be_read_is_told_in_its_place(tmp_path, folder):
    """A broken journal or index does not hide the rest."""
    release(harbour(tmp_path, stop_at("verify", "started")), str(folder), ReleaseOptions())
    (journal,) = (folder / ".seatrial").glob("journal-*")
    journal.write_bytes(journal.read_bytes().replace(b"dinghy", b"dinghi"))
    (tmp_path / "data" / "index" / "ledger.jsonl").write_text("no ledger\n")
    found, step = stand(tmp_path)
    assert (found.release.standing, found.release.problem.kind.id, step) == ("unreadable", "PRL001", "abandon")
    assert found.embedded.state == "unreadable"
    assert found.tree.state == "clean"


def test_files_are_held_against_the_build(tmp_path, folder):
    """Files that were altered, taken away or put there by others stand out."""
    rehearse(harbour(tmp_path), str(folder), RehearseOptions(online=False))
    wheel, sdist = (next((folder / "dist").glob(pattern)) for pattern in ("*.whl", "*.tar.gz"))
    wheel.write_bytes(b"other")
    sdist.rename(folder / "dist" / "other-1.tar.gz")
    found = stand(tmp_path)[0]
    assert found.dist.state == "altered"
    assert {file.name: file.state for file in found.dist.files} == {
        wheel.name: "altered",
        sdist.name: "missing",
        "other-1.tar.gz": "of no build",
    }
    wheel.unlink()
    assert stand(tmp_path)[0].dist.state == "of no build"


def test_without_git_and_without_a_version(tmp_path, folder):
    """A student's folder is told about too: the version may be known to the build alone."""
    (folder / ".git").rename(tmp_path / "put-away")
    text = (folder / "pyproject.toml").read_text().replace('version = "1.0"', 'dynamic = ["version"]')
    (folder / "pyproject.toml").write_text(text)
    found, step = stand(tmp_path)
    assert (found.version, words(found)) == (None, ("no git", "not known", "empty", "none", "nothing"))
    assert step in {"commit", "mend"}


def test_a_folder_without_a_project_is_a_problem(tmp_path):
    """There is nothing to tell about."""
    (tmp_path / "project").mkdir()
    with pytest.raises(Problem, match="PPR003"):
        stand(tmp_path)
