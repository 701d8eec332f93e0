"""Clean copies of projects."""

import errno
import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from make.git import WHEN, commit, git, repository, user, write
from seatrial.edge.git import git as git_of
from seatrial.problem import Problem


@pytest.fixture
def copy(tmp_path):
    """Return a function that exports a folder and gives what was exported."""
    asked = git_of(user(tmp_path))
    target = tmp_path / "target"
    target.mkdir()
    return lambda folder: asked.export(str(folder), asked.look(str(folder)), str(target))


@pytest.fixture
def project(tmp_path):
    return repository(
        tmp_path / "project", {"pyproject.toml": "x", "src/a.py": "y", "run.sh": "#!/bin/sh\n", ".gitignore": "*.log\nsecret\n"}
    )


def names(folder: str | Path) -> set[str]:
    top = Path(folder)
    return {str(path.relative_to(top)) for path in top.rglob("*") if not path.is_dir() and ".git" not in path.relative_to(top).parts}


def test_a_clean_tree(copy, project):
    """What is committed is copied, and git takes the copy for the clean tree of that commit."""
    exported = copy(project)
    assert names(exported.folder) == {"pyproject.toml", "src/a.py", "run.sh", ".gitignore"}
    assert (exported.files, exported.left_out) == (4, ())
    folder = Path(exported.folder)
    assert git(folder, "status", "--porcelain") == ""
    assert git(folder, "rev-parse", "HEAD") == git(project, "rev-parse", "HEAD")
    assert git(folder, "branch", "--show-current") == "main"


def test_what_lies_about_stays_out(copy, project):
    """Leftovers of builds and ignored files never get into a copy."""
    write(
        project,
        {
            "build/lib/old.py": "", "dist/old.whl": "", "src/a.egg-info/SOURCES.txt": "", "a.egg-info/SOURCES.txt": "", "x.log": "",
            "src/__pycache__/a.pyc": "", ".seatrial/manifest.json": "", "secret": "",
        },
    )  # fmt: skip
    assert names(copy(project).folder) == {"pyproject.toml", "src/a.py", "run.sh", ".gitignore"}


def test_leftovers_that_were_committed(copy, project):
    """Leftovers stay out even where somebody committed them; they are named, and the copy still passes for clean."""
    write(
        project, {"a.egg-info/SOURCES.txt": "", "build/lib/old.py": "", "dist/a-1.tar.gz": "", "build/tool.py": "", "dist/index.html": ""}
    )
    git(project, "add", "--force", ".")
    commit(project)
    exported = copy(project)
    assert names(exported.folder) == {"pyproject.toml", "src/a.py", "run.sh", ".gitignore", "build/tool.py", "dist/index.html"}
    assert set(exported.left_out) == {"a.egg-info/SOURCES.txt", "build/lib/old.py", "dist/a-1.tar.gz"}
    assert git(Path(exported.folder), "status", "--porcelain") == ""


def test_a_dirty_tree(copy, project):
    """What is changed, new or deleted in the work tree is so in the copy, and git says so there."""
    write(project, {"src/a.py": "changed", "src/b.py": "new", "staged.py": ""})
    git(project, "add", "staged.py")
    (project / "run.sh").unlink()
    folder = Path(copy(project).folder)
    assert names(folder) == {"pyproject.toml", "src/a.py", "src/b.py", "staged.py", ".gitignore"}
    assert (folder / "src/a.py").read_text() == "changed"
    assert git(folder, "describe", "--always", "--dirty").endswith("-dirty")


def test_versions_by_tags(copy, project):
    """Tags, also of a project that went on since, are there for backends that count from them."""
    git(project, "tag", "-a", "v1.0", "-m", "x")
    commit(project)
    assert git(Path(copy(project).folder), "describe", "--dirty").startswith("v1.0-1-g")


def test_times_and_permissions(copy, project):
    """Every file and folder has the commit's time, and only the bit that git knows."""
    (project / "run.sh").chmod(0o700)
    (project / "src/a.py").chmod(0o600)
    folder = Path(copy(project).folder)
    assert {path.stat().st_mtime for path in [folder / name for name in ("src", "src/a.py", "run.sh")]} == {WHEN}
    assert (folder / "run.sh").stat().st_mode & 0o777 == 0o755
    assert (folder / "src/a.py").stat().st_mode & 0o777 == 0o644


def test_links(copy, project, tmp_path):
    """A link inside stays a link; one that leads outside is left out and named."""
    write(tmp_path, {"private": "s3cret"})
    for name, leads in {"inside": "src/a.py", "src/up": "../run.sh", "out": "../private", "absolute": str(tmp_path / "private")}.items():
        (project / name).symlink_to(leads)
    commit(project)
    exported = copy(project)
    folder = Path(exported.folder)
    assert os.readlink(folder / "inside") == "src/a.py"  # noqa: PTH115
    assert (folder / "src/up").read_text() == "#!/bin/sh\n"
    assert set(exported.left_out) == {"out", "absolute"}
    assert git(folder, "status", "--porcelain") == ""


