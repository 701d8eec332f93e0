"""Tests of the commit of a bump, with the real git and real hooks."""

import subprocess

import pytest

from make.git import commit, git, repository, user, write
from seatrial.edge.git import git as make_git
from seatrial.model.bump import CommitRequest
from seatrial.model.edit import Edit
from seatrial.problem import Problem

OLD, NEW = b'version = "1.0"\n', b'version = "1.1"\n'
EDIT = Edit("setup.cfg", OLD, NEW)


@pytest.fixture
def place(tmp_path):
    """Make a repository with a file that says a version."""
    return repository(tmp_path / "project", {"setup.cfg": OLD, "other.txt": "a\n", "sub/version.py": OLD})


def ours(tmp_path, **environ):
    """Return the git of a user."""
    return make_git(user(tmp_path, **environ))


def hook(place, name, text):
    """Put a hook into a repository."""
    path = place / ".git" / "hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def made(tmp_path, place, edits=(EDIT,), message="Release 1.1", **environ):
    """Write files and commit them; return what came of it."""
    one = ours(tmp_path, **environ)
    parent = one.may_commit(str(place), edits, False)
    write(place, {edit.file: edit.after for edit in edits})
    return one.commit(str(place), CommitRequest(parent, tuple(edits), message))


def status(place):
    """Return what git says is changed."""
    return git(place, "status", "--porcelain")


def test_a_commit_holds_these_files_and_leaves_the_rest_as_it_was(tmp_path, place):
    """What else is staged, changed or new stays so, and is in no commit."""
    write(place, {"other.txt": "b\n", "new.txt": "n", "sub/x": "x"})
    git(place, "add", "other.txt")
    before = git(place, "rev-parse", "HEAD")
    done = made(tmp_path, place, message="Release 1.1\n\n# a hash")
    assert (done.parent, done.branch) == (before, "main")
    assert done.commit == git(place, "rev-parse", "HEAD")
    assert git(place, "show", "--format=", "--name-only", "HEAD") == "setup.cfg"
    assert git(place, "log", "-1", "--format=%B|%an") == "Release 1.1\n\n# a hash\n|A"
    assert status(place) == "M  other.txt\n?? new.txt\n?? sub/x"


def test_the_undo_takes_the_commit_back_and_nothing_else(tmp_path, place):
    """The one command that is printed does what it says; what was changed beside it is still there."""
    write(place, {"other.txt": "b\n", "new.txt": "n"})
    before = git(place, "rev-parse", "HEAD")
    done = made(tmp_path, place)
    subprocess.run(done.undo, shell=True, cwd=place, check=True, capture_output=True)
    assert git(place, "rev-parse", "HEAD") == before
    assert (place / "setup.cfg").read_bytes() == OLD
    assert status(place) == "M other.txt\n?? new.txt"


def test_a_new_file_is_committed_too(tmp_path, place):
    """A file that git does not know yet belongs to the commit when it is named; odd names are no patterns."""
    edits = (EDIT, Edit("sub/*.py", None, b"new\n"), Edit("-x", None, b"y\n"))
    done = made(tmp_path, place, edits)
    assert git(place, "show", "--format=", "--name-only", done.commit).splitlines() == ["-x", "setup.cfg", "sub/*.py"]
    assert status(place) == ""


def test_a_project_in_a_folder_of_its_repository_commits_its_own_files(tmp_path, place):
    """Paths are those of the project, wherever it lies."""
    edit = Edit("version.py", OLD, NEW)
    done = made(tmp_path, place / "sub", (edit,))
    assert git(place, "show", "--format=", "--name-only", done.commit) == "sub/version.py"


def test_a_work_tree_and_no_branch_are_as_good(tmp_path, place):
    """A linked work tree commits to its branch; without a branch the commit is made all the same, and none is named."""
    git(place, "worktree", "add", "--quiet", "-b", "side", str(tmp_path / "tree"))
    assert made(tmp_path, tmp_path / "tree").branch == "side"
    git(place, "checkout", "--quiet", "--detach")
    assert made(tmp_path, place).branch is None


