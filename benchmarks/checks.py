"""The contests of `check`: one small file, two hundred, and very large ones."""

from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.archives import large_sdist, large_wheel, sdist_of_code
from benchmarks.measure import Contest, run
from benchmarks.small_files import KINDS, small_files

ROOM = 48.0
"""Megabytes above a check of a small file that a check of a large one may take."""
LARGE_FILES = (
    ("check of a 500 MB wheel", large_wheel, 0.6),
    ("check of a 500 MB sdist", large_sdist, 1.0),
    ("check of an sdist, 300 MB of code", sdist_of_code, 1.0),
)
"""We compare the checksum and the hash of every member of a wheel with its RECORD, inflate every sdist to its end and search what is in
it; `twine check` hashes the file three times over and reads the metadata, and looks at no other member."""


def checks(folder: Path) -> Iterator[Contest]:
    """Yield the contests; files are written when their contest begins."""
    yield _one(folder)
    for name, write, limit in LARGE_FILES:
        place = folder / write.__name__
        place.mkdir()
        yield _check(name, place, write, limit)
    for kind in KINDS:
        place = folder / kind
        place.mkdir()
        yield _many(f"check --no-code of 200 files, {kind}", place, kind, 1.0, "--no-code")
        yield _many(f"check of 200 files, {kind}", place, kind, 2.0)


def _one(folder: Path) -> Contest:
    place = folder / "one"
    place.mkdir()
    wheel = small_files(place, 1)[0]
    return Contest(
        "check of one small wheel",
        lambda: run("seatrial", "check", wheel),
        lambda: run("twine", "check", wheel),
        "twine check",
        "cpu",
        0.75,
    )


def _many(name: str, place: Path, kind: str, limit: float, *options: str) -> Contest:
    def files() -> list[Path]:
        if not any(place.iterdir()):
            small_files(place, kind=kind)
        return sorted(place.iterdir())

    return Contest(
        name,
        lambda: run("seatrial", "check", *options, *files()),
        lambda: run("twine", "check", "--strict", *files()),
        "twine check --strict",
        "wall",
        limit,
    )


def _check(name: str, place: Path, write: Callable[[Path], object], limit: float) -> Contest:
    def files() -> list[Path]:
        if not any(place.iterdir()):
            write(place)
        return sorted(place.iterdir())

    # A file over the index's limit is refused for its size; everything else is judged all the same.
    return Contest(
        name,
        lambda: run("seatrial", "check", *files(), statuses=(0, 1)),
        lambda: run("twine", "check", *files()),
        "twine check",
        "cpu",
        limit,
        ROOM,
    )
