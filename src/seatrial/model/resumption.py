"""A resumption: the way on which an upload reaches its index again, and what the user asks."""

from typing import NamedTuple

from seatrial.model.index import Patience


class Way(NamedTuple):
    """How an upload reaches its index, so that it can go on there; no secret is in it."""

    url: str
    """Address for uploads, without a login."""
    config_file: str | None = None
    """Absolute path of the `.pypirc` that the user named in place of their own."""
    authority: str | None = None
    """Absolute path of certificates to trust in place of the system's."""
    certificate: str | None = None
    """Absolute path of the client's own certificate."""
    username: str = ""
    """At the index, where the user gave one."""
    jobs: int = 8
    patience: Patience = Patience()


class ResumeOptions(NamedTuple):
    """What the user asks of a resumption."""

    id: str | None = None
    """Of the plan that is meant, where several were interrupted."""
    repository_url: str | None = None
    """Address of the index, named anew: a token never goes to one that a journal alone names."""
    abandon: bool = False
    """Give up what was interrupted: nothing is sent."""
    interactive: bool = True
    """Whether somebody may be asked."""
