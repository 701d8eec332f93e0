"""What of a project has to be kept up beside its code: README, changelog, secrets, leftovers of builds, tags."""

from typing import NamedTuple

from seatrial.model.finding import Severity
from seatrial.model.metadata import Description
from seatrial.model.project import Project, Repository


class Readme(NamedTuple):
    """The README of a tree, as the index would show it."""

    file: str
    """Relative to the project folder."""
    description: Description


class Changelog(NamedTuple):
    """A file that tells what changed."""

    file: str
    text: str


class Entry(NamedTuple):
    """One heading of a changelog under which changes stand."""

    line: int
    heading: str
    versions: tuple[str, ...] = ()
    """What in the heading reads as a version; empty where it stands for what is not released yet."""
    open: bool = False
    """Whether the heading says that the release is still to come."""
    empty: bool = False
    """Whether nothing stands below it, or that nothing changed yet."""


class Secret(NamedTuple):
    """Something secret in a file of the tree; never the secret itself."""

    file: str
    rule: str = ""
    """The rule on contents that found it; empty where the file's name alone tells."""
    severity: Severity | None = None
    service: str = ""
    line: int | None = None


class Upkeep(NamedTuple):
    """A project with what has to be kept up in it: what the rules on upkeep judge."""

    project: Project
    repository: Repository | None = None
    tag: str = "v{version}"
    """How a release is tagged, as the settings say it."""
    readme: Readme | None = None
    """None where there is none, or where the build makes the page from more than this file."""
    changelogs: tuple[Changelog, ...] = ()
    secrets: tuple[Secret, ...] = ()
    built: tuple[str, ...] = ()
    """Names of distributions in `dist` that git does not track, bounded."""
    stale: tuple[str, ...] = ()
    """Modules in a `build` folder that the tree no longer has, bounded."""
    unignored: tuple[str, ...] = ()
    """Folders that a build makes and that git does not ignore."""
    tags: tuple[str, ...] = ()
    """The newest tags in the history of HEAD, the newest first, bounded."""
