"""The checklist of a project folder, from real trees and the real git."""

import os

import pytest

from make.git import commit, git, user, write
from make.release import harbour, project
from seatrial.app.checklist import check_project, last_runs, standing_of
from seatrial.app.looking import look
from seatrial.app.runs import fingerprint, record
from seatrial.app.state import state_folder
from seatrial.edge.world import world
from seatrial.model.run import Run
from seatrial.problem import Problem
from seatrial.rules.checklist import ITEMS

FLOW = """\
on: {{ push: {{ tags: ["v*"] }} }}
jobs:
  publish:
    runs-on: ubuntu-latest
    environment: pypi
    permissions: {{ {permission} }}
    steps:
      - uses: pypa/gh-action-pypi-publish@release/v1
"""


@pytest.fixture
def folder(tmp_path):
    return project(tmp_path / "project", files={".gitignore": "dist/\n.seatrial/\n"})


def ticked(tmp_path, folder, **asked) -> dict:
    """Return the lines of a folder's checklist by the key of their item."""
    lines = check_project(harbour(tmp_path), str(folder), **asked).lines
    return dict(zip([item.key for item in ITEMS if asked or not item.online], lines, strict=True))


def states(tmp_path, folder, *keys) -> list:
    lines = ticked(tmp_path, folder)
    return [(lines[key].state, lines[key].rules) for key in keys]


def test_a_good_project_has_no_no(tmp_path, folder) -> None:
    """What is ready is ticked, what was never run says how, and what is not there does not apply."""
    lines = ticked(tmp_path, folder)
    assert {key: line.state for key, line in lines.items() if line.state != "yes"} == {
        "requirements": "not known",
        "changelog": "not applicable",
        "ci": "not applicable",
        "tests": "not known",
        "build": "not known",
        "rehearse": "not known",
    }
    assert {line.subject for line in lines.values()} == {str(folder)}
    assert [lines[key].note.values["it"] for key in ("version", "readme", "branch", "tag")] == ["1.0", "README.md", "main", "v1.0"]


def test_a_look_leaves_nothing_behind(tmp_path, folder) -> None:
    """Looking at a folder writes nothing into it, and asks nobody."""
    ticked(tmp_path, folder)
    assert git(folder, "status", "--short", "--ignored") == ""
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("files", "key", "rules"),
    [
        ({"README.md": "# Boat\n\n![Oar](oar.png)\n"}, "readme", ("DSC007",)),
        ({"dinghy/__init__.py": '__version__ = "0.9"\n'}, "version", ("PRJ012",)),
        ({"CHANGELOG.md": "# Changes\n\n## 0.9\n\n- It floats.\n"}, "changelog", ("PRJ094",)),
        ({".github/workflows/release.yml": FLOW.format(permission="contents: read")}, "ci", ("WFL010",)),
    ],
)  # fmt: skip
def test_a_finding_is_in_the_list(tmp_path, folder, files, key, rules) -> None:
    """What is found in README, code, changelog or workflow makes its line a no, and nothing else."""
    write(folder, files)
    commit(folder)
    lines = ticked(tmp_path, folder)
    assert {key: line.rules for key, line in lines.items() if line.state == "no"} == {key: rules}


def test_a_workflow_that_publishes_safely_is_a_yes(tmp_path, folder) -> None:
    """A workflow that does not publish is not judged here; one that publishes well is ticked; its findings name its file."""
    write(folder, {".github/workflows/test.yml": "on: push\njobs: { test: { runs-on: ubuntu-10.04, steps: [{ run: pytest }] } }\n"})
    commit(folder)
    assert states(tmp_path, folder, "ci") == [("not applicable", ())]
    write(folder, {".github/workflows/release.yml": FLOW.format(permission="id-token: write")})
    commit(folder)
    assert states(tmp_path, folder, "ci") == [("yes", ())]
    write(folder, {".github/workflows/release.yml": FLOW.format(permission="contents: read")})
    found = check_project(harbour(tmp_path), str(folder)).findings
    assert {(one.subject, one.file) for one in found if one.rule == "WFL010"} == {(str(folder), ".github/workflows/release.yml")}


def test_more_workflows_than_a_look_reads_are_not_known(tmp_path, folder) -> None:
    """A folder full of workflows does not hold up a look, and nothing is claimed of those that were not read."""
    text = FLOW.format(permission="id-token: write") + "# ported\n" * 2000
    write(folder, {f".github/workflows/w{number}.yml": text for number in range(20)})
    commit(folder)
    assert states(tmp_path, folder, "ci") == [("not known", ())]


def test_the_branch_is_the_one_that_releases_are_made_from(tmp_path, folder) -> None:
    """Another branch is a no unless the settings name it, and a single commit on no branch is not known."""
    git(folder, "switch", "--quiet", "--create", "oars")
    assert states(tmp_path, folder, "branch") == [("no", ("PRJ110",))]
    text = (folder / "pyproject.toml").read_text("utf-8")
    write(folder, {"pyproject.toml": text.replace("[tool.seatrial]", '[tool.seatrial]\nbranches = ["main", "oar*"]')})
    commit(folder)
    assert states(tmp_path, folder, "branch") == [("yes", ())]
    git(folder, "checkout", "--quiet", "--detach")
    assert states(tmp_path, folder, "branch") == [("not known", ())]


