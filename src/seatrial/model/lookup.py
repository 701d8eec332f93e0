"""What an index was asked before the first file of a release is sent, and what came of it."""

from typing import Literal, NamedTuple

from seatrial.model.change import Changes

Shown = Literal["there", "absent", "unknown"]
Whose = Literal["ours", "taken", "unsure", "unknown"]


class LookUp(NamedTuple):
    """A release beside what its index shows."""

    index_name: str
    name: str
    version: str
    project: Shown
    """Whether the index has the project; `unknown` where it could not be asked."""
    whose: Whose = "unknown"
    """Whose project it seems to be: `unsure` where nothing tells, `unknown` where nothing was asked."""
    theirs: str = ""
    """What the index shows of a project that is not ours."""
    status: str = ""
    """Of the project, as the index tells it (PEP 792)."""
    newest: str | None = None
    """The newest version that it shows."""
    files: int = 0
    """Files of this very version that it shows."""
    left: int = 0
    """Files of this version that it does not show: what is to be sent."""
    yanked: bool = False
    """All files of this version are yanked."""
    yanked_reason: str = ""
    days: int | None = None
    """For how many days this version takes more files; None where the index tells no time, or has no such rule."""
    size: int = 0
    """Bytes of all files of the project that it shows."""
    adds: int = 0
    """Bytes of what is to be sent."""
    asked: int = 0
    """Names that are similar to a new one, and were looked up."""
    similar: str | None = None
    """A project that exists, with a name too similar to the new one."""
    free: tuple[str, ...] = ()
    """Names made from this one that nobody has."""
    limited: bool = False
    """The token is limited to some projects, and names this one."""
    trusted: bool = False
    """The token was made by Trusted Publishing."""
    pypi: bool = False
    """The index is PyPI or TestPyPI, whose rules are known."""


class Rehearsed(NamedTuple):
    """The last rehearsal of what is released now."""

    index_name: str = ""
    """Where it went; empty where there was none."""
    seconds: float = 0.0
    """That it is ago."""
    same_files: bool = False
    """It had these very files; else only the same commit."""


class Beside(NamedTuple):
    """A release beside the one before it."""

    marks: frozenset[str] = frozenset()
    """What tells whose our files are."""
    their_marks: frozenset[str] = frozenset()
    asked: bool = False
    """Whether the index gave any metadata of the project."""
    theirs: str = ""
    changes: Changes | None = None
    """As far as metadata and names tell them; None for a version that is there already, and where nothing was found."""
