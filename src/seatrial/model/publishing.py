"""Trusted Publishing: what a job's identity claims, what an index has on record, and how the two compare."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from seatrial.model.credential import Secret

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


class Minted(NamedTuple):
    """A token that an index gave for an identity."""

    token: Secret
    expires: float | None
    """Seconds since the epoch; None where the index does not say."""


class FormField(NamedTuple):
    """One field of the index's form beside what the identity claims."""

    field: str
    claimed: str | None
    """What the index will compare; None where the claim is missing."""
    expected: str
    """What is to be typed into the form."""
    matches: bool | None
    """Whether the record has it as it must be; None where no record is known to compare with."""
