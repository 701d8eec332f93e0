"""Odd projects, each taken through check, build and rehearsal or release by the program as users start it."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from make.backends import PROJECTS, in_tree
from make.cli import seatrial
from make.git import WHO, commit, git, repository, write
from make.release import project as good

pytestmark = pytest.mark.slow
POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0" * 64 + "\nsize 12345\n"
PAGES = {"README.md": "# sample\n", "LICENSE": "MIT\n"}


@pytest.fixture
def run(tmp_path):
    """Return a function that runs a command in a folder and gives status, JSON answer and everything that was printed."""

    def command(folder, *args, status=0, **environ):
        kept = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "UV_", "SSL_"))}
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        env = {**kept, **WHO, "PATH": path, "UV_CACHE_DIR": str(Path.home() / ".cache/uv"), **environ}
        done = seatrial(*args, "--format", "json", home=tmp_path, cwd=folder, env=env)
        assert done.returncode == status, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return json.loads(done.stdout) if done.stdout else {}

    return command


NOT_IGNORED = "PRJ101"
"""These projects have no `.gitignore`."""


def rules(answer):
    """Return the ids of all that was found, but for what is no part of any story here."""
    return {one["rule"] for one in answer.get("report", answer)["findings"]} - {NOT_IGNORED}


def test_two_wheels(run, tmp_path):
    """A backend that makes two wheels has both judged, sent, and installed back."""
    folder = good(tmp_path / "project")
    tags = '\n[tool.own-backend]\ntags = ["py3-none-any", "py2.py3-none-any"]\n'
    commit(write(folder, {"pyproject.toml": (folder / "pyproject.toml").read_text() + tags}))
    answer = run(folder, "release", "--to", "local")
    names = ["dinghy-1.0-py2.py3-none-any.whl", "dinghy-1.0-py3-none-any.whl", "dinghy-1.0.tar.gz"]
    assert sorted(file["name"] for file in answer["files"]) == names
    assert {file["state"] for file in answer["files"]} == {"uploaded"}
    assert {one["file"] for one in answer["verified"] if one["ok"]} == {*names}
    assert [one["path"].rpartition("/")[2] for one in answer["report"]["subjects"] if one["kind"] == "wheel"] == sorted(
        names[:2], reverse=True
    )


def test_a_linked_work_tree(run, tmp_path):
    """A release from a linked work tree is tagged in the repository that it belongs to."""
    folder = good(tmp_path / "project")
    git(folder, "worktree", "add", "--quiet", "-b", "next", str(tmp_path / "linked"))
    assert rules(run(tmp_path / "linked", "check")) == {"PRJ110"}
    assert run(tmp_path / "linked", "release", "--to", "local")["tag"] == "v1.0"
    assert git(folder, "tag", "--list") == "v1.0"


def test_one_project_of_several(run, tmp_path):
    """A project below the top is released by itself, under a tag with its name; what is changed beside it is told and stays out."""
    parts = {"one": good(tmp_path / "a", "one"), "two": good(tmp_path / "b", "two")}
    top = tmp_path / "top"
    for name, folder in parts.items():
        (folder / ".git").rename(tmp_path / f"{name}.git")
        top.mkdir(exist_ok=True)
        folder.rename(top / name)
    repository(top, {"VERSION": "1\n"})
    assert rules(run(top / "one", "check")) == {"PRJ062"}
    table = (top / "one/pyproject.toml").read_text().replace("[tool.seatrial]\n", '[tool.seatrial]\ntag = "{name}-v{version}"\n')
    commit(write(top, {"one/pyproject.toml": table}))
    write(top, {"VERSION": "2\n", "two/README.md": "changed\n"})
    answer = run(top / "one", "release", "--to", "local")
    assert (answer["tag"], rules(answer)) == ("one-v1.0", {"PRJ049"})


def test_a_version_from_tags(run, tmp_path):
    """Without a tag one is told to set it, before and after the build; with it the release goes by it."""
    table = PROJECTS["setuptools-scm"]["pyproject.toml"].replace("[tool.setuptools_scm]", 'readme = "README.md"\n[tool.setuptools_scm]')
    folder = repository(tmp_path / "project", {"pyproject.toml": table, "src/sample/__init__.py": "", **PAGES})
    assert "PRJ047" in rules(run(folder, "check"))
    answer = run(folder, "release", "--to", "local", status=1)
    assert {"PRJ047", "MET031"} <= rules(answer)
    assert {file["state"] for file in answer["files"]} == {"not sent"}
    git(folder, "tag", "v2.5")
    run(folder, "release", "--to", "local", "--dry-run", "--plan", str(tmp_path / "plan.json"))
    plan = json.loads((tmp_path / "plan.json").read_text())
    assert plan["manifest"]["version"] == "2.5"
    assert [step["tag"] for step in plan["steps"] if step["do"] == "tag"] == ["v2.5"]
    commit(folder)
    git(tmp_path, "clone", "--quiet", "--depth=1", folder.as_uri(), "shallow")
    assert "PRJ045" in rules(run(tmp_path / "shallow", "check"))


def test_a_version_that_only_the_build_knows(run, tmp_path):
    """The tag is named after what was built."""
    files = in_tree("pass")
    files["pyproject.toml"] = files["pyproject.toml"].replace('version = "1.2"', 'dynamic = ["version"]')
    folder = repository(tmp_path / "project", {**files, "sample.py": "", **PAGES})
    answer = run(folder, "release", "--to", "local")
    assert (answer["version"], answer["tag"]) == ("1.2", "v1.2")


def test_submodules(run, tmp_path):
    """A submodule's files are in the release; one that was not fetched is told."""
    lib = repository(tmp_path / "lib", {"__init__.py": "def deep():\n    return 42\n"})
    folder = good(tmp_path / "project")
    git(folder, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(lib), "dinghy/inner")
    commit(write(folder, {"dinghy/__init__.py": "from dinghy.inner import deep\n\n\ndef main():\n    print(deep())\n"}))
    assert run(folder, "rehearse", "--offline")["problem"] is None
    git(tmp_path, "clone", "--quiet", str(folder), "other")
    answer = run(tmp_path / "other", "rehearse", "--offline", status=1)
    assert {file["state"] for file in answer["files"]} == {"not sent"}
    assert rules(answer) >= {"PRJ048", "WHL047"}


