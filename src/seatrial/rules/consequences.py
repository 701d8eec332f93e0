"""Leaves out what is only the consequence of something else that was found, so that one cause is told once."""

from collections.abc import Iterable, Mapping

from seatrial.model.finding import Finding

LOST = frozenset({"CHG001", "CHG002", "CHG004", "CHG020"})
"""What an empty wheel no longer has that the release before it had."""
CONSEQUENCES: Mapping[str, frozenset[str]] = {
    # Flat modules that the search for packages does not see: an empty wheel.
    "PRJ020": LOST | {"PAR001", "PAR002", "PAR010", "SDT020", "WHL042"},
    "PAR001": LOST | {"PAR002", "PAR010", "SDT020", "WHL042"},
    "PAR004": frozenset({"CHG004"}),
    # What a build file names and the tree lacks is lacking in what was built.
    "PRJ001": frozenset({"DSC005"}),
    "PRJ003": frozenset({"DSC005"}),
    "PRJ004": frozenset({"DSC006"}),
    "PRJ005": frozenset({"WHL039", "SDT013"}),
    "PRJ006": frozenset({"WHL039", "SDT013"}),
    # The same file, missed for certain in the sdist.
    "PAR009": frozenset({"PRJ023"}),
}
"""Rules by the rule that is their cause in files which were built from the very tree that was judged."""


def without_consequences(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings on a tree and what was built from it without those whose cause was found too.

    A refusal of the index is never left out, nor is anything behind a cause that is ignored.
    """
    findings = tuple(findings)
    causes = {finding.rule for finding in findings if finding.ignored is None}
    folded = frozenset[str]().union(*(CONSEQUENCES.get(cause, frozenset()) for cause in causes))
    return tuple(finding for finding in findings if finding.refusal or finding.rule not in folded)
