"""Tests of the proof of a version, with real backends."""

import pytest

from make.git import git, repository
from make.release import harbour, project, pyproject
from seatrial.app.looking import look
from seatrial.app.prove import prove
from seatrial.model.edit import Edit
from seatrial.problem import Problem


def edits(old, new):
    """Return the edit of the version in `pyproject.toml`."""
    return (Edit("pyproject.toml", old.encode(), new.encode()),)


@pytest.mark.parametrize("hatchling", [True, False])
def test_the_backend_says_the_new_version_of_a_tree_that_stays_as_it_is(tmp_path, hatchling):
    """Proof comes before a file is changed; a backend that only builds wheels builds one."""
    folder = project(tmp_path / "project", hatchling=hatchling)
    world = harbour(tmp_path)
    change = edits(pyproject(hatchling=hatchling), pyproject(version="1.1.dev1", hatchling=hatchling))
    assert prove(world, look(world, str(folder)), change, "1.1-dev1") == "1.1.dev1"
    assert git(folder, "status", "--porcelain") == ""


def test_a_version_from_elsewhere_is_found_out(tmp_path):
    """Where the change does not reach the metadata, nobody is told that it did; a dry run leaves nothing but the log."""
    folder = project(tmp_path / "project")
    world = harbour(tmp_path)
    with pytest.raises(Problem, match=r"PBP032.*1\.0") as caught:
        prove(world, look(world, str(folder)), (Edit("README.md", b"", b"1.1"),), "1.1", dry_run=True)
    assert (caught.value.values["found"], caught.value.values["expected"]) == ("1.0", "1.1")
    assert not (folder / ".seatrial").exists()


def test_a_backend_that_fails_is_told_with_its_log(tmp_path):
    """What the backend says is in a log that stays."""
    folder = repository(tmp_path / "project", {"setup.py": "raise SystemExit('no')\n"})
    world = harbour(tmp_path)
    with pytest.raises(Problem, match="PBD") as caught:
        prove(world, look(world, str(folder)), (), "1.1")
    assert "no" in (folder / ".seatrial" / "logs" / "prove.log").read_text()
    assert caught.value.values["log"].endswith("prove.log")
