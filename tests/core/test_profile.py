"""What is known of an index agrees with the libraries by which we decide in its place."""

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging import metadata

from seatrial.core.profile import GENERIC, LIBRARIES, METADATA_VERSIONS, PYPI, TESTPYPI, domain, is_old, pages

ROOT = Path(__file__).parent.parent.parent
DAY = 86_400
MADE = 1_780_272_000
"""Midnight of 2026-06-01."""


@pytest.mark.parametrize("name", LIBRARIES)
def test_we_decide_by_the_same_library(name: str) -> None:
    """The library that is installed, and what the package asks for, is the one by which the index decides at the date of the profile."""
    assert version(name) == LIBRARIES[name]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    required = [*project["project"]["dependencies"], *project["dependency-groups"]["test"]]
    pins = {re.split(r"[\[=]", one)[0]: one.rpartition("==")[2] for one in required if isinstance(one, str) and "==" in one}
    assert pins[name] == LIBRARIES[name]


def test_metadata_versions_are_those_of_the_library() -> None:
    """What the index accepts is written down, and the library that is installed accepts no more and no less."""
    assert list(METADATA_VERSIONS) == metadata._VALID_METADATA_VERSIONS


def test_every_profile_says_by_what_it_was_made() -> None:
    """Date, versions and libraries are known of each index; another index has neither PyPI's limit nor its platforms."""
    for profile in (PYPI, TESTPYPI, GENERIC):
        assert profile.date
        assert profile.libraries == LIBRARIES
    assert (GENERIC.file_limit, GENERIC.any_platform, GENERIC.same_bytes_again, GENERIC.site) == (None, True, False, "")
    assert (domain(TESTPYPI), domain(GENERIC)) == ("test.pypi.org", "pypi.org")


@pytest.mark.parametrize(
    ("made", "days", "old"),
    [("2026.6.1.9", 183, False), ("2026.6.1.9", 184, True), ("2026.6.1.19", 81 + 183, False), ("2026.6.1.19", 81 + 184, True), ("2026.6.1", 1, False), ("1.0", 900, False), ("2026.13.1", 900, False), ("x", 900, False)],
)  # fmt: skip
def test_a_list_grows_old_in_half_a_year(made: str, days: int, old: bool) -> None:
    """The age is that of the calendar, counted from the day of the profile for the list of the profile; what is no date has no age."""
    assert is_old(made, MADE + days * DAY) is old


def test_pages_of_a_user_lie_on_the_site_of_the_index() -> None:
    """Whoever has no account is led to the right site; of an index without a site no page is made up."""
    assert pages(TESTPYPI)["token"] == f"{TESTPYPI.site}/manage/account/token/"
    assert pages(GENERIC) == {}
