"""What is shown of a job that publishes: what it claims, what is to be typed into the index's form, and what stands in the way."""

from collections.abc import Mapping
from typing import NamedTuple

from seatrial.model.publishing import Claims, FormField, Provider, Refused
from seatrial.model.sentence import ProblemFacts, Said


class Remote(NamedTuple):
    """Where a git remote lies, without a login."""

    host: str
    """In lower case, without a port."""
    path: str
    """Owner and repository, or namespace and project, as they are written."""


class Expected(NamedTuple):
    """What a job that publishes will claim, as far as its file tells."""

    provider: Provider
    claims: Claims
    file: str
    job: str
    target: str
    """`pypi`, `testpypi` or `other`."""
    problems: tuple[ProblemFacts, ...] = ()
    """What stands in the way by the file alone."""


class Shown(NamedTuple):
    """One identity beside the form."""

    provider: Provider
    source: Said
    """Where the claims come from."""
    fields: tuple[FormField, ...]
    link: str
    """The page of an existing project, its form filled in."""
    pending: str
    """The page for a project that does not exist yet."""
    problems: tuple[ProblemFacts, ...]
    recorded: Mapping[str, str] | None = None
    """What the user says is on record."""
    refused: Refused | None = None
    """What the index would answer to the record; None where it would give a token, or nothing is on record."""
    target: str = "pypi"


class PublisherView(NamedTuple):
    """Everything that `seatrial publisher show` tells."""

    project: str | None
    shown: tuple[Shown, ...]
    """The likeliest first; never empty."""
    problems: tuple[ProblemFacts, ...] = ()
    """What is wrong with other files of the project."""
