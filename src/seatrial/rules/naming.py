"""Rules on the name of a project beside what an index shows under that name."""

from collections.abc import Iterator, Mapping

from seatrial.model.finding import Finding, Hit
from seatrial.model.index import NameStanding
from seatrial.rules.rule import Rule, judge, rule


@rule(
    "IDX020",
    "warning",
    "The name is taken",
    message="{index} has a project {name} already, and it is another one: {theirs}",
)
def taken(standing: NameStanding) -> Iterator[Hit]:
    """Only its owners can upload under that name; to everybody else the index answers that they are not allowed to.

    Fix: Choose another name before anything is released.
    """
    if standing.how == "taken":
        yield _hit(standing)


@rule(
    "IDX021",
    "warning",
    "The name exists, and whose it is cannot be told",
    message="{index} has a project {name} already: {theirs}",
)
def unsure(standing: NameStanding) -> Iterator[Hit]:
    """If it is not yours, nothing can be uploaded under that name. Neither an address nor an author of the two is the same.

    Fix: If it is yours, give the home page or the author in the build file as it stands on the index; else choose another name.
    """
    if standing.how == "unsure":
        yield _hit(standing)


def _hit(standing: NameStanding) -> Hit:
    return Hit({"index": standing.at, "name": standing.name, "theirs": standing.theirs})


def judge_name(standing: NameStanding, path: str, ignore: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return the findings on a name; `path` names the project to the user, `ignore` has the reason by rule id."""
    return judge(RULES, standing, path, ignore)


RULES: tuple[Rule[NameStanding], ...] = (taken, unsure)
