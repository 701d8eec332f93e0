"""Tests of releases that raise the version first: real git, real builds, the lasting embedded index."""

import subprocess

import pytest

from make.git import commit, git, repository, write
from make.release import harbour, index, project, pyproject, states, steps, stop_at
from seatrial.app.bump import bump
from seatrial.app.bump_records import NAME
from seatrial.app.release import release
from seatrial.app.resume import resume
from seatrial.model.bump import BumpOptions
from seatrial.model.release import ReleaseOptions
from seatrial.model.resumption import ResumeOptions

GOOD = {"dinghy/__init__.py": '"""It floats."""\n\n__version__ = "1.0"\n\n\ndef main():\n    """Float."""\n    print("afloat")\n'}
BROKEN = {"own_backend.py": "raise RuntimeError('no wood')\n"}


@pytest.fixture
def folder(tmp_path):
    """Make a project that says its version twice."""
    return project(tmp_path / "project", files=GOOD)


def run(tmp_path, part="", told=None, **options):
    """Release the project that lies in `project`, its version raised before."""
    return release(harbour(tmp_path, told), str(tmp_path / "project"), ReleaseOptions(part=part, **options))


def waits(folder):
    """Whether a raised version waits for its release."""
    return (folder / ".seatrial" / NAME).exists()


def log(folder):
    """Return the messages of all commits, the newest first."""
    return git(folder, "log", "--format=%s").splitlines()


def test_one_command_raises_commits_releases_and_tags(tmp_path, folder):
    """After it the version agrees in every place, in the files on the index, in the commit and its tag; a second one raises it once more."""
    outcome = run(tmp_path, "minor")
    assert outcome.problem is None
    assert (outcome.bumped.old, outcome.bumped.new, outcome.version, outcome.tag, outcome.undo) == ("1.0", "1.1", "1.1", "v1.1", "")
    assert outcome.bumped.committed.commit == git(folder, "rev-parse", "v1.1^{commit}") == git(folder, "rev-parse", "HEAD")
    assert 'version = "1.1"' in (folder / "pyproject.toml").read_text()
    assert '__version__ = "1.1"' in (folder / "dinghy/__init__.py").read_text()
    assert {name.split("-")[1].removesuffix(".tar.gz") for name in index(tmp_path)} == {"1.1"}
    assert list(steps(outcome)) == ["bump", "look", "build", "check", "upload", "verify", "tag"]
    assert not waits(folder)
    assert run(tmp_path, "1.2", dry_run=True).plan.steps[-1].tag == "v1.2"
    assert log(folder) == ["Release 1.1", "Begin"]


def test_the_version_that_is_there_is_released_as_it_is(tmp_path, folder):
    """Who names the version that the project has wants it released, and no commit of nothing."""
    outcome = run(tmp_path, "1.0.0", dry_run=True)
    assert (outcome.problem, outcome.bumped, outcome.plan.steps[-1].tag) == (None, None, "v1.0")
    assert outcome.plan.steps[-1].commit == git(folder, "rev-parse", "HEAD")
    assert [said.sentence.id for said in outcome.notes] == ["BMP070"]


def test_a_dry_run_shows_both_as_one_plan_and_changes_nothing(tmp_path, folder):
    """The plan is that of the files with the new version, built from a copy; its tag goes on a commit that is still to come."""
    outcome = run(tmp_path, "minor", dry_run=True)
    assert outcome.problem is None
    assert outcome.plan.steps[0].id == "upload:dinghy-1.1-py3-none-any.whl"
    assert (outcome.plan.steps[-1].tag, outcome.plan.steps[-1].commit, outcome.part) == ("v1.1", "", "minor")
    assert [(place.file, after) for place, _, after in outcome.bumped.places] == [
        ("pyproject.toml", 'version = "1.1"'), ("dinghy/__init__.py", '__version__ = "1.1"'),
    ]  # fmt: skip
    assert (git(folder, "status", "--porcelain"), log(folder), (folder / ".seatrial").exists()) == ("", ["Begin"], False)
    assert outcome.undo == ""


def test_what_stops_before_anything_is_live_can_be_taken_back_by_one_command(tmp_path, folder):
    """The command that is told makes everything as before; then the version can be raised anew."""
    write(folder, BROKEN)
    before = commit(folder)
    outcome = run(tmp_path, "minor")
    assert (outcome.problem.kind.id[:3], outcome.undo) == ("PBD", f"git -C {folder} reset --keep {before[:12]}")
    subprocess.run(outcome.undo, shell=True, check=True, capture_output=True)
    assert git(folder, "rev-parse", "HEAD") == before
    assert 'version = "1.0"' in (folder / "pyproject.toml").read_text()
    assert run(tmp_path, "major", dry_run=True).bumped.new == "2.0"


