"""Text from outside is shown up to a length: a name of a million letters must not bury what is said about it."""

from collections.abc import Mapping

from seatrial.model.finding import Value
from seatrial.model.sentence import Sentence
from seatrial.text.words import Language, say

LONGEST = 1_000
"""Characters that are shown whole."""
KEPT = 500
"""Characters of a longer text that are shown."""
SHORTENED = Sentence("GEN002", "{beginning}… (characters: {number})")


def shortened(text: str, language: Language) -> str:
    """Return a text, or its beginning and how long it is."""
    return text if len(text) <= LONGEST else say(language, SHORTENED, {"beginning": text[:KEPT], "number": len(text)})


def shortened_values(values: Mapping[str, Value], language: Language) -> dict[str, Value]:
    """Return the values of a sentence, the long ones shortened."""
    return {name: shortened(value, language) if isinstance(value, str) else value for name, value in values.items()}
