"""One look tells what has to be kept up beside a project's code: read within bounds, nothing followed, nothing told that is secret."""

import os
import random
import string
from pathlib import Path

import pytest

from make.git import commit, git, repository, user, write
from seatrial.app import kept_secrets
from seatrial.app.checklist import check_project
from seatrial.app.kept_secrets import secrets_in
from seatrial.edge.world import world
from seatrial.model.finding import Finding

PYPROJECT = '[project]\nname = "boat"\nversion = "1.0"\nreadme = "README.md"\nrequires-python = ">=3.11"\n'
SETUPTOOLS = '[build-system]\nrequires = ["setuptools>=77"]\nbuild-backend = "setuptools.build_meta"\n'
FILES = {"pyproject.toml": PYPROJECT + SETUPTOOLS, "README.md": "# Boat\n\nIt floats.\n", "LICENSE": "Free.\n", "boat/__init__.py": ""}
IGNORED = {".gitignore": "/dist/\n/build/\n"}


def made_up(length: int, letters: str = string.ascii_letters + string.digits) -> str:
    return "".join(random.Random(length).choices(letters, k=length))


TOKEN = "pypi-" + "AgE" + made_up(120)
KEY = f"-----BEGIN {'PRIVATE'} KEY-----\n{made_up(64)}\n-----END {'PRIVATE'} KEY-----\n"
AWS = "AKIA" + made_up(16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")


def checked(folder: Path) -> list[Finding]:
    outside = world(lambda _: None, user(folder.parent), data=str(folder.parent / "data"))
    return [one for one in check_project(outside, str(folder)).findings if one.rule.startswith(("PRJ09", "PRJ10", "DSC"))]


def rules(folder: Path) -> list[str]:
    return [f"{one.rule} {one.severity}" for one in checked(folder)]


def test_a_project_in_order(tmp_path) -> None:
    """A project that is kept up is told nothing."""
    tree = repository(tmp_path / "boat", {**FILES, **IGNORED, "CHANGES.md": "## 1.0\n- First\n"})
    assert rules(tree) == []
    write(tree, {"dist/boat-1.0.tar.gz": "", "build/lib/boat/__init__.py": "", "build/lib.linux/boat/_version.py": ""})
    assert rules(tree) == []


def test_what_is_left_lying(tmp_path) -> None:
    """Files of other versions in `dist`, modules that were deleted and folders that git would commit are told."""
    tree = repository(tmp_path / "boat", FILES)
    assert rules(tree) == ["PRJ101 note"]
    write(tree, {"dist/boat-0.9.tar.gz": "", "dist/notes.txt": "", "build/lib/boat/old.py": "", "build/other/x.py": "", **IGNORED})
    found = checked(tree)
    assert [(one.rule, one.file) for one in found] == [("PRJ099", "dist/boat-0.9.tar.gz"), ("PRJ100", "build/lib/boat/old.py")]


def test_without_git(tmp_path) -> None:
    """A folder outside of git is looked at too, and one whose `dist` is a link elsewhere is not followed."""
    tree = write(tmp_path / "boat", FILES)
    elsewhere = write(tmp_path / "elsewhere", {"boat-0.9.tar.gz": ""})
    (tree / "dist").symlink_to(elsewhere)
    assert rules(tree) == []


def test_another_backend(tmp_path) -> None:
    """A `build` folder means something to setuptools alone."""
    hatch = PYPROJECT + '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
    tree = repository(tmp_path / "boat", {**FILES, "pyproject.toml": hatch, ".gitignore": "dist\n"})
    write(tree, {"build/lib/boat/old.py": ""})
    assert rules(tree) == []


def test_tags_of_the_history(tmp_path) -> None:
    """Only tags behind the commit count, so that a release for an old branch is no step back."""
    tree = repository(tmp_path / "boat", {**FILES, **IGNORED})
    git(tree, "tag", "v0.9")
    git(tree, "switch", "-q", "-c", "next")
    write(tree, {"boat/more.py": ""})
    commit(tree)
    git(tree, "tag", "v2.0")
    git(tree, "tag", "v1.5")
    assert rules(tree) == ["PRJ103 warning"]
    git(tree, "switch", "-q", "main")
    assert rules(tree) == []


def test_lines_of_the_readme(tmp_path) -> None:
    """What is wrong with the README is told with its file and line, whatever way a link is written."""
    text = "# Boat\n\n[Oars](docs/oars.md)\n\n![Mast][mast]\n\n<img src='sail.png'>\n\n[up](#keel)\n\n[mast]: mast.png\n"
    tree = repository(tmp_path / "boat", {**FILES, **IGNORED, "README.md": text})
    assert [(one.rule, one.file, one.line) for one in checked(tree)] == [
        ("DSC007", "README.md", 11),
        ("DSC007", "README.md", 7),
        ("DSC008", "README.md", 3),
        ("PRJ090", "README.md", 9),
    ]
    write(
        tree,
        {
            "pyproject.toml": FILES["pyproject.toml"].replace("README.md", "README.rst"),
            "README.rst": "Boat\n====\n\n.. raw:: html\n\n  x\n",
        },
    )
    commit(tree)
    assert [(one.rule, one.file, one.line) for one in checked(tree)] == [("DSC002", "README.rst", 4)]


def test_a_description_in_the_build_file(tmp_path) -> None:
    """A README beside a description that stands in `pyproject.toml` itself is not what the page shows."""
    stated = PYPROJECT.replace('readme = "README.md"', 'readme = { text = "Boat", content-type = "text/x-rst" }')
    tree = repository(
        tmp_path / "boat", {**FILES, **IGNORED, "pyproject.toml": stated + SETUPTOOLS, "README.rst": ".. testcode::\n\n  x\n"}
    )
    assert rules(tree) == []


def test_a_description_in_setup_cfg(tmp_path) -> None:
    """A sentence in `setup.cfg` is the description, and no name of a file."""
    stated = "[metadata]\nname = boat\nversion = 1.0\nlong_description = A boat, that floats.\n"
    tree = repository(tmp_path / "boat", {**FILES, **IGNORED, "setup.cfg": stated, "pyproject.toml": SETUPTOOLS})
    outside = world(lambda _: None, user(tmp_path), data=str(tmp_path / "data"))
    assert not {"PRJ002", "PRJ003"} & {one.rule for one in check_project(outside, str(tree)).findings}


@pytest.mark.parametrize(
    ("path", "content", "found"),
    [
        (".pypirc", "[pypi]\n", ("", None)),
        ("config/.env", "API_TOKEN=a1b2c3d4e5\n", ("", None)),
        (".env", "DEBUG=1\nSECRET_KEY=change-me-please\n", ("", "note")),
        ("tests/.env", "API_TOKEN=a1b2c3d4e5\n", ("", "note")),
        (".env.example", "API_TOKEN=a1b2c3d4e5\n", None),
        ("id_rsa", "", None),
        ("credentials.json", '{"type": "service_account", "private_key": "0123456789ab"}', ("", None)),
        ("package.json", '{"name": "boat"}', None),
        ("boat/upload.py", f"a = 1\ntoken = '{TOKEN}'\n", ("CON002", None)),
        ("boat/upload.py", "token = 'pypi-AgE" + "x" * 100 + "'\n", None),
        ("tests/key.pem", KEY, ("CON003", "note")),
        ("deploy", f"export AWS={AWS}\n", ("CON004", None)),
        ("boat/image.bin", TOKEN, None),
    ],
)  # fmt: skip
def test_secrets(path, content, found, tmp_path) -> None:
    """Names and contents that are secret are found; placeholders, examples and harmless settings are not, and tests weigh less."""
    write(tmp_path, {path: content})
    assert [(one.rule, one.severity) for one in secrets_in(str(tmp_path), [path])] == ([found] if found else [])


def test_a_secret_is_never_shown(tmp_path) -> None:
    """The finding names file, line and kind, and not the secret."""
    tree = repository(tmp_path / "boat", {**FILES, **IGNORED, "boat/upload.py": f"a = 1\ntoken = '{TOKEN}'\n"})
    (found,) = checked(tree)
    assert (found.rule, found.file, found.line, found.values["what"]) == ("PRJ107", "boat/upload.py", 2, "PyPI")
    assert TOKEN[:20] not in repr(found)


def test_bounds_of_the_search(tmp_path, monkeypatch) -> None:
    """Large files, links, pipes and whatever is beyond the budget are left alone."""
    write(tmp_path, {"a.py": f"t = '{TOKEN}'", "b.py": f"t = '{TOKEN}'" + " " * kept_secrets.LARGEST, "c.py": f"t = '{TOKEN}'"})
    (tmp_path / "link.py").symlink_to("a.py")
    os.mkfifo(tmp_path / "pipe.py")
    assert [one.file for one in secrets_in(str(tmp_path), ["a.py", "b.py", "c.py", "gone.py", "link.py", "pipe.py"])] == ["a.py", "c.py"]
    monkeypatch.setattr(kept_secrets, "BUDGET", 200)
    assert [one.file for one in secrets_in(str(tmp_path), ["a.py", "c.py"])] == ["a.py"]
