"""Tags tell the version that they stand for, and the way in which a project writes them."""

import pytest

from seatrial.core.upkeep.tags import above, another_way, own_tags, written


@pytest.mark.parametrize(
    ("tags", "alone", "found"),
    [
        (("v1.1", "v1.0"), True, [("v", "1.1"), ("v", "1.0")]),
        (("1.1.0rc1", "release-1.0", "nightly", "docs-2024"), True, [("", "1.1.0rc1"), ("release-", "1.0")]),
        (("boat-v1.1", "v9.0", "oars-2.0"), True, [("boat-v", "1.1")]),
        (("boat@1.1",), True, [("boat@", "1.1")]),
        (("v9.0",), False, []),
        (("v1.0-beta-of-old", "v12"), True, [("v", "12")]),
    ],
)
def test_whose_tags(tags, alone, found) -> None:
    """Tags that carry the project's name go before; plain ones count where no other project shares the repository."""
    assert [(one.before, one.version) for one in own_tags(tags, "boat", alone=alone)] == found


def test_a_project_without_a_name() -> None:
    """Plain tags can be read without knowing the project's name."""
    assert len(own_tags(("v1.0",), None, alone=True)) == 1
    assert written("{name}-v{version}", None, "1.0") == "{name}-v1.0"


@pytest.mark.parametrize(
    ("tags", "form", "other"),
    [
        (("1.1", "1.0"), "v{version}", "1.1"),
        (("v1.1", "v1.0"), "v{version}", None),
        (("1.1", "v1.0"), "v{version}", None),
        (("1.1",), "v{version}", None),
        (("boat-1.1", "boat-1.0"), "{name}-{version}", None),
        (("boat-1.1", "boat-1.0"), "v{version}", "boat-1.1"),
    ],
)
def test_another_way_of_writing(tags, form, other) -> None:
    """A custom is told from several tags, and kept to if any of the last ones is in the form of the settings."""
    found = another_way(own_tags(tags, "boat", alone=True), form, "boat")
    assert (found.tag if found else None) == other


@pytest.mark.parametrize(
    ("tags", "version", "higher"),
    [
        (("v1.1", "v1.0"), "1.0", "v1.1"),
        (("v1.1",), "1.1", None),
        (("v1.1",), "1.2", None),
        (("v1.2.dev0", "v1.1"), "1.1", None),
        (("v1.1", "v2024.1"), "1.2", None),
        (("v1.1",), "no version", None),
        ((), "1.0", None),
    ],
)
def test_a_higher_tag(tags, version, higher) -> None:
    """Only the newest tag counts: an older one may be of another way of counting."""
    found = above(own_tags(tags, "boat", alone=True), version)
    assert (found.tag if found else None) == higher
