"""The files with the new version in every place, and the proof that they say it."""

from collections import ChainMap
from collections.abc import Mapping, Sequence

from packaging.version import Version

from seatrial.core.bump.candidate import agrees
from seatrial.core.bump.places import find_places
from seatrial.core.bump.stated import line_at, line_of
from seatrial.core.bump.tuples import tuple_spelled
from seatrial.core.bump.versions import padded, same
from seatrial.model.bump import Found, Place
from seatrial.model.edit import Edit
from seatrial.model.project import Project
from seatrial.model.settings import BumpFile
from seatrial.problem import Problem
from seatrial.problem.bump import NO_WAY_TO_SAY, NOT_AS_FOUND, NOT_SEMVER, NOT_THERE_AGAIN

SEMVER = ("Cargo.toml", "Cargo.lock", "package.json", "package-lock.json")
"""Files whose tools read SemVer alone."""
PHASES = {"a": "alpha", "b": "beta", "rc": "rc"}


def edited(found: Found, files: Mapping[str, bytes], new: str) -> tuple[Edit, ...]:
    """Return each file with a place, before and after; bytes outside of the places stay as they are.

    `new` is a version in its normal form. A text becomes it, a short one its first numbers, a tuple its items, and what follows SemVer is spelled so.
    Raises `Problem`: PBP056 and PBP057 where a place cannot say it, PBP061 where a file is not what was searched.
    """
    by_file: dict[str, list[Place]] = {}
    for place in found.places:
        by_file.setdefault(place.file, []).append(place)
    edits = []
    for file, places in by_file.items():
        before = files.get(file, b"")
        pieces, at = [], 0
        for place in sorted(places, key=lambda one: one.start):
            pieces += [before[at : place.start], _spelled(place, before, found, new)]
            at = place.end
        edits.append(Edit(file, before, b"".join([*pieces, before[at:]])))
    return tuple(one for one in edits if one.before != one.after)


def read_back(
    project: Project, files: Mapping[str, bytes], told: Sequence[BumpFile], found: Found, edits: Sequence[Edit], new: str
) -> None:
    """Search the changed files again; every place must be there and say the new version. Raises `Problem` PBP058 for the first that does not."""
    after: Mapping[str, bytes] = ChainMap({one.file: one.after for one in edits}, files)  # type: ignore[arg-type]  # it is only read
    again = find_places(project._replace(version=new), after, told)
    rows: dict[str, list[Place]] = {}
    for place in sorted(again.places, key=lambda one: one.start, reverse=True):
        rows.setdefault(place.file, []).append(place)
    for place in sorted(found.places, key=lambda one: one.start):
        row = rows.get(place.file)
        now = row.pop() if row else None
        if now is None or not (same(now.version, new) or agrees(now._replace(form="text" if place.form == "lock" else place.form), new)):
            raise Problem(NOT_THERE_AGAIN, file=place.file, line=place.line, version=new)


def changed_lines(found: Found, edits: Sequence[Edit], new: str) -> tuple[tuple[Place, str, str], ...]:
    """Return each place with its line before and after, in the order of the files; of a tuple on several lines the first that changes."""
    rows = []
    for edit in edits:
        before, moved = edit.before or b"", 0
        for place in sorted((one for one in found.places if one.file == edit.file), key=lambda one: one.start):
            old, spelled = before[place.start : place.end], _spelled(place, before, found, new)
            at = place.start + _first_difference(old, spelled)
            shown = place._replace(line=line_of(before, at)) if place.form == "tuple" else place
            rows.append((shown, line_at(before, at, place.encoding), line_at(edit.after, at + moved, place.encoding)))
            moved += len(spelled) - len(old)
    return tuple(rows)


def _first_difference(one: bytes, other: bytes) -> int:
    """Return where two texts begin to differ, or where the shorter one ends."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _spelled(place: Place, data: bytes, found: Found, new: str) -> bytes:
    """Return the new version as a place spells it."""
    held = data[place.start : place.end].decode(place.encoding, "replace")
    if place.form != "tuple" and held != place.version:
        raise Problem(NOT_AS_FOUND, file=place.file, line=place.line)
    if place.form == "tuple":
        alone = not same(place.version, found.version or place.version)
        spelled = tuple_spelled(held, new, numbers_alone=alone)
        if spelled is None:
            raise Problem(NO_WAY_TO_SAY, file=place.file, line=place.line, text=held[:100], version=new)
        return spelled.encode(place.encoding)
    if place.file.rpartition("/")[2] in SEMVER:
        return _semver(place, new).encode()
    return padded(place.version, _short(place, new) if place.form == "short" else new).encode()


def _short(place: Place, new: str) -> str:
    count = place.version.count(".") + 1
    numbers = [*map(str, Version(new).release), *(["0"] * count)]
    return ".".join(numbers[:count])


def _semver(place: Place, new: str) -> str:
    version = Version(new)
    numbers = [*version.release, 0, 0]
    while len(numbers) > 3 and numbers[-1] == 0:
        numbers.pop()
    ends = [f"-{PHASES[version.pre[0]]}.{version.pre[1]}"] if version.pre else []
    ends += [f"-dev.{version.dev}"] if version.dev is not None else []
    if len(numbers) > 3 or len(ends) > 1 or version.post is not None or version.epoch:
        raise Problem(NOT_SEMVER, file=place.file, line=place.line, version=new)
    return ".".join(map(str, numbers)) + "".join(ends)
