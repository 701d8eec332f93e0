"""What is mended in real trees, and what is not."""

import pytest

from make.git import commit, git, repository, write
from make.project import example
from make.release import harbour
from seatrial.app.check import check
from seatrial.app.checklist import check_project
from seatrial.app.fix import fix, plan_fix
from seatrial.core.profile import PYPI
from seatrial.problem import Problem

PROJECT = """\
[build-system]
requires = ["setuptools>=77"]
build-backend = "setuptools.build_meta"

[project]
name = "dinghy"
version = "1.0"
readme = { file = "README.md" }
requires-python = ">=3.11"
"""


def tree(folder, pyproject: str = PROJECT, **more: str):
    files = {"pyproject.toml": pyproject, "README.md": "# Dinghy\n", "LICENSE": "All may use it.\n", "src/dinghy/__init__.py": ""}
    return repository(folder, {**files, ".gitignore": "dist/\nbuild/\n*.egg-info/\n", **more})


def test_the_flat_project_is_mended(tmp_path) -> None:
    """The project that builds an empty wheel gets its modules; what was found is gone, and nothing is written before it is asked for."""
    folder = example("flat", tmp_path)
    git(folder, "init", "-q")
    commit(folder)
    outside = harbour(tmp_path)
    offered = check(outside, [str(folder)], PYPI).mends
    found = plan_fix(outside, str(folder))
    assert (*(one.rule for one in found.findings),) == offered == ("PRJ020", "PRJ101")
    assert check(outside, [str(folder)] * 2, PYPI).mends == ()
    assert git(folder, "status", "--porcelain") == ""
    fix(outside, found)
    assert git(folder, "status", "--porcelain", "--untracked-files=all").split() == ["M", "setup.py", "??", ".gitignore"]
    assert "    py_modules=" in (folder / "setup.py").read_text("utf-8")
    left = {one.rule for one in check_project(outside, str(folder)).findings}
    assert not left & {"PRJ020", "PRJ101"}
    assert plan_fix(outside, str(folder)).edits == ()


def test_several_mends_of_one_file(tmp_path) -> None:
    """They come together in one change of the file, each on what the one before left."""
    mit = "License :: OSI Approved :: MIT License"
    text = f'{PROJECT}license = {{ file = "LICENSE" }}\nclassifiers = ["{mit}"]\n'
    folder = tree(tmp_path / "project", text)
    found = plan_fix(harbour(tmp_path), str(folder))
    assert sorted(one.rule for one in found.findings) == ["PRJ077", "PRJ108"]
    (edit,) = found.edits
    lines = edit.after.decode().splitlines()
    assert 'readme = { file = "README.md", content-type = "text/markdown" }' in lines
    assert [line for line in lines if "icense" in line] == ['license = "MIT"', 'license-files = ["LICENSE"]']


def test_a_mend_that_does_harm_is_dropped(tmp_path) -> None:
    """A key that would come to stand in another table is not written."""
    text = PROJECT.replace('readme = { file = "README.md" }', 'readme.file = "README.md"')
    folder = tree(tmp_path / "project", text)
    outside = harbour(tmp_path)
    assert "PRJ108" in {one.rule for one in check_project(outside, str(folder)).findings}
    assert plan_fix(outside, str(folder)).edits == ()


def test_a_mend_that_breaks_the_file_is_dropped(tmp_path) -> None:
    """What cannot be read any more with the change is left as it is."""
    folder = tree(tmp_path / "project", PROJECT.replace('"README.md"', '"""README.md"""'))
    assert plan_fix(harbour(tmp_path), str(folder)).edits == ()


def test_a_file_that_changes_meanwhile_is_not_overwritten(tmp_path) -> None:
    """Whoever saves a file after the diff was shown keeps what was saved, and all files stay."""
    folder = tree(tmp_path / "project", **{".gitignore": ""})
    outside = harbour(tmp_path)
    found = plan_fix(outside, str(folder))
    assert [edit.file for edit in found.edits] == [".gitignore", "pyproject.toml"]
    write(folder, {"pyproject.toml": PROJECT + "# mine\n"})
    with pytest.raises(Problem) as stopped:
        fix(outside, found)
    assert stopped.value.kind.id == "PFX005"
    assert ((folder / ".gitignore").read_text("utf-8"), (folder / "pyproject.toml").read_text("utf-8")) == ("", PROJECT + "# mine\n")
