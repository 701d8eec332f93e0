"""Words with gaps, looked for and found."""

import pytest

from seatrial.core.explain.wording import matches, pattern_of
from seatrial.model.explain import Wording


def values(text: str, clean: str, *, template: bool = True) -> list[dict[str, str]]:
    pattern = pattern_of(Wording("MET034", text, template=template))
    assert pattern is not None
    return [match.values for match in matches(pattern, clean.replace("\n", " ").lower(), clean)]


@pytest.mark.parametrize(
    ("template", "clean", "found"),
    [
        ("{value!r} is not a valid classifier. See https://x", "400 'Foo :: Bar' is not a valid classifier.", {"value": "Foo :: Bar"}),
        ("{value!r} is not a valid classifier", 'x "it\'s" is not a valid classifier', {"value": "it's"}),
        ("{value!r} is not a valid classifier", "first\nbare is not a valid classifier", {"value": "bare"}),
        ("Start filename for {name!r} with {expected!r}.", "Start filename for 'a' with 'b'. Bye", {"name": "a", "expected": "b"}),
        ("is not valid for project: {name!r}", "is not valid for project: 'boat', and so on", {"name": "boat"}),
        ("Can't have direct dependency: {value}", "can't have direct dependency: a @ https://b. See", {"value": "a @ https://b"}),
        (
            "does not exist in {filename} at {place}",
            "does not exist in\nboat.whl at here.\nnext",
            {"filename": "boat.whl", "place": "here"},
        ),
        ("The name '{name}' is invalid", "the name 'my boat' is invalid", {"name": "my boat"}),
    ],
)
def test_values_are_read_out_of_the_words(template, clean, found) -> None:
    """What PyPI names in its words is known by its name, without quotation marks, wherever lines were broken."""
    assert values(template, clean) == [found]


def test_gaps_without_a_name_are_passed_over() -> None:
    """A wording of the table has gaps, and nobody asks what stands in them."""
    assert values("Wheel '…' has … entry points…", "Wheel 'a' has bad entry points here", template=False) == [{}]
    assert values("…is shallow and may", '"x" is shallow and may', template=False) == [{}]


def test_gaps_have_an_end() -> None:
    """Words that belong together stand near each other."""
    assert values("Missing '…' section", f"Missing '{'x' * 500}' section", template=False) == []
    assert (
        values(
            "a short beginning … with the longest piece of all",
            f"a short beginning {'x' * 500} with the longest piece of all",
            template=False,
        )
        == []
    )


@pytest.mark.parametrize("text", ["", "…", "{said}", "a {b} c", "405", "None."])
def test_too_few_words_mean_nothing(text) -> None:
    """What consists of values, or of a few letters, is not looked for."""
    assert pattern_of(Wording("MET007", text, template="{" in text)) is None


def test_whole_words_are_those_within() -> None:
    """A word beside a gap may go on in it, so it is not asked for; Chinese, which has no spaces, is asked for by pairs of letters."""
    pattern = pattern_of(Wording("X", "Error…of the kind…ing"))
    assert pattern is not None
    assert pattern.words == {"the"}
    assert pattern_of(Wording("X", "不是 git 仓库啊")).words == {"git", "不是", "仓库", "库啊"}
    assert len(list(matches(pattern, "errors of the kinds making", "Errors of the kinds making"))) == 1
