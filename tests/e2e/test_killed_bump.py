"""`seatrial bump` by the real program, killed between two files."""

import json
import signal
from pathlib import Path

import pytest

from make.cli import seatrial
from make.git import git, repository

KILLER = """
import os
rename, left = os.rename, [{number}]
def killed(*args, **kwargs):
    left[0] -= 1
    if left[0] < 0:
        os.kill(os.getpid(), 9)
    rename(*args, **kwargs)
os.rename = killed
"""
FILES = {
    "pyproject.toml": '[project]\nname = "boat"\nversion = "1.2.3"\n',
    "boat/__init__.py": '__version__ = "1.2.3"\n',
    "CITATION.cff": "title: boat\nversion: 1.2.3\n",
}


@pytest.fixture
def folder(tmp_path):
    return repository(tmp_path / "boat", FILES)


def killed(folder: Path, number: int) -> None:
    """Raise the version by a program that is killed when so many files are replaced."""
    place = folder.parent / "customized"
    place.mkdir()
    (place / "sitecustomize.py").write_text(KILLER.format(number=number), "utf-8")
    done = seatrial("bump", "patch", home=folder.parent, cwd=folder, env={"PYTHONPATH": str(place), "PYTHONDONTWRITEBYTECODE": "1"})
    assert done.returncode == -signal.SIGKILL
    assert sum("1.2.4" in (folder / name).read_text() for name in FILES) == number


@pytest.mark.parametrize(("number", "words"), [(1, ["bump", "patch"]), (2, ["resume"])])
def test_the_next_run_ends_it(folder, number, words) -> None:
    """The same command again, and `resume`, end as if nobody had killed it: one version higher in every file, and nothing left behind."""
    killed(folder, number)
    done = seatrial(*words, "--format", "json", home=folder.parent, cwd=folder)
    assert (done.returncode, json.loads(done.stdout)["problem"]) == (0, None), done.stderr
    assert {name: (folder / name).read_text() for name in FILES} == {name: text.replace("1.2.3", "1.2.4") for name, text in FILES.items()}
    assert git(folder, "status", "--porcelain").split("\n") == ["M CITATION.cff", " M boat/__init__.py", " M pyproject.toml"]
    assert sorted(path.name for path in (folder / ".seatrial").iterdir()) == [".gitignore", "lock", "logs"]
