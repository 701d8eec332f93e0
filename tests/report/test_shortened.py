"""Very long values are shown in part, in every form of a report."""

from seatrial.model.finding import Finding, Refusal
from seatrial.model.sentence import Said, Sentence
from seatrial.report.entries import place, refusal_text
from seatrial.report.explained import explain_finding, said
from seatrial.report.shortened import KEPT, KEPT_OF_LINE, LONGEST, LONGEST_LINE, shortened, shortened_lines, shortened_values

LONG = "x" * 1_000_000


def test_what_is_long_tells_its_length() -> None:
    """The beginning stands there, and how much there is; what is not long stays whole."""
    assert shortened(LONG, "en") == "x" * KEPT + "… (characters: 1000000)"
    assert shortened(LONG, "zh") == "x" * KEPT + "……（共 1000000 个字符）"
    assert shortened("x" * LONGEST, "en") == "x" * LONGEST
    assert shortened_values({"name": LONG, "count": 7}, "en") == {"name": shortened(LONG, "en"), "count": 7}


def test_findings_places_sentences_and_refusals_are_shortened() -> None:
    """Whoever shows a finding, its place, a sentence or the index's words need not think of it."""
    finding = Finding("MET062", "warning", "a.whl", {"field": LONG}, member=LONG)
    assert len(explain_finding(finding, "en").message) < 2 * LONGEST_LINE
    assert len(place(finding)) < 2 * LONGEST
    assert len(said(Said(Sentence("TST001", "{name}"), {"name": LONG}), "en")) < 2 * LONGEST
    assert len(refusal_text(Refusal("MET003", 400, LONG))) < 2 * LONGEST


def test_a_long_line_is_cut_shorter_than_a_text() -> None:
    """A value in one line that would fill a screen is cut early; text in lines keeps more of them."""
    line, text = "x" * (LONGEST_LINE + 1), "x\n" * 200
    assert shortened_lines({"line": line, "text": text, "count": 7}, "en") == {
        "line": "x" * KEPT_OF_LINE + "… (characters: 301)",
        "text": text,
        "count": 7,
    }
