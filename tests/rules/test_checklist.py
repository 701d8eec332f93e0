"""The lines of the checklist and the rules behind them."""

from seatrial.rules.catalogue import all_rules
from seatrial.rules.checklist import ITEMS, OUTSIDE

TREES = ("PRJ", "SET", "REQ", "RUN", "DSC", "WFL", "BFR")
"""What the ids of the rules begin with that judge a project's folder."""


def test_every_rule_on_a_tree_belongs_to_one_line() -> None:
    """What is found in a project is found in its checklist too, once."""
    judging = [rule.id for rule in all_rules() if rule.id.startswith(TREES)]
    places = {rule: [item.key for item in ITEMS if rule.startswith(item.rules)] for rule in judging}
    assert {rule: lines for rule, lines in places.items() if len(lines) != 1 - rule.startswith(OUTSIDE)} == {}
    known = {rule.id for rule in all_rules()}
    stale = [begin for item in ITEMS for begin in item.rules if not any(rule.startswith(begin) for rule in known)]
    assert stale == []
    assert len({item.key for item in ITEMS}) == len(ITEMS)
