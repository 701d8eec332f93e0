"""Which release comes before a new one, and which of its files is the counterpart of a built one."""

import re
from collections.abc import Iterable

from seatrial.core.install import fits
from seatrial.core.listing import SDISTS
from seatrial.core.versions import version_of
from seatrial.model.change import EarlierRelease, ListedFile

PURE = "-none-any.whl"


def earlier(files: Iterable[ListedFile], version: str | None) -> EarlierRelease | None:
    """Return the newest release that comes before a version; None where there is none.

    Yanked files do not count, nor do pre-releases unless the version is one itself or there is nothing else. Without a version, the
    newest release is returned.
    """
    from packaging.version import Version  # noqa: PLC0415  (its price is paid only where releases are compared)

    ours = None if version is None else version_of(version)
    if version is not None and ours is None:
        return None
    releases: dict[Version, list[ListedFile]] = {}
    for file in files:
        if not file.yanked:
            releases.setdefault(Version(file.version), []).append(file)
    before = [one for one in releases if ours is None or one < ours]
    if not before:
        return None
    final = [one for one in before if not one.is_prerelease]
    chosen = max(before if ours is not None and ours.is_prerelease else final or before)
    newest = max((one for one in releases if not one.is_prerelease), default=chosen)
    return EarlierRelease(str(chosen), tuple(releases[chosen]), str(newest) if ours is not None and newest > ours else None)


def counterpart(built: Iterable[str], files: Iterable[ListedFile]) -> tuple[str, ListedFile] | None:
    """Return the built file and the listed one that are most alike in kind; None where no two are.

    Wheels go before sdists: those without anything for a platform, then those for the same platform, then those for the same Python, and
    at last one with and one without.
    """
    built, files = tuple(built), tuple(files)
    ranked = ((_likeness(name, file.filename), at, file.filename, file) for at, name in enumerate(built) for file in files)
    best = min((one for one in ranked if one[0] is not None), default=None)
    return None if best is None else (built[best[1]], best[3])


def likely(files: Iterable[ListedFile], tags: frozenset[str]) -> str | None:
    """Return the name of the file that is most likely the counterpart of one that will be built where these tags are supported."""
    names = sorted((not file.filename.endswith(PURE), not file.filename.endswith(".whl"), file.filename) for file in files)
    return next((name for _, sdist, name in names if sdist or fits(name, tags)), None)


def _likeness(built: str, other: str) -> tuple[int, bool] | None:
    """Return how alike two files are in kind, less for more alike; None where they cannot be compared."""
    if built.endswith(SDISTS) and other.endswith(SDISTS):
        return 5, not other.endswith(SDISTS[0])
    if not built.endswith(".whl") or not other.endswith(".whl"):
        return None
    if built.endswith(PURE) or other.endswith(PURE):
        return (0 if built.endswith(PURE) and other.endswith(PURE) else 4), False
    ours, theirs = _tags(built), _tags(other)
    same_python, same_platform = ours[0] == theirs[0], not ours[1].isdisjoint(theirs[1])
    if not same_python and not same_platform:
        return None
    return (1 if same_python and same_platform else 2 if same_platform else 3), "-musllinux_" in other


def _tags(wheel: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return Python and ABI in a wheel's name, and its platforms without what they say of their own versions."""
    *python, platforms = wheel.removesuffix(".whl").split("-")[-3:]
    return tuple(python), frozenset(
        re.sub(r"^(?:many|musl)?linux[0-9_]*?_(?=[a-z])|^macosx_[0-9_]+_", _system, platform) for platform in platforms.split(".")
    )


def _system(match: re.Match[str]) -> str:
    return "macosx_" if match[0].startswith("mac") else "linux_"
