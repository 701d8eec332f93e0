"""Tests of the tag at the end of a release, with the real git."""

import pytest

from make.git import commit, git, repository
from make.release import harbour
from seatrial.app.tagging import push_tag, refuse_other_tag, set_tag, tag_name
from seatrial.model.release import PushStep, TagStep
from seatrial.problem import Problem


def test_a_tag_is_named_by_its_setting():
    """Version and name stand where the setting says."""
    assert tag_name("v{version}", "a", "1.0") == "v1.0"
    assert tag_name("{name}/{version}", "a", "1.0") == "a/1.0"


@pytest.mark.parametrize(
    "template", ["", "-v", "a b", "v{version}..", "x~1", "a:b", "refs/.x", "v.lock", "a//b", "@", "v{version}/", "\x7f", "a@{b"]
)
def test_a_tag_that_git_does_not_take_is_refused_before_anything(template):
    """Nobody learns of a bad setting when the files are live."""
    with pytest.raises(Problem, match="PRL017"):
        tag_name(template, "a", "1.0")


def test_no_format_trick_gets_into_a_tag():
    """The setting of a foreign project is text, not a program."""
    with pytest.raises(Problem, match="PRL017"):
        tag_name("{version.__class__[x]}", "a", "1.0")


def test_a_tag_that_comes_about_in_the_meantime_is_as_good(tmp_path):
    """The git of a run that was killed may set the tag a moment after it was looked for; on another commit it is a problem."""
    folder = repository(tmp_path / "project", {"a": "1"})
    first = git(folder, "rev-parse", "HEAD")
    world = harbour(tmp_path)

    def late(where, tag, commit, message, sign):
        git(folder, "tag", "--annotate", "--message=x", tag, first)
        world.git.tag(where, tag, commit, message, sign)

    racing = world._replace(git=world.git._replace(tag=late))
    set_tag(racing, str(folder), TagStep("tag", "v1", first, "x"))
    assert git(folder, "rev-parse", "v1^{commit}") == first
    with pytest.raises(Problem, match="PGT005"):
        set_tag(racing, str(folder), TagStep("tag", "v2", commit(folder), "x"))


@pytest.fixture
def place(tmp_path):
    """Make a repository with a remote."""
    git(tmp_path, "init", "--quiet", "--bare", "remote")
    folder = repository(tmp_path / "project", {"a": "1"})
    git(folder, "remote", "add", "origin", str(tmp_path / "remote"))
    return folder


def test_a_tag_is_set_and_pushed_once(place, tmp_path):
    """Doing it again after an interruption changes nothing."""
    world, head = harbour(tmp_path), git(place, "rev-parse", "HEAD")
    for _ in range(2):
        set_tag(world, str(place), TagStep("tag", "v1", head, "a 1"))
        push_tag(world, str(place), PushStep("push", "v1", "origin"), head)
    assert git(place, "rev-parse", "v1^{commit}") == head
    assert git(place, "cat-file", "-t", "v1") == "tag"
    assert git(tmp_path / "remote", "rev-parse", "v1^{commit}") == head


def test_a_tag_on_another_commit_is_refused(place, tmp_path):
    """A tag never moves, neither here nor at the remote."""
    world = harbour(tmp_path)
    git(place, "tag", "-a", "v1", "-m", "a")
    old = git(place, "rev-parse", "HEAD")
    head = commit(place)
    with pytest.raises(Problem, match="PRL010"):
        refuse_other_tag(world, str(place), "v1", head, None)
    with pytest.raises(Problem, match="PRL010"):
        set_tag(world, str(place), TagStep("tag", "v1", head, "a 1"))
    git(place, "push", "--quiet", "origin", "v1")
    git(place, "tag", "-d", "v1")
    refuse_other_tag(world, str(place), "v1", head, None)
    for attempt in (
        lambda: refuse_other_tag(world, str(place), "v1", head, "origin"),
        lambda: push_tag(world, str(place), PushStep("push", "v1", "origin"), head),
    ):
        with pytest.raises(Problem, match="PRL010"):
            attempt()
    refuse_other_tag(world, str(place), "v1", old, "origin")
