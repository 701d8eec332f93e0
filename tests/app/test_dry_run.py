"""Tests of dry runs: they leave nothing behind, and speak of places that exist."""

import json
import tempfile
from pathlib import Path

import pytest

from make.git import write
from make.release import harbour, project, pyproject, states, stop_at
from seatrial.app.release import release
from seatrial.model.release import ReleaseOptions
from seatrial.report.data import outcome_json


def dry(tmp_path, told=None, **options):
    """Make a dry run of the release of the project that lies in `project`."""
    return release(harbour(tmp_path, told), str(tmp_path / "project"), ReleaseOptions(dry_run=True, **options))


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    """Let temporary files be seen."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def everything(folder):
    """Return all that lies in a folder, with what is in it."""
    kept = (path for path in folder.rglob("*") if path.relative_to(folder) != Path(".git", "index"))
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in kept}


@pytest.mark.parametrize("stopped", [False, True])
def test_a_dry_run_leaves_nothing_behind(tmp_path, temporary, stopped):
    """Who only looks finds the project as it was, also after Ctrl-C: no folder of ours, no log, no built file."""
    folder = project(tmp_path / "project")
    before = everything(folder)
    outcome = dry(tmp_path, stop_at("check", "started") if stopped else None)
    assert outcome.interrupted == stopped
    assert everything(folder) == before
    assert not list(temporary.glob("seatrial-dry-run-*"))
    assert not (tmp_path / "data").exists()


def test_a_dry_run_speaks_of_files_where_a_release_puts_them(tmp_path, temporary):
    """No path in the answer leads to a folder that is gone."""
    text = pyproject().replace("[project.scripts]", 'classifiers = ["Floats :: Well"]\n[project.scripts]')
    folder = project(tmp_path / "project", files={"pyproject.toml": text})
    outcome = dry(tmp_path)
    dist = [str(folder / "dist" / name) for name in ("dinghy-1.0.tar.gz", "dinghy-1.0-py3-none-any.whl")]
    assert [one.path for one in outcome.report.subjects] == [str(folder), *dist]
    assert {one.subject for one in outcome.report.findings if one.refusal} == set(dist)
    assert str(temporary) not in json.dumps(outcome_json(outcome, "en"))


def test_the_log_of_a_failed_build_can_be_read(tmp_path, temporary):
    """The problem names the log, so that alone outlives a dry run."""
    project(tmp_path / "project", files={"own_backend.py": "raise SystemExit('no wind')\n"})
    problem = dry(tmp_path).problem
    assert problem.kind.id.startswith("PBD")
    assert "no wind" in Path(problem.values["log"]).read_text()
    assert [path.name for path in temporary.rglob("*") if path.is_file()] == ["build.log"]
    assert not (tmp_path / "project" / ".seatrial").exists()


def test_a_dry_run_of_what_was_interrupted_tells_what_is_left_and_goes_on_with_nothing(tmp_path):
    """The journal, the index and the built files stay as they are to the last byte."""
    folder = project(tmp_path / "project")
    release(harbour(tmp_path, stop_at("verify", "started")), str(folder), ReleaseOptions())
    before = everything(folder), everything(tmp_path / "data")
    outcome = dry(tmp_path)
    assert (states(outcome), outcome.tag) == (["present", "present"], None)
    assert (everything(folder), everything(tmp_path / "data")) == before


def test_without_room_for_a_dry_run_one_is_told(tmp_path, monkeypatch):
    """A full disk is no crash."""
    project(tmp_path / "project")
    monkeypatch.setattr(tempfile, "tempdir", str(write(tmp_path, {"file": ""}) / "file"))
    assert dry(tmp_path).problem.kind.id == "PBD013"
