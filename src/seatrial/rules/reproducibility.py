"""Rules on a build beside a second one of the same sources: what came out differently."""

from collections.abc import Iterator, Mapping

from seatrial.core.build_output import shortened
from seatrial.model.build import Likeness, Twin, Twins
from seatrial.model.finding import Finding, Hit
from seatrial.rules.rule import Rule, judge, rule

NAMED = 5
"""Members that a message names."""
STANDARD = "https://reproducible-builds.org/docs/definition/"


def _hits(twin: Twin, how: Likeness) -> Iterator[Hit]:
    for one in twin.unlike:
        if one.how == how:
            yield Hit({"members": len(one.members), "names": shortened(one.members, NAMED)}, member=next(iter(one.members), None))


@rule(
    "REP001",
    "warning",
    "Two builds give different contents",
    message="Members whose content differs between two builds: {members}. They are: {names}.",
    source=STANDARD,
)
def contents_differ(twin: Twin) -> Iterator[Hit]:
    """Nobody can build the file again from its sources and find that it is the same; and what it holds depends on when and where it was built.

    Fix: See what the build writes into these members: the time, a path, something random, or a set in an order of its own. Take the time from `SOURCE_DATE_EPOCH`, and sort what has no order.
    """
    return _hits(twin, "content")


@rule(
    "REP002",
    "warning",
    "Two builds give different members",
    message="Members that only one of two builds has: {members}. They are: {names}.",
    source=STANDARD,
)
def members_differ(twin: Twin) -> Iterator[Hit]:
    """What is in the file depends on when and where it was built; a release may lack a file that the rehearsal had.

    Fix: See why the build adds these members: a name made of the time or of something random, or leftovers of the build itself.
    """
    return _hits(twin, "missing")


@rule(
    "REP003",
    "note",
    "Members carry the time of the build",
    message="Members dated differently by each build: {members}. They are: {names}.",
    source=STANDARD,
)
def times_differ(twin: Twin) -> Iterator[Hit]:
    """Each build gives other bytes, although what gets installed is the same; nobody can compare the files by their hash.

    Fix: Take a newer build backend, or one that dates all members by `SOURCE_DATE_EPOCH` (seatrial sets it to the commit's time).
    """
    return _hits(twin, "time")


@rule(
    "REP004",
    "note",
    "Permissions and owners of members depend on who builds",
    message="Members with other permissions or owners in a second build: {members}. They are: {names}.",
    source=STANDARD,
)
def rights_differ(twin: Twin) -> Iterator[Hit]:
    """The umask or the user of the machine gets into the file; files may come out unreadable for others.

    Fix: Let the build set permissions itself instead of taking what files happen to have, or build with `umask 022`.
    """
    yield from _hits(twin, "permissions")
    yield from _hits(twin, "owner")


@rule(
    "REP005",
    "note",
    "Members come in another order each time",
    message="Members at another place in a second build: {members}. The first: {names}.",
    source=STANDARD,
)
def order_differs(twin: Twin) -> Iterator[Hit]:
    """Each build gives other bytes, although what gets installed is the same; nobody can compare the files by their hash.

    Fix: Let the build sort the files before it packs them.
    """
    return _hits(twin, "order")


@rule(
    "REP006",
    "note",
    "The archive itself differs between two builds",
    message="The members are packed differently, or the archive carries the time of its build or the place where it was built.",
    source=STANDARD,
)
def envelope_differs(twin: Twin) -> Iterator[Hit]:
    """Each build gives other bytes, although what gets installed is the same; nobody can compare the files by their hash.

    Fix: Take a newer build backend; by hand, write gzip with `mtime=0` and without a file name.
    """
    if any(one.how in ("envelope", "packing") for one in twin.unlike):
        yield Hit({})


@rule(
    "REP007",
    "warning",
    "Two builds give different files",
    message="The first build alone gave: {first}. The second alone gave: {second}.",
    source=STANDARD,
)
def files_differ(twins: Twins) -> Iterator[Hit]:
    """Mostly the version is made of the time, so that nobody knows before a build what will be released.

    Fix: State the version in one place, or take it from a git tag.
    """
    if twins.only_first or twins.only_second:
        yield Hit({"first": shortened(twins.only_first, NAMED) or "-", "second": shortened(twins.only_second, NAMED) or "-"})


@rule(
    "REP008", "warning", "The second build failed", message="The project was built once, and not a second time: {reason}", source=STANDARD
)
def second_failed(twins: Twins) -> Iterator[Hit]:
    """The second build ran in another folder, in another time zone and with another umask; something depends on one of them, or on chance.

    Fix: Read the log of the second build, `build-again.log` beside that of the first, and mend what it complains of.
    """
    if twins.failed is not None:
        yield Hit({"reason": twins.failed})


def judge_twins(twins: Twins, folder: str, ignore: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return the findings on a build beside a second one; `folder` names the project to the user, `ignore` has the reason by rule id."""
    of_files = (finding for twin in twins.files for finding in judge(FILE_RULES, twin, twin.file, ignore))
    return (*judge(RULES, twins, folder, ignore), *of_files)


FILE_RULES: tuple[Rule[Twin], ...] = (contents_differ, members_differ, times_differ, rights_differ, order_differs, envelope_differs)
RULES: tuple[Rule[Twins], ...] = (files_differ, second_failed)
