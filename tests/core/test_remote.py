"""What is known of an index from its address."""

import pytest

from seatrial.core.credential.target import built_in, target_at
from seatrial.core.profile import PYPI, TESTPYPI
from seatrial.core.remote import profile_for, simple_pages, upload_address


def test_pypi_is_known_by_its_hosts() -> None:
    """However PyPI's address is spelt, its own profile counts and files go to its address for uploads."""
    site = PYPI.site.removeprefix("https://")
    for url in (f"https://{site}/legacy", PYPI.upload_url, f"https://{site}/simple/"):
        target = target_at(url, "command line")
        assert (profile_for(target), upload_address(target)) == (PYPI, PYPI.upload_url)
    assert profile_for(built_in("testpypi")) == TESTPYPI


def test_another_index() -> None:
    """Of another index nothing is assumed: no limit, and not that sending a file again is harmless."""
    profile = profile_for(target_at("https://packages.example/pypi/", "command line"))
    assert (profile.file_limit, profile.same_bytes_again, profile.any_platform) == (None, False, True)


@pytest.mark.parametrize(
    ("url", "address", "pages"),
    [
        ("http://127.0.0.1:9/legacy", "http://127.0.0.1:9/legacy/", ["http://127.0.0.1:9/simple/a-b/"]),
        ("http://127.0.0.1:9/x/legacy/", "http://127.0.0.1:9/x/legacy/", ["http://127.0.0.1:9/x/simple/a-b/"]),
        ("https://h.example", "https://h.example", ["https://h.example/simple/a-b/", "https://h.example/+simple/a-b/"]),
        ("https://h.example/u/dev/", "https://h.example/u/dev/", ["https://h.example/u/dev/simple/a-b/", "https://h.example/u/dev/+simple/a-b/"]),
    ],
)  # fmt: skip
def test_where_files_are_listed(url, address, pages) -> None:
    """The page of a project is looked for where indexes keep it."""
    target = target_at(url, "command line")
    assert upload_address(target) == address
    assert list(simple_pages(profile_for(target), upload_address(target), "A_b")) == pages


def test_where_pypi_lists_files() -> None:
    """PyPI's page is at its own address."""
    assert simple_pages(PYPI, PYPI.upload_url, "a.b") == (f"{PYPI.simple_url}a-b/",)