def test_a_folder_that_became_a_link(copy, project, tmp_path):
    """Files that git tracks below a folder are not copied from wherever a link in its place leads."""
    (project / "src/a.py").unlink()
    (project / "src").rmdir()
    write(tmp_path, {"private/a.py": "s3cret"})
    (project / "src").symlink_to(tmp_path / "private")
    assert "s3cret" not in "".join(path.read_text() for path in Path(copy(project).folder).glob("src/*"))


def test_what_is_no_file(copy, project):
    """A pipe or a socket does not stop the copy."""
    os.mkfifo(project / "pipe")
    assert "pipe" not in names(copy(project).folder)


def test_a_file_that_git_was_told_to_overlook(copy, project):
    """What git was told not to look at is copied as it was committed, because the tree passes for that commit."""
    for flag, name in (("--assume-unchanged", "src/a.py"), ("--skip-worktree", "pyproject.toml")):
        git(project, "update-index", flag, name)
        (project / name).write_text("mine alone")
    folder = Path(copy(project).folder)
    assert (folder / "src/a.py").read_text() == "y"
    assert (folder / "pyproject.toml").read_text() == "x"
    assert (folder / "src/a.py").stat().st_mtime == WHEN


def test_a_part_of_a_repository(copy, project):
    """A project in a subfolder comes with the repository around it, because it may read files there; new files beside it do not."""
    write(project, {"sub/pyproject.toml": "", "sub/b.py": ""})
    commit(project)
    write(project, {"sub/new.py": "", "beside.py": "", "sub/dist/x.whl": ""})
    exported = copy(project / "sub")
    assert exported.folder.endswith("/target/sub")
    assert names(exported.folder) == {"pyproject.toml", "b.py", "new.py"}
    assert names(Path(exported.folder).parent) >= {"pyproject.toml", "src/a.py", "sub/b.py"}
    assert not (Path(exported.folder).parent / "beside.py").exists()


def test_submodules(copy, project, tmp_path):
    """Files of submodules are copied; one that was not fetched is an empty folder."""
    repository(tmp_path / "lib", {"lib.c": "1"})
    for name in ("here", "away"):
        git(project, "-c", "protocol.file.allow=always", "submodule", "add", "--quiet", str(tmp_path / "lib"), name)
    commit(project)
    git(project, "submodule", "deinit", "--quiet", "--force", "away")
    folder = Path(copy(project).folder)
    assert (folder / "here/lib.c").read_text() == "1"
    assert list((folder / "away").iterdir()) == []
    assert git(folder, "status", "--porcelain", "--untracked-files=no") == ""


def test_worktrees_and_shallow_clones(copy, project, tmp_path):
    """A linked work tree and a shallow clone can be copied too."""
    commit(project)
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{project}", "shallow")
    assert names(copy(tmp_path / "shallow").folder) == {"pyproject.toml", "src/a.py", "run.sh", ".gitignore"}


def test_a_linked_work_tree(copy, project, tmp_path):
    """A linked work tree is copied at its own commit."""
    git(project, "worktree", "add", "--quiet", "-b", "other", str(tmp_path / "linked"))
    write(tmp_path / "linked", {"more.py": ""})
    head = commit(tmp_path / "linked")
    folder = Path(copy(tmp_path / "linked").folder)
    assert "more.py" in names(folder)
    assert (git(folder, "rev-parse", "HEAD"), git(folder, "status", "--porcelain")) == (head, "")


def test_without_git(copy, tmp_path):
    """Without git the folder is copied without caches, environments and leftovers; times stay."""
    folder = write(
        tmp_path / "plain",
        {
            "setup.py": "", "a/__init__.py": "", "a/x.pyc": "", "a/__pycache__/y.pyc": "", "build/lib/z.py": "", "dist/a-1.whl": "", "a.egg-info/x": "",
            ".venv/lib/x.py": "", "env/pyvenv.cfg": "", "env/lib/x.py": "", ".tox/x": "", "a/build/kept.py": "", ".seatrial/lock": "",
        },
    )  # fmt: skip
    os.utime(folder / "setup.py", (0, 0))
    exported = copy(folder)
    assert names(exported.folder) == {"setup.py", "a/__init__.py", "a/build/kept.py"}
    assert Path(exported.folder, "setup.py").stat().st_mtime == 315532800


def test_before_the_first_commit(copy, tmp_path):
    """A repository without a commit is copied as it lies there."""
    folder = tmp_path / "new"
    folder.mkdir()
    git(folder, "init", "--quiet")
    write(folder, {"setup.py": "", ".gitignore": "x\n", "x": ""})
    exported = copy(folder)
    assert names(exported.folder) == {"setup.py", ".gitignore"}
    assert not Path(exported.folder, ".git").exists()


