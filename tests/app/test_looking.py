"""A look at a project folder tells everything, runs nothing, and never leaves the folder."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import pytest

from make.git import git, user, write
from make.project import EXAMPLES, example, project_tree
from seatrial.app.looking import BOUND, Files, Looked, look
from seatrial.core.profile import DATE, LIBRARIES
from seatrial.edge.world import world
from seatrial.problem import Problem


def looked(folder: Path) -> Looked:
    return look(world(lambda _: None, user(folder.parent), data=str(folder.parent / "data")), str(folder))


def rules(folder: Path) -> list[str]:
    return [f"{finding.rule} {finding.severity}" for finding in looked(folder).findings]


def committed(folder: Path) -> Path:
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "first")
    return folder


@pytest.mark.parametrize("name", ["good", "setuptools"])
def test_the_good_examples(name, tmp_path) -> None:
    """The examples that are meant to be good have nothing wrong."""
    found = looked(committed(example(name, tmp_path)))
    assert (found.findings, found.project.name) == ((), f"seatrial-example-{name}")
    assert found.repository is not None
    assert found.repository.branch == "main"
    assert len(found.settings.smoke) == 1


def test_the_flat_example(tmp_path) -> None:
    """The flat example is stopped by one error, which names its modules, and is mended by the two lines."""
    tree = committed(example("flat", tmp_path))
    found = looked(tree)
    assert [finding.rule for finding in found.findings if finding.severity == "error"] == ["PRJ020"]
    values = found.findings[0].values
    script = (tree / "setup.py").read_text(encoding="utf-8")
    mended = script.replace(str(values["before"]), str(values["after"]))
    assert mended.count("\n") == script.count("\n")
    (tree / "setup.py").write_text(mended, encoding="utf-8")
    found = looked(tree)
    assert [finding.rule for finding in found.findings if finding.severity == "error"] == []
    assert (found.project.packages, found.settings.smoke) == (("api", "soundings"), ("python demo.py",))


def test_examples_lie_in_the_repository() -> None:
    """The README names examples that are there."""
    assert {path.name for path in EXAMPLES.iterdir() if path.is_dir()} >= {"good", "flat", "setuptools"}


def test_states_of_git(tmp_path) -> None:
    """No git, no commits, changed and untracked files and a detached HEAD are findings, no obstacles."""
    tree = project_tree(tmp_path / "a tree", "hatchling")
    assert rules(tree) == ["PRJ040 note"]
    git(tree, "init", "-q")
    assert rules(tree) == ["PRJ041 warning"]
    committed(tree)
    assert rules(tree) == []
    write(tree, {"README.md": "# Changed\n", "new.txt": ""})
    assert rules(tree) == ["PRJ042 warning", "PRJ043 warning"]
    git(tree, "checkout", "-q", "--", "README.md")
    (tree / "new.txt").unlink()
    git(tree, "checkout", "-q", "--detach")
    assert rules(tree) == ["PRJ044 note"]


def test_what_git_ignores_and_what_is_gone(tmp_path) -> None:
    """Ignored files are no part of the project, nor are files that are deleted but still in git."""
    tree = committed(write(project_tree(tmp_path / "tree", "setuptools-flat"), {".gitignore": "/ignored\n", "gone.txt": ""}))
    write(tree, {"ignored/x.py": "", "fresh.txt": ""})
    (tree / "gone.txt").unlink()
    listing = looked(tree).project.listing
    assert "fresh.txt" in listing
    assert not {"gone.txt", "ignored/x.py"} & set(listing)


def test_a_project_below_the_top(tmp_path) -> None:
    """A project in a folder of a larger repository is looked at by itself."""
    project_tree(tmp_path / "top/part", "hatchling")
    committed(write(tmp_path / "top", {"other.py": ""}))
    found = looked(tmp_path / "top/part")
    assert found.findings == ()
    assert "pyproject.toml" in found.project.listing


def test_without_git_leftovers_are_left_out(tmp_path) -> None:
    """Where there is no git, built files, environments and hidden folders are no part of the project."""
    tree = project_tree(tmp_path / "tree", "setup.py")
    write(
        tree,
        {
            "build/lib/x.py": "",
            "x.egg-info/PKG-INFO": "",
            ".tox/y.py": "",
            "environment/pyvenv.cfg": "",
            "environment/lib/z.py": "",
            "a.pyc": "",
        },
    )
    assert looked(tree).project.listing == ("LICENSE", "README.md", "seatrial_sample/__init__.py", "seatrial_sample/core.py", "setup.py")


def test_without_git_the_look_lists_what_the_build_takes(tmp_path) -> None:
    """Where there is no git, what is judged is what would be built, hidden folders and packages called `build` included."""
    files = {".github/x.yml": "", "a/build/y.py": "", "env/z.py": "", ".env": "", "node_modules/w.js": "", "htmlcov/v.html": ""}
    tree = write(project_tree(tmp_path / "tree", "setup.py"), files)
    (tmp_path / "copy").mkdir()
    here = world(lambda _: None, user(tmp_path), data=str(tmp_path / "data"))
    here.git.export(str(tree), None, str(tmp_path / "copy"))
    copied = {path.relative_to(tmp_path / "copy").as_posix() for path in (tmp_path / "copy").rglob("*") if path.is_file()}
    assert set(looked(tree).project.listing) == copied
    assert copied >= {".github/x.yml", "a/build/y.py", "env/z.py", ".env"}


def test_nothing_is_run(tmp_path) -> None:
    """Looking at a project executes none of its code."""
    tree = write(
        tmp_path / "tree",
        {"setup.py": "open('ran', 'w')\nfrom setuptools import setup\nsetup(name='a', version='1')\n", "conftest.py": "open('ran', 'w')"},
    )
    assert looked(tree).project.name == "a"
    assert not list(tmp_path.rglob("ran"))


@pytest.mark.parametrize("folder", ["gone", "file.txt", "a\0b", "loop"])
def test_no_folder(folder, tmp_path) -> None:
    """What is no folder is a problem that names it."""
    write(tmp_path, {"file.txt": ""})
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(Problem, match="PPR001"):
        looked(tmp_path / folder)


def test_no_project(tmp_path) -> None:
    """A folder without a build file is a problem that says what to write, with its modules."""
    write(tmp_path / "my tools", {"one.py": "", "test_one.py": ""})
    with pytest.raises(Problem) as told:
        looked(tmp_path / "my tools")
    assert told.value.values == {"path": str(tmp_path / "my tools"), "name": "my-tools", "root": ".", "packages": "", "modules": '"one"'}


@pytest.mark.parametrize("name", ["with spaces", "größe-尺寸", "quote'\"", "line\nbreak"])
def test_odd_paths(name, tmp_path) -> None:
    """Spaces, letters of any script and odd characters in paths do not matter."""
    tree = project_tree(tmp_path / name, "hatchling")
    committed(write(tree, {f"src/seatrial_sample/{name}.txt": ""}))
    assert rules(tree) == []
    assert f"src/seatrial_sample/{name}.txt" in looked(tree).project.data


def test_paths_that_are_not_text(tmp_path) -> None:
    """A path that is not valid text is a path all the same."""
    tree = project_tree(tmp_path / os.fsdecode(b"tree\xff"), "setup.py")
    write(tree, {os.fsdecode(b"odd\xfe.py"): ""})
    assert os.fsdecode(b"odd\xfe.py") in looked(tree).project.listing


def test_links_do_not_lead_out(tmp_path) -> None:
    """A link that leads out of the folder is not followed, one inside is."""
    write(tmp_path, {"secret": "name", "tree/inside.txt": "x", "tree/big": b"x" * (BOUND + 1)})
    tree = tmp_path / "tree"
    (tree / "out").symlink_to(tmp_path / "secret")
    (tree / "in").symlink_to(tree / "inside.txt")
    os.mkfifo(tree / "pipe")
    files = Files(str(tree))
    assert [
        name
        for name in ("out", "in", "inside.txt", "pipe", "big", "../secret", "gone", "gone/x", "inside.txt/x", ".", "a\0b")
        if name in files
    ] == [
        "in",
        "inside.txt",
    ]
    assert files["in"] == b"x"
    assert (sorted(files), len(files)) == (["in", "inside.txt"], 2)


def test_links_of_folders_do_not_lead_out(tmp_path) -> None:
    """A file behind a folder that is a link counts only where the link stays inside; a path from the root is none of the project's."""
    tree = write(tmp_path / "tree", {"real/module.py": "x", "LICENSE": "x"})
    write(tmp_path, {"beside/module.py": "secret"})
    (tree / "in").symlink_to("real")
    (tree / "out").symlink_to(tmp_path / "beside")
    files = Files(str(tree))
    assert [name for name in ("real/module.py", "in/module.py", "out/module.py", "/LICENSE", "real/..", "..") if name in files] == [
        "real/module.py",
        "in/module.py",
    ]


