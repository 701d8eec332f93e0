"""Tests of a world whose copies of a project have what is still to come."""

from make.git import git, repository
from make.release import harbour
from seatrial.app.ahead import ahead
from seatrial.model.edit import Edit


def test_a_copy_has_the_contents_and_the_tag_that_are_to_come(tmp_path):
    """What is built ahead is what will be; the project itself has nothing of it, and no file is written through a link."""
    folder = repository(tmp_path / "project", {"a": "1", "b": "1"})
    (folder / "c").symlink_to("b")
    world = harbour(tmp_path)
    (tmp_path / "copy").mkdir()
    coming = ahead(world, (Edit("a", b"1", b"2"), Edit("c", b"1", b"2"), Edit("d", None, b"3")), "v2")
    exported = coming.git.export(str(folder), world.git.look(str(folder)), str(tmp_path / "copy"))
    assert exported.folder == str(tmp_path / "copy")
    assert {name: (tmp_path / "copy" / name).read_text() for name in "abcd"} == {"a": "2", "b": "1", "c": "2", "d": "3"}
    assert git(tmp_path / "copy", "tag", "--points-at=HEAD") == "v2"
    assert coming.git.look(str(folder)).tags == ("v2",)
    assert (git(folder, "tag"), git(folder, "status", "--porcelain")) == ("", "?? c")


def test_outside_of_git_the_contents_come_alone(tmp_path):
    """A folder without a repository is copied and changed as well."""
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "a").write_text("1")
    (tmp_path / "copy").mkdir()
    coming = ahead(harbour(tmp_path), (Edit("a", b"1", b"2"),), "v2")
    assert coming.git.look(str(tmp_path / "project")) is None
    coming.git.export(str(tmp_path / "project"), None, str(tmp_path / "copy"))
    assert (tmp_path / "copy" / "a").read_text() == "2"