def test_a_submodule_commits_in_itself(tmp_path, place):
    """A project that is a submodule has its commit in its own repository."""
    whole = repository(tmp_path / "whole", {"a": "a"})
    git(whole, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(place), "inner")
    commit(whole)
    done = made(tmp_path, whole / "inner")
    assert git(whole / "inner", "rev-parse", "HEAD") == done.commit
    assert status(whole) == "M inner"


def test_a_hook_that_refuses_leaves_no_commit_and_the_index_as_it_was(tmp_path, place):
    """Its words are told; a new file is unknown to git again."""
    hook(place, "pre-commit", "echo 'no release on Friday' >&2; exit 3")
    write(place, {"other.txt": "b\n"})
    git(place, "add", "other.txt")
    before, index = git(place, "rev-parse", "HEAD"), git(place, "ls-files", "--stage")
    with pytest.raises(Problem, match=r"PGT018.*no release on Friday"):
        made(tmp_path, place, (EDIT, Edit("new", None, b"n")))
    assert (git(place, "rev-parse", "HEAD"), git(place, "ls-files", "--stage")) == (before, index)


def test_a_hook_that_changes_what_is_committed_is_noticed(tmp_path, place):
    """The commit must hold what was written; else the command to see it and the one to take it back are told."""
    hook(place, "pre-commit", "echo '# formatted' >> setup.cfg; git add setup.cfg")
    with pytest.raises(Problem, match="PGT019") as caught:
        made(tmp_path, place)
    assert caught.value.values["files"] == "setup.cfg"
    assert status(place) == ""
    assert caught.value.values["commit"] == git(place, "rev-parse", "HEAD")
    assert caught.value.values["undo"] == f"git reset --keep {git(place, 'rev-parse', 'HEAD^')[:12]}"


def test_a_hook_that_adds_files_is_noticed(tmp_path, place):
    """What a hook puts into the commit beside the version is named."""
    hook(place, "pre-commit", "echo more > more.txt; git add more.txt")
    with pytest.raises(Problem, match=r"PGT019.*more.txt"):
        made(tmp_path, place)
    assert status(place) == ""


def test_hooks_get_the_users_home_and_no_secret(tmp_path, place):
    """A hook works as when the user commits by hand, but finds no token of ours."""
    hook(place, "pre-commit", f"env > {tmp_path}/env")
    made(tmp_path, place, SEATRIAL_TOKEN="pypi-secret", TWINE_PASSWORD="secret", SKIP="black", LC_ALL="C.UTF-8")
    env = (tmp_path / "env").read_text()
    assert f"HOME={tmp_path}\n" in env
    assert "SKIP=black\n" in env
    assert "LC_ALL=C.UTF-8\n" in env
    assert "secret" not in env
    assert not any(name in env for name in ("GIT_LITERAL_PATHSPECS", "GIT_ALLOW_PROTOCOL", "GIT_OPTIONAL_LOCKS"))


def test_a_commit_that_was_made_already_is_as_good(tmp_path, place):
    """Going on after an interruption commits once; after somebody else's commit it does not commit at all."""
    done = made(tmp_path, place)
    request = CommitRequest(done.parent, (EDIT,), "again")
    assert ours(tmp_path).commit(str(place), request) == done
    commit(place)
    with pytest.raises(Problem, match="PGT026"):
        ours(tmp_path).commit(str(place), request)


def test_what_is_half_done_is_not_committed_into(tmp_path, place):
    """While a merge waits for its end nothing else is committed."""
    git(place, "checkout", "--quiet", "-b", "side")
    write(place, {"other.txt": "side\n"})
    commit(place)
    git(place, "checkout", "--quiet", "main")
    write(place, {"other.txt": "main\n"})
    commit(place)
    subprocess.run(["git", "merge", "--quiet", "side"], cwd=place, env=user(tmp_path), check=False, capture_output=True)
    with pytest.raises(Problem, match=r"PGT017.*merge"):
        ours(tmp_path).may_commit(str(place), (EDIT,), False)


