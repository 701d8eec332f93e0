"""The files of a project by release, in order of their versions."""

from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from seatrial.model.shelf import KeptFile, Shelf

if TYPE_CHECKING:
    from packaging.version import Version

Release = tuple[KeptFile, ...]
"""The files of one version, in the order of their arrival; never empty."""


@lru_cache(maxsize=16_384)
def parsed(version: str) -> "Version":
    """Return a version that can be compared. Raises ValueError where it is none."""
    from packaging.version import Version  # noqa: PLC0415  (its price is paid only where versions are compared)

    return Version(version)


def versions_of(shelf: Shelf) -> tuple[Release, ...]:
    """Return the releases of a project, the oldest version first."""
    found: dict[str, list[KeptFile]] = {}
    for file in shelf.files:
        found.setdefault(file.version, []).append(file)
    return tuple(tuple(found[version]) for version in sorted(found, key=parsed))


def latest_of(shelf: Shelf) -> Release:
    """Return the release that PyPI shows first: the newest that is no pre-release, else the newest."""
    latest = max({file.version for file in shelf.files}, key=_rank)
    return tuple(file for file in shelf.files if file.version == latest)


@lru_cache(maxsize=16_384)
def _rank(version: str) -> "tuple[bool, Version]":
    return not parsed(version).is_prerelease, parsed(version)


def release_of(shelf: Shelf, version: str) -> Release | None:
    """Return the release of a version, however it is spelt."""
    wanted = canonical(version)
    return next((release for release in versions_of(shelf) if canonical(release[0].version) == wanted), None)


def canonical(version: str) -> str:
    """Return the one spelling of a version: 1.0 and 1.0.0 are the same. What is no version is returned as it is."""
    from packaging.utils import canonicalize_version  # noqa: PLC0415

    try:
        return canonicalize_version(version)
    except ValueError:
        # Python refuses to read numbers of very many digits.
        return version


def first_of(release: Release) -> KeptFile:
    """Return the file that made the release: what its page shows comes from this one."""
    return release[0]


def iso(seconds: float) -> str:
    """Return a moment as PyPI writes it, UTC with microseconds, without zone."""
    return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None).isoformat(timespec="microseconds")
