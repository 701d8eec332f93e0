"""The version that follows another one, by PEP 440."""

from packaging.version import Version

from seatrial.core.versions import version_of
from seatrial.problem import Problem
from seatrial.problem.bump import ALREADY_FINAL, EARLIER_PHASE, LOCAL, NOT_A_TARGET, NOT_A_VERSION, POST_OF_PRE

NUMBERS = ("major", "minor", "patch")
PHASES = ("a", "b", "rc")
PARTS = (*NUMBERS, *PHASES, "post", "dev", "release")
LONGEST = 100
"""Letters of a version; Python counts with longer numbers but does not write them."""


def next_version(current: str, to: str) -> str:
    """Return the version that a part (`major` … `release`) makes of the current one, or the given version in its normal form.

    Every part gives a version that comes after the current one; a version that is given is not compared (see `backwards`). The epoch stays, a local part goes.

    - `major`, `minor`, `patch` raise that number and set the numbers after it to 0; their count stays as it is, and grows only where the number is not there yet.
      Of a pre-release or development version of such a release they make that release: 1.3.0rc1 + minor = 1.3.0, 1.2.4.dev0 + patch = 1.2.4.
    - `a`, `b`, `rc` make the first pre-release of the next patch (1.2.0 + rc = 1.2.1rc1), else of the release that a pre-release or development version belongs to.
      The same phase counts on, a later one begins at 1, an earlier one is refused.
    - `post` makes the next post-release; none of a pre-release or development version.
    - `dev` counts on, else it is the first development version of what comes next: of the next patch (1.2.3 → 1.2.4.dev0), pre-release or post-release.
    - `release` leaves out pre and dev; a post-release in development becomes that post-release.

    Raises `Problem`: PBP050 where `to` is neither, PBP051 where the current version is not one, PBP052 to PBP054 where a part cannot follow it, PBP055 for a
    version with a local part.
    """
    part = to.strip().lower()
    if part not in PARTS:
        return _given(to)
    old = parsed(current)
    if old is None:
        raise Problem(NOT_A_VERSION, version=current)
    if part in NUMBERS:
        return _spelled(old, _raised(old, NUMBERS.index(part)))
    if part in PHASES:
        return _phase(old, part)
    return {"post": _post, "dev": _dev, "release": _release}[part](old)


def backwards(old: str, new: str) -> bool:
    """Tell whether the new version does not come after the old one; of an old one that is no version nothing is known, so it does not."""
    one, other = parsed(old), parsed(new)
    return one is not None and other is not None and other <= one


def parsed(text: str) -> Version | None:
    """Return a version, None for a text that is none of PEP 440, or too long to count with."""
    return version_of(text) if len(text) <= LONGEST else None


def same(one: str, other: str) -> bool:
    """Tell whether two texts mean the same version: 1.2 and 1.2.0 do, and so do 1.2.0-rc.1 and 1.2.0rc1."""
    first = parsed(one)
    return first is not None and first == parsed(other)


def padded(old: str, new: str) -> str:
    """Return a new version with the zeros before its numbers that the old one has: 2026.07.22 and 2026.7.23 give 2026.07.23.

    It is as it is given where either is more than numbers, or where it is not certain that a number had zeros before it.
    """
    before, after = old.split("."), new.split(".")
    if len(before) != len(after) or not all(one.isdecimal() for one in (*before, *after)):
        return new
    filled = [two.zfill(len(one)) if one.startswith("0") else two for one, two in zip(before, after, strict=True)]
    certain = filled == after or all(len(one) <= len(two) for one, two in zip(before, filled, strict=True))
    return ".".join(filled) if certain else new


def _given(text: str) -> str:
    version = parsed(text.strip())
    if version is None:
        raise Problem(NOT_A_TARGET, to=text)
    if version.local is not None:
        raise Problem(LOCAL, version=text)
    return str(version)


def _spelled(old: Version, release: tuple[int, ...], end: str = "") -> str:
    return f"{old.epoch}!" * bool(old.epoch) + ".".join(map(str, release)) + end


def _raised(old: Version, place: int) -> tuple[int, ...]:
    if _unfinished(old) and not any(old.release[place + 1 :]):
        return old.release
    numbers = [*old.release, *([0] * (place + 1 - len(old.release)))]
    return (*numbers[:place], numbers[place] + 1, *([0] * (len(numbers) - place - 1)))


def _unfinished(old: Version) -> bool:
    """Tell whether a version comes before the release whose numbers it has."""
    return old.pre is not None or (old.dev is not None and old.post is None)


def _phase(old: Version, part: str) -> str:
    if old.pre is None:
        return _spelled(old, _raised(old, 2), f"{part}1")
    phase, number = old.pre
    if PHASES.index(part) < PHASES.index(phase):
        raise Problem(EARLIER_PHASE, part=part, version=str(old))
    if part != phase:
        return _spelled(old, old.release, f"{part}1")
    ready = old.dev is not None and old.post is None
    return _spelled(old, old.release, f"{part}{number if ready else number + 1}")


def _post(old: Version) -> str:
    if _unfinished(old):
        raise Problem(POST_OF_PRE, version=str(old))
    number = 1 if old.post is None else old.post if old.dev is not None else old.post + 1
    return _spelled(old, old.release, f".post{number}")


def _dev(old: Version) -> str:
    pre = "".join(map(str, old.pre or ()))
    if old.dev is not None:
        post = f".post{old.post}" if old.post is not None else ""
        return _spelled(old, old.release, f"{pre}{post}.dev{old.dev + 1}")
    if old.post is not None:
        return _spelled(old, old.release, f"{pre}.post{old.post + 1}.dev0")
    if old.pre is not None:
        return _spelled(old, old.release, f"{old.pre[0]}{old.pre[1] + 1}.dev0")
    return _spelled(old, _raised(old, 2), ".dev0")


def _release(old: Version) -> str:
    if old.pre is None and old.dev is None:
        raise Problem(ALREADY_FINAL, version=str(old))
    kept = old.post is not None and old.pre is None
    return _spelled(old, old.release, f".post{old.post}" if kept else "")
