"""Every rule can be found by its id, and says all that a user needs."""

import pytest

from seatrial.rules.attestation import BESIDE
from seatrial.rules.catalogue import all_rules, find
from seatrial.rules.rule import Rule


def test_ids_are_unique() -> None:
    """No two rules share an id, and they come sorted."""
    ids = [rule.id for rule in all_rules()]
    assert ids == sorted(set(ids))


def test_find() -> None:
    """Every rule is found by its id; what is none is not."""
    assert [find(rule.id) for rule in all_rules()] == list(all_rules())
    found = find("MET005")
    assert found is not None
    assert found.title == "The version is not valid"
    assert find("XXX999") is None


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_rule_explains_itself(rule: Rule) -> None:
    """A rule has a title, a message, a reason and a fix; one by which PyPI refuses is an error and names its source.

    What lies beside a file is a warning: it is sent only by who asks for that.
    """
    assert rule.title
    assert rule.message
    assert rule.why
    assert rule.fix
    if rule.refuses:
        assert rule.severity == ("warning" if rule.id in {one.id for one in BESIDE} else "error")
        assert rule.source
