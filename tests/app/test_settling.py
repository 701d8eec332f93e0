"""What was cut off while files were changed, as other commands find it: told, in their way, finished or taken back."""

import pytest

from make.cut_off import AFTER, BEFORE, NEW, lay, tree
from make.git import commit, git
from make.half_changed import cut_off
from make.release import harbour, project
from seatrial.app.build import build
from seatrial.app.bump import carry_out, prepare
from seatrial.app.edits import RECORD
from seatrial.app.looking import look
from seatrial.app.rehearse import rehearse
from seatrial.app.release import release
from seatrial.app.resume import resume
from seatrial.app.status import status
from seatrial.core.profile import PYPI
from seatrial.core.status import next_step
from seatrial.model.build import BuildOptions
from seatrial.model.bump import BumpOptions
from seatrial.model.release import RehearseOptions, ReleaseOptions
from seatrial.model.resumption import ResumeOptions
from seatrial.problem import Problem

FILES = ("boat/__init__.py", "docs/conf.py", "pyproject.toml", ".gitignore")


@pytest.fixture
def world(tmp_path):
    return harbour(tmp_path)


@pytest.fixture
def folder(tmp_path, world, monkeypatch):
    """Make a project in which a change of files was cut off."""
    place = project(tmp_path / "project")
    lay(place)
    commit(place)
    return cut_off(world, place, monkeypatch)


def held(folder):
    return {name: content for name, content in tree(folder).items() if name in FILES}


def notes(outcome):
    return [one.sentence.id for one in outcome.notes]


@pytest.mark.parametrize(("abandon", "expected", "said"), [(False, {**AFTER, **NEW}, "STU031"), (True, BEFORE, "STU032")])
def test_resume_ends_it(world, folder, abandon, expected, said) -> None:
    """`resume` finishes the change, with `--abandon` takes it back, and says so; then nothing is left to resume."""
    found = resume(world, str(folder), ResumeOptions(abandon=abandon))
    assert (found.problem, found.settled, found.abandoned, notes(found)) == (None, True, abandon, [said])
    assert held(folder) == expected
    assert not (folder / ".seatrial" / RECORD).exists()
    assert resume(world, str(folder)).problem.kind.id == "PRL016"


def test_giving_up_beside_a_file_of_somebody_else(world, folder) -> None:
    """Giving up leaves a file that somebody changed since as it is, and says where its content of before is kept."""
    (folder / "pyproject.toml").write_bytes(b"mine\n")
    assert resume(world, str(folder)).problem.kind.id == "PFX011"
    found = resume(world, str(folder), ResumeOptions(abandon=True))
    assert (notes(found), found.notes[1].values) == (
        ["STU032", "BMP033"],
        {"files": "pyproject.toml", "record": ".seatrial/abandoned-edits.json"},
    )
    assert held(folder) == {**BEFORE, "pyproject.toml": b"mine\n"}


def test_status_tells_of_it(world, tmp_path, folder) -> None:
    """The status names the files and says what to do; a record that is not ours is told as what it is."""
    git(folder, "checkout", "HEAD~1", "--", "pyproject.toml")
    found = status(world, str(folder))
    assert (found.change.command, set(found.change.files), next_step(found)) == ("bump", set(FILES), "resume")
    (folder / ".seatrial" / RECORD).write_bytes(b"")
    assert status(world, str(folder)).change.problem.kind.id == "PFX009"


def test_what_makes_something_of_the_tree_waits(world, folder) -> None:
    """Nothing is built, rehearsed or released of files that are half changed."""
    git(folder, "checkout", "HEAD~1", "--", "pyproject.toml")
    commit(folder)
    with pytest.raises(Problem, match="PFX008"):
        build(world, look(world, str(folder)), BuildOptions(PYPI))
    assert rehearse(world, str(folder), RehearseOptions(online=False)).problem.kind.id == "PFX008"
    assert release(world, str(folder), ReleaseOptions("local")).problem.kind.id == "PFX008"


def cut_off_before_the_commit(world, folder):
    """Raise a version as a process does that is killed when the files are written and git is to commit them."""

    def dying(*_args):
        raise SystemExit

    deaf = world._replace(git=world.git._replace(commit=dying))
    options = BumpOptions("minor", commit=True)
    with pytest.raises(SystemExit):
        carry_out(deaf, prepare(world, str(folder), options), options)
    assert b'"1.1"' in (folder / "pyproject.toml").read_bytes()


def test_resume_makes_the_commit(world, tmp_path) -> None:
    """A bump that was cut off before its commit gets it."""
    folder = project(tmp_path / "project")
    cut_off_before_the_commit(world, folder)
    found = resume(world, str(folder))
    assert (found.problem, notes(found)) == (None, ["BMP061", "STU033"])
    assert git(folder, "log", "-1", "--format=%s") == "Release 1.1"


def test_the_same_bump_makes_the_commit(world, tmp_path) -> None:
    """The same command again ends what was cut off, and raises the version once."""
    folder = project(tmp_path / "project")
    cut_off_before_the_commit(world, folder)
    options = BumpOptions("minor", commit=True)
    found = carry_out(world, prepare(world, str(folder), options), options)
    assert (found.old, found.new, found.written) == ("1.0", "1.1", True)
    assert git(folder, "log", "-1", "--format=%s%n%H").split("\n") == ["Release 1.1", found.committed.commit]


def test_another_bump_goes_on_from_there(world, tmp_path) -> None:
    """Another bump makes that commit first, and then its own."""
    folder = project(tmp_path / "project")
    cut_off_before_the_commit(world, folder)
    options = BumpOptions("major", commit=True)
    found = carry_out(world, prepare(world, str(folder), options), options)
    assert (found.problem, found.old, found.new) == (None, "1.1", "2.0")
    assert git(folder, "log", "-2", "--format=%s").split("\n") == ["Release 2.0", "Release 1.1"]


@pytest.mark.parametrize("changed", [False, True])
def test_giving_up_before_the_commit(world, tmp_path, changed) -> None:
    """What was written and not committed is taken back, unless somebody went on from it."""
    folder = project(tmp_path / "project")
    cut_off_before_the_commit(world, folder)
    if changed:
        (folder / "pyproject.toml").write_bytes((folder / "pyproject.toml").read_bytes() + b"# mine\n")
    found = resume(world, str(folder), ResumeOptions(abandon=True))
    assert notes(found) == ([] if changed else ["STU032"])
    assert (git(folder, "status", "--porcelain") == "") != changed
    assert resume(world, str(folder)).problem.kind.id == "PRL016"
