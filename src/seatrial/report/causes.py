"""What was found in a text, with the words that explain it in one language."""

from collections.abc import Mapping, Sequence
from string import Formatter
from typing import NamedTuple

from seatrial.model.explain import Found
from seatrial.report.known import Known, known
from seatrial.report.shortened import shortened_values
from seatrial.rules.catalogue import find
from seatrial.text.words import Language, part

UNSAID = {"nearest": ""}
"""Values that PyPI never tells, and without which a sentence is whole."""


class Told(NamedTuple):
    """One cause: what is known of it, where it was found, and what is wrong there."""

    known: Known
    found: Found
    message: str | None
    """Of a rule, with the values from PyPI's words; None where the words do not tell all of them."""


def told(found: Sequence[Found], language: Language) -> tuple[Told, ...]:
    """Return what was found with its words, in the same order."""
    every = {one.id: one for one in known(language, {one.id for one in found})}
    return tuple(Told(every[one.id], one, _message(one, language)) for one in found)


def _message(found: Found, language: Language) -> str | None:
    rule = find(found.id)
    if rule is None:
        return None
    template = part(language, f"{rule.id}.message", rule.message)
    wanted = {name for _, name, _, _ in Formatter().parse(template) if name}
    values: Mapping[str, str] = {**UNSAID, **{name: value for name, value in found.values.items() if value}}
    return template.format(**shortened_values(values, language)) if wanted <= values.keys() else None
