"""What is known by an id is found by it, in both languages, and told in full or as a table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make.examples import evaluated
from seatrial.core.explain.known import all_causes
from seatrial.problem import Problem
from seatrial.problem.catalogue import all_kinds
from seatrial.report.data_known import known_json
from seatrial.report.known import Refusing, explained_by_id, in_words, known, listed
from seatrial.report.style import PLAIN, Style
from seatrial.report.subjects import SUBJECTS
from seatrial.report.terminal_known import known_text, list_text
from seatrial.report.terminal_problem import problem_text
from seatrial.rules.catalogue import all_rules
from seatrial.rules.order import ORDER

RULE = """\
The wheel's name has no valid version  WHL003
  what      The second part of <filename> is no version.
  why       Installers compare versions by the file name and skip what they cannot read.
  bad       boat-summer-py3-none-any.whl
  good      boat-1.0-py3-none-any.whl
  fix       Use a version such as 1.2.3 or 1.2.3rc1, and build again.
  PyPI      400 Invalid wheel filename (invalid version): 'boat-summer-py3-none-any'
  source    https://github.com/pypi/warehouse/blob/6b62157/warehouse/forklift/legacy.py#L1430
  severity  error, PyPI refuses by it
  ignore    cannot be ignored
"""


def told(number: str, language="en") -> str:
    return known_text(explained_by_id([number], language), language, PLAIN)


def test_a_rule_is_told_in_full() -> None:
    """A user reads what it means, why, a bad and a good example, the fix, PyPI's words and the line of its source."""
    assert told("WHL003") == RULE


@pytest.mark.parametrize("language", ["en", "zh"])
def test_everything_is_told_in_both_languages(language) -> None:
    """Every rule and every problem can be explained, with no placeholder left as a template."""
    every = known(language)
    assert [one.id for one in every] == sorted(one.id for one in (*all_rules(), *all_kinds(), *all_causes()))
    for one in every:
        assert all((one.title, one.message or one.said, one.why, one.fix)), one.id
        assert known_text([one], language, PLAIN).startswith(f"{one.title}  {one.id}\n  ")
        # Only the words of a rule's own why and fix, and its examples, may hold braces.
        assert "{" not in one.message or one.severity is None, one.id


def test_a_problem_needs_no_example() -> None:
    """A problem is told by what happened, why and how to go on, values by their names."""
    text = told("pcl002")
    assert text.startswith("A report cannot be written there  PCL002\n  what  <path> cannot be written: <reason>.\n  why ")
    assert [line.split()[0] for line in text.splitlines()[1:]] == ["what", "why", "fix"]


def test_what_may_be_ignored_says_how() -> None:
    """The lines for the settings can be copied; what PyPI refuses and what only counts findings cannot be ignored."""
    assert told("CON001").endswith('  ignore    [tool.seatrial.ignore]\n            CON001 = "the reason"\n')
    assert told("CON001", "zh").endswith('[tool.seatrial.ignore]\n            CON001 = "理由"\n')
    assert told("GEN001").endswith("cannot be ignored\n")
    assert told("ARC060").count("warning, what PyPI would answer is then not known") == 1


def test_a_server_that_says_nothing_is_told_as_that() -> None:
    """Where PyPI ends the connection there is no status."""
    assert "  PyPI      no answer PyPI's server cannot store" in told("NAM005")


def test_refusals_are_those_of_pypis_order() -> None:
    """What is marked as a refusal is what PyPI refuses by."""
    refusing = {one.id for one in known("en") if one.refusing}
    assert refusing == {rule for stage in ORDER for rule in stage.rules}
    # Attestations lie beside the file, which can be uploaded without them.
    assert {one.id[:3] for one in known("en") if one.refusing and one.ignorable} == {"ATT"}


def test_several_are_told_once_each_in_the_order_asked() -> None:
    """Upper and lower case are the same, and nothing is told twice."""
    assert [one.id for one in explained_by_id(["whl003", " PVF010 ", "WHL003"], "en")] == ["WHL003", "PVF010"]


def test_an_unknown_id_names_near_ones() -> None:
    """A slip of the finger leads to the id that was meant."""
    with pytest.raises(Problem) as caught:
        explained_by_id(["WLH003"], "en")
    assert caught.value.kind.id == "PCL005"
    assert "WHL003" in caught.value.values["near"].split(", ")


def test_an_id_like_no_other_names_the_beginnings() -> None:
    """Where nothing is near, a user learns how ids begin."""
    with pytest.raises(Problem) as caught:
        explained_by_id(["ZZZ777"], "en")
    assert {"WHL", "PVF"} <= set(caught.value.values["near"].split(", "))


@pytest.mark.parametrize(
    "asked", [["File", "is", "not", "a", "zipfile"], ["-"], ["dist/boat.whl"], [""], ["WHL003\x1b"], ["WHL٠٠٣"], ["zzz1"], ["zzz"]]
)
def test_what_is_no_id_is_named_as_such(asked) -> None:
    """What is neither an id nor nearly one gets a plain answer, and cannot act on the terminal."""
    with pytest.raises(Problem) as caught:
        explained_by_id(asked, "en")
    assert caught.value.kind.id == "PCL005"
    assert str(caught.value.values["id"]).isprintable()


