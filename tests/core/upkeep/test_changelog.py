"""Changelogs are read by their headings, whatever markup they are written in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seatrial.core.upkeep.changelog import entries, is_changelog, is_fragment, names
from seatrial.model.upkeep import Entry


def found(text: str) -> list[tuple[int, tuple[str, ...], bool, bool]]:
    return [(one.line, one.versions, one.open, one.empty) for one in entries(text)]


@pytest.mark.parametrize(
    "path",
    ["CHANGELOG.md", "CHANGES", "CHANGES.rst", "HISTORY.txt", "NEWS.md", "News.rst", "docs/changelog.md", "doc/changes.rst", "docs/source/changelog.rst", "RELEASE_NOTES.md", "docs/whatsnew.rst"],
)  # fmt: skip
def test_names_of_changelogs(path) -> None:
    """A changelog is found by the names that projects give to it."""
    assert is_changelog(path)


@pytest.mark.parametrize("path", ["changelog.py", "src/changes.md", "docs/news/2024.md", "changes-old.md", "docs/a/changelog.md"])
def test_names_of_other_files(path) -> None:
    """What only sounds alike is no changelog of the project."""
    assert not is_changelog(path)


@pytest.mark.parametrize(
    "path", ["newsfragments/12.feature", "changelog.d/12.added.md", "docs/newsfragments/1.bugfix.rst", "changes.d/boat/3.md"]
)
def test_news_fragments(path) -> None:
    """News fragments are found in the folders of the tools that keep them."""
    assert is_fragment(path)


@pytest.mark.parametrize("path", ["newsfragments/README.rst", "changelog.d/.gitignore", "changelog.d/towncrier_template.md.jinja", "news/1.md", "newsfragments/_template.rst"])  # fmt: skip
def test_what_lies_beside_news_fragments(path) -> None:
    """What explains a folder of fragments, and templates, are none."""
    assert not is_fragment(path)


@pytest.mark.parametrize(
    ("heading", "version"),
    [
        ("# 1.2.0", "1.2.0"),
        ("## [1.2.0] - 2024-01-01", "1.2.0"),
        ("## [1.2.0](https://git.example/compare/v1.1.0...v1.2.0) (2024-01-01)", "1.2.0"),
        ("### v1.2.0 / 2024.01.01", "1.2.0"),
        ("## boat 1.2.0 (01.02.2024)", "1.2.0"),
        ("**1.2.0** (2024-01-01)", "1.2.0"),
        ("<h2>1.2.0</h2>", "1.2.0"),
        ("1.2.0 (2024-01-01)\n------------------", "1.2.0"),
        ("Version 1.2.0\n=============", "1.2.0"),
        ("Release 1.2.0\n~~~~~~~~~~~~~", "1.2.0"),
        ("1.2.0 (2024-01-01)", "1.2.0"),
        ("v1.2.0, 2024-01-01 -- First", "1.2.0"),
        ("- 1.2.0: first", "1.2.0"),
        ("Release 1.2.0", "1.2.0"),
        ("## 24", "24"),
        ("## 1.2.x", "1.2.x"),
        ("## 1.2.0rc1", "1.2.0rc1"),
    ],
)
def test_styles_of_headings(heading, version) -> None:
    """A version is read from a heading in every usual style, and no date is taken for one."""
    assert found(f"Changes\n\n{heading}\n\n* Longer oars.\n") == [(3, (version,), False, False)]


@pytest.mark.parametrize(
    "text",
    ["# Changelog\n", "# Changelog for 24 boats\n", "1.5x faster\n", "3.2% less\n", "## Fixed\n- a\n", "=====\n=====\n", f"## 1.2.0{'x' * 300}\n", "## 2024-01-01\n", ""],
)  # fmt: skip
def test_what_is_no_entry(text) -> None:
    """Titles, sections and sentences that begin with a number are no entries."""
    assert found(text) == []


@pytest.mark.parametrize(
    "heading", ["## [Unreleased]", "## Unreleased changes", "# Next release", "## Upcoming", "## main", "Unreleased\n----------"]
)
def test_what_is_not_released_yet(heading) -> None:
    """A heading without a version may stand for the next one."""
    assert found(f"{heading}\n* Oars\n") == [(1, (), True, False)]


@pytest.mark.parametrize("heading", ["1.2.0 (unreleased)", "1.2.0 - YYYY-MM-DD", "1.2.0 (not yet released)", "1.2.0 (2024-xx-xx)", "1.2.0 — in development", "1.2.0 (TBD)"])  # fmt: skip
def test_a_version_that_is_to_come(heading) -> None:
    """A heading may say that its version is still to come."""
    assert found(f"## {heading}\n* Oars\n") == [(1, ("1.2.0",), True, False)]


@pytest.mark.parametrize("body", ["", "- Nothing changed yet.\n", "No changes yet\n", "=====\n\n", "TODO\n"])
def test_an_empty_entry(body) -> None:
    """An entry that tells nothing is known for it."""
    assert found(f"## 1.2.0\n{body}\n## 1.1.0\n- Oars\n") == [
        (1, ("1.2.0",), False, True),
        (body.count("\n") + 3, ("1.1.0",), False, False),
    ]


@pytest.mark.parametrize(
    ("said", "version", "own"),
    [
        ("1.2", "1.2.0", True),
        ("1.2.0", "1.2.0rc1", True),
        ("1.2.0", "1.2.0.post1", True),
        ("1.2.0", "1.2.0+local", True),
        ("1.2.x", "1.2.3", True),
        ("1.2.*", "1.2.3", True),
        ("1.2.x", "1.20.3", False),
        ("1.2.1", "1.2.0", False),
        ("1.2.0rc1", "1.2.0", False),
    ],
)
def test_whose_entry_it_is(said, version, own) -> None:
    """An entry belongs to its version however it is spelt, and to what comes before and after that release."""
    assert names(Entry(1, said, (said,)), version) is own


@given(st.text(alphabet="#=-*[]()vx.1 2\nUnreleasd:`"))
def test_any_text(text) -> None:
    """No text makes the reader fail, and every entry is a line of it."""
    assert all(1 <= one.line <= len(text.splitlines()) for one in entries(text))
