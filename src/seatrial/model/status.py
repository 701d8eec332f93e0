"""How a project stands on its way to a release: its tree, tag, files, rehearsal, release, the embedded index, and what is next."""

from typing import Literal, NamedTuple

from seatrial.model.release import FileOutcome
from seatrial.model.sentence import ProblemFacts


class TreeStatus(NamedTuple):
    """What git says of the tree."""

    state: Literal["clean", "changed", "no commit", "no git"]
    commit: str | None = None
    branch: str | None = None
    """None where HEAD is detached."""
    changed: tuple[str, ...] = ()
    """Files that a release would refuse to leave out: changed or not tracked; bounded."""


class TagStatus(NamedTuple):
    """The tag that a release of this version ends with. Only local tags are looked at."""

    state: Literal["free", "here", "elsewhere", "not known"]
    """`not known` where only a build tells the version, or git is not there."""
    tag: str | None = None
    commit: str | None = None
    """What the tag points at."""


DistFileState = Literal["as built", "altered", "missing", "of no build"]


class DistFile(NamedTuple):
    """One distribution file in `dist`, or one of the last build that is missing there."""

    name: str
    size: int
    state: DistFileState


class DistStatus(NamedTuple):
    """What lies in `dist`, beside the manifest of the last build."""

    state: Literal["empty", "this commit", "other commit", "uncommitted", "altered", "of no build"]
    """`altered`: files of the last build are missing or have other bytes."""
    version: str | None = None
    """Of the last build, where its files are told."""
    files: tuple[DistFile, ...] = ()


class RehearsalStatus(NamedTuple):
    """Whether what would be released was rehearsed."""

    state: Literal["these files", "this commit", "none"]
    """`these files`: the very files in `dist`; `this commit`: other files that were built from it."""
    age: float = 0.0
    """Seconds since then."""


class ReleaseStatus(NamedTuple):
    """A release that was begun and is not finished, or a journal that cannot be read."""

    standing: Literal["untouched", "interrupted", "ended", "unreadable"]
    name: str = ""
    version: str = ""
    index_name: str = ""
    files: tuple[FileOutcome, ...] = ()
    this_commit: bool = False
    problem: ProblemFacts | None = None
    """Why the journal cannot be read."""


class ChangeStatus(NamedTuple):
    """A change of files that was cut off."""

    command: str = ""
    files: tuple[str, ...] = ()
    problem: ProblemFacts | None = None
    """Why its record cannot be trusted."""


class IndexStatus(NamedTuple):
    """What the lasting embedded index has of the project."""

    state: Literal["nothing", "other versions", "this version", "these files", "released", "unreadable"]
    """`released`: a finished release of this very commit; `these files`: of this version, what lies in `dist` and nothing else; `this version`:
    other files of it."""
    versions: tuple[str, ...] = ()
    """The newest first."""
    files: tuple[str, ...] = ()
    """Of this version."""
    problem: ProblemFacts | None = None
    """Why the index cannot be read."""


class OnIndex(NamedTuple):
    """What TestPyPI or PyPI has of the project."""

    index_name: str
    state: Literal["not asked", "nothing", "other versions", "this version", "these files", "some files", "other files", "unknown"]
    """`these files`: all that it shows of this version, and the files that are known here, are the same; `some files`: so far, and files are missing;
    `other files`: a file of this version has other bytes; `this version`: nothing here holds one of its files; `unknown`: it did not answer."""
    versions: tuple[str, ...] = ()
    """The newest first; bounded."""
    files: tuple[str, ...] = ()
    """Of this version."""
    missing: tuple[str, ...] = ()
    """Files that are known here, and that it does not show."""
    released: float | None = None
    """Seconds since this version was sent there from here; None where nothing tells that it was."""
    rehearsed: float | None = None
    """Seconds since this commit was rehearsed there."""
    this_commit: bool = False
    """Whether what was sent was built from this commit."""
    reason: str = ""


class Status(NamedTuple):
    """How a project stands."""

    folder: str
    """As it is shown to people."""
    name: str | None
    version: str | None
    """None where only a build tells it and there was none of this commit."""
    tree: TreeStatus
    tag: TagStatus
    dist: DistStatus
    rehearsal: RehearsalStatus
    release: ReleaseStatus | None
    embedded: IndexStatus
    errors: int = 0
    """Errors that the look at the tree found."""
    at_work: int | None = None
    """The number of a process of seatrial that works on the project at this moment; what it does is no release that was interrupted."""
    indexes: tuple[OnIndex, ...] = ()
    """TestPyPI and PyPI: where they were asked, both; else those of which something is remembered."""
    change: ChangeStatus | None = None
    """Files that are half changed."""


Next = Literal["wait", "abandon", "resume", "mend", "commit", "raise version", "published", "nothing", "rehearse", "release"]
"""What is to be done next."""
