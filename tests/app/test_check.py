"""Checking many paths at once."""

import os
from pathlib import Path

import pytest

from make.dist import SDIST_NAME, WHEEL_NAME, metadata, sdist, wheel
from seatrial.app.check import HASHED_UP_TO, check
from seatrial.core.profile import PYPI
from seatrial.edge.world import world as make_world
from seatrial.model.world import World
from seatrial.problem import Problem

PROJECT = '[project]\nname = "sample-case"\nversion = "1.0"\n'


@pytest.fixture
def world(tmp_path: Path) -> World:
    return make_world(lambda _told: None, {**os.environ, "SEATRIAL_DATA": str(tmp_path / "data")})


def test_one_bad_path_never_stops_the_others(world: World, tmp_path: Path) -> None:
    """Whatever is given, every file gets its verdict, in the order given."""
    (tmp_path / WHEEL_NAME).write_bytes(wheel())
    (tmp_path / SDIST_NAME).write_bytes(b"damaged")
    empty = tmp_path / "empty"
    empty.mkdir()
    paths = [str(tmp_path / "missing.whl"), str(empty), str(tmp_path / SDIST_NAME), str(tmp_path / WHEEL_NAME)]
    report = check(world, paths, PYPI)
    assert [subject.path for subject in report.subjects] == paths
    assert [subject.verdict for subject in report.subjects] == [None, None, "refused", "accepted"]
    assert {"ARC064", "ARC065", "ARC005"} <= {finding.rule for finding in report.findings}


def test_a_folder_of_files_stands_for_them(world: World, tmp_path: Path) -> None:
    """`seatrial check dist` is what `seatrial check dist/*` is."""
    (tmp_path / WHEEL_NAME).write_bytes(wheel())
    (tmp_path / SDIST_NAME).write_bytes(sdist())
    report = check(world, [str(tmp_path)], PYPI)
    assert [subject.kind for subject in report.subjects] == ["wheel", "sdist"]


def test_files_of_one_release_are_held_against_each_other(world: World, tmp_path: Path) -> None:
    """What only shows beside the other files is told at the file, ignored by the reason of its project, and says nothing of what PyPI answers."""
    dist = tmp_path / "dist"
    dist.mkdir()
    (dist / WHEEL_NAME).write_bytes(wheel())
    (dist / SDIST_NAME).write_bytes(sdist({"PKG-INFO": metadata(Requires_Python=">=3.9")}))
    report = check(world, [str(dist)], PYPI)
    [found] = [finding for finding in report.findings if finding.rule == "REL004"]
    assert (found.subject, found.ignored) == (str(dist / SDIST_NAME), None)
    assert [subject.verdict for subject in report.subjects] == ["accepted", "accepted"]
    (tmp_path / "pyproject.toml").write_text(PROJECT + '[tool.seatrial.ignore]\nREL004 = "meant"\n')
    assert [one.ignored for one in check(world, [str(dist)], PYPI).findings if one.rule == "REL004"] == ["meant"]
    assert "REL004" not in {one.rule for path in dist.iterdir() for one in check(world, [str(path)], PYPI).findings}


def test_a_project_folder_is_looked_at(world: World, tmp_path: Path) -> None:
    """A folder with a build file is a project."""
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    [subject] = check(world, [str(tmp_path)], PYPI).subjects
    assert (subject.kind, subject.name, subject.verdict) == ("project", "sample-case", None)


def test_a_lone_folder_that_is_no_project_is_a_problem(world: World, tmp_path: Path) -> None:
    """Whoever names a wrong folder is told what a project is."""
    with pytest.raises(Problem):
        check(world, [str(tmp_path)], PYPI)


def test_settings_come_from_the_project_of_a_file(world: World, tmp_path: Path) -> None:
    """A reason given in the project's settings holds for the files in its `dist` folder, and a limit on the command line goes first."""
    dist = tmp_path / "dist"
    dist.mkdir()
    (tmp_path / "pyproject.toml").write_text(PROJECT + '[tool.seatrial]\nfile-limit = "1KiB"\n')
    path = dist / WHEEL_NAME
    path.write_bytes(wheel({"data.bin": os.urandom(4096)}))
    assert check(world, [str(path)], PYPI).subjects[0].verdict == "refused"
    assert check(world, [str(path)], PYPI, 1024 * 1024).subjects[0].verdict == "accepted"
    (tmp_path / "pyproject.toml").write_text("[broken")
    assert check(world, [str(path)], PYPI).subjects[0].verdict == "accepted"


def test_large_files_are_not_hashed_as_a_whole(world: World, tmp_path: Path) -> None:
    """The verdict on a large file does not wait for hashes that it does not need."""
    path = tmp_path / WHEEL_NAME
    path.write_bytes(wheel({"data.bin": bytes(HASHED_UP_TO + 1)}, compression=0))
    [subject] = check(world, [str(path)], PYPI).subjects
    assert (subject.verdict, subject.sha256) == ("accepted", None)
