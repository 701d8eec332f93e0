"""`seatrial release PART` as a real process: what is a part and what a folder, what is printed, and what is left when it is killed."""

import json
import signal
import subprocess
import sys
import time

import pytest

from make.cli import environment, seatrial
from make.git import WHO, commit, git, write
from make.release import project

GOOD = {"dinghy/__init__.py": '"""It floats."""\n\n__version__ = "1.0"\n\n\ndef main():\n    """Float."""\n    print("afloat")\n'}
KILL = '#!/bin/sh\nkill -9 "$(ps -o ppid= -p "$PPID" | tr -d " ")"\nsleep 0.3\n'
"""A hook that ends seatrial, whose child git is, whose child the hook is; git lives on."""


@pytest.fixture
def dinghy(tmp_path):
    """Make a project that says its version twice."""
    return project(tmp_path / "dinghy", files=GOOD)


def typed(*args, home, cwd, **env):
    """Type a command as somebody whom git knows."""
    return seatrial(*args, home=home, cwd=cwd, env={**WHO, **env})


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["pach"], "'pach' is neither a folder, nor a part of a version (major, minor, patch"),
        (["patch", "minor"], "'patch' and 'minor' both name a version"),
        ([".", "dinghy"], "'.' and 'dinghy' are both taken for folders"),
    ],
)
def test_words_that_say_nothing_are_wrong_usage(tmp_path, dinghy, words, told):
    """A slip of the finger raises no version and releases no other project."""
    done = typed("release", *words, "--to", "local", home=tmp_path, cwd=tmp_path)
    assert done.returncode == 2
    assert told in done.stderr


def test_a_dry_run_shows_the_lines_and_the_plan(tmp_path, dinghy):
    """What would change is on the screen before the steps; the next command is the same one without `--dry-run`."""
    done = typed("release", "dinghy", "minor", "--to", "local", "--dry-run", home=tmp_path, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert '- version = "1.0"' in done.stdout
    assert '+ version = "1.1"' in done.stdout
    assert "v1.1 at the commit of the raised version" in done.stdout
    assert "seatrial release minor --to local dinghy\n" in done.stdout
    assert git(dinghy, "status", "--porcelain") == ""


def test_a_project_folder_that_is_called_like_a_part_is_the_folder(tmp_path, dinghy):
    """Where both could be meant, what is there counts."""
    dinghy.rename(tmp_path / "patch")
    done = typed("release", "patch", "--to", "local", "--dry-run", "--format", "json", home=tmp_path, cwd=tmp_path)
    answer = json.loads(done.stdout)
    assert (answer["version"], "bump" in answer, answer["problem"]) == ("1.0", False, None)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "The version 1.1, raised from 1.0, is committed, and nothing of it is live"),
        ("zh", "由 1.0 提高到的版本号 1.1 已提交，还没有任何内容上线"),
    ],
    ids=["en", "zh"],
)
def test_what_stopped_ends_with_the_command_that_takes_it_back(tmp_path, dinghy, language, words):
    """Whatever stopped it, people and programs learn how the version goes back."""
    write(dinghy, {"own_backend.py": "raise RuntimeError('no wood')\n"})
    before = commit(dinghy)[:12]
    done = typed("release", "1.1", "--to", "local", home=tmp_path, cwd=dinghy, SEATRIAL_LANG=language)
    assert done.returncode == 3
    assert words in done.stdout
    assert f"git reset --keep {before}" in done.stdout
    told = json.loads(typed("release", "--to", "local", "--format", "json", home=tmp_path, cwd=dinghy).stdout)
    assert told["bump"] == {"from": "1.0", "to": "1.1", "commit": git(dinghy, "rev-parse", "HEAD"), "undo": f"git reset --keep {before}"}


@pytest.mark.parametrize("hook", ["pre-commit", "post-commit"])
@pytest.mark.parametrize("again", [("bump", "minor", "--commit", "--tag"), ("resume",)])
def test_a_bump_that_is_killed_at_its_commit_is_ended_by_the_next_run(tmp_path, dinghy, hook, again):
    """After kill -9 before or after the commit there is, in the end, one commit with its tag, as if nothing had been."""
    path = dinghy / ".git" / "hooks" / hook
    path.parent.mkdir(exist_ok=True)
    path.write_text(KILL)
    path.chmod(0o755)
    assert typed("bump", "minor", "--commit", "--tag", home=tmp_path, cwd=dinghy).returncode == -9
    path.unlink()
    for _ in range(100):
        if not (dinghy / ".git" / "index.lock").exists() and git(dinghy, "rev-list", "--count", "HEAD") == "2":
            break
        time.sleep(0.05)
    done = typed(*again, home=tmp_path, cwd=dinghy)
    assert done.returncode == 0, done.stdout + done.stderr
    assert git(dinghy, "log", "--format=%s") == "Release 1.1\nBegin"
    assert git(dinghy, "rev-parse", "v1.1^{commit}") == git(dinghy, "rev-parse", "HEAD")
    assert git(dinghy, "status", "--porcelain") == ""
    assert not (dinghy / ".seatrial" / "bump.json").exists()


def test_ctrl_c_in_a_hook_leaves_no_lock_and_the_next_run_goes_on(tmp_path, dinghy):
    """Git is asked to end well before it is killed, so that nobody has to delete its lock by hand."""
    path = dinghy / ".git" / "hooks" / "pre-commit"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\ntouch {tmp_path}/began\nsleep 30\n")
    path.chmod(0o755)
    command = [sys.executable, "-m", "seatrial", "bump", "minor", "--commit"]
    run = subprocess.Popen(command, cwd=dinghy, env=environment(tmp_path, **WHO), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not (tmp_path / "began").exists():
        time.sleep(0.02)
    run.send_signal(signal.SIGINT)
    assert run.wait(20) == 130
    assert not (dinghy / ".git" / "index.lock").exists()
    path.unlink()
    assert typed("resume", home=tmp_path, cwd=dinghy).returncode == 0
    assert git(dinghy, "log", "--format=%s") == "Release 1.1\nBegin"
    assert git(dinghy, "status", "--porcelain") == ""
