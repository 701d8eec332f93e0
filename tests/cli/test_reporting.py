"""Reports as files."""

import json
import os
import stat

import pytest

from make.report import outcome
from seatrial.cli.reporting import Ended, add_summary, document, here, json_text, ready, write
from seatrial.problem import Problem
from seatrial.report.places import Where


def test_a_report_is_written_as_a_whole(tmp_path):
    """It takes the place of the one before, with the permissions of a plain file, and leaves nothing beside it."""
    path = tmp_path / "out.json"
    path.write_text("before")
    umask = os.umask(0o022)
    try:
        assert write(str(path), "caf\udce9 é\n") is None
    finally:
        os.umask(umask)
    assert path.read_text("utf-8") == "caf\\udce9 é\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_is_replaced_and_not_followed(tmp_path):
    """A link that a foreign project brings along leads no report over another file."""
    victim, path = tmp_path / "victim", tmp_path / "out.json"
    victim.write_text("mine")
    path.symlink_to(victim)
    ready(str(path))
    assert write(str(path), "report") is None
    assert (victim.read_text(), path.read_text(), path.is_symlink()) == ("mine", "report", False)


def test_a_report_that_fails_leaves_the_one_before(tmp_path, monkeypatch):
    """A full disk tears nothing, and is returned as a problem that names the file."""
    path = tmp_path / "out.json"
    path.write_text("before")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "getpid", lambda: "x" * 300)  # a name that no disk takes
        problem = write(str(path), "report")
    assert problem is not None
    assert problem.kind.id == "PCL003"
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("kind", ["folder", "pipe", "nowhere", "below a file"])
def test_a_place_that_takes_no_report_is_known_before(kind, tmp_path):
    """Nobody waits for a release to hear that its report has no place."""
    (tmp_path / "file").touch()
    (tmp_path / "folder.json").mkdir()
    os.mkfifo(tmp_path / "pipe.json")
    places = {"folder": "folder.json", "pipe": "pipe.json", "nowhere": "no/out.json", "below a file": "file/out.json"}
    with pytest.raises(Problem, match="PCL002"):
        ready(str(tmp_path / places[kind]))


def test_a_folder_of_somebody_else_is_known_before(tmp_path, monkeypatch):
    """A folder that we may not write in is refused before the work."""
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everywhere
    with pytest.raises(Problem, match="Permission denied"):
        ready(str(tmp_path / "out.json"))


@pytest.mark.parametrize("form", ["json", "sarif", "github", "junit", "html"])
def test_every_form_can_be_made(form):
    """One run has all forms."""
    text = document(form, Ended(outcome(), 0, lambda: {"answer": 1}), "en")
    assert {"json": '"answer"', "sarif": '"runs"', "github": "nothing wrong", "junit": "<testsuites", "html": "<html"}[form] in text


def test_json_commands_no_log():
    """Where JSON is printed in a log of GitHub, no text in it is an old workflow command, and nothing of it is lost."""
    text = json_text({"x": "##[error]\u202e"})
    assert "##[" not in text
    assert text.isascii()
    assert json.loads(text) == {"x": "##[error]\u202e"}


def test_paths_are_meant_from_the_top_of_the_repository(tmp_path, monkeypatch):
    """The top is where git keeps its folder, or the file that leads to it; without git it is the working folder."""
    (tmp_path / "repo" / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "repo" / "a" / "b")
    assert here() == Where(str(tmp_path / "repo/a/b"), str(tmp_path / "repo/a/b"))
    (tmp_path / "repo" / ".git").touch()
    assert here() == Where(str(tmp_path / "repo/a/b"), str(tmp_path / "repo"))


def test_a_folder_that_is_gone_is_no_crash(tmp_path, monkeypatch):
    """Whoever removes the working folder while the run goes on still gets the result."""
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert here() == Where()


def test_the_summary_of_a_job_is_gone_on_with(tmp_path, monkeypatch):
    """Several runs share one summary; without one, or where it cannot be written, nothing happens."""
    run = Ended(outcome(), 0, dict)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    add_summary(run, "en")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "no" / "summary"))
    add_summary(run, "en")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary"))
    add_summary(run, "en")
    add_summary(run, "en")
    assert (tmp_path / "summary").read_text().count("### seatrial rehearse demo") == 2
