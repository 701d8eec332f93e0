"""Trusted Publishing: what a job's identity claims, what an index has on record, and how the two compare."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from seatrial.model.credential import Secret
from seatrial.model.sentence import ProblemFacts

Provider = Literal["github", "gitlab", "google", "activestate"]
"""Whose identities PyPI takes."""
RefusalCode = Literal[
    "invalid-payload", "invalid-token", "invalid-publisher", "invalid-pending-publisher", "invalid-reuse-token", "not-enabled"
]
Claims = Mapping[str, Any]
"""What an identity token says, as it is decoded; nothing of it is proven."""


class Publisher(NamedTuple):
    """A trusted publisher as an index has it on record."""

    provider: Provider
    fields: Mapping[str, str]
    """By the names of PyPI's form: `owner`, `repository`, `workflow_filename`, `environment` (GitHub); `namespace`, `project`,
    `workflow_filepath`, `environment`, `issuer_url` (GitLab); `email`, `sub` (Google); `organization`, `project`, `actor` (ActiveState).
    An optional one that is blank is empty or missing; `owner_id` may hold the owner's number."""
    projects: tuple[str, ...] = ()
    """Normalized names of the projects that it may upload to."""
    pending: str = ""
    """The project that it makes when it is first used; empty where it belongs to projects that exist."""


class Refused(NamedTuple):
    """Why an index gives no token."""

    code: RefusalCode
    description: str
    """The index's own words."""


class Identity(NamedTuple):
    """What the surroundings of this process gave when they were asked for an identity token."""

    state: Literal["found", "absent", "broken"]
    token: Secret | None = None
    problem: ProblemFacts | None = None
    """Why there is none, although there should be one."""


class Exchange(NamedTuple):
    """One request to the part of an index that exchanges identities for tokens."""

    url: str
    body: bytes | None = None
    """JSON to post; None asks."""
    authority: str | None = None
    """Path of certificates to trust in place of the system's."""
    certificate: str | None = None
    """Path of the client's own certificate, with its key."""


class PublicKey(NamedTuple):
    """An RSA key that proves signatures."""

    modulus: int
    exponent: int


class Trust(NamedTuple):
    """Whose identities the embedded index takes, and for whom."""

    audience: str = "seatrial"
    """For whom an identity token has to be."""
    lifetime: int = 900
    """Seconds that a token lasts."""
    issuers: Mapping[str, Mapping[str, PublicKey]] = {}
    """By the address of an issuer its keys by their ids."""
    publishers: tuple[Publisher, ...] = ()
    closed: frozenset[str] = frozenset()
    """Providers whose identities are not taken now."""
    open: bool = True
    """Whether any identity is taken now."""


class Grant(NamedTuple):
    """What a token stands for that the embedded index gave."""

    projects: frozenset[str]
    """Normalized names of the projects that it may upload to."""
    begins: float
    """Seconds since the epoch."""
    expires: float


class FormField(NamedTuple):
    """One field of the index's form beside what the identity claims."""

    field: str
    claimed: str | None
    """What the index will compare; None where the claim is missing."""
    expected: str
    """What is to be typed into the form."""
    matches: bool | None
    """Whether the record has it as it must be; None where no record is known to compare with."""
    recorded: str | None = None
    """What the record has; None where that is not known."""
