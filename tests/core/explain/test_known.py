"""The table of known errors: whole in both languages, and no second table beside that of the rules."""

import re
from string import Formatter

from seatrial.app.explain import explain_text
from seatrial.cli.overview import ENTRIES
from seatrial.core.explain.known import all_causes
from seatrial.core.explain.known.refusals import UNLIKELY, WORDS
from seatrial.core.explain.wording import pattern_of
from seatrial.model.explain import Wording
from seatrial.rules.catalogue import all_rules, find
from seatrial.text.examples import find as example_of
from seatrial.text.words import part

HOSTS = re.compile(r"https://(?:(?:test|docs|upload)\.)?\{PYPI\}|https://packaging\.python\.org/")


STEPS = {"IDX024": ["EXP125"], "IDX025": ["EXP123"]}


def filled(template: str) -> str:
    values = {name: "boat-1.0" for _, name, _, _ in Formatter().parse(template) if name}
    return template.format(**{**values, "PYPI": "test.pypi.org"})


def addresses(lines: list[str]) -> set[str]:
    return {one.rstrip("./") for line in lines for one in re.findall(r"https://[a-z{}PI./_-]+", line)}


def test_each_cause_has_an_id_of_its_own() -> None:
    """An id means one thing, so that people can search for it; each is in the range of error texts."""
    ids = [cause.id for cause in all_causes()]
    assert ids == sorted(set(ids))
    assert all(re.fullmatch(r"EXP[123]\d\d", one) for one in ids)


def test_every_wording_leads_to_its_cause_alone() -> None:
    """Whoever pastes the words and nothing else is answered by that cause and by no other."""
    for cause in all_causes():
        for text in cause.said:
            found = explain_text(text.replace("…", "boat-1.0")).found
            assert [one.id for one in found] == [cause.id], text


def test_both_languages_have_the_same_steps() -> None:
    """The steps of a fix are the same in Chinese: as many, what is to be copied unchanged, and addresses too."""
    for cause in all_causes():
        english, chinese = (text.split("\n") for text in (cause.fix, part("zh", f"{cause.id}.fix", "")))
        assert [line.startswith(" ") for line in chinese] == [line.startswith(" ") for line in english], cause.id
        assert [line for line in chinese if line.startswith(" ")] == [line for line in english if line.startswith(" ")], cause.id
        assert addresses(chinese) == addresses(english), cause.id


def test_links_lead_to_the_documentation() -> None:
    """Where to read on is a page of the index, of its documentation or of the packaging guide."""
    assert [cause.url for cause in all_causes() if cause.url and not HOSTS.match(cause.url)] == []


def test_steps_name_commands_that_exist() -> None:
    """Nobody is sent to a command that seatrial does not have."""
    names = {entry.name for entry in ENTRIES}
    named = {word for cause in all_causes() for word in re.findall(r"`seatrial ([a-z]+)", cause.fix + cause.why)}
    assert named <= names


def test_a_refusal_of_pypi_is_answered_by_its_rule() -> None:
    """PyPI's words to a file lead to the rule that mirrors them, whatever values stand in them, and to no entry of another table.

    What PyPI says of a token is the exception: there the steps come first that help with every kind of token.
    """
    for rule in all_rules():
        if rule.refuses is None or rule.refuses.status in {None, 500}:
            continue
        words = [] if rule.refuses.message.startswith("{said}") else [filled(rule.refuses.message)]
        example = example_of(rule.id)
        words += [example.answer] if example and example.answer else []
        assert words, rule.id
        for text in words:
            found = [one.id for one in explain_text(f"HTTPError: 400 Bad Request from the index\n400 {text}\n").found]
            assert rule.id in found, text
            assert found[-1] == "EXP213", text
            assert [one for one in found[:-1] if one.startswith("EXP")] == STEPS.get(rule.id, []), text


def test_further_words_belong_to_refusals() -> None:
    """Words of former years stand beside rules that exist and by which PyPI refuses."""
    assert [one for one in (*WORDS, *UNLIKELY) if (rule := find(one)) is None or rule.refuses is None] == []


def test_no_wording_is_too_short_to_be_looked_for() -> None:
    """Every wording of the table counts."""
    texts = [text for cause in all_causes() for text in cause.said] + [text for words in WORDS.values() for text in words]
    assert [text for text in texts if pattern_of(Wording("EXP101", text.replace("…", "{}"), template="{" in text)) is None] == []
