"""Findings and problems get their words."""

import pytest

from make.report import finding, problem, said, values_of
from seatrial.report.escape import escape_values
from seatrial.report.explained import explain_finding, explain_problem, source_url
from seatrial.report.explained import said as said_text
from seatrial.rules.catalogue import all_rules


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_rule_has_words_in_both_languages(language) -> None:
    """Whatever is found, it is told with title, message, why and fix, all placeholders filled."""
    for rule in all_rules():
        words = explain_finding(finding(rule.id, values=values_of(rule)), language)
        assert all(words[:5]), rule.id


def test_a_finding_of_an_unknown_rule_speaks_with_its_values() -> None:
    """A finding that an older manifest kept is still told."""
    assert explain_finding(finding(values={"name": "demo", "line": 3}), "en")[:3] == ("ZZZ001", "ZZZ001", "name: demo, line: 3")


def test_a_problem_is_told_with_its_values() -> None:
    """Message, why and fix name the thing, made safe."""
    words = explain_problem(problem("\x1b"), "en", escape_values)
    assert words == ("PCL998", "A thing broke", "\\x1b broke.", "It matters because \\x1b is needed.", "Mend \\x1b.", None)


def test_a_sentence_is_filled() -> None:
    """A sentence that was told while running carries its values."""
    assert said_text(said(), "en") == "uv is not on PATH."


@pytest.mark.parametrize(
    ("source", "url"),
    [
        (None, None),
        ("folklore", None),
        ("PEP 427, file names", "https://peps.python.org/pep-0427/"),
        ("packaging 26.2:metadata.py:589", "https://github.com/pypa/packaging/blob/26.2/src/packaging/metadata.py#L589"),
        ("https://packaging.python.org/x, section 2", "https://packaging.python.org/x"),
        ("warehouse@6b62157:forklift/legacy.py:1446", "https://github.com/pypi/warehouse/blob/6b62157/warehouse/forklift/legacy.py#L1446"),
        ("warehouse@6b62157:forklift/legacy.py", "https://github.com/pypi/warehouse/blob/6b62157/warehouse/forklift/legacy.py"),
    ],
)
def test_a_source_becomes_an_address(source, url) -> None:
    """The `url` of a finding leads to the line of PyPI's server that refuses it."""
    assert source_url(source) == url
