"""Values that have words of their own in a language: what the system says, and what an index is called in a sentence."""

import re
from collections.abc import Mapping

from seatrial.model.finding import Value
from seatrial.model.sentence import Sentence
from seatrial.report.steps import index_text
from seatrial.text.words import Language, part, say

REASONS = ("reason", "detail", "message")
"""Placeholders that may hold what the system said."""
PLACE = "the_index"
"""The placeholder that holds an index by the name of its profile."""
INDEXES = {"local": Sentence("RPT190", "the embedded index"), "rehearsal": Sentence("RPT191", "the rehearsal index")}
PROBLEM = "problem"
"""The placeholder that holds the id of a problem, whose own values stand beside it; what it says is the detail."""
NUMBERED = re.compile(r"\[Errno \d+\] ")
"""How Python begins an error of the system."""


def in_words(values: Mapping[str, Value], language: Language) -> Mapping[str, Value]:
    """Return the values of a sentence, those that are names of ours or reasons of the system in words of the language."""
    place = values.get(PLACE)
    if isinstance(place, str):
        values = {**values, PLACE: say(language, INDEXES[place]) if place in INDEXES else index_text(place, language)}
    if language == "en":
        return values
    from seatrial.text.system_words import CHINESE  # noqa: PLC0415  (only in Chinese)

    values = _with_problem(values, language)
    told = {name: CHINESE.get(NUMBERED.sub("", str(values[name]), count=1)) for name in REASONS if name in values}
    told |= {
        name: f"{CHINESE[text[:-1]]}。" for name in REASONS if (text := str(values.get(name, ""))).endswith(".") and text[:-1] in CHINESE
    }
    return {**values, **{name: text for name, text in told.items() if text}}


def _with_problem(values: Mapping[str, Value], language: Language) -> Mapping[str, Value]:
    if PROBLEM not in values:
        return values
    from seatrial.problem.catalogue import find  # noqa: PLC0415  (rare)

    kind = find(str(values[PROBLEM]))
    own = {name: value for name, value in values.items() if name != PROBLEM}
    return values if kind is None else {**own, "detail": part(language, f"{kind.id}.message", kind.message, in_words(own, language))}
