"""Text from outside is shown up to a length: a name of a million letters must not bury what is said about it."""

from collections.abc import Mapping

from seatrial.model.finding import Value
from seatrial.model.sentence import Sentence
from seatrial.text.words import Language, say

LONGEST = 1_000
"""Characters that are shown whole: of an index's words, and of text in lines."""
KEPT = 500
"""Characters of a longer text that are shown."""
LONGEST_LINE = 300
"""Characters of a value in one line that are shown whole …"""
KEPT_OF_LINE = 120
"""… and that are shown of a longer one."""
SHORTENED = Sentence("GEN002", "{beginning}… (characters: {number})")


def shortened(text: str, language: Language, longest: int = LONGEST, kept: int = KEPT) -> str:
    """Return a text, or its beginning and how long it is."""
    return text if len(text) <= longest else say(language, SHORTENED, {"beginning": text[:kept], "number": len(text)})


def shortened_values(values: Mapping[str, Value], language: Language) -> dict[str, Value]:
    """Return the values of a sentence, the long ones shortened."""
    return {name: shortened(value, language) if isinstance(value, str) else value for name, value in values.items()}


def shortened_lines(values: Mapping[str, Value], language: Language) -> dict[str, Value]:
    """Return the values of a finding, the long ones shortened, and those in one line to less."""
    return {name: _line(value, language) if isinstance(value, str) else value for name, value in values.items()}


def _line(text: str, language: Language) -> str:
    return shortened(text, language) if "\n" in text else shortened(text, language, LONGEST_LINE, KEPT_OF_LINE)