@pytest.mark.parametrize(
    ("asked", "kind", "near"),
    [("whl3", "PCL009", "WHL003"), ("WHL-003", "PCL009", "WHL003"), ("whl 0003", "PCL009", "WHL003"), ("whl", "PCL010", "WHL001")],
)
def test_what_is_nearly_an_id_leads_to_it(asked, kind, near) -> None:
    """A digit too few, a dash, or the letters alone: the answer names the id, or how to list those that begin so."""
    with pytest.raises(Problem) as caught:
        explained_by_id([asked], "en")
    assert (caught.value.kind.id, caught.value.values["near"]) == (kind, near)


@given(st.lists(st.text(max_size=12), min_size=1, max_size=3))
def test_whatever_is_asked_is_answered_or_refused(asked) -> None:
    """No text that somebody pastes makes it crash, and none comes back as it was if it could act on a terminal."""
    for look, tell in ((explained_by_id, known_text), (listed, list_text)):
        try:
            text = tell(look(asked, "en"), "en", PLAIN)
        except Problem as problem:
            text = problem_text(problem.facts(), "en", PLAIN)
        assert text.replace("\n", "").isprintable()


def test_the_list_is_a_table_by_beginning() -> None:
    """Ids, severities and titles stand in columns, below the name of their subject, and how many they are."""
    assert list_text(listed(["gen", "PCL00", "NAM005"], "en")[:3], "en", PLAIN) == (
        "Findings themselves\nGEN001  note          There is more of the same\n\n"
        "File names\nNAM005  error · PyPI  The file name is too long to be stored\n\n"
        "Problems with the command line\nPCL001  problem       The result could not be written\n\n"
        "rules: 2, problems: 1, error texts: 0\n"
    )


def test_the_list_of_everything_has_everything() -> None:
    """Without a beginning all is listed, one line each."""
    text = list_text(listed([], "zh"), "zh", Style(colour=True))
    numbers = [one.id for one in known("zh")]
    assert [line[7:13] for line in text.splitlines() if line.startswith("\x1b[1;36m")] == numbers


def test_letters_without_a_name_stand_for_themselves() -> None:
    """A subject that is new has its letters as a heading; every rule's subject has a name."""
    new = listed(["gen"], "en")[0]._replace(id="ZZZ001")
    assert list_text([new], "en", PLAIN).startswith("ZZZ\nZZZ001  note ")
    assert {rule.id[:3] for rule in all_rules()} <= set(SUBJECTS)


def test_a_beginning_that_is_none_is_named() -> None:
    """Who filters by what no id begins with learns the beginnings."""
    with pytest.raises(Problem) as caught:
        listed(["WHL", "QQ\x07"], "en")
    assert caught.value.kind.id == "PCL007"
    assert caught.value.values["text"] == "'QQ\\x07'"


def test_machines_get_the_keys_of_a_cause() -> None:
    """Every cause has the keys of the design, and what the text tells beside it."""
    answer = known_json(explained_by_id(["WHL003", "PVF010", "NAM005"], "en"))
    assert answer["schema"] == 1
    rule, problem, silent = answer["causes"]
    assert set(rule) == set(problem) >= {"id", "title", "why", "fix", "url", "line", "quote"}
    assert (rule["id"], rule["url"][-5:], rule["line"], rule["quote"]) == ("WHL003", "L1430", None, None)
    assert rule["fix"] == ["Use a version such as 1.2.3 or 1.2.3rc1, and build again."]
    assert rule["refusal"] == {"status": 400, "message": "Invalid wheel filename (invalid version): 'boat-summer-py3-none-any'"}
    assert (rule["bad"], rule["ignorable"]) == ("boat-summer-py3-none-any.whl", False)
    assert (problem["severity"], problem["refusal"], problem["bad"], problem["url"]) == (None, None, None, None)
    assert silent["refusal"]["status"] is None


def test_templates_become_words() -> None:
    """Values are named, doubled braces become single ones, and the index is PyPI."""
    assert in_words("{value!r} of {{x}}, see https://{PYPI}/help") == "<value> of {x}, see https://pypi.org/help"
    assert explained_by_id(["ARC020"], "en")[0].refusing == Refusing(
        400,
        "Invalid distribution file. PyArmor-encrypted content is not allowed. See https://pypi.org/policy/acceptable-use-policy/ for more information.",
    )


def test_narrow_terminals_wrap_prose_but_no_example() -> None:
    """What is to be copied stays whole; prose fits the terminal."""
    text = known_text(explained_by_id(["MET035"], "en"), "en", Style(columns=60))
    assert "  bad       Classifier: Natural Language :: Ukranian\n" in text
    assert max(len(line) for line in text.splitlines() if "http" not in line) <= 62
    assert evaluated('"a" * 3') == "aaa"
