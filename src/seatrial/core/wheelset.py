"""What a set of wheels is for: which Pythons on which systems, what two of them have in common, and where it has holes."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice, product
from typing import NamedTuple

ANY = "any"
UNIVERSAL = {
    "macosx_universal2": ("macosx_x86_64", "macosx_arm64"),
    "macosx_intel": ("macosx_x86_64",),
    "macosx_universal": ("macosx_x86_64",),
    "macosx_fat64": ("macosx_x86_64",),
}
"""Systems of a tag that stands for several that are still in use."""
ALIASES = (("manylinux1_", "manylinux_2_5_"), ("manylinux2010_", "manylinux_2_12_"), ("manylinux2014_", "manylinux_2_17_"))
"""Old names of platforms, and what they stand for."""
FREE = "t"
"""Ends the tag of a Python without its global lock."""
MOST = 1_000
"""Tags that one name is taken to stand for; a name that is no nonsense has some ten."""


class WheelTags(NamedTuple):
    """What the name of a wheel says it is for."""

    filename: str
    build: tuple[int, str]
    """(-1, '') where there is no build number."""
    pythons: tuple[str, ...]
    abis: tuple[str, ...]
    platforms: tuple[str, ...]
    systems: frozenset[str]
    """The platforms without what they say of versions."""


Place = tuple[str, str]
"""(Python, system): `cp312`, `win_amd64`."""


def tags_of(names: Iterable[str]) -> tuple[WheelTags, ...]:
    """Return what wheels are for; a name that is no wheel's is left out."""
    return tuple(tags for name in names if (tags := _tags(name)))


def same(names: Iterable[str]) -> tuple[tuple[str, str, bool], ...]:
    """Return wheels that are for the same Python and platform: the one that is chosen, another one, and whether build numbers tell which that is."""
    best: dict[tuple[str, ...], WheelTags] = {}
    found: dict[str, tuple[str, str, bool]] = {}
    for wheel in tags_of(names):
        for place in islice(product(wheel.pythons, wheel.abis, wheel.platforms), MOST):
            place = (*place[:2], _modern(place[2]))  # noqa: PLW2901  (one platform can have two names)
            known = best.setdefault(place, wheel)
            if known is not wheel:
                first, second = (wheel, known) if wheel.build > known.build else (known, wheel)
                best[place] = first
                found.setdefault(second.filename, (first.filename, second.filename, first.build != second.build))
    return tuple(found.values())


def holes(names: Iterable[str], left_out: Iterable[str]) -> tuple[str, ...]:
    """Return the Pythons between the oldest and the newest of a system that no wheel is for; `left_out` are those that the release does not admit (`3.9`)."""
    wheels, closed = tags_of(names), frozenset(left_out)
    missing: list[Place] = []
    known = {system for wheel in wheels for system in wheel.systems}
    for system in sorted(known):
        for ending in ("", FREE):
            minors = [minor for wheel in wheels if system in wheel.systems for minor in _minors(wheel, ending)]
            between = range(min(minors), max(minors)) if minors else ()
            lacking = (f"cp3{minor}{ending}" for minor in between if f"3.{minor}" not in closed)
            missing += [(python, system) for python in lacking if not _covered((python, system), wheels)]
    return _named(missing, known)


def behind(names: Iterable[str], left_out: Iterable[str]) -> tuple[str, ...]:
    """Return the systems for which the newest Python that has wheels has none, where at least half of the systems have one."""
    wheels, closed = tags_of(names), frozenset(left_out)
    found: list[Place] = []
    systems = {system for wheel in wheels for system in wheel.systems}
    for ending in ("", FREE):
        own = {system for system in systems if any(system in wheel.systems and any(_minors(wheel, ending)) for wheel in wheels)}
        newest = max((minor for wheel in wheels for minor in _minors(wheel, ending)), default=0)
        python = f"cp3{newest}{ending}"
        lacking = [system for system in sorted(own) if not _covered((python, system), wheels)]
        if f"3.{newest}" not in closed and 2 * len(lacking) <= len(own):
            found += [(python, system) for system in lacking]
    return _named(found, systems)


