"""Tests of the commit of a raised version: all or none, and ended by the next run where it was cut off."""

import subprocess

import pytest

from make.git import commit, git, repository, write
from make.release import harbour
from seatrial.app.bump_commit import commit_bump, ready, settle_bump, undo_command
from seatrial.app.bump_records import NAME, keep, kept
from seatrial.app.edits import write_all
from seatrial.app.looking import look
from seatrial.app.state import state_folder
from seatrial.model.bump import BumpOptions
from seatrial.model.edit import Edit, Purpose
from seatrial.problem import Problem

OLD = b"[metadata]\nname = raft\nversion = 1.0\n"
NEW = OLD.replace(b"1.0", b"1.1")
EDITS = (Edit("setup.cfg", OLD, NEW), Edit("raft.py", b'__version__ = "1.0"\n', b'__version__ = "1.1"\n'))
ASKED = BumpOptions("minor", commit=True)
VERSIONS = ("1.0", "1.1")


@pytest.fixture
def place(tmp_path):
    """Make a project that says its version twice."""
    return repository(tmp_path / "raft", {"setup.cfg": OLD, "raft.py": EDITS[0 + 1].before})


def hook(place, text):
    """Put a hook before commits."""
    path = place / ".git" / "hooks" / "pre-commit"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def begun(tmp_path, place, options=ASKED, **more):
    """Return the world, what was looked at, and what a commit would be."""
    world = harbour(tmp_path)
    looked = look(world, str(place))
    return world, looked, ready(world, looked, EDITS, options, VERSIONS, **more)


def done(tmp_path, place, options=ASKED, **more):
    """Raise the version, with commit and whatever else is asked for."""
    world, looked, record = begun(tmp_path, place, options, **more)
    return commit_bump(world, looked, record, lambda: write_all(world, str(place), EDITS, Purpose("bump", *VERSIONS)))


def cut_off(tmp_path, place, options=ASKED, *, written=True, **more):
    """Leave what a run leaves that is killed before its commit."""
    world, looked, record = begun(tmp_path, place, options, **more)
    keep(world, state_folder(world, str(place)), record)
    if written:
        write(place, {edit.file: edit.after for edit in EDITS})
    return world, looked


def record_of(tmp_path, place):
    """Return what is written down."""
    return kept(harbour(tmp_path), str(place / ".seatrial")) if (place / ".seatrial").exists() else None


def test_a_raised_version_is_committed_with_the_projects_message(tmp_path, place):
    """The setting says the message, an option another; nothing is left behind."""
    landed = done(tmp_path, place)
    assert git(place, "log", "-1", "--format=%s") == "Release 1.1"
    assert git(place, "status", "--porcelain") == ""
    assert landed.committed.undo == f"git -C {place} reset --keep {landed.committed.parent[:12]}"
    assert landed.tag is None
    assert record_of(tmp_path, place) is None
    subprocess.run(landed.committed.undo, shell=True, check=True, capture_output=True)
    landed = done(tmp_path, place, ASKED._replace(message="{name}: {old} to {version} {x}"))
    assert git(place, "log", "-1", "--format=%s") == "raft: 1.0 to 1.1 {x}"


def test_a_tag_is_set_after_the_commit_and_the_undo_takes_it_along(tmp_path, place, monkeypatch):
    """One command takes back both; from inside of the project it is the shorter one."""
    monkeypatch.chdir(place)
    landed = done(tmp_path, place, ASKED._replace(tag=True))
    assert landed.tag == "v1.1"
    assert git(place, "rev-parse", "v1.1^{commit}") == landed.committed.commit
    assert landed.committed.undo == f"git tag -d v1.1 && git reset --keep {landed.committed.parent[:12]}"
    subprocess.run(landed.committed.undo, shell=True, cwd=place, check=True, capture_output=True)
    assert (git(place, "tag"), git(place, "rev-parse", "HEAD")) == ("", landed.committed.parent)


def test_a_hook_that_refuses_undoes_the_whole_bump(tmp_path, place):
    """Files, index and history are as before, also where the hook reformatted a file before it refused."""
    hook(place, "echo '# tidy' >> raft.py; echo 'files were modified by this hook'; exit 1")
    head = git(place, "rev-parse", "HEAD")
    with pytest.raises(Problem, match=r"PGT018.*files were modified by this hook"):
        done(tmp_path, place)
    assert (git(place, "status", "--porcelain"), git(place, "rev-parse", "HEAD")) == ("", head)
    assert record_of(tmp_path, place) is None


def test_a_hook_that_reformats_and_commits_is_told(tmp_path, place):
    """The commit is there and may be right, so that it stays; a release that follows does not raise the version again."""
    hook(place, "echo '# tidy' >> raft.py; git add raft.py")
    with pytest.raises(Problem, match=r"PGT019.*raft.py") as told:
        done(tmp_path, place, release=True)
    assert str(told.value.values["undo"]).startswith(f"git -C {place} reset --keep ")
    assert record_of(tmp_path, place).commit == git(place, "rev-parse", "HEAD")


