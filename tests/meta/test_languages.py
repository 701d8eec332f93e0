"""Both languages say the same: every number, every part, every placeholder."""

import ast
import importlib
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import seatrial
from seatrial.core.explain.known import all_causes
from seatrial.problem.catalogue import all_kinds, find
from seatrial.rules.catalogue import all_rules

SOURCE = Path(seatrial.__file__).parent
PARTS = ("title", "message", "why", "fix")
CHINESE = re.compile(r"[\u3400-\u9fff]")
NEXT_TO = re.compile(r"[\u3400-\u9fff][,:;!?](?!\w)|[\u3400-\u9fff]\(|\)[\u3400-\u9fff]|[,;!?:][\u3400-\u9fff]")
"""Western punctuation beside a Chinese character."""
WORD = re.compile(r"[A-Za-z'-]+[.,:;]?")
"""A word of prose, other than the name of a file."""
UNTRANSLATED = {"RPT003", "RPT041", "RPT042"}
"""Names, which are the same in every language."""


class Words(NamedTuple):
    """One English text that has a number."""

    key: str
    english: str
    place: str
    template: bool = True


def calls(name: str) -> Iterator[tuple[str, list[str]]]:
    """Give place and texts of every call that makes a sentence or a kind of problem."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name and node.args:
                texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
                if texts:
                    yield f"{path.relative_to(SOURCE)}:{node.lineno}", texts


def written() -> Iterator[Words]:
    """Give every sentence, and every part of a problem."""
    for place, texts in calls("Sentence"):
        yield Words(texts[0], texts[1], place)
    for kind in all_kinds():
        yield from (Words(f"{kind.id}.{part}", getattr(kind, part), kind.id, template=part != "title") for part in PARTS)


def ruled() -> Iterator[Words]:
    """Give every part of a rule."""
    for rule in all_rules():
        for part in PARTS:
            yield Words(f"{rule.id}.{part}", getattr(rule, part), rule.id, template=part == "message")


def explained() -> Iterator[Words]:
    """Give every part of a known error text; braces in it are what they are."""
    for cause in all_causes():
        yield from (Words(f"{cause.id}.{part}", getattr(cause, part), cause.id, template=False) for part in ("title", "why", "fix"))


ENGLISH = [*written(), *ruled(), *explained()]


def chinese() -> dict[str, str]:
    words: dict[str, str] = {}
    for path in sorted((SOURCE / "text" / "zh_hans").glob("[a-z]*.py")):
        own = importlib.import_module(f"seatrial.text.zh_hans.{path.stem}").WORDS
        assert all(key[:3].lower() == path.stem for key in own), f"{path.name} has words of another prefix"
        words |= own
    return words


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_no_number_is_used_twice() -> None:
    """A number means one thing for ever."""
    keys = [words.key for words in ENGLISH]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []


def test_numbers_have_their_form() -> None:
    """A number is three letters and three digits, so that people can search for it."""
    assert [words.key for words in ENGLISH if not re.fullmatch(r"[A-Z]{3}\d{3}(\.(title|message|why|fix))?", words.key)] == []


def test_every_text_is_there_in_chinese() -> None:
    """Whoever reads Chinese reads all of it."""
    known = chinese()
    missing = [f"{words.key} ({words.place})" for words in ENGLISH if words.english and words.key not in known]
    assert missing == []


def test_no_chinese_is_left_over() -> None:
    """A text that is gone is gone in both languages."""
    assert sorted(chinese().keys() - {words.key for words in ENGLISH}) == []


def test_chinese_has_the_same_placeholders() -> None:
    """A translation names the same things as the original."""
    known = chinese()
    different = [
        f"{words.key}: {sorted(placeholders(words.english) ^ placeholders(known[words.key]))}"
        for words in ENGLISH
        if words.key in known and words.template and placeholders(words.english) != placeholders(known[words.key])
    ]
    assert different == []


def test_chinese_is_chinese() -> None:
    """No translation was forgotten by copying the English."""
    spoken = {words.key for words in ENGLISH if any(WORD.fullmatch(word) for word in re.sub(r"\{\w+\}", "", words.english).split())}
    assert [key for key, text in chinese().items() if key in spoken - UNTRANSLATED and not CHINESE.search(text)] == []


def test_chinese_has_chinese_punctuation() -> None:
    """Beside a Chinese character stands a Chinese comma, colon or bracket."""
    assert [f"{key}: {match[0]}" for key, text in chinese().items() if (match := NEXT_TO.search(text))] == []


def test_sentences_avoid_plurals() -> None:
    """No sentence counts in words that would be wrong for one."""
    plural = [words.key for words in ENGLISH if words.template and re.search(r"\{(number|count|total)\} [a-z]+s\b|\(s\)", words.english)]
    assert plural == []


def test_every_problem_is_in_the_catalogue() -> None:
    """What a person reads in a problem can be looked up by its number."""
    in_source = {texts[0] for _, texts in calls("Kind")}
    assert sorted(in_source ^ {kind.id for kind in all_kinds()}) == []


@pytest.mark.parametrize("number", ["PCL001", "PGT001"])
def test_a_problem_is_found_by_its_number(number) -> None:
    """A known number leads to its kind, an unknown one to nothing."""
    found = find(number)
    assert found is not None
    assert found.id == number
    assert find("PZZ999") is None


def test_every_rule_in_the_source_is_in_the_catalogue() -> None:
    """No rule is written and then forgotten."""
    decorated = re.compile(r'^@rule\(\s*"([A-Z]{3}\d{3})"', re.MULTILINE)
    in_source = {number for path in (SOURCE / "rules").rglob("*.py") for number in decorated.findall(path.read_text(encoding="utf-8"))}
    assert sorted(in_source - {rule.id for rule in all_rules()}) == []
