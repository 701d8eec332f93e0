"""Tests of versions that git's tags say: real git, and a real backend that reads them."""

import pytest

from make.backends import PROJECTS
from make.git import commit, git, repository, write
from make.release import harbour
from seatrial.app.bump import bump
from seatrial.app.bump_tag import bump_tag, next_tag
from seatrial.app.looking import look
from seatrial.model.bump import BumpOptions
from seatrial.problem import Problem


@pytest.fixture
def place(tmp_path):
    """Make a project whose version comes from tags, with a commit after the last one."""
    folder = repository(tmp_path / "project", PROJECTS["setuptools-scm"])
    git(folder, "tag", "-a", "v1.2.0", "-m", "x")
    git(folder, "tag", "nightly")
    commit(folder)
    return folder


def run(tmp_path, to, **options):
    """Raise the version of the project."""
    return bump(harbour(tmp_path), str(tmp_path / "project"), BumpOptions(to, **options))


def test_the_next_tag_is_set_on_head_and_no_file_is_changed(tmp_path, place):
    """What would be set is told before, by the same name; it is an annotated tag, as a release sets it."""
    planned = run(tmp_path, "minor", dry_run=True)
    assert (planned.old, planned.new, planned.tag, planned.edits) == ("1.2.0", "1.3.0", "v1.3.0", ())
    assert git(place, "tag") == "nightly\nv1.2.0"
    done = run(tmp_path, "minor")
    assert (done.problem, done.tag) == (None, "v1.3.0")
    assert "BMP064" in [said.sentence.id for said in done.notes]
    assert git(place, "rev-parse", "v1.3.0^{commit}") == git(place, "rev-parse", "HEAD")
    assert git(place, "cat-file", "-t", "v1.3.0") == "tag"
    assert git(place, "status", "--porcelain") == ""


def test_the_backend_proves_what_the_tag_made(tmp_path, place):
    """The metadata that is built then says the tag's version."""
    assert run(tmp_path, "patch", prove=True).proved == "1.2.1"


def test_a_tag_of_a_pre_release_lets_its_release_follow_on_the_same_commit(tmp_path, place):
    """What was tried as a candidate is released as it is."""
    assert run(tmp_path, "rc").tag == "v1.2.1rc1"
    assert run(tmp_path, "release").tag == "v1.2.1"
    assert run(tmp_path, "patch").problem.kind.id == "PBP034"
    assert run(tmp_path, "patch", force=True).tag == "v1.2.2"


def test_the_first_version_is_written_out(tmp_path, place):
    """Where no tag says a version there is nothing to raise, but a first one can be set; the setting says its form."""
    git(place, "tag", "-d", "v1.2.0")
    write(place, {"seatrial.toml": 'tag = "release-{version}"\n'})
    commit(place)
    world = harbour(tmp_path)
    looked = look(world, str(place))
    with pytest.raises(Problem, match="PBP033"):
        next_tag(world, looked, BumpOptions("patch"))
    made = bump_tag(world, looked, "setuptools-scm", BumpOptions("0.1"))
    assert (made.old, made.new) == (None, "0.1")
    assert made.tag == "release-0.1"


def test_a_tag_that_the_remote_has_elsewhere_is_not_set(tmp_path, place):
    """A remote that answers is asked; one that does not is said and stops nothing."""
    git(tmp_path, "init", "--quiet", "--bare", "remote")
    git(place, "remote", "add", "origin", str(tmp_path / "remote"))
    git(place, "tag", "v1.3.0", "v1.2.0^{commit}")
    git(place, "push", "--quiet", "origin", "v1.3.0")
    git(place, "tag", "-d", "v1.3.0")
    assert run(tmp_path, "minor").problem.kind.id == "PRL010"
    git(place, "remote", "set-url", "origin", str(tmp_path / "gone"))
    told = []
    world = harbour(tmp_path, told)
    assert next_tag(world, look(world, str(place)), BumpOptions("minor")).tag == "v1.3.0"
    assert "BMP065" in [one.said.sentence.id for one in told if one.said]


def test_without_git_there_is_no_tag(tmp_path):
    """Neither outside of a repository nor before the first commit."""
    world = harbour(tmp_path)
    bare = write(tmp_path / "bare", PROJECTS["setuptools-scm"])
    with pytest.raises(Problem, match="PBP007"):
        next_tag(world, look(world, str(bare)), BumpOptions("1.0"))
    git(bare, "init", "--quiet")
    with pytest.raises(Problem, match="PRL012"):
        next_tag(world, look(world, str(bare)), BumpOptions("1.0"))
