"""`check --fix` as it is typed: nothing is changed without a yes."""

import json
import sys

import pytest

from make.cli import environment, seatrial
from make.dialogue import converse
from make.git import commit, git
from make.project import example


@pytest.fixture
def folder(tmp_path):
    found = example("flat", tmp_path)
    git(found, "init", "-q")
    commit(found)
    return found


def changed(folder) -> bool:
    return git(folder, "status", "--porcelain") != ""


def test_without_a_terminal_the_diff_is_shown_and_nothing_changed(folder, tmp_path) -> None:
    """A script that forgets `--yes` changes nothing, and learns what to type."""
    done = seatrial("check", "--fix", ".", home=tmp_path, cwd=folder)
    assert (done.returncode, changed(folder)) == (1, False)
    assert '+    py_modules=["api", "soundings"],' in done.stdout.splitlines()
    assert "`seatrial check --fix --yes`" in done.stderr


def test_yes_changes_and_checks(folder, tmp_path) -> None:
    """With `--yes` the files are changed, and what is told then is what there is then; in JSON stdout has one object alone."""
    done = seatrial("check", "--fix", "--yes", "--format", "json", str(folder), home=tmp_path)
    assert (done.returncode, changed(folder)) == (0, True)
    assert "PRJ020" not in {one["rule"] for one in json.loads(done.stdout)["findings"]}
    assert "+++ b/setup.py" in done.stderr
    again = seatrial("--lang", "zh", "check", "--fix", "--yes", str(folder), home=tmp_path)
    assert "没有能确定无疑地修好的" in again.stdout


@pytest.mark.parametrize(("answer", "done"), [("y\n", True), ("\n", False)])
def test_who_is_asked_decides(folder, tmp_path, answer, done) -> None:
    """On a terminal the question comes after the diff; only a yes changes anything."""
    env = environment(tmp_path, NO_COLOR="1", COLUMNS="100")
    talked = converse([sys.executable, "-m", "seatrial", "check", "--fix"], [("[y/N]", answer)], env=env, cwd=folder)
    assert talked.written.index("py_modules=") < talked.written.index("[y/N]")
    assert (changed(folder), talked.status) == (done, 0 if done else 1)
    assert ("Changed: .gitignore, setup.py." if done else "Nothing was changed.") in talked.written


def test_one_project_at_a_time(folder, tmp_path) -> None:
    """Two folders are refused, and neither is changed."""
    done = seatrial("check", "--fix", "--yes", str(folder), str(folder), home=tmp_path)
    assert (done.returncode, "PFX020" in done.stderr, changed(folder)) == (3, True, False)


@pytest.mark.parametrize(("language", "word"), [("en", "without --fix nothing is asked"), ("zh", "没有 --fix 就没有要回答的")])
def test_a_yes_to_nothing_is_wrong_usage(folder, tmp_path, language, word) -> None:
    """Who types `--yes` alone learns that nothing was mended, and what to type."""
    done = seatrial("--lang", language, "check", "--yes", str(folder), home=tmp_path)
    assert (done.returncode, done.stdout, changed(folder)) == (2, "", False)
    assert word in done.stderr
    assert "`seatrial check --fix --yes`" in done.stderr
