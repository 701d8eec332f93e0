"""What the pre-release checklist goes by: where a tree stands, and what was learnt of it beside the findings."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from seatrial.model.bump import Found
from seatrial.model.project import Tree
from seatrial.model.run import Run, RunKind

ReadmeState = Literal["judged", "none", "computed", "unread"]
"""`computed`: only the build can tell it; `unread`: no plain file of usual size within the folder."""
ChangelogState = Literal["none", "entry", "fragments", "untold", "development"]
"""`none`: no file that can be read as one; `untold`: only the build can tell the version; `development`: the version is none that is released."""
NameState = Literal["free", "ours", "taken", "unsure", "unknown"]


class OnIndex(NamedTuple):
    """What an index shows of the project whose tree is looked at."""

    shown_at: str
    """Its name, as people call it."""
    asked: bool = False
    """Whether it answered."""
    name: NameState = "unknown"
    versions: tuple[str, ...] = ()
    """The newest first."""
    files: tuple[str, ...] = ()
    """Of this version."""


class AtRemote(NamedTuple):
    """What the remote repository told."""

    name: str
    """As git calls it."""
    asked: bool = False
    """Whether it answered."""
    commit: str | None = None
    """At which it has the branch that is checked out; None where it has no such branch."""
    behind: bool = False
    """Whether this commit is no part of what is checked out."""


class Standing(NamedTuple):
    """Where a tree stands between branches, tags and the index: what the rules on a release's place judge."""

    name: str = ""
    version: str = ""
    """Empty where only the build can tell it."""
    commit: str | None = None
    branch: str | None = None
    """None where HEAD is detached, or where there is no git."""
    branches: tuple[str, ...] = ()
    """Those that releases are made from, as patterns; empty where nothing tells."""
    tag: str = ""
    """Of this version; empty where it is not known."""
    tagged: Mapping[str, str] = {}
    """The commits on which the tag is, by where it is so: `refs/tags` here, else the name of the remote."""
    remote: AtRemote | None = None
    """None where it was not to be asked, or where there is none."""
    at_index: OnIndex | None = None
    """None where it was not to be asked."""


class Stating(NamedTuple):
    """The places of a tree that state its version."""

    found: Found
    known: frozenset[tuple[str, int]] = frozenset()
    """File and line of those that the build files and the top of the packages state, which are compared by themselves."""


class Facts(NamedTuple):
    """Everything that the checklist goes by beside the findings."""

    tree: Tree
    standing: Standing
    readme: ReadmeState = "none"
    changelog: ChangelogState = "none"
    publishes: bool | None = False
    """Whether a workflow was found that publishes; None where there are more than were read."""
    runs: Mapping[RunKind, Run] = {}
    """The last run of each kind on exactly this tree."""
    online: bool = False
