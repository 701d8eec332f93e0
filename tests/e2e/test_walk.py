"""The walk of the manual guide, from the version numbers to the tag: every command of the tutorials, typed into a real shell."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from make.git import user
from make.release import index

ROOT = Path(__file__).parents[2]
FAILING = {"seatrial check": 1}
"""What ends with another status than 0."""
AGAIN = ("seatrial release patch --to local --dry-run", "seatrial release patch --to local")
FIRST = ("seatrial rehearse", "seatrial release --to local")

pytestmark = pytest.mark.slow


def commands(tutorial):
    """Return the commands of a tutorial, in order."""
    blocks = re.findall(r"^```console\n(.*?)^```", (ROOT / "docs" / tutorial).read_text("utf-8"), re.DOTALL | re.MULTILINE)
    return [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]


class Shell:
    """A user at a shell: what they type, where they are, and what they see."""

    def __init__(self, home, language):
        self.place = home
        self.seen = {}
        programs = home / "bin"
        programs.mkdir()
        (programs / "seatrial").write_text(f'#!/bin/sh\nexec {sys.executable} -m seatrial "$@"\n')
        (programs / "seatrial").chmod(0o755)
        self.environ = user(home, SEATRIAL_LANG=language, SEATRIAL_DATA=str(home / "data"), LC_ALL="C.UTF-8")
        self.environ["PATH"] = f"{programs}:{self.environ['PATH']}"
        shutil.copytree(ROOT / "examples" / "flat", home / "examples" / "flat")

    def type(self, command):
        """Run one command, and see that it ends as it should."""
        if command.startswith("cd "):
            self.place = self.place / command[3:]
            return
        done = subprocess.run(
            command, shell=True, cwd=self.place, env=self.environ, capture_output=True, check=False, encoding="utf-8", timeout=120
        )
        assert done.returncode == FAILING.get(command, 0), f"{command}\n{done.stdout}{done.stderr}"
        self.seen[command] = done.stdout


def versions(place):
    """Return the versions that the project's files state."""
    return [re.search(r'version(?:__)? ?= ?"(.+?)"', (place / name).read_text())[1] for name in ("setup.py", "__init__.py")]


def state(shell):
    """Return what git and the embedded index have in the end."""
    git = {
        name: subprocess.run(["git", *args], cwd=shell.place, env=shell.environ, capture_output=True, check=True, text=True).stdout.split(
            "\n"
        )[:-1]
        for name, args in {
            "tags": ["tag", "--points-at=HEAD"],
            "log": ["log", "--format=%s"],
            "changed": ["status", "--porcelain", "--untracked-files=no"],
        }.items()
    }
    return git, sorted(index(shell.place.parent))


def test_the_tutorial_leads_from_the_version_to_the_tag(tmp_path):
    """Whoever types what stands in the tutorial has version 0.1.0 in every place, on an index, and under the tag v0.1.0."""
    shell = Shell(tmp_path, "en")
    for command in commands("tutorial.md"):
        if command not in AGAIN:
            shell.type(command)
    assert 'setup.py:11    version="0.1.0",' in shell.seen["seatrial bump"]
    assert "PRJ020" in shell.seen["seatrial check"]
    assert "seatrial-example-flat 0.0.9 → 0.1.0" in shell.seen["seatrial bump minor --dry-run"]
    assert "is ready: it keeps PyPI's rules, installs and runs." in shell.seen["seatrial rehearse"]
    assert "is on the embedded index, and what was installed from there works." in shell.seen["seatrial release --to local"]
    assert shell.seen["git tag"] == "v0.1.0\n"
    assert versions(shell.place) == ["0.1.0", "0.1.0"]
    git, files = state(shell)
    assert git == {"tags": ["v0.1.0"], "log": ["Release 0.1.0", "Name the modules", "Begin"], "changed": []}
    assert files == ["seatrial_example_flat-0.1.0-py3-none-any.whl", "seatrial_example_flat-0.1.0.tar.gz"]


def test_the_tutorial_leads_there_in_chinese_too_and_on_by_one_command(tmp_path):
    """The Chinese tutorial has the same commands and speaks Chinese; `release patch` does in one what the others do in four."""
    typed = commands("tutorial.zh.md")
    assert typed == commands("tutorial.md")
    shell = Shell(tmp_path, "zh")
    for command in typed:
        if command not in FIRST:
            shell.type(command)
    assert "检查清单" in shell.seen["seatrial check"]
    assert "位置" in shell.seen["seatrial bump"]
    assert "以上是计划；什么都没有改动。" in shell.seen[AGAIN[0]]
    assert "已发布到内置索引，从那里装回来的内容可以运行。" in shell.seen[AGAIN[1]]
    assert versions(shell.place) == ["0.1.1", "0.1.1"]
    git, files = state(shell)
    assert git == {"tags": ["v0.1.1"], "log": ["Release 0.1.1", "Release 0.1.0", "Name the modules", "Begin"], "changed": []}
    assert files == ["seatrial_example_flat-0.1.1-py3-none-any.whl", "seatrial_example_flat-0.1.1.tar.gz"]