def test_files_that_cannot_be_written_leave_nothing_written_down(tmp_path, place):
    """Nothing is to be ended later of a bump that never began."""
    (place / "raft.py").chmod(0o444)
    with pytest.raises(Problem, match="PFX004"):
        done(tmp_path, place)
    assert record_of(tmp_path, place) is None
    assert (place / "setup.cfg").read_bytes() == OLD


@pytest.mark.parametrize("committed", [False, True])
def test_a_run_that_was_killed_before_or_after_its_commit_is_ended(tmp_path, place, committed):
    """The next run commits what is written, once, and sets the tag."""
    world, looked = cut_off(tmp_path, place, ASKED._replace(tag=True))
    if committed:
        commit(place, "Release 1.1")
    landed = settle_bump(world, looked)
    assert [said.sentence.id for said in landed.notes] == ["BMP061"]
    assert git(place, "rev-list", "--count", "HEAD") == "2"
    assert git(place, "rev-parse", "v1.1^{commit}") == git(place, "rev-parse", "HEAD")
    assert settle_bump(world, looked) is None
    assert record_of(tmp_path, place) is None


def test_a_run_that_was_killed_before_it_wrote_left_nothing_to_end(tmp_path, place):
    """Where the files are as before there is nothing to commit."""
    world, looked = cut_off(tmp_path, place, written=False)
    assert settle_bump(world, looked) is None
    assert git(place, "rev-list", "--count", "HEAD") == "1"
    assert settle_bump(harbour(tmp_path), look(world, str(repository(tmp_path / "other", {"setup.cfg": OLD})))) is None


def test_who_commits_by_hand_what_was_cut_off_keeps_it(tmp_path, place):
    """Another commit in between means that somebody took it into their own hands."""
    world, looked = cut_off(tmp_path, place, release=True)
    commit(place, "By hand")
    commit(place, "And more")
    assert settle_bump(world, looked) is None
    assert record_of(tmp_path, place).commit == ""


def test_a_hook_can_refuse_later_too(tmp_path, place):
    """Where the commit of what was cut off is refused, the files are set back; a git that is at work is waited for."""
    world, looked = cut_off(tmp_path, place)
    write(place, {".git/index.lock": ""})
    with pytest.raises(Problem, match="PGT025"):
        settle_bump(world, looked)
    (place / ".git" / "index.lock").unlink()
    assert (place / "setup.cfg").read_bytes() == NEW
    hook(place, "exit 1")
    with pytest.raises(Problem, match="PGT018"):
        settle_bump(world, looked)
    assert git(place, "status", "--porcelain") == ""
    assert record_of(tmp_path, place) is None


def test_a_new_file_goes_with_the_bump_that_made_it(tmp_path, place):
    """All or none counts files too that were not there before."""
    hook(place, "exit 1")
    world = harbour(tmp_path)
    looked, edits = look(world, str(place)), (*EDITS, Edit("VERSION", None, b"1.1\n"))
    record = ready(world, looked, edits, ASKED, VERSIONS)
    with pytest.raises(Problem, match="PGT018"):
        commit_bump(world, looked, record, lambda: write_all(world, str(place), edits, Purpose("bump", *VERSIONS)))
    assert git(place, "status", "--porcelain") == ""


def test_what_cannot_be_done_is_told_before_anything_is(tmp_path, place):
    """An empty message, a tag that is taken here or at the remote."""
    with pytest.raises(Problem, match="PBP031"):
        begun(tmp_path, place, ASKED._replace(message=" "))
    git(tmp_path, "init", "--quiet", "--bare", "remote")
    git(place, "remote", "add", "origin", str(tmp_path / "remote"))
    git(place, "tag", "v1.1")
    git(place, "push", "--quiet", "origin", "v1.1")
    with pytest.raises(Problem, match="PGT005"):
        begun(tmp_path, place, ASKED._replace(tag=True))
    git(place, "tag", "-d", "v1.1")
    with pytest.raises(Problem, match="PGT005"):
        begun(tmp_path, place, ASKED._replace(tag=True))
    git(place, "remote", "set-url", "origin", str(tmp_path / "gone"))
    assert begun(tmp_path, place, ASKED._replace(tag=True))[2].tag == "v1.1"


def test_a_commit_on_no_branch_is_said(tmp_path, place):
    """It is made all the same; without a name it could be lost."""
    git(place, "checkout", "--quiet", "--detach")
    assert [said.sentence.id for said in done(tmp_path, place).notes] == ["BMP060"]


def test_a_record_that_somebody_else_made_commits_nothing(tmp_path, place):
    """What comes with an archive of somebody else's speaks in nobody's name."""
    world, looked = cut_off(tmp_path, place)
    path = place / ".seatrial" / NAME
    path.write_bytes(path.read_bytes().replace(b"Release", b"Welcome"))
    with pytest.raises(Problem, match="PBP030"):
        settle_bump(world, looked)
    path.unlink()
    path.mkdir()
    with pytest.raises(Problem, match="PBP030"):
        settle_bump(world, looked)


def test_without_a_repository_the_folder_is_named(tmp_path):
    """A command that is printed works from where it is read."""
    world = harbour(tmp_path)
    looked = look(world, str(write(tmp_path / "bare", {"setup.cfg": OLD})))
    assert undo_command(looked, "abc") == f"git -C {tmp_path}/bare reset --keep abc"
