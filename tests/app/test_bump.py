"""Raising a version: in real folders and repositories, all or none."""

import os
from pathlib import Path

import pytest

from make.bumps import FILES, SETUP, notes, problem, raised
from make.cut_off import tree
from make.git import commit, git, repository, write
from make.release import harbour, project
from seatrial.app import bump as module


@pytest.fixture
def world(tmp_path):
    return harbour(tmp_path)


@pytest.fixture
def folder(tmp_path):
    return repository(tmp_path / "project", FILES)


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


def test_setup_py_is_read_and_never_run(world, tmp_path) -> None:
    """What a build file would do when it is run is not done."""
    folder = write(tmp_path / "project", {"setup.py": f"open({str(tmp_path / 'ran')!r}, 'w')\n{SETUP}"})
    assert raised(world, folder).new == "1.2.4"
    assert not (tmp_path / "ran").exists()


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
    assert (found.problem, notes(found), [place.file for place, _, _ in found.places]) == (None, ["BMP035"], ["setup.py"])
    assert b"1.2.3" in (outside / "boat.py").read_bytes()
    write(folder, {"real/boat.py": '__version__ = "1.2.4"\n'})
    (folder / "boat.py").unlink()
    (folder / "boat.py").symlink_to("real/boat.py")
    git(folder, "add", "--all")
    assert problem(raised(world, folder))[0] == "PFX001"


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


def test_what_still_says_the_version_of_the_last_tag(world, tmp_path) -> None:
    """Where a tag makes the version, a user sees which lines of the tree hold the old one all the same."""
    text = '[build-system]\nrequires = ["setuptools", "setuptools-scm"]\n[project]\nname = "boat"\ndynamic = ["version"]\n[tool.setuptools_scm]\n'
    folder = repository(tmp_path / "project", {"pyproject.toml": text, "boat.py": "", "INSTALL.md": "# Boat\nboat 1.0\n"})
    git(folder, "tag", "v1.0")
    commit(folder)
    for found in (raised(world, folder, ""), raised(world, folder, dry_run=True), raised(world, folder)):
        assert [(one.file, one.line, one.text) for one in found.untouched] == [("INSTALL.md", 2, "boat 1.0")]


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
