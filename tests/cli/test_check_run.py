"""`seatrial check --run` as a user types it: what is missing is done, and the checklist says so."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from make.cli import environment, seatrial
from make.git import git
from make.release import project

TEST = {"test_dinghy.py": "import dinghy\ndinghy.main()\n"}


def test_the_checklist_after_a_run(tmp_path):
    """Before, tests, build and rehearsal are not known; afterwards they are a yes, for machines as for people, and stdout has nothing else."""
    boat = project(tmp_path / "dinghy", files=TEST)
    before = json.loads(seatrial("check", "--format", "json", home=tmp_path, cwd=boat).stdout)["checklist"]
    done = seatrial("check", "--run", "--format", "json", home=tmp_path, cwd=boat)
    after = json.loads(done.stdout)["checklist"]
    changed = [
        (one["line"], one["state"], other["state"]) for one, other in zip(before, after, strict=True) if one["state"] != other["state"]
    ]
    assert [states for _, *states in changed] == [["not known", "yes"]] * 3
    assert done.returncode == 0
    assert "Runs code of the project" in done.stderr.splitlines()[0]
    chinese = seatrial("check", "--run", "--lang", "zh", home=tmp_path, cwd=boat)
    assert "没有缺少的步骤" in chinese.stderr
    assert git(boat, "status", "--porcelain") in {"", "?? dist/"}


def test_tests_that_fail(tmp_path):
    """A failed test is an error with its log, ends with status 1, and is told again by a check that runs nothing."""
    boat = project(tmp_path / "dinghy", files={"test_dinghy.py": "import dinghy\nassert dinghy.main() == 1, 'it sinks'\n"})
    done = seatrial("check", "--run", home=tmp_path, cwd=boat)
    again = seatrial("check", home=tmp_path, cwd=boat)
    assert (done.returncode, again.returncode) == (1, 1)
    assert done.stdout == again.stdout
    assert "RUN001" in done.stdout
    assert ".seatrial/logs/tests.log" in done.stdout
    assert "AssertionError: it sinks" in done.stderr
    assert again.stderr == ""


def test_nothing_to_run(tmp_path):
    """Where there is no project, that is a problem with a way out."""
    done = seatrial("check", "--run", home=tmp_path)
    assert (done.returncode, "PTS001" in done.stderr, done.stdout) == (3, True, "")


def test_ctrl_c(tmp_path):
    """Who presses Ctrl-C while tests run gets status 130 at once; the tests end too, nothing lies about, and nothing is remembered of them."""
    begun, temporary = tmp_path / "begun", tmp_path / "tmp"
    temporary.mkdir()
    test = f"import time\nopen({str(begun)!r}, 'w').write(str(__import__('os').getpid()))\ntime.sleep(600)\n"
    boat = project(tmp_path / "dinghy", files={"test_dinghy.py": test})
    seatrial("rehearse", "--offline", home=tmp_path, cwd=boat)
    child = subprocess.Popen(
        [sys.executable, "-m", "seatrial", "check", "--run"], cwd=boat, env=environment(tmp_path, TMPDIR=str(temporary)), stderr=subprocess.PIPE,
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while not (begun.exists() and begun.read_text()) and time.monotonic() < deadline:
        time.sleep(0.05)
    child.send_signal(signal.SIGINT)
    assert child.communicate(timeout=30)[0] is None
    assert child.returncode == 130
    with pytest.raises(ProcessLookupError):
        os.kill(int(begun.read_text()), 0)
    assert list(temporary.iterdir()) == []
    kinds = [one["kind"] for one in json.loads((boat / ".seatrial" / "runs.json").read_text().partition("\n")[2])]
    assert sorted(kinds) == ["build", "rehearse"]


def test_help_says_that_code_runs(tmp_path):
    """Whoever reads the help knows what the option does before it is used."""
    english, chinese = (seatrial("check", "--help", "--lang", one, home=tmp_path).stdout for one in ("en", "zh"))
    assert "runs code of the project" in " ".join(english.split())
    assert "运行项目的代码" in "".join(chinese.split())
