"""The rule on the places of a tree that state its version, whether a build reads them or not."""

from collections.abc import Iterator, Mapping

from seatrial.core.bump.places import disagreeing
from seatrial.model.checklist import Stating
from seatrial.model.finding import Finding, Hit
from seatrial.rules.rule import Rule, judge, rule


@rule("PRJ115", "warning", "Another file states another version", message="{file} says {version}, but {other} says {expected}.")
def stated_otherwise(stating: Stating) -> Iterator[Hit]:
    """The documentation, a citation or the program itself names a version that is not the one released, and `seatrial bump` raises none while they differ.

    Fix: Write the version of the project there too; from then on `seatrial bump` raises both.
    """
    found = stating.found
    wrong = disagreeing(found)
    right = next((one for one in found.places if one not in wrong), None)
    for one in wrong:
        if right and (one.file, one.line) not in stating.known:
            yield Hit(
                {"file": one.file, "version": one.version, "other": right.file, "expected": right.version}, file=one.file, line=one.line
            )


def judge_stating(stating: Stating, path: str, ignore: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return the findings on the places of a version; `path` names the tree to the user, `ignore` has the reason by rule id."""
    return judge(RULES, stating, path, ignore)


RULES: tuple[Rule[Stating], ...] = (stated_otherwise,)
