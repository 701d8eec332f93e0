"""What can be looked up by its id: every rule, every problem and every known error text, in one language, with nothing filled in."""

import re
from collections.abc import Container, Sequence
from functools import cache
from string import Formatter
from typing import NamedTuple

from seatrial.core.explain.known import all_causes
from seatrial.core.profile import DOMAIN
from seatrial.model.explain import Cause
from seatrial.model.finding import Severity
from seatrial.model.sentence import Kind
from seatrial.problem import Problem
from seatrial.problem.catalogue import all_kinds
from seatrial.problem.command import NEARLY_AN_ID, NO_ID_BEGINS, ONLY_A_BEGINNING, UNKNOWN_ID
from seatrial.report.explained import source_url
from seatrial.rules.catalogue import AnyRule, all_rules
from seatrial.rules.rule import more_of_it
from seatrial.text.examples import Example
from seatrial.text.examples import find as example_of
from seatrial.text.words import Language, part

ID = re.compile(r"[A-Z]{3}[0-9]{3}")
NEARLY = re.compile(r"([A-Za-z]{3})[-_ #:]?0*([0-9]{1,3})")
BEGINNING = re.compile(r"[A-Za-z]{3}[0-9]{0,2}")
NEAR = 5
"""Ids that are proposed for one that does not exist."""


class Refusing(NamedTuple):
    """How PyPI refuses by a rule."""

    status: int | None
    """None where its server ends the connection without an answer."""
    words: str
    """Its words; `<name>` stands for a value, unless they are those to the bad example."""


class Known(NamedTuple):
    """A rule, a problem or a known error text."""

    id: str
    title: str
    message: str
    """`<name>` stands for a value; empty for an error text."""
    why: str
    fix: str
    """Of an error text steps, one a line."""
    severity: Severity | None = None
    """Of rules only."""
    url: str | None = None
    """The place in PyPI's source, or the standard, that a rule follows; where to read on about an error text."""
    refusing: Refusing | None = None
    ignorable: bool = False
    """Whether settings can say that a rule does not matter."""
    undecides: bool = False
    example: Example | None = None
    said: tuple[str, ...] = ()
    """The words by which an error text is known."""


def known(language: Language, wanted: Container[str] | None = None) -> tuple[Known, ...]:
    """Return every rule, every problem and every known error text, or those with a wanted id, sorted by id."""
    return _every(language) if wanted is None else _wanted(language, wanted)


@cache
def _every(language: Language) -> tuple[Known, ...]:
    return _wanted(
        language, {*(rule.id for rule in all_rules()), *(kind.id for kind in all_kinds()), *(cause.id for cause in all_causes())}
    )


def _wanted(language: Language, wanted: Container[str]) -> tuple[Known, ...]:
    rules = (_rule(rule, language) for rule in all_rules() if rule.id in wanted)
    problems = (_problem(kind, language) for kind in all_kinds() if kind.id in wanted)
    causes = (_cause(cause, language) for cause in all_causes() if cause.id in wanted)
    return tuple(sorted((*rules, *problems, *causes), key=lambda one: one.id))


def explained_by_id(asked: Sequence[str], language: Language) -> tuple[Known, ...]:
    """Return what ids stand for, in the order asked; upper and lower case are the same.

    Raises Problem PCL009 where what is asked is nearly an id, PCL010 where it is the beginning of one, PCL005 where an id does not exist.
    """
    ids = [one.strip().upper() for one in asked]
    every = {one.id: one for one in known(language)}
    problem = None if all(ID.fullmatch(one) for one in ids) else nearly_an_id(asked, tuple(every))
    if problem:
        raise problem
    for one in ids:
        if one not in every:
            raise Problem(UNKNOWN_ID, id=one if ID.fullmatch(one) else repr(one), near=", ".join(_near(one[:6], tuple(every))))
    return tuple(every[one] for one in dict.fromkeys(ids))


def listed(beginnings: Sequence[str], language: Language) -> tuple[Known, ...]:
    """Return what has an id with one of these beginnings, in upper or lower case; all where none is given.

    Raises Problem PCL007 where no id begins so.
    """
    every = known(language)
    wanted = tuple(one.strip().upper() for one in beginnings)
    for one in wanted:
        if not any(entry.id.startswith(one) for entry in every):
            prefixes = ", ".join(dict.fromkeys(entry.id[:3] for entry in every))
            raise Problem(NO_ID_BEGINS, text=repr(one), prefixes=prefixes)
    return tuple(entry for entry in every if not wanted or entry.id.startswith(wanted))


def nearly_an_id(asked: Sequence[str], ids: tuple[str, ...]) -> Problem | None:
    """Return the problem with something that is written nearly as one of these ids, or only as its beginning; None with anything else."""
    text = " ".join(asked).strip()
    nearly = NEARLY.fullmatch(text)
    meant = f"{nearly[1].upper()}{int(nearly[2]):03}" if nearly else ""
    if meant in ids:
        return Problem(NEARLY_AN_ID, text=repr(text), near=meant)
    begun = [one for one in ids if one.startswith(text.upper())] if BEGINNING.fullmatch(text) else []
    return Problem(ONLY_A_BEGINNING, text=text.upper(), near=begun[0]) if begun else None


def _near(wanted: str, ids: tuple[str, ...]) -> list[str]:
    from difflib import get_close_matches  # noqa: PLC0415  (only where one is unknown)

    return get_close_matches(wanted, ids, NEAR, 0.5) or list(dict.fromkeys(one[:3] for one in ids))


def _rule(rule: AnyRule, language: Language) -> Known:
    example = example_of(rule.id)
    refusing = None
    if rule.refuses:
        refusing = Refusing(rule.refuses.status, (example and example.answer) or in_words(rule.refuses.message))
    return Known(
        rule.id,
        part(language, f"{rule.id}.title", rule.title),
        in_words(part(language, f"{rule.id}.message", rule.message)),
        part(language, f"{rule.id}.why", rule.why),
        part(language, f"{rule.id}.fix", rule.fix),
        rule.severity,
        source_url(rule.source),
        refusing,
        # What tells of further findings is no judgement of its own.
        # What PyPI refuses beside the file is a warning on the file.
        ignorable=(rule.refuses is None or rule.severity == "warning") and rule.id != more_of_it.id,
        undecides=rule.undecides,
        example=example,
    )


def _problem(kind: Kind, language: Language) -> Known:
    message, why, fix = (in_words(part(language, f"{kind.id}.{name}", getattr(kind, name))) for name in ("message", "why", "fix"))
    return Known(kind.id, part(language, f"{kind.id}.title", kind.title), message, why, fix)


def _cause(cause: Cause, language: Language) -> Known:
    title, why, fix = (with_domain(part(language, f"{cause.id}.{name}", getattr(cause, name))) for name in ("title", "why", "fix"))
    return Known(cause.id, title, "", why, fix, url=cause.url and with_domain(cause.url), said=cause.said)


def with_domain(text: str) -> str:
    """Return a text with the index's domain filled in; other braces stand for themselves."""
    return text.replace("{PYPI}", DOMAIN)


def in_words(template: str) -> str:
    """Return a template for people: `<name>` where a value would stand, the index's domain filled in."""
    return "".join(
        text + ("" if name is None else DOMAIN if name == "PYPI" else f"<{name}>") for text, name, _, _ in Formatter().parse(template)
    )
