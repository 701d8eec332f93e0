"""The order in which the files of a release are sent."""

from collections.abc import Iterable

from seatrial.model.release import Artifact


def in_order(files: Iterable[Artifact]) -> tuple[Artifact, ...]:
    """Return the files of a release in the order in which they are sent: wheels first, the one that most people install at the front, sdists last.

    The first file makes the release, and its metadata is what the project's page shows (warehouse@6b62157:forklift/legacy.py,
    `file_upload`). The sdist comes last, so that nobody builds from source by accident before the wheels are there.
    """
    return tuple(sorted(files, key=_rank))


def _rank(file: Artifact) -> tuple[bool, int, str]:
    return file.kind == "sdist", _platform_rank(file.name), file.name


def _platform_rank(filename: str) -> int:
    platform = filename.removesuffix(".whl").rpartition("-")[2]
    if platform == "any":
        return 0
    return 1 if "linux" in platform and platform.endswith("x86_64") else 2