def test_a_version_that_waits_for_its_release_is_not_raised_again(tmp_path, folder):
    """The same command goes on with it, also after a mending commit; another part is refused, with both ways out."""
    backend = (folder / "own_backend.py").read_text()
    write(folder, BROKEN)
    commit(folder)
    assert run(tmp_path, "minor").undo
    other = run(tmp_path, "major")
    assert (other.problem.kind.id, other.problem.values["was"], other.problem.values["new"]) == ("PBP036", "minor", "1.1")
    plain = run(tmp_path)
    assert (plain.undo, plain.problem.kind.id[:3]) == (other.problem.values["undo"], "PBD")
    write(folder, {"own_backend.py": backend})
    commit(folder, "Mend")
    going = run(tmp_path, "minor")
    assert (going.problem, going.tag, [said.sentence.id for said in going.notes]) == (None, "v1.1", ["BMP066"])
    assert log(folder) == ["Mend", "Release 1.1", "Change it", "Begin"]
    assert not waits(folder)
    assert run(tmp_path, "patch", dry_run=True).bumped.new == "1.1.1"


def test_once_something_is_live_nothing_says_how_to_take_it_back(tmp_path, folder):
    """A release that was interrupted after an upload goes on, by the same command or by resume, and the version is raised once."""
    outcome = run(tmp_path, "minor", told=stop_at("verify", "started"))
    assert (outcome.interrupted, states(outcome), outcome.undo) == (True, ["uploaded", "uploaded"], "")
    assert waits(folder)
    done = resume(harbour(tmp_path), str(folder))
    assert (done.problem, done.tag, log(folder)) == (None, "v1.1", ["Release 1.1", "Begin"])
    assert not waits(folder)


def test_after_a_release_that_failed_when_live_the_next_one_raises_again(tmp_path, folder):
    """File names that are used up need another version: once the cause is mended and committed, the same command raises it once more."""
    write(folder, {"dinghy/__init__.py": GOOD["dinghy/__init__.py"].replace('print("afloat")', "raise SystemExit(3)")})
    commit(folder)
    failed = run(tmp_path, "minor")
    assert (failed.problem.kind.id, states(failed), failed.undo) == ("PRL009", ["uploaded", "uploaded"], "")
    write(folder, {"dinghy/__init__.py": (folder / "dinghy/__init__.py").read_text().replace("raise SystemExit(3)", 'print("afloat")')})
    commit(folder, "Mend")
    planned = run(tmp_path, "minor", dry_run=True)
    assert (planned.problem, planned.bumped.old, planned.bumped.new) == (None, "1.1", "1.2")


def test_resume_says_how_a_release_goes_on_that_had_not_begun(tmp_path, folder):
    """Between the commit and the first step of the release nothing is lost; giving it up leaves the commit and tells how it goes."""
    told = stop_at("build", "started")
    assert run(tmp_path, "minor", told=told).interrupted
    said = resume(harbour(tmp_path), str(folder))
    assert (said.problem, [one.sentence.id for one in said.notes]) == (None, ["BMP067"])
    assert said.notes[0].values["command"] == "seatrial release --to local"
    given = resume(harbour(tmp_path), str(folder), ResumeOptions(abandon=True))
    assert [one.sentence.id for one in given.notes] == ["BMP068"]
    assert not waits(folder)
    assert log(folder) == ["Release 1.1", "Begin"]
    assert resume(harbour(tmp_path), str(folder)).problem.kind.id == "PRL016"


def test_a_run_that_was_killed_before_its_commit_is_ended_by_the_release(tmp_path, folder):
    """What was written and not committed is committed by the next release, which raises nothing again; a dry run only says that it is there."""
    world = harbour(tmp_path)

    def killed(folder, request):
        raise SystemExit(9)

    with pytest.raises(SystemExit):
        release(world._replace(git=world.git._replace(commit=killed)), str(folder), ReleaseOptions(part="minor"))
    assert git(folder, "status", "--porcelain") != ""
    assert run(tmp_path, "minor", dry_run=True).problem.kind.id == "PFX008"
    outcome = run(tmp_path, "minor")
    assert (outcome.problem, outcome.tag, log(folder)) == (None, "v1.1", ["Release 1.1", "Begin"])


