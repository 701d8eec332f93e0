"""What findings come to."""

import pytest

from make.report import finding
from seatrial.report.summary import counts, fails


def test_ignored_findings_are_counted_apart() -> None:
    """What the settings ignore counts as ignored and nothing else."""
    found = (finding(), finding(severity="warning"), finding(severity="warning", ignored="known"), finding(severity="note"))
    assert counts(found) == {"error": 1, "warning": 1, "note": 1, "ignored": 1}


@pytest.mark.parametrize(
    ("severity", "fail_on", "failing"),
    [
        ("error", "error", True),
        ("warning", "error", False),
        ("warning", "warning", True),
        ("note", "warning", False),
        ("note", "note", True),
    ],
)
def test_findings_fail_from_the_chosen_severity_on(severity, fail_on, failing) -> None:
    """`--fail-on` takes the named severity and everything graver."""
    assert fails([finding(severity=severity)], fail_on) is failing


def test_ignored_findings_never_fail() -> None:
    """An ignored finding does not change the exit status."""
    assert not fails([finding(severity="warning", ignored="known")], "note")
