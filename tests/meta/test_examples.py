"""Every rule has a bad and a good example, and finds the one and not the other."""

import importlib
from pathlib import Path

import pytest

import seatrial.text.examples
from make.examples import READERS, answer, finds
from seatrial.rules.catalogue import all_rules
from seatrial.rules.rule import Rule
from seatrial.text.examples import Example, find

SHOWN_ONLY = {
    "two directories in one archive, or a size that a member has or claims": ("ARC007", "ARC046", "ARC063"),
    "what git or another command says": ("PRJ04", "PRJ050", "PRJ055", "PRJ056", "PRJ057", "PRJ058", "PRJ059", "PRJ06"),
    "what a build does": ("REP", "PAR012", "PAR013", "PAR014"),
    "what lies on an index": ("IDX007", "IDX008", "IDX009", "IDX01", "IDX02", "BFR"),
    "a fault in the bytes of a member": ("WHL01",),
    "a size or a digest of a whole file": ("FRM023", "FRM024"),
    "a secret, which may not lie here in full": ("CON002", "CON003", "CON004"),
    "findings": ("GEN",),
}
"""Beginnings of the ids of rules whose examples are not put before them, by the reason."""
RUN_ALL_THE_SAME = ("WHL017", "PRJ063")
COMMAND = "$ "
"""What an example begins with that is a command, which may not be there."""


def runs(rule: Rule) -> bool:
    begins = tuple(begin for group in SHOWN_ONLY.values() for begin in group)
    shown = find(rule.id)
    command = shown is not None and COMMAND in "".join(shown[:2])
    return rule.id in RUN_ALL_THE_SAME or not (command or rule.id.startswith(begins))


RUN = [rule for rule in all_rules() if runs(rule)]


def example(rule: Rule) -> Example:
    found = find(rule.id)
    assert found is not None, f"{rule.id} has no example in src/seatrial/text/examples"
    return found


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_every_rule_has_a_short_example(rule) -> None:
    """Whoever asks for a rule sees at a glance what it finds, and how it should be."""
    shown = example(rule)
    assert shown.bad != shown.good
    for text in shown[:2]:
        assert text
        assert text == text.rstrip()
        assert len(text.splitlines()) <= 6
        assert text.replace("\n", "").isprintable()


def test_no_example_is_left_over() -> None:
    """An example goes with its rule."""
    known = {rule.id for rule in all_rules()}
    for path in Path(seatrial.text.examples.__file__).parent.glob("[a-z]*.py"):
        own = importlib.import_module(f"seatrial.text.examples.{path.stem}").EXAMPLES
        assert all(key[:3].lower() == path.stem for key in own), f"{path.name} has examples of another prefix"
        assert sorted(own.keys() - known) == []


def test_what_is_no_rule_has_no_example() -> None:
    """An id that does not exist is no error here."""
    assert find("ZZZ001") is None
    assert find("WHL999") is None


@pytest.mark.parametrize("rule", RUN, ids=lambda rule: rule.id)
def test_a_rule_finds_its_bad_example_and_not_its_good_one(rule) -> None:
    """What is shown as bad is what the rule finds, and what is shown as good passes it."""
    shown = example(rule)
    assert finds(rule, shown.bad)
    assert not finds(rule, shown.good)


LIBRARY = [rule for rule in all_rules() if rule.refuses and "{said}" in rule.refuses.message and rule.id != "DSC003"]
"""Rules that refuse in the words of a library, which depend on the value."""


@pytest.mark.parametrize("rule", LIBRARY, ids=lambda rule: rule.id)
def test_words_of_a_library_are_those_to_the_bad_example(rule) -> None:
    """Where PyPI refuses in the words of a library, a user reads one such sentence as it is."""
    shown = example(rule)
    assert shown.answer == answer(rule, shown.bad)


def test_most_examples_are_run() -> None:
    """Examples that are only shown are few, and each has its reason."""
    assert len(RUN) > 200
    assert all(any(rule.id.startswith(begin) for begin in READERS) for rule in RUN)
    for begin in (begin for group in SHOWN_ONLY.values() for begin in group):
        assert any(rule.id.startswith(begin) for rule in all_rules()), f"{begin} excuses no rule"
