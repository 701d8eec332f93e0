"""`seatrial check` of project folders as a real process: the checklist in every form."""

import json
import os

import pytest

from make.cli import seatrial
from make.git import git
from make.html import Page
from make.project import example
from make.release import project


@pytest.fixture
def dinghy(tmp_path):
    return project(tmp_path / "dinghy", files={".gitignore": "dist/\n"})


@pytest.mark.parametrize(
    ("language", "first", "last"), [("en", "Checklist\n✓ Version", "✓ Tag free"), ("zh", "检查清单\n✓ 版本号", "✓ 标签")]
)
def test_a_check_of_a_project_ends_with_the_checklist(tmp_path, dinghy, language, first, last) -> None:
    """The list stands behind the findings in either language; with --quiet, and of files alone, there is none."""
    done = seatrial("--lang", language, "check", home=tmp_path, cwd=dinghy)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"\n\n{first}" in done.stdout
    assert done.stdout.split("\n\n")[-2].splitlines()[-1].startswith(last)
    assert seatrial("check", "--quiet", home=tmp_path, cwd=dinghy).stdout == ""
    assert git(dinghy, "status", "--short", "--ignored") == ""


def test_the_checklist_as_json(tmp_path) -> None:
    """Every line has its state; a no has findings behind it, which it names, and a fix; the status goes by the findings alone."""
    folder = example("flat", tmp_path)
    done = seatrial("check", "--format", "json", home=tmp_path, cwd=folder)
    assert done.returncode == 1
    answer = json.loads(done.stdout)
    grave = {one["rule"] for one in answer["findings"] if one["severity"] != "note" and one["ignored"] is None}
    assert {line["state"] for line in answer["checklist"]} == {"yes", "no", "not known", "not applicable"}
    for line in answer["checklist"]:
        assert line["subject"] == "."
        assert line["fix"] if line["state"] in {"no", "not known"} else line["fix"] is None
        assert set(line["rules"]) <= grave
        assert bool(line["rules"]) == (line["state"] == "no")
    assert grave <= {rule for line in answer["checklist"] for rule in line["rules"]}
    assert grave


def test_several_projects_have_a_list_each(tmp_path, dinghy) -> None:
    """Lines say of which project they are; what cannot be looked at has none, and stops no other."""
    example("flat", tmp_path)
    (tmp_path / "empty").mkdir()
    done = seatrial("check", "--format=json", "dinghy", "empty", "flat", home=tmp_path)
    answer = json.loads(done.stdout)
    assert list(dict.fromkeys(line["subject"] for line in answer["checklist"])) == ["dinghy", "flat"]
    assert "Checklist of dinghy\n" in seatrial("check", "dinghy", "flat", home=tmp_path).stdout


def test_the_checklist_in_reports(tmp_path, dinghy) -> None:
    """The page and the summary of a job have the list too."""
    summary = tmp_path / "summary.md"
    done = seatrial(
        "check",
        "--report",
        str(tmp_path / "out.html"),
        "--format",
        "github",
        home=tmp_path,
        cwd=dinghy,
        env={"GITHUB_STEP_SUMMARY": str(summary)},
    )
    assert done.returncode == 0, done.stderr
    assert "✓ Version the same everywhere yes" in Page((tmp_path / "out.html").read_text("utf-8")).section("checklist")
    assert "| ✅ | Version the same everywhere | 1&#46;0 |" in summary.read_text("utf-8")


def test_online_is_asked_for(tmp_path, dinghy) -> None:
    """With --online three more lines are there; an index that cannot be reached makes them unknown, and no other status."""
    done = seatrial("check", "--online", home=tmp_path, cwd=dinghy, env={"UV_DEFAULT_INDEX": "http://127.0.0.1:9/simple/"})
    assert done.returncode == 0, done.stderr
    assert "? Name free, or yours" in done.stdout
    assert "could not be asked" in done.stdout


def test_a_folder_that_cannot_be_read_is_a_problem(tmp_path) -> None:
    """What nobody may look at is told as such, and a bare repository as what it is."""
    git(tmp_path, "init", "--quiet", "--bare", "bare")
    done = seatrial("check", "bare", home=tmp_path)
    assert (done.returncode, "PGT" in done.stderr) == (3, True)
    if os.geteuid():
        (tmp_path / "shut").mkdir(mode=0)
        assert seatrial("check", "shut", home=tmp_path).returncode == 3
