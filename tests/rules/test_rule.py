"""A rule says what is wrong, why it matters and what to do."""

from collections.abc import Iterator

from seatrial.model.finding import Finding, Hit, Refusal
from seatrial.rules.rule import MOST, Words, judge, more_of_it, rule


@rule("TST001", "warning", "Odd", message="{n} is odd", source="here")
def odd(number: int) -> Iterator[Hit]:
    """Odd numbers cannot be halved.

    Fix: Add
    one.
    """
    if number % 2:
        yield Hit({"n": number}, file="f", line=2, member="m", severity="note" if number > 9 else None)


@rule("TST002", "error", "Big", message="{n} is big", refuses=Words(400, "{n} is too big for {PYPI}"))
def big(number: int) -> Iterator[Hit]:
    if number > 100:
        yield Hit({"n": number}, severity="note", words="Far too big" if number > 1000 else None)


def test_docstring_becomes_why_and_fix() -> None:
    """The docstring says why, and after `Fix:` what to do; without one the title has to do."""
    assert (odd.why, odd.fix) == ("Odd numbers cannot be halved.", "Add one.")
    assert (big.why, big.fix) == ("Big", "")


def test_hits_become_findings() -> None:
    """A hit keeps its place and its values, and may weigh differently than its rule."""
    assert judge((odd,), 3, "x", {}) == (Finding("TST001", "warning", "x", {"n": 3}, "f", 2, "m"),)
    assert judge((odd,), 11, "x", {})[0].severity == "note"
    assert judge((odd, big), 2, "x", {}) == ()


def test_ignored_with_a_reason() -> None:
    """A finding can be ignored with a reason, a refusal cannot and stays an error."""
    ignore = {"TST001": "we like it", "TST002": "never mind"}
    found = judge((odd, big), 101, "x", ignore)
    assert [finding.ignored for finding in found] == ["we like it", None]
    assert (found[1].severity, found[1].refusal) == ("error", Refusal("TST002", 400, "101 is too big for pypi.org"))


def test_words_name_the_index() -> None:
    """The words of a refusal name the index's domain, or are those of the hit."""
    assert judge((big,), 102, "x", {}, "test.example")[0].refusal == Refusal("TST002", 400, "102 is too big for test.example")
    assert judge((big,), 1001, "x", {})[0].refusal == Refusal("TST002", 400, "Far too big")


def test_words_are_those_of_the_status_line() -> None:
    """The words are what a client is told: one line, with a question mark for each letter that a status line cannot hold."""

    @rule("TST004", "error", "Told", message="{n}", refuses=Words(400, "{n}"))
    def told(text: str) -> Iterator[Hit]:
        yield Hit({"n": text})

    found = judge((told,), "é, 漢 and more \nbelow", "x", {})
    assert found[0].refusal == Refusal("TST004", 400, "é, ? and more", "é, 漢 and more \nbelow")
    assert found[0].values == {"n": "é, 漢 and more \nbelow"}


def test_more_of_the_same_is_counted() -> None:
    """A file with a hundred thousand faults fills neither memory nor screen; how many are left out is told."""

    @rule("TST003", "note", "Many", message="{n}")
    def many(number: int) -> Iterator[Hit]:
        yield from (Hit({"n": n}) for n in range(number))

    found = judge((many, odd), 100_001, "x", {})
    assert len(found) == MOST + 2
    assert found[MOST] == Finding("GEN001", "note", "x", {"rule": "TST003", "count": 100_001 - MOST, "shown": MOST})
    assert list(more_of_it.check(0)) == []
