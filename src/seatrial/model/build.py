"""A build: what is copied for it, what is asked of the backend, what came of it."""

from collections.abc import Mapping
from typing import NamedTuple

from seatrial.model.index import IndexProfile
from seatrial.model.release import Manifest, WheelContents
from seatrial.model.report import Report


class Exported(NamedTuple):
    """A clean copy of a project's tree."""

    folder: str
    """The project folder in the copy; it lies below the top where the project is a part of its repository."""
    files: int
    """Files and links that were copied."""
    left_out: tuple[str, ...] = ()
    """What a build could trip over and was not copied although git knows it: leftovers of builds, links that lead outside. Relative to the top, bounded."""


class BuildRequest(NamedTuple):
    """One build of an sdist and of the wheel from it."""

    source: str
    """Folder of the clean copy."""
    work: str
    """Empty folder for environments and unpacked files."""
    out: str
    """Empty folder for the files that are built."""
    log: str
    """Path of the log that takes everything that the backend prints."""
    epoch: int | None
    """`SOURCE_DATE_EPOCH`."""
    timeout: float
    """Seconds for one hook of the backend."""


class BuildResult(NamedTuple):
    """What came of a build."""

    files: tuple[str, ...]
    """Paths of everything that lies in the folders of the files, the sdist that the backend named first, then the wheel that it named."""
    tools: Mapping[str, str]
    """Version by name of what took part: build, the installer, everything in the backend's environment."""


class BuildOptions(NamedTuple):
    """What the user decided about one build."""

    profile: IndexProfile
    """The index by whose rules the files are judged."""
    out: str | None = None
    """Folder for the files; None for `dist` in the project."""
    keep_manifest: bool = True
    """Write the manifest; not for files that are thrown away."""


class Built(NamedTuple):
    """A build that came to its end; whether its files may be uploaded stands in the report."""

    manifest: Manifest
    dist_folder: str
    paths: Mapping[str, str]
    """Path by file name."""
    report: Report
    contents: tuple[WheelContents, ...]
    others: tuple[str, ...] = ()
    """Distribution files of other versions that lie in the folder and were left alone."""
