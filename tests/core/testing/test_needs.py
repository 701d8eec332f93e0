"""What tests need is found wherever projects say it, and comes from the user's own index alone."""

import pytest

from seatrial.core.project.assemble import read_project
from seatrial.core.testing.needs import DEPTH, MOST, needs_of
from seatrial.model.testing import Brought, Needs

PROJECT = '[project]\nname = "Big.Boat"\nversion = "1.0"\n'


def needs(files=None, pyproject="", extras=()):
    """Return what the tests of a project of some files need."""
    data = {path: text.encode() for path, text in {"pyproject.toml": PROJECT + pyproject, **(files or {})}.items()}
    return needs_of(read_project(data, sorted(data), "/boat"), data, Brought(extras=extras))


def test_nothing_said():
    """Where nothing says so, nothing is needed."""
    assert needs() == Needs()
    assert needs({"requirements.txt": "six\n"}, extras=("fast",)) == Needs()


def test_extras():
    """The extras that a wheel has and that are called by tests are installed with it; `dev` only where no other is."""
    assert needs(extras=("Test", "testing", "dev", "all")) == Needs(("Test", "testing"), (), ("[Test]", "[testing]"))
    assert needs(extras=("dev",)).extras == ("dev",)


def test_dependency_groups():
    """A group is taken with the groups that it includes, circles and nonsense left out."""
    groups = """[dependency-groups]
Test = ["pytest>=8", {include-group = "Base_Group"}, {include-group = "missing"}, {include-group = 5}, 5, "no requirement!"]
base-group = ["six ; python_version > '3'", {include-group = "test"}]
dev = ["ruff"]
docs = ["sphinx"]
"""
    assert needs(pyproject=groups) == Needs((), ("pytest>=8", "six ; python_version > '3'"), ("[dependency-groups] test",))
    assert needs(pyproject='[dependency-groups]\ndev = ["ruff"]\n').requirements == ("ruff",)
    assert needs(pyproject='[dependency-groups]\ntest = "six"\n') == Needs()


def test_groups_without_end():
    """Groups that include more and more are read up to a bound."""
    chain = "".join(f'g{number} = ["p{number}", {{include-group = "g{number + 1}"}}]\n' for number in range(DEPTH + 5))
    found = needs(pyproject=f'[dependency-groups]\ntest = [{{include-group = "g0"}}]\n{chain}').requirements
    assert len(found) == DEPTH
    wide = ", ".join(f'"p{number}"' for number in range(MOST + 5))
    twice = '[{include-group = "wide"}, {include-group = "wide"}, {include-group = "wide"}]'
    assert len(needs(pyproject=f"[dependency-groups]\nwide = [{wide}]\ntest = {twice}\n").requirements) == MOST


@pytest.mark.parametrize(
    ("pyproject", "found"),
    [
        ('[tool.pdm.dev-dependencies]\ntest = ["six", 5]\n', ("six",)),
        ('[tool.poetry.group.test.dependencies]\nsix = "^1"\n', ("six",)),
        ('[tool.poetry.dev-dependencies]\npython = "^3"\nsix = "^1"\n', ("six",)),
        ('[tool.uv]\ndev-dependencies = ["six"]\n', ("six",)),
        ('[tool.uv]\ndev-dependencies = "six"\n', ()),
    ],
)
def test_tables_of_tools(pyproject, found):
    """What pdm, Poetry and uv keep in tables of their own counts; of Poetry's the names."""
    assert needs(pyproject=pyproject).requirements == found


def test_files_of_requirements():
    """Requirements come with the files that theirs lead to; other indexes, constraints, other folders and addresses are not followed."""
    files = {
        "tests/requirements.txt": "-r more.txt\n-c limits.txt\n--index-url https://example.org/simple\nsix  # a comment\n-e .[fast,slow]\n"
        "../other\n-e ../other\nhttps://example.org/a.zip\n${VARIABLE}\n",
        "tests/more.txt": "mock==5.0 --hash=sha256:" + "0" * 64 + "\n",
        "tests/limits.txt": "zipp<4\n",
        "requirements-dev.txt": "ruff\n",
    }
    assert needs(files) == Needs(("fast", "slow"), ("mock==5.0", "six"), ("tests/requirements.txt",))


def test_tox():
    """What tox installs for its tests counts, also by way of a file; conditions and substitutions are left out."""
    files = {"tox.ini": "[testenv]\ndeps =\n    six\n    -rneeds.txt\n    py311: mock\n    {[base]deps}\n", "needs.txt": "zipp\n"}
    assert needs(files) == Needs((), ("six", "zipp"), ("tox.ini",))
    assert needs({"tox.ini": "deps = six\n"}) == Needs()


def test_the_project_itself():
    """The project's own name, or its folder, is no requirement, but names extras: the wheel stands for it."""
    found = needs(pyproject='[dependency-groups]\ntest = ["big-boat[fast]", "Big_Boat", "boat-yard"]\n')
    assert found == Needs(("fast",), ("boat-yard",), ("[dependency-groups] test",))


def test_a_project_without_a_name():
    """Where the name is not known, every requirement is one."""
    data = {"setup.py": b"from setuptools import setup\nsetup()\n", "requirements-test.txt": b"six\n", "pyproject.toml": b""}
    assert needs_of(read_project(data, sorted(data), "/boat"), data, Brought()).requirements == ("six",)
