"""An entry's sentence in a language; English, which stands beside the code, is the fallback."""

from collections.abc import Mapping
from typing import Literal

from seatrial.model.finding import Value
from seatrial.model.sentence import Sentence
from seatrial.text import zh_hans

Language = Literal["en", "zh"]


def say(language: Language, sentence: Sentence, values: Mapping[str, Value] | None = None) -> str:
    """Return a sentence in a language, its placeholders filled."""
    return part(language, sentence.id, sentence.english, values)


def part(language: Language, key: str, english: str, values: Mapping[str, Value] | None = None) -> str:
    """Return one part of an entry (`WHL003.title`, or a sentence's bare id) in a language, its placeholders filled.

    A text without values is returned as it stands, so that braces in it survive.
    """
    text = (zh_hans.find(key) if language == "zh" else None) or english
    return text.format(**values) if values else text
