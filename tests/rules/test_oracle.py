"""Every file gets the verdict that PyPI's own server code gave it, in its words."""

from make.oracle import Case, cases, differs, unordered, upload_of
from seatrial.core.profile import PYPI
from seatrial.edge.rendering import aside
from seatrial.rules.catalogue import find
from seatrial.rules.verdict import first_refusal, judge_upload, verdict


def disagreement(case: Case) -> str | None:
    """Say where we and the server disagree on one file."""
    findings = judge_upload(upload_of(case), PYPI, case.key, {}, aside=aside)
    refusal = first_refusal(findings)
    if verdict(findings) != ("accepted" if case.status == 200 else "refused"):
        return f"{case.key}: {case.status} {case.message}, but we say {refusal}"
    if refusal and not any(finding.severity == "error" and finding.refusal and not finding.ignored for finding in findings):
        return f"{case.key}: refused without an error"
    return differs(case, refusal.status if refusal else 200, refusal.message if refusal else "OK")


def test_every_recorded_answer() -> None:
    """Verdict and words agree with PyPI's own server on every recorded file."""
    every = tuple(cases())
    assert len(every) == 442
    assert [said for case in every if (said := disagreement(case))] == []


def test_words_of_refusals_come_from_templates() -> None:
    """The words of a refusal are the template of its rule with the values of the finding, by which the words of a real index are explained."""
    for case in cases():
        for finding in judge_upload(upload_of(case), PYPI, case.key, {}, aside=aside):
            found = find(finding.rule)
            assert found is not None
            assert found.message.format(**finding.values)
            if finding.refusal and found.refuses:
                filled = found.refuses.message.format(PYPI="pypi.org", **finding.values).replace(
                    "'' is not a valid metadata", "None is not a valid metadata"
                )
                assert unordered(finding.refusal.message) == unordered(filled).partition("\n")[0]
