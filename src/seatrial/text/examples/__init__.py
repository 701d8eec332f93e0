"""A bad and a good example for each rule, the same in every language: one module for each three-letter prefix, imported when first needed."""

from collections.abc import Mapping
from typing import NamedTuple


class Example(NamedTuple):
    """What a rule finds, and the same as it should be."""

    bad: str
    good: str
    answer: str | None = None
    """PyPI's words to the bad one, where a library of its server finds them."""


def find(rule_id: str) -> Example | None:
    """Return the example of a rule such as `WHL003`, None where there is none."""
    # By name, so that a command pays only for the examples that it shows.
    try:
        module = __import__(f"seatrial.text.examples.{rule_id[:3].lower()}", fromlist=["EXAMPLES"])
    except ModuleNotFoundError:
        return None
    examples: Mapping[str, tuple[str, str]] = module.EXAMPLES
    answers: Mapping[str, str] = getattr(module, "ANSWERS", {})
    return Example(*examples[rule_id], answers.get(rule_id)) if rule_id in examples else None
