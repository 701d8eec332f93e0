"""Rules on names, by how a name stands."""

import pytest

from seatrial.model.index import NameStanding
from seatrial.rules.naming import judge_name


@pytest.mark.parametrize(("how", "expected"), [("taken", ["IDX020"]), ("unsure", ["IDX021"]), ("free", []), ("ours", []), ("unknown", [])])
def test_only_a_name_that_may_be_somebody_elses_is_told(how: str, expected: list[str]) -> None:
    """A newcomer learns that a name is taken; whoever owns it, or is first, hears nothing."""
    found = judge_name(NameStanding("here", "boat", how, "A boat."), "boat", {"IDX021": "it is ours"})
    assert [finding.rule for finding in found] == expected
    assert [finding.ignored for finding in found if finding.rule == "IDX021"] == ["it is ours"] * (how == "unsure")
