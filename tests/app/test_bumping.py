"""What stands in the way of raising a version, and bumps that were cut off."""

import os

import pytest

from make.bumps import FILES, notes, problem, raised
from make.cut_off import tree
from make.git import git, repository, write
from make.installable import sdist
from make.listings import Said, entry, in_their_places, page
from make.release import harbour
from make.remembered import built, sent
from seatrial.app.edits import RECORD
from seatrial.core.profile import PYPI


@pytest.fixture
def world(tmp_path):
    return harbour(tmp_path)


@pytest.fixture
def folder(tmp_path):
    return repository(tmp_path / "project", FILES)


def test_different_versions(world, folder) -> None:
    """Where two places disagree, both are shown, and neither is changed."""
    write(folder, {"boat.py": '__version__ = "1.2.2"\n'})
    before = tree(folder)
    assert problem(raised(world, folder)) == ("PBP003", "The version is not the same everywhere: setup.py:5 (1.2.3), boat.py:1 (1.2.2).")
    assert tree(folder) == before


@pytest.mark.parametrize(
    ("files", "kind", "said"),
    [
        ({"pyproject.toml": '[project]\nname = "boat"\ndynamic = ["version"]\n'}, "PBP001", "states the project's version"),
        ({"setup.py": "from setuptools import setup\nsetup(name='boat', version=open('V').read())\n"}, "PBP002", "setup.py:2"),
    ],
)
def test_no_place(world, tmp_path, files, kind, said) -> None:
    """A version that stands nowhere, or is computed, is said to be so, and from what."""
    found = problem(raised(world, write(tmp_path / "project", files)))
    assert found[0] == kind
    assert said in found[1]


@pytest.mark.parametrize(
    ("to", "kind"), [("1.2.3", "PBP004"), ("1.2.3.0", "PBP004"), ("1.2.2", "PBP005"), ("1.2.3rc1", "PBP005"), ("soon", "PBP050")]
)
def test_no_step_forward(world, folder, to, kind) -> None:
    """The same version, an earlier one, and what is none are refused before anything is written."""
    assert problem(raised(world, folder, to))[0] == kind
    assert git(folder, "status", "--porcelain") == ""


def test_backwards_by_force(world, folder) -> None:
    """Who means it goes backwards."""
    assert raised(world, folder, "1.2.2", force=True).written


def test_a_version_that_has_its_tag(world, folder) -> None:
    """A version that git has tagged already is not made a second time."""
    git(folder, "tag", "v1.2.4")
    assert problem(raised(world, folder))[0] == "PGT005"
    assert raised(world, folder, "minor").written


def test_in_the_middle_of_a_merge(world, folder) -> None:
    """While git is in the middle of something nothing is changed under it."""
    (folder / ".git/MERGE_HEAD").write_text(git(folder, "rev-parse", "HEAD") + "\n")
    assert problem(raised(world, folder))[0] == "PGT017"


def test_a_changed_file(world, folder) -> None:
    """A file with changes of the user's is raised with a word on it; a commit, which would take them along, is refused."""
    write(folder, {"boat.py": FILES["boat.py"] + "\nMINE = True\n"})
    before = tree(folder)
    assert problem(raised(world, folder, commit=True))[0] == "PGT023"
    assert tree(folder) == before
    found = raised(world, folder)
    assert (found.written, notes(found)) == (True, ["BMP030"])
    assert b"MINE" in tree(folder)["boat.py"]


def test_outside_of_git(world, tmp_path) -> None:
    """What writes into git says that there is none."""
    assert problem(raised(world, write(tmp_path / "project", FILES), commit=True))[0] == "PBP007"


@pytest.fixture
def indexes(monkeypatch):
    """Serve two indexes in the places of TestPyPI and PyPI."""
    with in_their_places(monkeypatch) as found:
        yield found


def test_a_version_that_the_index_has(world, folder, indexes) -> None:
    """With --online a version that PyPI has is refused, and taken by force; nothing is asked without it."""
    pypi = indexes["PYPI"]
    pypi.say("/simple/boat/", page(entry(sdist({"boat.py": ""}, name="boat", version="1.2.4"))))
    assert problem(raised(world, folder, online=True, dry_run=True))[0] == "PBP006"
    assert raised(world, folder, "1.2.4.post1", online=True, dry_run=True).problem is None
    asked = len(pypi.asked)
    assert raised(world, folder, dry_run=True).problem is None
    assert len(pypi.asked) == asked
    assert raised(world, folder, online=True, force=True).written


