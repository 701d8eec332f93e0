"""Rules on an upload with a token that Trusted Publishing gave."""

from collections.abc import Iterator

from seatrial.core.protocol import normal
from seatrial.model.finding import Hit
from seatrial.model.index import Arrival
from seatrial.rules.form import first
from seatrial.rules.rule import Rule, Words, rule


def is_new(arrival: Arrival) -> bool:
    """Tell whether the index has no project of the name that is uploaded."""
    return normal(first(arrival.upload.form, "name")) not in arrival.state.projects


@rule(
    "IDX023",
    "error",
    "A trusted publisher cannot make this project",
    message="The token is of a trusted publisher, and there is no project {name}.",
    source="warehouse@6b62157:forklift/legacy.py:763",
    refuses=Words(
        400,
        "Non-user identities cannot create new projects. This was probably caused by successfully using a pending publisher but specifying the "
        "project name incorrectly (either in the publisher or in your project's metadata). Please ensure that both match. "
        "See: https://docs.{PYPI}/trusted-publishers/troubleshooting/",
    ),
)
def publisher_makes_none(arrival: Arrival) -> Iterator[Hit]:
    """A pending publisher makes the project whose name stands in its form, before any upload; a file of another name finds no project.

    Fix: Make the name in the metadata and the name in the pending publisher the same.
    """
    if arrival.authenticates and arrival.state.grant and is_new(arrival):
        yield Hit({"name": first(arrival.upload.form, "name")})


@rule(
    "IDX024",
    "error",
    "The trusted publisher is not one of this project",
    message="The token is of a trusted publisher that is registered for other projects than {name}.",
    source="warehouse@6b62157:macaroons/caveats/__init__.py:137",
    refuses=Words(403, "Invalid API Token: OIDC scoped token is not valid for project '{name}'"),
)
def publisher_of_another(arrival: Arrival) -> Iterator[Hit]:
    """A token of Trusted Publishing is good for the projects that have the very publisher which matched, and for no other.

    Fix: Register the same publisher for this project too: with the same owner, repository, workflow and environment.
    """
    grant, name = arrival.state.grant, first(arrival.upload.form, "name")
    if arrival.authenticates and grant and normal(name) not in grant.projects:
        yield Hit({"name": arrival.state.project_name or name})


@rule(
    "IDX025",
    "error",
    "The token has ended",
    message="The token was valid for {minutes} minutes.",
    source="warehouse@6b62157:macaroons/caveats/__init__.py:60",
    refuses=Words(403, "Invalid API Token: token is expired"),
)
def ended(arrival: Arrival) -> Iterator[Hit]:
    """A token of Trusted Publishing lasts 15 minutes, counted from when it was made; the index looks at it when the whole file has arrived.

    Fix: Get a new one for each job, shortly before the first upload.
    """
    grant = arrival.state.grant
    if arrival.authenticates and grant and not grant.begins <= int(arrival.state.now) < grant.expires:
        yield Hit({"minutes": round((grant.expires - grant.begins) / 60)})


RULES: tuple[Rule[Arrival], ...] = (publisher_makes_none, publisher_of_another, ended)
