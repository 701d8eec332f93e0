"""Every rule there is, by its id."""

from functools import cache
from typing import Any

from seatrial.rules import arrival, code, description, form, metadata, pairing, project, repository, request, settings
from seatrial.rules.rule import Rule

AnyRule = Rule[Any]


@cache
def all_rules() -> tuple[AnyRule, ...]:
    """Return every rule, sorted by id."""
    files = (request.RULES, form.RULES, arrival.RULES, metadata.RULES, metadata.FILE_RULES, description.RULES)
    trees = (project.RULES, code.RULES, repository.RULES, pairing.RULES, settings.RULES)
    rules: list[AnyRule] = [rule for rules in (*files, *trees) for rule in rules]
    return tuple(sorted(rules, key=lambda rule: rule.id))


def find(rule_id: str) -> AnyRule | None:
    """Return a rule by its id; None where there is none."""
    return next((rule for rule in all_rules() if rule.id == rule_id), None)