def test_changes_that_are_not_committed_do_not_come_along(tmp_path, place):
    """A file that was changed, or staged, before its version is raised is refused before anything is written."""
    dirty = Edit("setup.cfg", b"# mine\n" + OLD, b"# mine\n" + NEW)
    with pytest.raises(Problem, match=r"PGT023.*setup.cfg"):
        ours(tmp_path).may_commit(str(place), (dirty,), False)
    write(place, {"setup.cfg": "x"})
    git(place, "add", "setup.cfg")
    write(place, {"setup.cfg": OLD})
    with pytest.raises(Problem, match=r"PGT023.*setup.cfg"):
        ours(tmp_path).may_commit(str(place), (EDIT,), False)
    git(place, "reset", "--quiet")
    write(place, {".gitignore": "made.py"})
    with pytest.raises(Problem, match=r"PGT024.*made.py"):
        ours(tmp_path).may_commit(str(place), (Edit("made.py", OLD, NEW),), False)


def test_line_ends_that_git_changes_are_no_change(tmp_path, place):
    """A file with the line ends of Windows, which git keeps with its own, is committed as it lies there."""
    write(place, {".gitattributes": "setup.cfg text eol=crlf\n"})
    commit(place)
    edit = Edit("setup.cfg", OLD.replace(b"\n", b"\r\n"), NEW.replace(b"\n", b"\r\n"))
    write(place, {"setup.cfg": edit.before})
    done = made(tmp_path, place, (edit,))
    assert git(place, "show", f"{done.commit}:setup.cfg") == NEW.decode().strip()
    assert status(place) == ""


@pytest.mark.parametrize(
    ("environ", "setting", "problem"),
    [
        ({"GIT_AUTHOR_NAME": "", "GIT_COMMITTER_NAME": "", "GIT_CONFIG_COUNT": "0"}, ("user.useConfigOnly", "true"), "PGT021"),
        ({}, ("x.y", "z"), ""),
    ],
)
def test_who_commits_is_known_before(tmp_path, place, environ, setting, problem):
    """Without a name nothing is written that could not be committed."""
    git(place, "config", *setting)
    if problem:
        with pytest.raises(Problem, match=problem):
            ours(tmp_path, **environ).may_commit(str(place), (EDIT,), False)
    else:
        assert ours(tmp_path, **environ).may_commit(str(place), (EDIT,), False) == git(place, "rev-parse", "HEAD")


def test_a_signature_that_is_asked_for_and_cannot_be_made_leaves_no_commit(tmp_path, place):
    """No unsigned commit stands in for a signed one."""
    git(place, "config", "commit.gpgSign", "true")
    git(place, "config", "gpg.program", "/bin/false")
    with pytest.raises(Problem, match="PGT020"):
        made(tmp_path, place)


def test_another_git_at_work_and_no_commit_at_all_are_told_before(tmp_path, place):
    """A lock of git, and a branch without a commit, stop it before a file is written."""
    write(place, {".git/index.lock": ""})
    with pytest.raises(Problem, match=r"PGT025.*index.lock"):
        ours(tmp_path).may_commit(str(place), (EDIT,), False)
    (place / ".git" / "index.lock").unlink()
    git(place, "checkout", "--quiet", "--orphan", "fresh")
    with pytest.raises(Problem, match="PGT022"):
        ours(tmp_path).may_commit(str(place), (EDIT,), False)
    with pytest.raises(Problem, match="PGT026"):
        ours(tmp_path).commit(str(place), CommitRequest("0" * 40, (EDIT,), "x"))


def test_git_itself_may_refuse(tmp_path, place):
    """Where no hook is there it is git that is quoted."""
    with pytest.raises(Problem, match=r"PGT003.*empty commit message"):
        made(tmp_path, place, message="")


def test_tags_behind_head_are_told_the_newest_first(tmp_path, place):
    """Tags of other branches do not count."""
    git(place, "tag", "v1")
    git(place, "checkout", "--quiet", "-b", "side")
    commit(place)
    git(place, "tag", "other")
    git(place, "checkout", "--quiet", "main")
    assert ours(tmp_path).tags(str(place), 10) == ("v1",)