def test_what_would_stop_the_release_stops_it_before_the_version_is_raised(tmp_path, folder):
    """Nothing is committed for a release that cannot be: changed files, no repository, a release that waits for its end."""
    write(folder, {"README.md": "Other.\n"})
    assert run(tmp_path, "minor").problem.kind.id == "PRL011"
    commit(folder)
    assert run(tmp_path, told=stop_at("verify", "started")).interrupted
    assert run(tmp_path, "minor").problem.kind.id == "PRL015"
    assert log(folder) == ["Change it", "Begin"]
    assert run(tmp_path, "minor", abandon=True).tag == "v1.1"
    assert run(tmp_path, "minor", push=True).problem.kind.id == "PRL013"
    git(tmp_path, "init", "--quiet", "--bare", "remote")
    git(folder, "remote", "add", "origin", str(tmp_path / "remote"))
    git(folder, "push", "--quiet", "origin", "HEAD~1:refs/tags/v1.2")
    assert run(tmp_path, "minor", push=True).problem.kind.id == "PRL010"
    assert run(tmp_path, "minor", to="http://127.0.0.1:9/legacy/").problem.kind.id == "PCR029"
    assert log(folder)[0] == "Release 1.1"
    bare = write(tmp_path / "bare", {"pyproject.toml": pyproject()})
    assert release(harbour(tmp_path), str(bare), ReleaseOptions(part="minor")).problem.kind.id == "PRL012"


def test_findings_that_stop_a_release_leave_the_commit_to_be_taken_back(tmp_path, folder):
    """A package that is not fit is not sent, and the raised version can go back."""
    write(folder, {"dinghy/__init__.py": "def main(:\n"})
    commit(folder)
    outcome = run(tmp_path, "minor")
    assert (outcome.problem, states(outcome)) == (None, ["not sent", "not sent"])
    assert outcome.undo


SCM = """\
[build-system]
requires = ["hatchling", "hatch-vcs"]
build-backend = "hatchling.build"

[project]
name = "raft"
dynamic = ["version"]
description = "It floats too"
readme = "README.md"
license = "MIT"
license-files = ["LICENSE"]
requires-python = ">=3.8"

[tool.hatch.version]
source = "vcs"
"""


@pytest.fixture
def raft(tmp_path):
    """Make a project whose version git's tags say."""
    files = {"pyproject.toml": SCM, "raft.py": '"""It floats."""\n', "README.md": "# raft\n\nIt floats.\n", "LICENSE": "MIT\n"}
    folder = repository(tmp_path / "project", files)
    git(folder, "tag", "-a", "1.0.0", "-m", "x")
    write(folder, {"raft.py": '"""It floats well."""\n'})
    commit(folder)
    return folder


def test_a_version_that_tags_say_is_raised_by_the_next_tag(tmp_path, raft):
    """The release is of the tag's version; the tag looks like the one before, and is taken back by one command while nothing is live."""
    planned = run(tmp_path, "minor", dry_run=True)
    assert (planned.problem, planned.plan.manifest.version, planned.bumped.tag) == (None, "1.1.0", "1.1.0")
    assert git(raft, "tag") == "1.0.0"
    stopped = run(tmp_path, "minor", told=stop_at("build", "started"))
    assert stopped.undo == f"git -C {raft} tag -d 1.1.0"
    outcome = run(tmp_path, "minor", told=stop_at("verify", "started"))
    assert (outcome.version, states(outcome), outcome.undo) == ("1.1.0", ["uploaded", "uploaded"], "")
    assert git(raft, "rev-parse", "1.1.0^{commit}") == git(raft, "rev-parse", "HEAD")


@pytest.mark.parametrize(
    ("change", "to", "expected"),
    [
        ({}, "1.0.0", "PBP004"),
        ({}, "0.9", "PBP005"),
        ({"raft.py": "x = 1\n"}, "minor", "PBP035"),
        ({"tag": "1.0.1"}, "minor", "PBP034"),
        ({"untagged": ""}, "minor", "PBP033"),
        ({}, "1.x", "PBP050"),
    ],
)
def test_a_tag_that_cannot_be_is_not_set(tmp_path, raft, change, to, expected):
    """Not backwards, not on files that are not committed, not twice on one commit, and not on top of nothing."""
    if "tag" in change:
        git(raft, "tag", change["tag"])
    elif "untagged" in change:
        git(raft, "tag", "-d", "1.0.0")
    else:
        write(raft, change)
    before = git(raft, "tag")
    assert bump(harbour(tmp_path), str(raft), BumpOptions(to)).problem.kind.id == expected
    assert git(raft, "tag") == before
