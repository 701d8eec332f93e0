"""The lines of a MANIFEST.in, followed one after the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seatrial.core.project.manifest import LONGEST, Lost, matching, path_matches, read_manifest

TREE = ("CHANGELOG.md", "boat/__init__.py", "boat/deep/ports.json", "boat/oars.json", "docs/conf.py")


@pytest.mark.parametrize(
    ("line", "files"),
    [
        ("include CHANGELOG.md", {"CHANGELOG.md"}),
        ("include ./boat/*.json", {"boat/oars.json"}),
        ("include *.md \\\n  docs/*.py", {"CHANGELOG.md", "docs/conf.py"}),
        ("recursive-include boat *.json", {"boat/oars.json", "boat/deep/ports.json"}),
        ("recursive-include . *.json  # all of them", {"boat/oars.json", "boat/deep/ports.json"}),
        ("global-include *.py", {"boat/__init__.py", "docs/conf.py"}),
        ("graft boat/deep/", {"boat/deep/ports.json"}),
        ("graft .", set(TREE)),
        ("graft .\nprune boat", {"CHANGELOG.md", "docs/conf.py"}),
        ("graft boat\nglobal-exclude *.json", {"boat/__init__.py"}),
        ("graft boat\nrecursive-exclude boat *.json\nexclude boat/__init__.py\ninclude CHANGELOG.md", {"CHANGELOG.md"}),
        ("# nothing\n\n", set()),
    ],
)
def test_what_lines_put_in(line, files) -> None:
    """Each command of a MANIFEST.in puts in, or takes out, what setuptools does."""
    found = read_manifest(line, TREE)
    assert found is not None
    assert found.files == files


def test_lines_that_do_nothing() -> None:
    """A line that is not understood, that names no file, or that is undone later, is told with its number."""
    text = "includ a\ninclude GONE CHANGELOG.md\ngraft a b\ngraft\nrecursive-include boat\ngraft docs\nprune docs\nprune nothing"
    found = read_manifest(text, TREE)
    assert found is not None
    assert found.lost == (
        Lost(1, "includ a", "unknown", "includ"),
        Lost(2, "include GONE CHANGELOG.md", "nothing", "GONE"),
        Lost(3, "graft a b", "unknown", "graft"),
        Lost(4, "graft", "unknown", "graft"),
        Lost(5, "recursive-include boat", "unknown", "recursive-include"),
        Lost(6, "graft docs", "undone", "docs"),
    )


def test_too_much_to_follow() -> None:
    """A hostile file that would take minutes is not followed."""
    assert read_manifest("include a\n" * 400, ("x",) * 1000) is None
    assert not path_matches("a", "*" * (LONGEST + 1))


@pytest.mark.parametrize(
    ("path", "pattern", "fits"),
    [
        ("a/b/c.py", "**/*.py", True),
        ("c.py", "**/*.py", True),
        ("a/b/c.py", "a/**", True),
        ("a/b/c.py", "a/**/c.py", True),
        ("a/b/c.py", "a/**/**/c.py", True),
        ("a/b/c.py", "*.py", False),
        ("a/b/c.py", "a/b", False),
        ("a/b", "a/b/c", False),
        ("a/b/a/c", "**/a/c", True),
    ],
)
def test_patterns(path, pattern, fits) -> None:
    """A star ends at a slash, two stars go over any number of folders."""
    assert path_matches(path, pattern) is fits


@pytest.mark.parametrize("pattern", ["docs/**", "**", "**/*.py", "boat/*.json", "CHANGELOG.md", "[bd]o*/**", "docs"])
def test_all_of_a_pattern(pattern) -> None:
    """Of many paths the same are taken as one by one, also a file where a folder is meant."""
    tree = (*TREE, "docs", "docs2/a.py", "boat/*.json")
    assert list(matching(tree, pattern)) == [path for path in tree if path_matches(path, pattern)]


@given(st.text(max_size=200), st.lists(st.text(min_size=1, max_size=20), max_size=10))
def test_any_text(text, listing) -> None:
    """Whatever stands in a MANIFEST.in, it puts in only files of the tree."""
    found = read_manifest(text, tuple(listing))
    assert found is not None
    assert found.files <= set(listing)
