"""A build: what is copied for it, what is asked of the backend, what came of it."""

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from seatrial.model.change import Changes
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
    again: bool = False
    """A second build, to be compared with the first: in another time zone, with another umask, and nothing of it is told."""
    stop: Callable[[], bool] | None = None
    """Asked several times a second; as soon as it says yes the build is stopped."""


class BuildResult(NamedTuple):
    """What came of a build."""

    files: tuple[str, ...]
    """Paths of everything that lies in the folders of the files, the sdist that the backend named first, then the wheel that it named."""
    tools: Mapping[str, str]
    """Version by name of what took part: build, the installer, everything in the backend's environment."""
    strays: tuple[str, ...] = ()
    """What the backend wrote into its home, or beside the unpacked sdist; told as `~/NAME` and `../NAME`."""


class Traces(NamedTuple):
    """What a build did elsewhere than in its folder. Paths are relative to the project folder."""

    strays: tuple[str, ...] = ()
    """Written outside of the project folder of the copy."""
    changed: tuple[str, ...] = ()
    """Files of the copy that are no longer as they were copied."""
    moved: tuple[str, ...] = ()
    """Files of the project itself that changed while it was built."""


Likeness = Literal["content", "missing", "time", "permissions", "owner", "packing", "order", "envelope"]
"""In what two archives can differ; `missing`: a member that only one has, `envelope`: the archive around its members."""


class Unlike(NamedTuple):
    """One way in which two builds of one file differ."""

    how: Likeness
    members: tuple[str, ...] = ()


class Twin(NamedTuple):
    """One file of a build beside the same file of a second build."""

    file: str
    """Its path as people see it."""
    unlike: tuple[Unlike, ...] = ()
    """Nothing where both are the same to the byte."""


class Twins(NamedTuple):
    """A build beside a second one of the same sources."""

    files: tuple[Twin, ...] = ()
    only_first: tuple[str, ...] = ()
    """Names of files that the second build did not make."""
    only_second: tuple[str, ...] = ()
    failed: str | None = None
    """Why the second build failed, in English; None where it came to its end."""


class BuildOptions(NamedTuple):
    """What the user decided about one build."""

    profile: IndexProfile
    """The index by whose rules the files are judged."""
    out: str | None = None
    """Folder for the files; None for `dist` in the project."""
    keep_manifest: bool = True
    """Write the manifest; not for files that are thrown away."""
    twice: bool = False
    """Build a second time in another place, and tell what differs."""


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
    twins: Twins | None = None
    """Beside a second build; None where there was none."""
    changes: Changes | None = None
    """What is other than in the newest earlier release; None where there is none or it was not looked at."""
