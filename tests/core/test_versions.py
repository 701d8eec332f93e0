"""What counts as a version, and which two are the same."""

import pytest

from seatrial.core.versions import is_version, same_version, version_of

ENDLESS = "9" * 5000
"""More digits than Python turns into a number."""


@pytest.mark.parametrize(("text", "expected"), [("1.0", True), ("v1.0rc1", True), ("odd one", False), ("", False), (ENDLESS, False)])
def test_what_is_a_version(text, expected) -> None:
    """What packaging takes is a version; what it cannot count is none, and stops nobody."""
    assert is_version(text) is expected
    assert (version_of(text) is not None) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("1.0", "1.0.0", True), ("1.0", "1.1", False), ("odd one", "odd one", True), ("1.0", "odd one", False), (ENDLESS, ENDLESS, True), ("1.0", ENDLESS, False)],
)  # fmt: skip
def test_which_are_the_same(one, other, expected) -> None:
    """They are compared as installers compare them; what is none is compared as it stands."""
    assert same_version(one, other) is expected
