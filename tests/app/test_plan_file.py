"""Tests of the file that takes a plan."""

import json

import pytest

from make.git import commit, git, write
from make.release import harbour, project
from seatrial.app.release import release
from seatrial.core.plan import plan_from
from seatrial.model.release import ReleaseOptions
from seatrial.report.data import outcome_json


def plan(tmp_path, path, **options):
    """Make a dry run that writes its plan to a file."""
    return release(harbour(tmp_path), str(tmp_path / "project"), ReleaseOptions(dry_run=True, plan_file=str(path), **options))


def test_the_file_and_the_answer_hold_the_same_plan(tmp_path):
    """A program reads one shape, wherever the plan comes from, and can make a plan of it again."""
    project(tmp_path / "project")
    outcome = plan(tmp_path, tmp_path / "plan.json")
    written = json.loads((tmp_path / "plan.json").read_text())
    assert written == json.loads(json.dumps(outcome_json(outcome, "en")["plan"]))
    assert plan_from(written) == outcome.plan


@pytest.mark.parametrize("name", ["plan.json", "README.md", "below/../plan.json", "link.json"])
def test_a_plan_does_not_get_into_the_project_that_it_is_of(tmp_path, name):
    """A file that git would see stops the next release and gets into its build, so it is refused before anything is done."""
    folder = project(tmp_path / "project", files={"below/x.txt": ""})
    readme = (folder / "README.md").read_bytes()
    (tmp_path / "link.json").symlink_to(folder / "plan.json")
    outcome = plan(tmp_path, (tmp_path if name == "link.json" else folder) / name)
    assert outcome.problem.kind.id == "PRL024"
    assert [step.step for step in outcome.steps] == ["look"]
    assert git(folder, "status", "--porcelain") == ""
    assert (folder / "README.md").read_bytes() == readme


@pytest.mark.parametrize("name", ["plans/a.json", "we*rd[1].json", ":(top)x.json"])
def test_a_plan_may_lie_where_git_does_not_look(tmp_path, name):
    """An ignored file is in nobody's way: the release goes through afterwards."""
    folder = project(tmp_path / "project", files={".gitignore": "plans/\nwe\\*rd*\n:*\n"})
    (folder / "plans").mkdir()
    assert plan(tmp_path, folder / name).problem is None
    assert (folder / name).is_file()
    assert plan(tmp_path, folder / name).problem is None


@pytest.mark.parametrize(("name", "kind"), [("nowhere/plan.json", "PCL002"), ("folder", "PCL002"), ("\0", "PRL019"), ("loop", "PRL019")])
def test_a_file_that_cannot_be_written_is_a_problem(tmp_path, name, kind):
    """The path and the reason are told before anything is built."""
    folder = project(tmp_path / "project")
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert plan(tmp_path, f"{tmp_path}/{name}").problem.kind.id == kind
    assert not (folder / "dist").exists()


def test_a_folder_in_a_larger_repository(tmp_path):
    """The whole repository counts, not only the project's folder in it."""
    folder = project(tmp_path / "project")
    write(folder, {"sub/pyproject.toml": (folder / "pyproject.toml").read_text()})
    commit(folder)
    outcome = release(harbour(tmp_path), str(folder / "sub"), ReleaseOptions(dry_run=True, plan_file=str(folder / "plan.json")))
    assert outcome.problem.kind.id == "PRL024"
