"""Workflows that are there are judged where they lie, and nothing of them is run."""

import os

import pytest

from make.git import repository
from make.release import harbour, project, pyproject
from seatrial.app.workflows import check_workflows
from seatrial.problem import Problem

PLACE = ".github/workflows"
BAD = "on: {push: {tags: ['v*']}}\njobs:\n  a:\n    runs-on: ubuntu-20.04\n    steps: [run: twine upload dist/*]\n"
GOOD = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps: [run: make]\n"


def judged(tmp_path, *paths):
    return check_workflows(harbour(tmp_path), tuple(map(str, paths)))


def rules(report):
    return [(one.rule, one.subject.rpartition("/")[2], one.line) for one in report.findings]


def test_it_is_said_where_nothing_publishes(tmp_path) -> None:
    """Nobody takes silence on a workflow for praise of how it publishes."""
    notes = {}
    for name, text in {"good": GOOD, "bad": BAD}.items():
        (tmp_path / f"{name}.yml").write_text(text)
        told = notes.setdefault(name, [])
        check_workflows(harbour(tmp_path)._replace(tell=told.append), (str(tmp_path / f"{name}.yml"),))
    assert [[one.said.sentence.id for one in notes[name]] for name in ("good", "bad")] == [["GHA011"], []]


def stopped(tmp_path, path) -> str:
    with pytest.raises(Problem) as raised:
        judged(tmp_path, path)
    return raised.value.kind.id


def test_those_of_the_repository(tmp_path) -> None:
    """All files in which GitHub looks for workflows are judged, of a project in a folder too; others are not."""
    files = {f"{PLACE}/b.yml": BAD, f"{PLACE}/a.yaml": GOOD, f"{PLACE}/notes.md": "x", "boat/pyproject.toml": pyproject("boat")}
    top = repository(tmp_path / "fleet", files)
    report = judged(tmp_path, top / "boat")
    assert [(one.path, one.kind, one.verdict) for one in report.subjects] == [
        (str(top / PLACE / name), "workflow", None) for name in ("a.yaml", "b.yml")
    ]
    assert rules(report) == [("WFL031", "b.yml", 4)]


def test_files_that_are_named(tmp_path) -> None:
    """Any file is judged as a workflow if its path is given, also one that lies elsewhere or is broken."""
    (tmp_path / "other.txt").write_text(BAD)
    (tmp_path / "broken.yml").write_text("a: [")
    report = judged(tmp_path, tmp_path / "other.txt", tmp_path / "broken.yml")
    assert rules(report) == [("WFL031", "other.txt", 4), ("WFL001", "broken.yml", 1)]


def test_the_project_counts(tmp_path) -> None:
    """Its settings say which tags it has and what is ignored, and its build whether the version comes from tags."""
    text = pyproject("boat") + 'tag = "{name}-{version}"\n[tool.seatrial.ignore]\nWFL031 = "It is our own."\n'
    folder = project(tmp_path / "boat", "boat", files={"pyproject.toml": text, f"{PLACE}/a.yml": BAD})
    report = judged(tmp_path, folder / PLACE / "a.yml")
    assert [(one.rule, one.ignored) for one in report.findings] == [("WFL021", None), ("WFL031", "It is our own.")]
    assert report.findings[0].values["tag"] == "boat-1.0.0"


def test_a_version_from_tags(tmp_path) -> None:
    """What only the project tells is told of its workflows."""
    build = '[build-system]\nrequires = ["hatchling", "hatch-vcs"]\nbuild-backend = "hatchling.build"\n[project]\nname = "a"\ndynamic = ["version"]\n'
    flow = "on: {push: {branches: [main]}}\njobs:\n  a:\n    steps:\n    - uses: actions/checkout@v7\n    - run: python -m build && twine upload dist/*\n"
    folder = repository(tmp_path / "boat", {"pyproject.toml": build, f"{PLACE}/a.yml": flow})
    assert rules(judged(tmp_path, folder)) == [("WFL025", "a.yml", 5), ("WFL035", "a.yml", 5)]


def test_where_nothing_is(tmp_path) -> None:
    """A folder without workflows and a file that is not there are problems, not a clean bill."""
    assert stopped(tmp_path, tmp_path) == "PCI006"
    (tmp_path / PLACE).mkdir(parents=True)
    assert stopped(tmp_path, tmp_path) == "PCI006"
    with pytest.raises(Problem) as raised:
        judged(tmp_path, os.path.relpath(tmp_path))
    assert raised.value.values["path"] == str(tmp_path)
    assert stopped(tmp_path, tmp_path / "none.yml") == "PCI007"
    assert stopped(tmp_path, "a\0b") == "PCI007"


def test_links_out_of_the_repository_are_not_followed(tmp_path) -> None:
    """A stranger's repository shows nothing of this machine, and no pipe stops the run."""
    (tmp_path / "secret.yml").write_text(BAD)
    folder = repository(tmp_path / "boat", {"a": "", f"{PLACE}/good.yml": GOOD})
    (folder / PLACE / "link.yml").symlink_to(tmp_path / "secret.yml")
    os.mkfifo(folder / PLACE / "pipe.yml")
    assert [one.path.rpartition("/")[2] for one in judged(tmp_path, folder).subjects] == ["good.yml"]
    assert rules(judged(tmp_path, folder / PLACE / "pipe.yml")) == [("WFL004", "pipe.yml", 1)]
