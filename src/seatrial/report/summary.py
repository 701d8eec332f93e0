"""What a report comes to: how many findings of each severity, and whether they are grave enough to fail."""

from collections.abc import Iterable

from seatrial.model.finding import Finding, Severity

ORDER: tuple[Severity, ...] = ("error", "warning", "note")


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """Return the number of findings by severity, and of the ignored ones."""
    total = {"error": 0, "warning": 0, "note": 0, "ignored": 0}
    for finding in findings:
        total["ignored" if finding.ignored is not None else finding.severity] += 1
    return total


def fails(findings: Iterable[Finding], fail_on: Severity) -> bool:
    """Return whether a finding that is not ignored is as grave as `fail_on` or graver."""
    grave = ORDER[: ORDER.index(fail_on) + 1]
    return any(finding.severity in grave and finding.ignored is None for finding in findings)