def no_longer(before: Iterable[str], after: Iterable[str], left_out: Iterable[str]) -> tuple[str, ...]:
    """Return what the wheels of one release were for and those of the next are not: a system, a Python, or a Python on a system.

    What the later release does not admit does not count, nor do systems where there is no wheel at all, neither then nor now.
    """
    old, new, closed = tags_of(before), tags_of(after), frozenset(left_out)
    if not new:
        return tuple(sorted({system for wheel in old for system in wheel.systems}))
    if any(ANY in wheel.systems and _pure(wheel) for wheel in new):
        return ()
    present = {system for wheel in new for system in wheel.systems}
    had = {system for wheel in old for system in wheel.systems} - {ANY}
    gone = () if ANY in present else tuple(sorted(had - present))
    places = {(python, system) for wheel in old for python in _pythons(wheel) for system in wheel.systems - set(gone) - {ANY}}
    lost = sorted(place for place in places if _version(place[0]) not in closed and not _covered(place, new))
    return (*gone, *_named(lost, had - set(gone)))


def systems_of(platform: str) -> tuple[str, ...]:
    """Return the systems that a platform tag stands for: `linux_x86_64` for `manylinux_2_17_x86_64`."""
    plain = re.sub(r"^manylinux", "linux", platform)
    plain = re.sub(r"^([a-z]+)(?:\d+|_\d+_\d+|_\d+)_(?=[a-z])", r"\1_", plain)
    return UNIVERSAL.get(plain, (plain,))


def _tags(name: str) -> WheelTags | None:
    parts = name.removesuffix(".whl").lower().split("-")
    if not name.endswith(".whl") or len(parts) not in (5, 6):
        return None
    digits = re.match(r"[0-9]{1,18}", parts[2]) if len(parts) == 6 else None
    build = (int(digits[0]), parts[2][digits.end() :]) if digits else (-1, "")
    pythons, abis, platforms = (tuple(part.split(".")) for part in parts[-3:])
    return WheelTags(name, build, pythons, abis, platforms, frozenset(one for platform in platforms for one in systems_of(platform)))


def _modern(platform: str) -> str:
    for old, new in ALIASES:
        if platform.startswith(old):
            return new + platform.removeprefix(old)
    return platform


def _minors(wheel: WheelTags, ending: str) -> Iterator[int]:
    for python in wheel.pythons:
        match = re.fullmatch(r"cp3(\d{1,3})", python)
        if match and any(abi.startswith("cp") and abi.endswith(FREE) == bool(ending) for abi in wheel.abis):
            yield int(match[1])


def _pythons(wheel: WheelTags) -> set[str]:
    """Return the Pythons that a wheel names, that without the global lock by its own name; of one for many its oldest."""
    free = all(abi.endswith(FREE) for abi in wheel.abis)
    return {f"{python}{FREE}" if free else python for python in wheel.pythons if re.fullmatch(r"[cp]p\d{2,4}", python)}


def _version(python: str) -> str:
    digits = python.strip("cp" + FREE)
    return f"{digits[0]}.{digits[1:]}"


def _pure(wheel: WheelTags) -> bool:
    return "none" in wheel.abis and any(python in ("py3", "py2") for python in wheel.pythons)


def _covered(place: Place, wheels: Iterable[WheelTags]) -> bool:
    python, system = place
    return any((system in wheel.systems or ANY in wheel.systems) and _serves(wheel, python) for wheel in wheels)


def _serves(wheel: WheelTags, python: str) -> bool:
    """Tell whether a wheel can be installed on a Python."""
    free = python.endswith(FREE)
    plain = python.removesuffix(FREE)
    major, minor = int(plain[2]), int(plain[3:])
    if "none" in wheel.abis and any(_serves_plain(one, plain, major, minor) for one in wheel.pythons):
        return True
    stable = ("abi3t",) if free else ("abi3",)
    if python.startswith("cp") and any(abi in stable for abi in wheel.abis):
        return any(re.fullmatch(rf"cp{major}\d{{1,3}}", one) and int(one[3:]) <= minor for one in wheel.pythons)
    return plain in wheel.pythons and any(abi not in ("none", "abi3", "abi3t") and abi.endswith(FREE) == free for abi in wheel.abis)


def _serves_plain(tag: str, python: str, major: int, minor: int) -> bool:
    match = re.fullmatch(r"py(\d)(\d{0,3})", tag)
    return tag == python or bool(match and int(match[1]) == major and int(match[2] or 0) <= minor)


def _named(places: Iterable[Place], systems: Iterable[str]) -> tuple[str, ...]:
    """Return places as words: one Python alone where it lacks on every system."""
    by_python: dict[str, list[str]] = {}
    for python, system in places:
        by_python.setdefault(python, []).append(system)
    every = len(set(systems))
    return tuple(
        one for python, some in by_python.items() for one in ([python] if len(some) == every else [f"{python} {system}" for system in some])
    )
