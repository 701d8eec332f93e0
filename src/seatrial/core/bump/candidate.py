"""A place that may state the project's version, and how sure that is."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from seatrial.core.bump.stated import Form, Stated, line_at, place_of
from seatrial.core.bump.versions import parsed, same
from seatrial.model.bump import Place, Untouched
from seatrial.model.sentence import Said


class Candidate(NamedTuple):
    """A place with what speaks for it."""

    place: Place
    sure: bool = True
    """Whether it states the project's version whatever it says; else it does so only where it says the same as the others."""
    tool: str = ""
    """Whose memory of the version it is: what raises versions notes the last one that it made, which states nothing."""


class Gathered(NamedTuple):
    """What some files of a project tell."""

    candidates: tuple[Candidate, ...] = ()
    computed: tuple[Untouched, ...] = ()


def candidate(file: str, data: bytes, stated: Stated | None, *, sure: bool = True, form: Form | None = None) -> tuple[Candidate, ...]:
    """Return the candidate that a literal is: one, or none where it is no version."""
    place = place_of(file, data, stated, form) if stated is not None else None
    return (Candidate(place, sure),) if place is not None else ()


def computed(file: str, data: bytes, line: int, why: Said) -> Untouched:
    """Return a place that makes the version, with its line."""
    offset = 0
    for _ in range(line - 1):
        offset = data.find(b"\n", offset) + 1
    return Untouched(file, line, line_at(data, offset), why)


def together(parts: Iterable[Gathered]) -> Gathered:
    """Return what several files tell as one."""
    rows = tuple(parts)
    return Gathered(tuple(one for row in rows for one in row.candidates), tuple(one for row in rows for one in row.computed))


def agrees(place: Place, version: str) -> bool:
    """Tell whether a place says this version, as far as its form can: a short one its first numbers, a tuple of numbers those of a pre-release too.

    The entry of a lock file agrees always: its tool writes it anew.
    """
    if place.form == "lock" or same(place.version, version):
        return True
    own, whole = parsed(place.version), parsed(version)
    if own is None or whole is None or str(own) != own.base_version or own.epoch != whole.epoch:
        return False
    if place.form == "short":
        return own.release == whole.release[: len(own.release)]
    return place.form == "tuple" and own.release == whole.release


def settled(place: Place, version: str) -> Place:
    """Return a place that may be a short one as what it is: short where it says fewer numbers than the version, or leaves out that it is a pre-release."""
    own, whole = parsed(place.version), parsed(version)
    if place.form != "short" or own is None or whole is None:
        return place
    less = len(own.release) < len(whole.release) or own != whole
    return place if less and agrees(place, version) else place._replace(form="text")


def held(files: Mapping[str, bytes], present: frozenset[str], path: str) -> bytes:
    """Return the content of a file that a release is made of, empty where there is none."""
    return files.get(path, b"") if path in present else b""