def test_a_version_that_the_index_had(world, folder, indexes) -> None:
    """A version that was sent to PyPI from here and is gone there cannot be sent again."""
    indexes["PYPI"].say("/simple/boat/", page())
    files = (sdist({"boat.py": ""}, name="boat", version="1.2.4"),)
    sent(folder, world, built(folder, world, *files, name="boat")._replace(version="1.2.4"), PYPI)
    assert problem(raised(world, folder, online=True))[0] == "PBP006"


def test_an_index_that_does_not_answer(world, folder, indexes) -> None:
    """An index that cannot be asked is told of, and stops nothing."""
    indexes["PYPI"].say("/simple/boat/", Said(500))
    found = raised(world, folder, online=True)
    assert (found.written, notes(found)) == (True, ["BMP031"])


def test_a_project_whose_name_is_not_known(world, tmp_path, indexes) -> None:
    """Without a name nobody can be asked, and that is said."""
    folder = write(tmp_path / "project", {"setup.py": "from setuptools import setup\nsetup(name=NAME, version='1.0')\n"})
    found = raised(world, folder, online=True)
    assert (found.problem, found.name, notes(found)) == (None, None, ["BMP034"])
    assert indexes["PYPI"].asked == []


def cut_off(world, folder, monkeypatch, **options):
    """Bump as a process does that is killed when one of two files is replaced."""
    rename, count = os.rename, 0

    def dying(*args, **kwargs):
        nonlocal count
        count += 1
        if count == 2:
            raise SystemExit
        rename(*args, **kwargs)

    def nothing(*_args):
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(os, "rename", dying)
        patched.setattr("seatrial.app.edits._take_back", nothing)
        patched.setattr("seatrial.app.bump_commit.forget", nothing)
        with pytest.raises(SystemExit):
            raised(world, folder, **options)
    assert (folder / ".seatrial" / RECORD).exists()
    assert raised_in(folder) == 1


def raised_in(folder):
    """Return how many files say the new version."""
    return sum(b"1.2.4" in (folder / name).read_bytes() for name in FILES)


@pytest.mark.parametrize("options", [{}, {"commit": True}])
def test_after_a_bump_that_was_cut_off(world, folder, monkeypatch, options) -> None:
    """The next bump begins where the cut-off one began: the same command ends as if nothing had happened, and says so."""
    cut_off(world, folder, monkeypatch, **options)
    for other in (raised(world, folder, ""), raised(world, folder, dry_run=True)):
        assert problem(other)[0] == "PFX008"
    found = raised(world, folder, **options)
    assert (found.problem, found.old, found.new, found.written) == (None, "1.2.3", "1.2.4", True)
    assert notes(found)[:1] == ["BMP032"]
    assert bool(found.committed) == bool(options)
    assert raised_in(folder) == 2
    assert not list(folder.glob(".seatrial-*"))


def test_changed_after_it_was_cut_off(world, folder, monkeypatch) -> None:
    """What somebody wrote into a file since then is kept, and said."""
    cut_off(world, folder, monkeypatch)
    done = next(name for name in FILES if b"1.2.4" in (folder / name).read_bytes())
    (folder / done).write_bytes((folder / done).read_bytes() + b"# mine\n")
    found = raised(world, folder, "1.2.5")
    assert (problem(found)[0], b"# mine" in tree(folder)[done]) == ("PBP003", True)


def test_changed_before_it_was_raised(world, folder, monkeypatch) -> None:
    """A file that was still to be raised, and has words of the user's now, keeps them; where what it was before lies is said."""
    cut_off(world, folder, monkeypatch)
    left = next(name for name in ("setup.py", "boat.py") if b"1.2.4" not in (folder / name).read_bytes())
    (folder / left).write_bytes((folder / left).read_bytes() + b"# mine\n")
    found = raised(world, folder)
    assert (found.problem, notes(found)) == (None, ["BMP032", "BMP033", "BMP030"])
    assert raised_in(folder) == 2
    assert b"# mine" in tree(folder)[left]
