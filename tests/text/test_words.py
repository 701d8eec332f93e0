"""A sentence by its number, in a language."""

from seatrial.model.sentence import Sentence
from seatrial.text.words import part, say
from seatrial.text.zh_hans import find

SENTENCE = Sentence("RPT004", "and more: {number}")


def test_a_sentence_is_said_in_both_languages() -> None:
    """The same number gives the same sentence in English and Chinese, with its values."""
    assert say("en", SENTENCE, {"number": 3}) == "and more: 3"
    assert say("zh", SENTENCE, {"number": 3}) == "\u53e6\u6709\uff1a3"


def test_what_has_no_translation_stays_english() -> None:
    """A sentence is never lost for want of a translation."""
    assert say("zh", Sentence("RPT999", "So it is.")) == "So it is."
    assert find("QQQ001") is None


def test_a_text_without_values_keeps_its_braces() -> None:
    """A code example in a fix is shown as it is."""
    assert part("en", "WHL999.fix", "Write {this}.") == "Write {this}."
