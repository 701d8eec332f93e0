"""The files of a project by release, in order of their versions."""

from datetime import UTC, datetime

from seatrial.model.shelf import KeptFile, Shelf

Release = tuple[KeptFile, ...]
"""The files of one version, in the order of their arrival; never empty."""


def versions_of(shelf: Shelf) -> tuple[Release, ...]:
    """Return the releases of a project, the oldest version first."""
    from packaging.version import Version  # noqa: PLC0415  (its price is paid only where versions are compared)

    found: dict[str, list[KeptFile]] = {}
    for file in shelf.files:
        found.setdefault(file.version, []).append(file)
    return tuple(tuple(found[version]) for version in sorted(found, key=Version))


def latest_of(shelf: Shelf) -> Release:
    """Return the release that PyPI shows first: the newest that is no pre-release, else the newest."""
    from packaging.version import Version  # noqa: PLC0415

    return max(versions_of(shelf), key=lambda release: (not Version(release[0].version).is_prerelease, Version(release[0].version)))


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
