"""Files are sorted by the release that they are of."""

from seatrial.core.together import released, releases
from seatrial.model.dist import Sdist, Unknown, Wheel
from seatrial.model.metadata import Metadata

META = Metadata(metadata_version="2.4", name="demo", version="1.0")


def file(path: str, **more):
    kind = Wheel if path.endswith(".whl") else Sdist
    return released(path, kind(path.rpartition("/")[2], 1, "", ""), META._replace(**more))


def paths(*files) -> list[tuple[str, ...]]:
    return [tuple(one.path for one in release.files) for release in releases(files)]


def test_spelling_does_not_part_files() -> None:
    """`Demo 1.0.0` and `demo 1.0` are one release; another project is another one, and what is alone is left out."""
    assert paths(file("a.whl"), file("b.tar.gz", name="Demo", version="1.0.0"), file("c.whl", name="other")) == [("a.whl", "b.tar.gz")]


def test_numbers_beyond_python_are_compared_as_they_stand() -> None:
    """A version that no Python can read does not stop the judgement of the others."""
    huge = "9" * 5_000
    assert paths(file("a.whl", version=huge), file("b.tar.gz", version=huge), file("c.whl", name="other")) == [("a.whl", "b.tar.gz")]


def test_several_versions_are_told_once() -> None:
    """Left-over files of an older version are no part of the release, but that they are there is known, once."""
    found = releases([file("a.whl"), file("b.whl", version="1.1"), file("c.whl", version="1.1")])
    assert [(len(one.files), one.versions) for one in found] == [(1, ("1.0", "1.1")), (2, ())]


def test_the_same_file_given_twice_is_one() -> None:
    """A path that is named twice is judged once."""
    assert paths(file("a.whl"), file("a.whl")) == []


def test_builds_in_several_folders_are_apart() -> None:
    """Where folders hold files of the same name, the files of each are held against one another only."""
    assert paths(file("x/a.whl"), file("y/a.whl"), file("x/a.tar.gz"), file("y/b.whl")) == [
        ("x/a.whl", "x/a.tar.gz"),
        ("y/a.whl", "y/b.whl"),
    ]


def test_wheels_and_sdist_in_several_folders_are_together() -> None:
    """CI often keeps wheels and sdist apart."""
    assert paths(file("wheels/a.whl"), file("dist/a.tar.gz")) == [("wheels/a.whl", "dist/a.tar.gz")]


def test_what_tells_no_release_is_left_out() -> None:
    """A file that cannot be read, or has no name or version, belongs to no release."""
    assert released("x", Unknown("x", 1, "", ""), META) is None
    assert released("a.whl", Wheel("a.whl", 1, "", ""), None) is None
    assert file("a.whl", name=None) is None
    assert file("a.whl", version=None) is None


def test_layout_of_a_description_does_not_count() -> None:
    """Backends indent descriptions in their own ways; another word is another description, and none is none."""
    one, other = file("a", description="x\n\n y\r\n"), file("a", description="x\n\ny")
    assert one.metadata.description == other.metadata.description
    assert file("a", description="x\n\nz").metadata.description != one.metadata.description
    assert file("a").metadata.description is None
