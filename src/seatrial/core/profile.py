"""The index profiles: what each index accepts, at a date. The one place where addresses of public indexes stand."""

from seatrial.model.index import IndexProfile

MEBIBYTE = 1024 * 1024
FILE_LIMIT = 100 * MEBIBYTE
"""PyPI's default (warehouse@6b62157, constants.py)."""
METADATA_VERSIONS = ("1.0", "1.1", "1.2", "2.1", "2.2", "2.3", "2.4", "2.5")
"""warehouse@6b62157, forklift/metadata.py:26."""
DATE = "2026-08-21"

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
)
TESTPYPI = PYPI._replace(
    name="testpypi",
    site="https://test.pypi.org",
    upload_url="https://test.pypi.org/legacy/",
    simple_url="https://test.pypi.org/simple/",
)
REHEARSAL = PYPI._replace(name="rehearsal", site="", upload_url="", simple_url="")
LOCAL = PYPI._replace(name="local", site="", upload_url="", simple_url="")


def domain(profile: IndexProfile) -> str:
    """Return the domain that the index's answers name; an embedded index speaks as PyPI does."""
    return profile.site.removeprefix("https://") or DOMAIN