def test_odd_names(copy, tmp_path):
    """Files of any name are copied, and git knows them in the copy."""
    odd = ["with space.py", "neue\nzeile.py", "包.py", os.fsdecode(b"\xff/\xfe.py"), "-n.py", ":(top)x.py"]
    exported = copy(repository(tmp_path / "odd", dict.fromkeys(odd, "x")))
    assert names(exported.folder) == set(odd)
    assert git(Path(exported.folder), "status", "--porcelain") == ""


def test_a_folder_with_a_line_break(copy, tmp_path):
    """A repository whose path holds a line break, quotes or a dollar sign is copied with its tags."""
    project = repository(tmp_path / "a b\nü'\"$x", {"a.py": "1"})
    git(project, "tag", "v1")
    target = Path(copy(project).folder)
    assert names(target) == {"a.py"}
    assert (git(target, "status", "--porcelain"), git(target, "describe", "--tags")) == ("", "v1")


def test_a_partial_clone(tmp_path):
    """Files that were never fetched, and that the build would need, are told as such; nothing is fetched."""
    origin = repository(tmp_path / "origin", {"a.py": "1", "docs/x.md": "x"})
    git(origin, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", "--sparse", origin.as_uri(), "part")
    asked = git_of(user(tmp_path))
    target = tmp_path / "target"
    target.mkdir()
    with pytest.raises(Problem, match="PGT016") as problem:
        asked.export(str(tmp_path / "part"), asked.look(str(tmp_path / "part")), str(target))
    assert problem.value.values["folder"] == str(tmp_path / "part")
    assert "\n" not in str(problem.value.values["reason"])


def test_a_file_that_cannot_be_read(tmp_path):
    """A file that cannot be copied is a problem that names it."""
    folder = write(tmp_path / "plain", {"setup.py": "", "a/b": ""})
    (tmp_path / "target").mkdir()
    (tmp_path / "target" / "a").write_text("in the way")
    with pytest.raises(Problem, match=r"PGT008.*a/b"):
        git_of(user(tmp_path)).export(str(folder), None, str(tmp_path / "target"))


def test_settings_of_the_user_do_not_change_what_is_clean(tmp_path):
    """Line ends and filters that the user's git applies leave the copy clean for a backend that runs without them."""
    write(tmp_path, {".gitconfig": '[filter "up"]\n\tclean = tr a-z A-Z\n\tsmudge = tr A-Z a-z\n'})
    environ = {**user(tmp_path), "GIT_CONFIG_GLOBAL": str(tmp_path / ".gitconfig")}
    folder = tmp_path / "project"
    repository(folder, {"x": "1"})
    write(folder, {".gitattributes": "*.txt filter=up\n", "a.txt": "words"})
    subprocess.run(["git", "add", "."], cwd=folder, env=environ, check=True)
    subprocess.run(["git", "commit", "-qm", "x"], cwd=folder, env=environ, check=True)
    asked = git_of(environ)
    found = asked.look(str(folder))
    assert found.dirty == ()
    (tmp_path / "target").mkdir()
    target = Path(asked.export(str(folder), found, str(tmp_path / "target")).folder)
    assert (target / "a.txt").read_text() == "words"
    assert git(target, "status", "--porcelain") == ""


def test_thousands_of_files(copy, tmp_path):
    """A big tree is copied about as fast as a plain copy of it is made."""
    folder = repository(tmp_path / "big", {f"p/{n // 200}/m{n}.py": "x" for n in range(4_000)})
    begun = time.process_time()
    shutil.copytree(folder / "p", tmp_path / "plain")
    plain = time.process_time() - begun
    begun = time.process_time()
    assert copy(folder).files == 4_000
    assert time.process_time() - begun < 3 * plain + 1


def test_a_full_disk(tmp_path, monkeypatch):
    """That there is no room for the copy is told as what it is, not as a fault of the project or of git."""
    asked, folder = git_of(user(tmp_path)), repository(tmp_path / "full", {"a.py": "1"})
    found = asked.look(str(folder))

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr("seatrial.edge.export.os.write", full)
        (tmp_path / "one").mkdir()
        with pytest.raises(Problem, match="PBD013"):
            asked.export(str(folder), found, str(tmp_path / "one"))
    write(tmp_path, {"two/in the way": ""})
    with pytest.raises(Problem, match="PGT003"):
        asked.export(str(folder), found, str(tmp_path / "two"))
    monkeypatch.setattr("seatrial.edge.export.ROOM", 1 << 62)
    with pytest.raises(Problem, match="PBD013"):
        asked.export(str(folder), found, str(tmp_path / "two"))
