"""One cause is told once."""

from make.report import finding
from seatrial.model.finding import Refusal
from seatrial.rules.catalogue import find
from seatrial.rules.consequences import CONSEQUENCES, without_consequences


def told(*findings) -> list[str]:
    return [one.rule for one in without_consequences(findings)]


def test_an_empty_wheel_is_explained_by_its_cause_alone() -> None:
    """Who has a flat project reads what is wrong with it, not four times what comes of that."""
    assert told(finding("PRJ020"), finding("PRJ026", "note"), finding("PAR001"), finding("WHL042", "warning")) == ["PRJ020", "PRJ026"]


def test_a_consequence_without_its_cause_is_told() -> None:
    """Nothing is lost where the cause is not known."""
    assert told(finding("PAR010"), finding("WHL042")) == ["PAR010", "WHL042"]


def test_a_refusal_is_never_left_out() -> None:
    """What the index would say to a file always stands beside its verdict."""
    refused = finding("DSC005")._replace(refusal=Refusal("DSC005", 400, "no"))
    assert told(finding("PRJ001"), refused) == ["PRJ001", "DSC005"]


def test_an_ignored_cause_explains_nothing() -> None:
    """Who silences the cause still reads what it does."""
    assert told(finding("PRJ020")._replace(ignored="on purpose"), finding("PAR001")) == ["PRJ020", "PAR001"]


def test_every_rule_in_the_table_exists() -> None:
    """A rule that is renamed takes its place in the table along."""
    named = {*CONSEQUENCES, *(one for folded in CONSEQUENCES.values() for one in folded)}
    assert [one for one in sorted(named) if find(one) is None] == []