def test_the_tag_is_free_or_ours(tmp_path, folder) -> None:
    """The tag of this version may be on this commit, and on no other; a version of which no tag can be made stops nobody from looking."""
    git(folder, "tag", "v1.0")
    assert states(tmp_path, folder, "tag") == [("yes", ())]
    commit(folder)
    assert states(tmp_path, folder, "tag") == [("no", ("PRJ111",))]
    text = (folder / "pyproject.toml").read_text("utf-8")
    write(folder, {"pyproject.toml": text.replace('"1.0"', '"1..0"')})
    assert states(tmp_path, folder, "tag") == [("not known", ())]


def test_a_version_from_tags_is_that_of_its_tag(tmp_path, folder) -> None:
    """Whose version comes from git is ready as soon as the commit has its tag."""
    text = (folder / "pyproject.toml").read_text("utf-8")
    text = text.replace('version = "1.0"', 'dynamic = ["version"]').replace("requires = []", 'requires = ["hatchling", "hatch-vcs"]')
    text = text.replace('build-backend = "own_backend"\nbackend-path = ["."]', 'build-backend = "hatchling.build"')
    write(folder, {"pyproject.toml": text + '\n[tool.hatch.version]\nsource = "vcs"\n'})
    commit(folder)
    assert states(tmp_path, folder, "version", "tag") == [("no", ("PRJ047",)), ("not known", ())]
    git(folder, "tag", "v1.1")
    lines = ticked(tmp_path, folder)
    assert [(lines[key].state, lines[key].note.values["tag"]) for key in ("version", "tag")] == [("yes", "v1.1"), ("yes", "v1.1")]


def test_without_git_its_lines_do_not_apply(tmp_path, folder) -> None:
    """A folder that is in no repository is looked at all the same; before the first commit there is no branch to speak of."""
    (folder / ".git").rename(tmp_path / "git")
    keys = ("committed", "unfinished", "branch", "tag")
    assert states(tmp_path, folder, *keys) == [("not applicable", ())] * 4
    git(folder, "init", "--quiet")
    assert states(tmp_path, folder, "branch", "tag") == [("not applicable", ())] * 2
    assert states(tmp_path, folder, "committed") == [("no", ("PRJ041",))]


def test_the_last_runs_of_exactly_this_tree_count(tmp_path, folder) -> None:
    """A rehearsal of this tree is ticked, a failed build is a no, and any change of the tree makes both unknown again."""
    made = harbour(tmp_path)
    looked = look(made, str(folder))
    state, tree = state_folder(made, str(folder)), fingerprint(made, looked)
    record(made, state, Run("rehearse", tree, ok=True, at=1.0))
    record(made, state, Run("build", tree, ok=False, at=1.0, reason="WHL042"))
    assert states(tmp_path, folder, "rehearse", "build") == [("yes", ()), ("no", ("RUN005",))]
    write(folder, {"dinghy/oar.py": ""})
    assert states(tmp_path, folder, "rehearse", "build") == [("not known", ()), ("not known", ())]


def test_a_foreign_state_tells_nothing(tmp_path, folder) -> None:
    """A `.seatrial` that is a link to somebody else's runs is not believed, and stops nothing."""
    made = harbour(tmp_path)
    looked = look(made, str(folder))
    other = tmp_path / "other"
    other.mkdir()
    record(made, str(other), Run("rehearse", fingerprint(made, looked), ok=True, at=1.0))
    (folder / ".seatrial").symlink_to(other)
    assert last_runs(made, look(made, str(folder))) == {}
    assert states(tmp_path, folder, "rehearse") == [("not known", ())]


def test_a_shallow_clone_and_a_worktree_have_a_list_too(tmp_path, folder) -> None:
    """However git keeps the tree, its lines are told."""
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{folder}", "shallow")
    git(folder, "worktree", "add", "--quiet", str(tmp_path / "beside"), "-b", "oars")
    assert states(tmp_path, tmp_path / "shallow", "committed", "branch") == [("yes", ()), ("yes", ())]
    assert states(tmp_path, tmp_path / "beside", "committed", "branch") == [("yes", ()), ("no", ("PRJ110",))]


def test_what_is_no_project_is_a_problem(tmp_path) -> None:
    """A folder without a build file has no checklist."""
    with pytest.raises(Problem, match="PPR003"):
        check_project(harbour(tmp_path), str(tmp_path))


def test_without_a_git_program_the_rest_is_told(tmp_path, folder) -> None:
    """Where git is not installed, a folder outside of any repository has its list."""
    (folder / ".git").rename(tmp_path / "git")
    made = world(lambda _told: None, {**user(tmp_path), "PATH": os.devnull}, str(tmp_path / "data"))
    lines = check_project(made, str(folder)).lines
    assert [line.state for line in lines].count("no") == 0
    assert standing_of(made, look(made, str(folder))).branches == ()
