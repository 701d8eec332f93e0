"""A build in a clean copy, and what it leaves elsewhere."""

import hashlib
import os
import sys
from pathlib import Path

import pytest

from make.backends import in_tree
from make.git import repository, user, write
from seatrial.app.build import build
from seatrial.app.looking import look
from seatrial.core.profile import PYPI
from seatrial.edge.world import world
from seatrial.model.build import BuildOptions
from seatrial.problem import Problem

pytestmark = pytest.mark.slow


@pytest.fixture
def traces(tmp_path):
    """Return a function that builds a folder and gives what is said of the build's traces, by rule."""

    def run(folder):
        outside = world(lambda _told: None, user(tmp_path, PATH=f"{Path(sys.executable).parent}:{os.environ['PATH']}"))
        built = build(outside, look(outside, str(folder)), BuildOptions(PYPI))
        run.built = built
        return {one.rule: one.values["names"] for one in built.report.findings if one.rule in {"PAR012", "PAR013", "PAR014"}}

    return run


def snapshot(folder):
    """Return the state of every file but those that a build is meant to write."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.relative_to(folder).parts[0] not in {"dist", ".seatrial", ".git"} and path.is_file():
            found[str(path)] = (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns, path.stat().st_mode)
    return found


WILD = (
    "open('pyproject.toml', 'a').write('#'); os.unlink('extra.txt'); open('new.txt', 'w').close(); open('../beside', 'w').close(); "
    "open(os.path.expanduser('~/at-home'), 'w').close()"
)


def test_a_wild_build_leaves_the_project_alone(traces, tmp_path):
    """What a backend writes and deletes around itself happens in the copy; the project is untouched, and what was done is told."""
    folder = repository(tmp_path / "project", {**in_tree("pass", sdist=WILD), "extra.txt": ""})
    before = snapshot(tmp_path / "project")
    assert traces(folder) == {"PAR012": "../beside, ~/at-home", "PAR013": "extra.txt, pyproject.toml"}
    assert snapshot(tmp_path / "project") == before
    assert not (tmp_path / "at-home").exists()


def test_a_build_that_leaves_a_maze(traces, tmp_path):
    """Folders too deep to be named, links in circles and folders that nobody may read do not stop what comes after the build."""
    maze = (
        "os.symlink('.', 'circle'); os.mkdir('closed'); os.chmod('closed', 0); os.mkfifo('pipe'); top = os.getcwd(); "
        "[(os.mkdir('d' * 200), os.chdir('d' * 200)) for _ in range(25)]; os.chdir(top)"
    )
    assert traces(repository(tmp_path / "project", in_tree("pass", sdist=maze))) == {}


def test_a_tame_build(traces, tmp_path):
    """New files in the project's own folder of the copy are a build's good right."""
    assert traces(repository(tmp_path / "project", in_tree("pass", sdist="open('new.txt', 'w').close()"))) == {}


def test_a_build_that_writes_beside_its_part_of_a_repository(traces, tmp_path):
    """In a repository of several projects, what is written to another of them is told."""
    files = {f"part/{name}": text for name, text in in_tree("pass", sdist="open('../other/x.txt', 'w').close()").items()}
    top = repository(tmp_path / "top", {**files, "other/y.txt": ""})
    assert traces(top / "part") == {"PAR012": "../other/x.txt"}
    assert not (top / "other/x.txt").exists()


def test_a_project_that_changes_meanwhile(traces, tmp_path):
    """A file that is changed while the build runs, by a person or by a build that knows the way, is told."""
    folder = tmp_path / "project"
    repository(folder, {**in_tree("pass", sdist=f"open({str(folder / 'notes.txt')!r}, 'a').write('x')"), "notes.txt": ""})
    assert traces(folder) == {"PAR014": "notes.txt"}


def test_a_build_that_needs_what_git_ignores(traces, tmp_path):
    """A file that lies in the project and not in git is named where the build fails for want of it."""
    files = {**in_tree("pass", sdist="open('conf/secret.txt')"), ".gitignore": "conf/\n"}
    folder = write(repository(tmp_path / "project", files), {"conf/secret.txt": "x"})
    with pytest.raises(Problem, match="PBD019") as problem:
        traces(folder)
    assert problem.value.values["path"] == "conf/secret.txt"


@pytest.mark.parametrize("path", ["gone.txt", "../elsewhere.txt", "leads/out.txt"])
def test_a_build_that_needs_what_is_not_there(traces, tmp_path, path):
    """A file that is nowhere in the project is not blamed on git."""
    folder = repository(tmp_path / "project", {**in_tree("pass", sdist=f"open({path!r})"), ".gitignore": "leads\n"})
    write(tmp_path, {"elsewhere.txt": "", "out.txt": ""})
    (folder / "leads").symlink_to(tmp_path)
    with pytest.raises(Problem, match="PBD008"):
        traces(folder)


def test_without_git_nothing_is_ignored(traces, tmp_path):
    """Without git a failing build is told as it is."""
    folder = write(tmp_path / "project", {**in_tree("pass", sdist="open('build/x.txt')"), "build/x.txt": ""})
    with pytest.raises(Problem, match="PBD008"):
        traces(folder)


def test_two_wheels_beside_the_tree(traces, tmp_path):
    """Each of two wheels is compared with the tree; what is said of the sdist is said once."""
    more = 'write_wheel(os.path.join(folder, "sample-1.2-cp311-none-any.whl"))'
    folder = repository(tmp_path / "project", {**in_tree(more), "sample/__init__.py": "", "sample/core.py": ""})
    traces(folder)
    found = [(one.rule, one.values.get("wheel")) for one in traces.built.report.findings if one.rule in {"PAR002", "PAR010"}]
    assert sorted(found, key=str) == [
        ("PAR002", "sample-1.2-cp311-none-any.whl"), ("PAR002", "sample-1.2-py3-none-any.whl"), ("PAR010", None),
    ]  # fmt: skip
