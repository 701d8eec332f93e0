"""What was found in a text is told to people and to machines, in both languages, and acts on no terminal."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from make.error_texts import TEXTS
from seatrial.app.explain import explain_text
from seatrial.model.explain import Findings, Found
from seatrial.report.causes import told
from seatrial.report.data_causes import causes_json
from seatrial.report.instructions import instructions, numbered
from seatrial.report.known import explained_by_id
from seatrial.report.style import PLAIN, Style
from seatrial.report.terminal_causes import causes_text
from seatrial.report.terminal_known import known_text

LOG = """\
Building
HTTPError: 400 Bad Request from https://upload.pypi.org/legacy/
'Topic :: Boats' is not a valid classifier. See https://packaging.python.org/specifications/core-metadata for more information.
Process completed with exit code 1.
"""
SCREEN = """\
A classifier does not exist  MET034
  line 3  'Topic :: Boats' is not a valid classifier. See https://packaging.python.org/specifications/core-metadata for more information.
  what    """


def test_the_likeliest_cause_is_told_in_full() -> None:
    """A user reads what it is, the line, what is wrong there, why, what to do and where to read on; the others by a line each."""
    text = causes_text(explain_text(LOG), "en", PLAIN)
    assert text.startswith(SCREEN)
    assert "'Topic :: Boats'" in text.splitlines()[2]
    assert [line.split()[0] for line in text.splitlines()[3:6]] == ["why", "fix", "source"]
    assert text.endswith(
        "\nAlso in this text, less likely or only a consequence\n"
        "  line 2  EXP213  A file was refused, and its reason was not shown\n"
        "  line 4  EXP301  The step failed; this line does not say why\n"
        "`seatrial explain EXP213` explains one of them.\n"
    )


def test_more_is_told_where_it_is_asked_for() -> None:
    """With -v every cause is told in full."""
    text = causes_text(explain_text(LOG), "en", Style(full=True))
    assert text.count("  fix ") == 3
    assert "Also" not in text


def test_steps_are_numbered() -> None:
    """What to do is a list of steps; what is to be copied stands below its step as it is."""
    text = causes_text(explain_text("missing or insufficient OIDC token permissions"), "en", PLAIN)
    assert (
        "  fix      1. Add to the publishing job in the workflow:\n                  permissions:\n                    id-token: write\n           2. Do"
        in text
    )
    assert numbered("one alone", PLAIN) == ("one alone",)
    assert instructions(" begins with spaces\nand goes on\n  here") == (" begins with spaces", "and goes on\n  here")


def test_narrow_terminals_wrap_steps() -> None:
    """Lines fit the terminal, and further lines stand behind the number."""
    text = causes_text(explain_text("invalid-publisher"), "zh", Style(columns=60))
    assert "\n           3. 把所有者和仓库" in text
    assert "\n              名或迁移之后" in text


def test_nothing_known_says_what_else_to_try() -> None:
    """A text without a known error leads to the list of what is known, and one that was cut to its end."""
    assert causes_text(explain_text("all is well"), "en", PLAIN).startswith("Nothing in this text is known.\nGive the whole log")
    cut = causes_text(explain_text("all is well")._replace(whole=False), "zh", PLAIN)
    assert cut.startswith("这段文本里没有已知的错误。\n")
    assert "64 MiB" in cut


def test_machines_get_the_design_s_keys() -> None:
    """Each cause has id, title, why, steps, address, line and quotation; nothing known is an empty list."""
    answer = causes_json(explain_text(LOG), "en")
    first = answer["causes"][0]
    assert (answer["schema"], answer["whole"]) == (1, True)
    assert [one["id"] for one in answer["causes"]] == ["MET034", "EXP213", "EXP301"]
    assert set(first) >= {"id", "title", "why", "fix", "url", "line", "quote"}
    assert (first["line"], first["quote"][:16]) == (3, "'Topic :: Boats'")
    assert "'Topic :: Boats'" in first["message"]
    assert (answer["causes"][1]["message"], len(answer["causes"][1]["fix"])) == (None, 3)
    assert json.loads(json.dumps(answer)) == answer
    assert causes_json(explain_text("all is well"), "en") == {"schema": 1, "causes": [], "whole": True}


def test_a_message_without_its_values_is_left_out() -> None:
    """Where PyPI's words do not tell what a rule's sentence names, that sentence is not told with holes in it."""
    findings = explain_text("is not a valid url")
    assert told(findings.found, "en")[0].message is None


def test_an_error_text_is_told_by_its_id() -> None:
    """`EXP150` is explained as rules and problems are: by which words it is known, why, the steps, where to read on."""
    text = known_text(explained_by_id(["exp150"], "zh"), "zh", PLAIN)
    assert text.startswith("PyPI 上没有与该作业相符的发布者  EXP150\n  文本  Publisher with matching claims was not found\n")
    assert "2. 打开" in text
    assert "{PYPI}" not in text
    assert text.rstrip().endswith("https://docs.pypi.org/trusted-publishers/troubleshooting/")


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=60), st.sampled_from(TEXTS), st.text(max_size=60), st.sampled_from(["en", "zh"]))
def test_no_text_acts_on_a_terminal(before, one, behind, language) -> None:
    """Whatever a log holds around an error and inside of it, the answer is plain text."""
    findings = explain_text(f"{before}\n{one.text} {behind}")
    assert findings.found
    text = causes_text(findings, language, Style(full=True))
    assert text.replace("\n", "").isprintable()
    assert "{PYPI}" not in text
    causes_json(findings, language)


@pytest.mark.parametrize("letter", ["\u202e", "\u2066", "\x07", "\x85", "\ue000"])
def test_what_a_terminal_would_act_on_is_written_out(letter) -> None:
    """Direction marks and control characters in a value or a quotation become visible."""
    findings = Findings((Found("MET034", 1, f"a{letter}b", values={"value": f"c{letter}d"}),))
    assert letter not in causes_text(findings, "en", PLAIN)
