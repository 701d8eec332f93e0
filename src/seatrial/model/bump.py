"""Raising a version: the places that state it, what only looks like it, and what came of the change."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from seatrial.model.edit import Edit
from seatrial.model.sentence import ProblemFacts, Said

Part = Literal["major", "minor", "patch", "a", "b", "rc", "post", "dev", "release"]


class Place(NamedTuple):
    """A literal in a file that states the project's version."""

    file: str
    """Relative to the project folder."""
    line: int
    """From 1."""
    start: int
    """Bytes of the file before the literal; quotes are not part of it."""
    end: int
    version: str
    """The version that it means: of a tuple `(1, 2, 0)`, `1.2.0`."""
    form: Literal["text", "tuple", "short", "lock"] = "text"
    """`text`: the version itself; `tuple`: its numbers (and words) with commas; `short`: its first two numbers, as Sphinx's `version`;
    `lock`: the project's own entry of a lock file."""
    encoding: str = "utf-8"
    """How text is to be written into the file."""


class Untouched(NamedTuple):
    """A place that holds the same text and means something else."""

    file: str
    line: int
    text: str
    """The whole line, bounded."""
    why: Said


class Found(NamedTuple):
    """Everything that a search for a project's version tells."""

    version: str | None
    """None where no place states it as a literal."""
    places: tuple[Place, ...] = ()
    untouched: tuple[Untouched, ...] = ()
    computed: tuple[Untouched, ...] = ()
    """Places that make the version from something that cannot be read; `why` says from what."""
    scm: str | None = None
    """Name of what makes the version from git's tags (`setuptools-scm`, `hatch-vcs` …); then a tag is set, and no file is changed."""
    more: int = 0
    """Lines that hold the same text beside those in `untouched`."""


class BumpOptions(NamedTuple):
    """What a user asks of a bump."""

    to: str
    """A part (`Part`) or a version."""
    dry_run: bool = False
    commit: bool = False
    message: str | None = None
    """Of the commit; None for the project's setting."""
    tag: bool = False
    prove: bool = False
    online: bool = False
    force: bool = False
    """Also backwards, and to a version that the index has or had."""


class CommitRequest(NamedTuple):
    """What one commit is to hold: these files as they are after the edits, and nothing else that happens to be changed or staged."""

    parent: str
    """The commit on which it is made."""
    edits: tuple[Edit, ...]
    message: str


class Committed(NamedTuple):
    """The commit of a bump."""

    commit: str
    """Whole hash."""
    parent: str
    branch: str | None
    undo: str
    """The command that takes it back as long as nothing came after it."""


class BumpRecord(NamedTuple):
    """What is written down of a bump before its first file is changed, where more is to follow than the files."""

    name: str
    old: str
    new: str
    to: str
    """The part or version that was asked for."""
    request: CommitRequest
    tag: str | None = None
    """To be set after the commit."""
    release: str = ""
    """The index of the release that follows, until which this is kept; empty where none does."""
    commit: str | None = None
    """The commit, as soon as it is known."""


class Landed(NamedTuple):
    """What a raised version came to in git."""

    record: BumpRecord
    committed: Committed
    tag: str | None = None
    """The tag that was set."""
    notes: tuple[Said, ...] = ()


class Bumped(NamedTuple):
    """How a bump ended."""

    folder: str
    name: str | None = None
    old: str | None = None
    new: str | None = None
    places: tuple[tuple[Place, str, str], ...] = ()
    """Each place with its line before and after."""
    untouched: tuple[Untouched, ...] = ()
    computed: tuple[Untouched, ...] = ()
    more: int = 0
    """Lines that hold the same text beside those in `untouched`."""
    edits: tuple[Edit, ...] = ()
    written: bool = False
    """Whether the files are changed; never for a dry run, nor where the version is a tag."""
    committed: Committed | None = None
    tag: str | None = None
    """The tag that was set, or that a dry run would set."""
    scm: str | None = None
    proved: str | None = None
    """The version that the built metadata says."""
    problem: ProblemFacts | None = None
    notes: tuple[Said, ...] = ()
    interrupted: bool = False
    dry_run: bool = False
    parts: Mapping[str, str] = {}
    """Where no new version was asked for: what each part would make of the present one."""
    git: bool = False
    """Whether the project is in a repository."""
