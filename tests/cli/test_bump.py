"""`seatrial bump` as a real process."""

import json
import sys

import pytest

from make.cli import environment, seatrial
from make.cut_off import lay
from make.git import commit, git
from make.half_changed import cut_off
from make.release import harbour, project
from make.terminal import run


@pytest.fixture
def boat(tmp_path):
    return project(tmp_path / "boat", "boat", "3.7")


def bump(folder, *args, **env):
    return seatrial("bump", *args, home=folder.parent, cwd=folder, env=env)


def test_from_looking_to_raising(boat) -> None:
    """Who types the command alone sees the version and what each part gives; with a part it is raised, and what to do next is said."""
    looked = bump(boat)
    assert (looked.returncode, looked.stderr) == (0, "")
    assert looked.stdout.startswith('boat 3.7\n\n  places  pyproject.toml:8  version = "3.7"\n  parts   major  4.0\n')
    assert git(boat, "status", "--porcelain") == ""
    raised = bump(boat, "minor")
    assert (raised.returncode, raised.stderr) == (0, "")
    assert '\n-version = "3.7"\n+version = "3.8"\n' in raised.stdout
    assert "\nboat 3.7 → 3.8\n" in raised.stdout
    assert raised.stdout.endswith("commit it, then: seatrial rehearse\n")
    assert bump(boat, "-q", "minor").stdout == ""
    assert git(boat, "diff", "--stat").count("|") == 1


def test_for_machines(boat) -> None:
    """A dry run as JSON has exactly what it would change, and changes nothing; a problem has its object too."""
    found = json.loads(bump(boat, "patch", "--dry-run", "--format", "json").stdout)
    assert {key: found[key] for key in ("from", "to", "places", "untouched")} == {
        "from": "3.7",
        "to": "3.7.1",
        "places": [{"file": "pyproject.toml", "line": 8, "before": 'version = "3.7"', "after": 'version = "3.7.1"'}],
        "untouched": [],
    }
    assert not (boat / ".seatrial").exists()
    stopped = bump(boat, "3.6", "--format", "json", "--lang", "zh")
    assert (stopped.returncode, json.loads(stopped.stdout)["problem"]["id"]) == (3, "PBP005")
    assert "版本会倒退" in stopped.stderr


def test_a_folder_in_place_of_a_part(boat) -> None:
    """A folder can be named behind the part, and alone."""
    assert bump(boat.parent, "patch", "boat", "--dry-run").stdout.endswith("next    seatrial bump patch boat\n")
    assert bump(boat.parent, "./boat").stdout.startswith("boat 3.7\n")
    assert bump(boat.parent, "boat").returncode == 3


def test_on_a_terminal(boat) -> None:
    """On a terminal the diff has its colours, and no line is wider than it."""
    args = [sys.executable, "-m", "seatrial", "bump", "patch", "--dry-run"]
    status, shown = run(args, env=environment(boat.parent, TERM="xterm"), cwd=boat, columns=70)
    assert status == 0
    assert '\x1b[1;31m-version = "3.7"\x1b[0m' in shown
    assert '\x1b[32m+version = "3.7.1"\x1b[0m' in shown


def test_commit_and_tag(boat) -> None:
    """A tag asks for its commit by itself; both are told, with the command that takes them back."""
    found = bump(boat, "4.5", "--tag", GIT_AUTHOR_NAME="A", GIT_AUTHOR_EMAIL="a@b.c", GIT_COMMITTER_NAME="A", GIT_COMMITTER_EMAIL="a@b.c")
    assert found.returncode == 0, found.stderr
    assert "taken back by: git tag -d v4.5 && git reset --keep" in found.stdout
    assert git(boat, "tag", "--points-at", "HEAD") == "v4.5"


def test_what_was_cut_off(boat, monkeypatch) -> None:
    """Half-changed files are told by the status, stop what needs the tree, and are finished by `resume`."""
    lay(boat)
    commit(boat)
    home = boat.parent
    cut_off(harbour(home)._replace(data_folder=str(home / "seatrial-data")), boat, monkeypatch)
    (boat / "pyproject.toml").write_bytes(b'[project]\nname = "boat"\nversion = "1.1"\n')
    shown = seatrial("status", home=home, cwd=boat).stdout
    assert "✗ `seatrial bump` was interrupted while it changed files: pyproject.toml, boat/__init__.py" in shown
    assert shown.endswith("seatrial resume\n")
    found = seatrial("status", "--format", "json", home=home, cwd=boat).stdout
    assert json.loads(found)["change"]["command"] == "bump"
    given_up = seatrial("resume", "--abandon", "--lang", "zh", home=home, cwd=boat)
    assert (given_up.returncode, given_up.stdout.split("\n")[0]) == (
        0,
        "✓ `seatrial bump` 被中断的改动已经撤销：boat/__init__.py, docs/conf.py, .gitignore。",
    )
