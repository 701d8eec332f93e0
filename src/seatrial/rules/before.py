"""Rules on a release beside what its index shows, before the first file is sent."""

from collections.abc import Iterable, Iterator, Mapping

from seatrial.core.profile import PYPI, TESTPYPI, domain
from seatrial.model.finding import Finding, Hit
from seatrial.model.index import Arrival, IndexProfile, NameStanding
from seatrial.model.lookup import LookUp
from seatrial.rules import arrival, naming
from seatrial.rules.rule import Rule, judge, rule

GIBIBYTE = 1024 * 1024 * 1024
SPOKEN = {PYPI.name: "PyPI", TESTPYPI.name: "TestPyPI"}


@rule(
    "BFR001",
    "error",
    "The project is archived",
    message="{the_index} has the project {name} as archived, and takes no files for it.",
    source="warehouse@6b62157:packaging/models.py:498",
)
def archived(look: LookUp) -> Iterator[Hit]:
    """Nobody may upload to an archived project, its owners neither: the index answers that they are not allowed to.

    Fix: End the archiving in the project's settings on the index, then release.
    """
    if look.status == "archived" and look.left:
        # Of other indexes nobody knows what they do with it.
        yield Hit({"the_index": look.index_name, "name": look.name}, severity=None if look.pypi else "warning")


@rule(
    "BFR002",
    "warning",
    "The project is in quarantine",
    message="{the_index} has the project {name} in quarantine: nobody can install it.",
    source="warehouse@6b62157:packaging/models.py:428",
)
def quarantined(look: LookUp) -> Iterator[Hit]:
    """The index's administrators take it for harmful until they have looked at it. Its owners' accounts are often locked, and Trusted Publishing is refused.

    Fix: Write to the index's administrators, and release when it is out of quarantine.
    """
    if look.status == "quarantined":
        yield Hit({"the_index": look.index_name, "name": look.name}, severity="error" if look.trusted and look.pypi else None)


@rule(
    "BFR003",
    "note",
    "The project is deprecated",
    message="{the_index} tells users that the project {name} is deprecated.",
    source="PEP 792",
)
def deprecated(look: LookUp) -> Iterator[Hit]:
    """Installers and reviewers may warn of it, of its new releases too.

    Fix: If the project goes on, take the mark away on the index.
    """
    if look.status == "deprecated":
        yield Hit({"the_index": look.index_name, "name": look.name})


@rule("BFR004", "warning", "The version is yanked", message="{name} {version} is yanked on {the_index}: {reason}")
def yanked(look: LookUp) -> Iterator[Hit]:
    """Installers pass over a yanked version unless somebody asks for exactly it; files that are added to it are as good as not there.

    Fix: Raise the version and build again; or take the yank back on the index first.
    """
    if look.yanked and look.left:
        yield Hit({"name": look.name, "version": look.version, "the_index": look.index_name, "reason": look.yanked_reason or "-"})


@rule(
    "BFR005",
    "warning",
    "The project may become larger than the index takes",
    message="With this release {name} has {size} bytes on {the_index}; the limit is {limit} GiB, unless a higher one was granted.",
    source="warehouse@6b62157:forklift/legacy.py:1164",
)
def too_large(look: LookUp) -> Iterator[Hit]:
    """The file that goes beyond the limit is refused, and half of the release is live by then.

    Fix: Delete files of old releases that nobody needs, or ask for a higher limit before you release.
    """
    limit = arrival.PROJECT_LIMIT
    if look.pypi and look.size <= limit < look.size + look.adds:
        yield Hit({"name": look.name, "size": look.size + look.adds, "the_index": look.index_name, "limit": limit // GIBIBYTE})


@rule(
    "BFR006",
    "warning",
    "The token is for a project that the index does not show",
    message="The token is limited to {name}, and {the_index} shows no such project.",
    source="warehouse@6b62157:macaroons/caveats/__init__.py:70",
)
def limited(look: LookUp) -> Iterator[Hit]:
    """A limited token can never make a project. If the project was made a moment ago, or shows nothing yet, the index's page may be old.

    Fix: For the first upload of a project use a token of the whole account, or a pending publisher.
    """
    if look.limited and look.project == "absent" and look.pypi:
        yield Hit({"name": look.name, "the_index": look.index_name})


def judge_look(look: LookUp, path: str, ignore: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return the findings on what an index shows; `path` names the release to the user, `ignore` has the reason by rule id."""
    found = judge(RULES, look, path, ignore)
    if look.whose not in {"taken", "unsure"} or not look.pypi:
        return found
    standing = NameStanding(SPOKEN.get(look.index_name, look.index_name), look.name, look.whose, look.theirs or "-")
    # Whoever has released it before knows whose it is, and the index refuses it to others.
    named = naming.judge_name(standing, path, ignore)
    return (*found, *(one._replace(severity="note") if look.whose == "unsure" else one for one in named))


def judge_arrivals(arrivals: Iterable[tuple[Arrival, str]], profile: IndexProfile, ignore: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return by which of its rules an index surely refuses files that arrive, each with its path; what other indexes do than PyPI nobody knows."""
    if not profile.site:
        return ()
    return tuple(finding for one, path in arrivals for finding in judge(SURE, one, path, ignore, domain(profile)))


SURE: tuple[Rule[Arrival], ...] = (arrival.standard_library, arrival.similar, arrival.scope, arrival.closed, arrival.second_sdist)
"""What pages of an index tell enough for."""
RULES: tuple[Rule[LookUp], ...] = (archived, quarantined, deprecated, yanked, too_large, limited)