def test_a_build_file_that_is_too_large(tmp_path) -> None:
    """A build file of absurd size is a problem, not a long wait."""
    with pytest.raises(Problem, match=r"PPR007: setup\.py"):
        looked(write(tmp_path / "tree", {"setup.py": b"#" * (BOUND + 1)}))


@contextmanager
def nobody(folder: Path) -> Iterator[None]:
    """Take every permission on a folder away, and from root its powers too."""
    root = os.geteuid() == 0
    folder.chmod(0)
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o700)


def test_what_cannot_be_read(tmp_path) -> None:
    """A folder without permission is a problem that names it, and so is a build file that cannot be opened; other files are just absent."""
    tree = write(tmp_path / "tree", {"setup.py": ""})
    with nobody(tree), pytest.raises(Problem, match=r"PPR002.*tree"):
        looked(tree)
    (tree / "setup.cfg").symlink_to("setup.cfg")
    (tree / "other").symlink_to("other")
    with pytest.raises(Problem, match=r"PPR002: setup\.cfg"):
        looked(tree)
    assert "other" not in Files(str(tree))


def test_settings_come_along(tmp_path) -> None:
    """Settings and what is wrong in them belong to the look, and their reasons are heard."""
    tree = project_tree(tmp_path / "tree", "setup.py")
    write(tree, {"seatrial.toml": 'smok = 1\nignore = { PRJ040 = "only a sketch" }\n'})
    found = looked(tree)
    assert [(one.rule, one.ignored) for one in found.findings] == [("SET001", None), ("PRJ026", None), ("PRJ040", "only a sketch")]
    assert found.settings.ignore == {"PRJ040": "only a sketch"}


@pytest.mark.parametrize(("days", "severity"), [(1, "error"), (200, "warning")])
def test_an_old_list_of_classifiers_accuses_nobody(tmp_path: Path, days: int, severity: str) -> None:
    """PyPI may know the classifier by now where the list that is installed is of long ago."""
    folder = tmp_path / "p"
    folder.mkdir()
    (folder / "pyproject.toml").write_text('[project]\nname = "p"\nversion = "1"\nclassifiers = ["Foo :: Bar"]\n')
    installed = version("trove-classifiers")
    # The profile's own list was new on the day of the profile.
    made = datetime.fromisoformat(f"{DATE}T00:00:00+00:00").timestamp()
    if installed != LIBRARIES["trove-classifiers"]:
        made = datetime(*map(int, installed.split(".")[:3]), tzinfo=UTC).timestamp()
    outside = world(lambda _: None, user(tmp_path), data=str(tmp_path / "data"))._replace(now=lambda: made + days * 86_400)
    assert [one.severity for one in look(outside, str(folder)).findings if one.rule == "PRJ014"] == [severity]
