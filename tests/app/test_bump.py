"""Raising a version: in real folders and repositories, all or none."""

import os
from contextlib import ExitStack
from pathlib import Path

import pytest

from make.cut_off import tree
from make.git import commit, git, repository, write
from make.installable import sdist
from make.listings import Said, entry, page, written
from make.release import harbour, project
from make.remembered import built, sent
from seatrial.app import bump as module
from seatrial.app import on_indexes
from seatrial.app.bump import bump
from seatrial.app.edits import RECORD
from seatrial.core.profile import PYPI, TESTPYPI
from seatrial.model.bump import BumpOptions

SETUP = 'from setuptools import setup\n\nsetup(\n    name="boat",\n    version="1.2.3",  # raise me\n    py_modules=["boat"],\n)\n'
FILES = {
    "setup.py": SETUP,
    "boat.py": '"""Floats since 1.2.3."""\n\n__version__ = \'1.2.3\'\nNEEDED = "other==1.2.3"\n',
    "README.md": "# boat\n",
}


@pytest.fixture
def world(tmp_path):
    return harbour(tmp_path)


@pytest.fixture
def folder(tmp_path):
    return repository(tmp_path / "project", FILES)


def raised(world, folder, to="patch", **options):
    return bump(world, str(folder), BumpOptions(to, **options))


def problem(bumped):
    """Return the id of what stopped a bump, and its message."""
    assert bumped.problem
    return bumped.problem.kind.id, bumped.problem.kind.message.format(**bumped.problem.values)


def notes(bumped):
    return [one.sentence.id for one in bumped.notes]


def test_every_place_and_nothing_else(world, folder) -> None:
    """The version is another one in every place; every other letter of the tree is as before, and what was left alone is named."""
    found = raised(world, folder, "minor")
    assert (found.problem, found.name, found.old, found.new, found.written) == (None, "boat", "1.2.3", "1.3.0", True)
    assert tree(folder)["setup.py"].decode() == SETUP.replace("1.2.3", "1.3.0")
    assert tree(folder)["boat.py"].decode() == FILES["boat.py"].replace("__version__ = '1.2.3'", "__version__ = '1.3.0'")
    assert [(place.file, place.line, before.strip(), after.strip()) for place, before, after in found.places] == [
        ("setup.py", 5, 'version="1.2.3",  # raise me', 'version="1.3.0",  # raise me'),
        ("boat.py", 3, "__version__ = '1.2.3'", "__version__ = '1.3.0'"),
    ]
    assert [(one.file, one.line) for one in found.untouched] == [("boat.py", 1), ("boat.py", 4)]
    assert git(folder, "status", "--porcelain").split() == ["M", "boat.py", "M", "setup.py"]


@pytest.mark.parametrize("options", [{"dry_run": True}, {"dry_run": True, "commit": True, "tag": True}])
def test_a_dry_run_writes_nothing(world, folder, options) -> None:
    """A dry run says all that a real one does, and leaves not even a folder behind."""
    before = tree(folder)
    found = raised(world, folder, **options)
    assert (found.problem, found.new, found.written, found.tag) == (None, "1.2.4", False, "v1.2.4" if options.get("tag") else None)
    assert [edit.after.count(b"1.2.4") for edit in found.edits] == [1, 1]
    assert tree(folder) == before
    assert not (folder / ".seatrial").exists()


def test_without_a_part(world, folder) -> None:
    """Where no part is named nothing is changed: the version, its places, and what each part would give."""
    before = tree(folder)
    found = raised(world, folder, "")
    assert (found.problem, found.old, found.new, found.written) == (None, "1.2.3", None, False)
    assert found.parts["minor"] == "1.3.0"
    assert "release" not in found.parts
    assert [place.file for place, _, _ in found.places] == ["setup.py", "boat.py"]
    assert tree(folder) == before
    assert not (folder / ".seatrial").exists()


def test_bytes_around_the_version_stay(world, tmp_path) -> None:
    """Line ends, a mark at the beginning, another encoding and a missing last line end stay as they are; git is not needed."""
    files = {
        "pyproject.toml": b'[project]\r\nname = "boat"\r\nversion = "1.0" # yes\r\n',
        "boat/__init__.py": b"\xef\xbb\xbf# floats\r\n__version__ = '1.0'",
        "boat/_version.py": "# -*- coding: latin-1 -*-\n# J\u00fcrgen\nversion_info = (1, 0)\n__version__ = '1.0'\n".encode("latin-1"),
    }
    folder = write(tmp_path / "plain", files)
    found = raised(world, folder, "major")
    assert (found.problem, found.git) == (None, False)
    assert tree(folder) == {name: content.replace(b"1.0", b"2.0").replace(b"1, 0", b"2, 0") for name, content in files.items()}


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


def test_setup_py_is_read_and_never_run(world, tmp_path) -> None:
    """What a build file would do when it is run is not done."""
    folder = write(tmp_path / "project", {"setup.py": f"open({str(tmp_path / 'ran')!r}, 'w')\n{SETUP}"})
    assert raised(world, folder).new == "1.2.4"
    assert not (tmp_path / "ran").exists()


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


def stand_in_the_way(folder, how):
    if how == "read-only":
        (folder / "boat.py").chmod(0o444)
    elif how == "hard link":
        os.link(folder / "boat.py", folder / "other.txt")