def test_line_ends_of_windows(run, tmp_path):
    """What is checked out with CR LF is built as it lies there, and passes for the clean tree that it is."""
    folder = good(tmp_path / "project")
    git(tmp_path, "-c", "core.autocrlf=true", "clone", "--quiet", str(folder), "other")
    other = tmp_path / "other"
    git(other, "config", "core.autocrlf", "true")
    assert b"\r\n" in (other / "dinghy/__init__.py").read_bytes()
    answer = run(other, "release", "--to", "local")
    assert (rules(answer), answer["tag"]) == (set(), "v1.0")
    assert json.loads((other / ".seatrial/manifest.json").read_text())["dirty"] is False


def test_an_sdist_that_does_not_build(run, tmp_path):
    """The file that the sdist lacks is named, however the build is asked for."""
    script = "import pathlib\nfrom setuptools import setup\nsetup(name='sample', version=pathlib.Path('conf/v.txt').read_text(), py_modules=['sample'])\n"
    folder = repository(tmp_path / "project", {"setup.py": script, "conf/v.txt": "1.0", "sample.py": "", **PAGES})
    run(folder, "check")
    answer = run(folder, "rehearse", "--offline", status=3)
    assert answer["problem"]["id"] == "PBD016"
    assert "conf/v.txt" in answer["problem"]["message"]
    commit(write(folder, {"MANIFEST.in": "include conf/v.txt\n"}))
    assert run(folder, "build")["version"] == "1.0"


def test_pointers_and_links(run, tmp_path):
    """Files that are not what they seem are told, and a build with a real backend comes to its end."""
    files = {
        **PROJECTS["setuptools"],
        ".gitattributes": "*.bin filter=lfs\n",
        "sample/model.bin": POINTER,
        "MANIFEST.in": "graft sample\n",
        **PAGES,
    }
    folder = repository(tmp_path / "project", files)
    for name, target in {"gone.txt": "nowhere", "out.txt": "/etc/hostname", "again": "."}.items():
        (folder / "sample" / name).symlink_to(target)
    commit(folder)
    odd = {"PRJ051", "PRJ052", "PRJ053", "PRJ055"}
    assert rules(run(folder, "check")) >= odd
    assert rules(run(folder, "build")) >= odd


def test_a_merge_that_is_not_settled(run, tmp_path):
    """Nothing is released from between two states."""
    folder = good(tmp_path / "project")
    git(folder, "switch", "--quiet", "--create", "other")
    commit(write(folder, {"README.md": "theirs\n"}))
    git(folder, "switch", "--quiet", "main")
    commit(write(folder, {"README.md": "ours\n"}))
    with pytest.raises(subprocess.CalledProcessError):
        git(folder, "merge", "other")
    assert rules(run(folder, "check")) == {"PRJ042", "PRJ050"}
    assert run(folder, "release", "--to", "local", status=3)["problem"]["id"] == "PRL011"


def test_a_single_commit_checked_out(run, tmp_path):
    """A release from a detached HEAD is tagged where it stands."""
    folder = good(tmp_path / "project")
    first = git(folder, "rev-parse", "HEAD")
    commit(write(folder, {"later.txt": "x"}))
    git(folder, "switch", "--quiet", "--detach", first)
    answer = run(folder, "release", "--to", "local")
    assert rules(answer) == {"PRJ044"}
    assert git(folder, "rev-parse", "v1.0^{commit}") == first


def test_a_sparse_checkout(run, tmp_path):
    """Files that git keeps out of the work tree are in the release all the same."""
    folder = good(tmp_path / "project")
    git(folder, "sparse-checkout", "set", "--no-cone", "/pyproject.toml", "/own_backend.py")
    assert not (folder / "dinghy").exists()
    assert rules(run(folder, "check")) == set()
    answer = run(folder, "rehearse", "--offline")
    assert (rules(answer), answer["problem"]) == (set(), None)


def test_twenty_thousand_files(run, tmp_path):
    """A large tree is looked at and copied for a build in seconds, not in minutes."""
    folder = good(tmp_path / "project")
    (folder / "one.txt").write_text("x")
    for part in range(100):
        (folder / "data" / str(part)).mkdir(parents=True)
        for number in range(200):
            os.link(folder / "one.txt", folder / "data" / str(part) / f"{number}.txt")
    commit(folder)
    begun = time.monotonic()
    assert rules(run(folder, "check")) == set()
    assert time.monotonic() - begun < 10
    begun = time.monotonic()
    assert rules(run(folder, "build")) == set()
    assert time.monotonic() - begun < 60
