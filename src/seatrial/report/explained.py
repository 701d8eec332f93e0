"""A finding or a problem with its words: title, message, why, fix, and where to read more, in one language."""

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from seatrial.model.finding import Finding, Value
from seatrial.model.sentence import ProblemFacts, Said
from seatrial.report.shortened import shortened_lines, shortened_values
from seatrial.report.values import in_words
from seatrial.text.words import Language, part

if TYPE_CHECKING:
    # What is found in files is explained without it.
    from seatrial.model.release import Verification

Clean = Callable[[Mapping[str, Value]], Mapping[str, Value]]
"""Makes values fit for the output."""
SOURCES = (
    (r"warehouse@(\w+):([\w/.-]+?)(?::(\d+))?", "https://github.com/pypi/warehouse/blob/{0}/warehouse/{1}"),
    (r"packaging ([\w.]+):([\w/.-]+?)(?::(\d+))?", "https://github.com/pypa/packaging/blob/{0}/src/packaging/{1}"),
    (r"PEP (\d+)()()", "https://peps.python.org/pep-{0:0>4}/"),
)
"""Where the places lie that rules name: PyPI's server, the library by which it decides, the standards."""


class Explained(NamedTuple):
    """The words of one entry."""

    id: str
    title: str
    message: str
    why: str
    fix: str
    url: str | None = None


def as_it_is(values: Mapping[str, Value]) -> Mapping[str, Value]:
    """Return the values unchanged, for outputs that escape by themselves."""
    return values


def explain_finding(finding: Finding, language: Language, clean: Clean = as_it_is) -> Explained:
    """Return the words of a finding. A finding whose rule is gone speaks with its values."""
    from seatrial.rules.catalogue import find  # noqa: PLC0415  (only where something was found)

    rule, values = find(finding.rule), clean(shortened_lines(in_words(finding.values, language), language))
    if rule is None:
        listed = ", ".join(f"{name}: {value}" for name, value in values.items())
        return Explained(finding.rule, finding.rule, listed, "", "")
    return Explained(
        rule.id,
        part(language, f"{rule.id}.title", rule.title),
        part(language, f"{rule.id}.message", rule.message, values),
        part(language, f"{rule.id}.why", rule.why),
        part(language, f"{rule.id}.fix", rule.fix),
        source_url(rule.source),
    )


def explain_problem(facts: ProblemFacts, language: Language, clean: Clean = as_it_is) -> Explained:
    """Return the words of a problem."""
    kind, values = facts.kind, clean(shortened_values(in_words(facts.values, language), language))
    return Explained(
        kind.id,
        part(language, f"{kind.id}.title", kind.title),
        part(language, f"{kind.id}.message", kind.message, values),
        part(language, f"{kind.id}.why", kind.why, values),
        part(language, f"{kind.id}.fix", kind.fix, values),
    )


def verification_text(one: "Verification", language: Language) -> str:
    """Return what is wrong with an installation, its faults in a language; the text that was kept of it where they are not known."""
    return " ".join(explain_problem(fault, language).message for fault in one.faults) or one.message or ""


def said(what: Said, language: Language, clean: Clean = as_it_is) -> str:
    """Return a sentence with its values."""
    return part(language, what.sentence.id, what.sentence.english, clean(shortened_values(in_words(what.values, language), language)))


def source_url(source: str | None) -> str | None:
    """Return the address of the place in PyPI's source, or of the standard, that a rule follows; None where it names none."""
    if source is None:
        return None
    if source.startswith("https://"):
        return source.split()[0].rstrip(",;")
    for pattern, address in SOURCES:
        match = re.match(rf"{pattern}(?=[\s,;(]|$)", source)
        if match:
            return address.format(*match.groups()) + (f"#L{match[3]}" if match[3] else "")
    return None