@pytest.mark.parametrize(("how", "kind"), [("read-only", "PFX004"), ("hard link", "PFX002")])
def test_a_file_that_cannot_be_replaced(world, folder, how, kind) -> None:
    """A file that must not be written stops all of it, in a dry run too."""
    stand_in_the_way(folder, how)
    before = tree(folder)
    for dry_run in (True, False):
        assert problem(raised(world, folder, dry_run=dry_run))[0] == kind
    assert tree(folder) == before


def test_a_link(world, tmp_path) -> None:
    """A place behind a link is never written through it: what it leads to belongs to somebody else."""
    outside = write(tmp_path / "other", {"boat.py": '__version__ = "1.2.3"\n'})
    folder = repository(tmp_path / "project", {"setup.py": SETUP})
    (folder / "boat.py").symlink_to(outside / "boat.py")
    commit(folder)
    found = raised(world, folder)
    assert b"1.2.3" in (outside / "boat.py").read_bytes()
    assert (folder / "boat.py").is_symlink()
    assert found.problem is None or found.problem.kind.id == "PFX001"


def test_outside_of_git(world, tmp_path) -> None:
    """What writes into git says that there is none."""
    assert problem(raised(world, write(tmp_path / "project", FILES), commit=True))[0] == "PBP007"


@pytest.fixture
def indexes(monkeypatch):
    """Serve two indexes in the places of TestPyPI and PyPI."""
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with ExitStack() as stack:
        found = {}
        for name, profile in (("TESTPYPI", TESTPYPI), ("PYPI", PYPI)):
            found[name] = stack.enter_context(written())
            monkeypatch.setattr(on_indexes, name, profile._replace(simple_url=f"{found[name].url}simple/"))
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


def test_commit_and_tag(world, folder) -> None:
    """The commit holds the version and nothing else, the tag stands on it, and one command takes both back."""
    write(folder, {"README.md": "# other\n"})
    found = raised(world, folder, commit=True, tag=True)
    assert (found.problem, found.tag, found.committed.commit) == (None, "v1.2.4", git(folder, "rev-parse", "v1.2.4^{commit}"))
    assert git(folder, "show", "--format=%s", "--name-only", "HEAD").split("\n") == ["Release 1.2.4", "", "boat.py", "setup.py"]
    assert git(folder, "status", "--porcelain").split() == ["M", "README.md"]
    assert raised(world, folder, commit=True, message="Now {version}").committed
    assert git(folder, "log", "-1", "--format=%s") == "Now 1.2.5"


def test_a_hook_that_refuses(world, folder) -> None:
    """Where a hook refuses the commit, every file is as before."""
    hook = folder / ".git/hooks/pre-commit"
    hook.write_text("#!/bin/sh\necho not today >&2\nexit 1\n")
    hook.chmod(0o755)
    before = tree(folder)
    found = raised(world, folder, commit=True)
    assert (problem(found)[0], found.written) == ("PGT018", False)
    assert {name: tree(folder)[name] for name in FILES} == {name: before[name] for name in FILES}
    assert git(folder, "status", "--porcelain") == ""


def test_proved_before_anything_is_written(world, tmp_path) -> None:
    """The build backend itself says the new version, in a copy."""
    found = raised(world, project(tmp_path / "project"), "minor", prove=True)
    assert (found.problem, found.proved, found.written) == (None, "1.1", True)


def test_a_version_from_tags(world, tmp_path) -> None:
    """Where git's tags make the version, the tag is set and no file is touched."""
    text = '[build-system]\nrequires = ["setuptools", "setuptools-scm"]\n[project]\nname = "boat"\ndynamic = ["version"]\n[tool.setuptools_scm]\n'
    folder = repository(tmp_path / "project", {"pyproject.toml": text, "boat.py": ""})
    git(folder, "tag", "v1.0")
    commit(folder)
    assert (raised(world, folder, "").old, raised(world, folder, "").parts["minor"]) == ("1.0", "1.1")
    assert raised(world, folder, dry_run=True).tag == "v1.0.1"
    found = raised(world, folder)
    assert (found.problem, found.scm, found.tag, found.written, found.edits) == (None, "setuptools-scm", "v1.0.1", False, ())
    assert git(folder, "tag", "--points-at", "HEAD") == "v1.0.1"


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


def test_overwritten_at_the_same_moment(world, folder, monkeypatch) -> None:
    """Where another program writes a file just after us, the others are set back, and its words stay."""
    write_all = module.write_all

    def meddled(*args):
        write_all(*args)
        write(folder, {"boat.py": "mine = 1\n"})

    with monkeypatch.context() as patched:
        patched.setattr(module, "write_all", meddled)
        assert problem(raised(world, folder))[0] == "PBP008"
    assert tree(folder) == {**{name: content.encode() for name, content in FILES.items()}, "boat.py": b"mine = 1\n"} | {
        name: content for name, content in tree(folder).items() if name.startswith(".git/")
    }


def test_interrupted(world, folder) -> None:
    """Ctrl-C ends it in order."""

    def stopped(_folder):
        raise KeyboardInterrupt

    found = raised(world._replace(git=world.git._replace(look=stopped)), folder)
    assert (found.interrupted, found.problem) == (True, None)


def test_no_project(world, tmp_path) -> None:
    """A folder without a project is explained."""
    assert problem(raised(world, tmp_path))[0] == "PPR003"
    assert problem(raised(world, Path(tmp_path, "none")))[0] == "PPR001"
