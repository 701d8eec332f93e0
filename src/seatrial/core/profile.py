"""The index profiles: what each index accepts, at a date. The one place where addresses of public indexes stand."""

from seatrial.model.index import IndexProfile

MEBIBYTE = 1024 * 1024
FILE_LIMIT = 100 * MEBIBYTE
"""PyPI's default (warehouse@6b62157, constants.py)."""
METADATA_VERSIONS = ("1.0", "1.1", "1.2", "2.1", "2.2", "2.3", "2.4", "2.5")
"""warehouse@6b62157, forklift/metadata.py:26."""
DATE = "2026-08-21"

LIBRARIES = {
    "packaging": "26.2",
    "trove-classifiers": "2026.6.1.19",
    "email-validator": "2.3.0",
    "readme-renderer": "45.0",
    "docutils": "0.23",
    "rfc3986": "2.0.0",
    "stdlib-list": "0.12.0",
}
"""By these PyPI decides (warehouse@6b62157, requirements/main.txt)."""
HALF_A_YEAR = 183
"""Days."""

DOMAIN = "pypi.org"
"""PyPI's public domain, as its answers name it."""

PYPI = IndexProfile(
    name="pypi",
    date=DATE,
    site="https://pypi.org",
    upload_url="https://upload.pypi.org/legacy/",
    simple_url="https://pypi.org/simple/",
    metadata_versions=METADATA_VERSIONS,
    file_limit=FILE_LIMIT,
    same_bytes_again=True,
    libraries=LIBRARIES,
)
TESTPYPI = PYPI._replace(
    name="testpypi",
    site="https://test.pypi.org",
    upload_url="https://test.pypi.org/legacy/",
    simple_url="https://test.pypi.org/simple/",
)
REHEARSAL = PYPI._replace(name="rehearsal", site="", upload_url="", simple_url="")
LOCAL = PYPI._replace(name="local", site="", upload_url="", simple_url="")
GENERIC = PYPI._replace(name="generic", site="", upload_url="", simple_url="", file_limit=None, same_bytes_again=False, any_platform=True)
"""Any other index: it reads metadata as PyPI does as far as anybody knows, and has no limits that anybody knows."""

OLD_HOSTS = {"pypi.python.org": "pypi", "www.python.org": "pypi", "testpypi.python.org": "testpypi"}
"""Hosts of long ago that configuration files still name, and the profile that they meant."""
PAGES = {
    "register": "/account/register/",
    "account": "/manage/account/",
    "token": "/manage/account/token/",
    "publishing": "/manage/account/publishing/",
    "project": "/manage/project/{project}/settings/",
}
"""Paths of a user's pages on the web site (warehouse@6b62157, routes.py:203-454)."""


def pages(profile: IndexProfile) -> dict[str, str]:
    """Return the addresses of a user's pages, by what they are for; of an index without a web site that we know none."""
    return {name: profile.site + path for name, path in PAGES.items()} if profile.site else {}


def domain(profile: IndexProfile) -> str:
    """Return the domain that the index's answers name; an embedded index speaks as PyPI does."""
    return profile.site.removeprefix("https://") or DOMAIN


def is_old(calendar_version: str, now: float) -> bool:
    """Tell whether a version that is a date (`2026.6.1.19`) is more than half a year old at a moment; one that is no date is not.

    By the list of a profile PyPI decided on the day of the profile: it was new on that day.
    """
    from datetime import UTC, date, datetime  # noqa: PLC0415  (most files have no classifier that is not known)

    try:
        made = date(*(int(part) for part in calendar_version.split(".")[:3]))
    except (TypeError, ValueError, OverflowError):
        return False
    if calendar_version == LIBRARIES["trove-classifiers"]:
        made = date.fromisoformat(DATE)
    return (datetime.fromtimestamp(now, UTC).date() - made).days > HALF_A_YEAR
