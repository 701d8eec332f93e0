"""JUnit XML, read by a real parser and held against the grammar by which Jenkins reads it."""

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from make.report import REFUSAL, WHEEL, finding, outcome, problem, report, said, subject
from seatrial.model.release import StepOutcome, Verification
from seatrial.report.junit import junit

ANY = st.text(st.one_of(st.sampled_from(":#[]<>&\"'\r\n\t"), st.characters(exclude_categories=())), max_size=30)
RESULTS = {"type", "message"}
GRAMMAR = {
    "testsuites": ({"testsuite"}, {"name", "time", "tests", "failures", "errors"}, set()),
    "testsuite": ({"testcase"}, {"name", "tests", "failures", "errors", "time", "skipped"}, {"name", "tests", "failures", "errors"}),
    "testcase": ({"skipped", "error", "failure", "system-out"}, {"name", "time", "classname"}, {"name"}),
    "skipped": (set(), RESULTS, set()),
    "error": (set(), RESULTS, set()),
    "failure": (set(), RESULTS, set()),
    "system-out": (set(), set(), set()),
}
"""What of junit-10.xsd (jenkinsci/xunit-plugin) is used: children, attributes, attributes that must be there."""


def read(made, language="en", **more):
    """Return the root of a document that keeps to the grammar, its counts being those of what is in it."""
    root = ET.fromstring(junit(made, language, **more).encode())
    for element in root.iter():
        children, attributes, needed = GRAMMAR[element.tag]
        assert {child.tag for child in element} <= children
        assert needed <= set(element.attrib) <= attributes
        assert re.fullmatch(r"\d+\.\d{3}", element.get("time", "0.000"))
        for name, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            if name in element.attrib:
                assert int(element.attrib[name]) == len(list(element.iter(tag)))
    return root


def cases(root, suite):
    """Return (name, result) of the tests of a suite."""
    found = root.find(f"testsuite[@name='{suite}']")
    return [(case.get("name"), case[0].tag if len(case) else None) for case in found]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_good_run_passes(language):
    """Files, installations and steps are tests that passed, with their times."""
    root = read(outcome(steps=(*outcome().steps, StepOutcome("name", "skipped", 0.0, said()))), language)
    assert (root.get("failures"), root.get("errors")) == ("0", "0")
    assert next(iter(root)).get("name") == f"dist/{WHEEL}"
    assert {case.get("time") for case in root.iter("testcase")} >= {"1.240", "2.100"}


def test_findings_fail_from_the_severity_that_is_asked_for():
    """What is less grave is a test that passed and says what was found; what is ignored was skipped, with the reason."""
    made = outcome(report=report(finding("ZZZ001", "warning"), finding("ZZZ002", "note"), finding("ZZZ003", ignored="we know")))
    names = ["PyPI takes the file", "ZZZ003 ZZZ003", "ZZZ001 ZZZ001", "ZZZ002 ZZZ002"]
    assert sorted(cases(read(made), f"dist/{WHEEL}")) == sorted(zip(names, [None, "skipped", "system-out", "system-out"], strict=True))
    assert ("ZZZ001 ZZZ001", "failure") in cases(read(made, fail_on="warning"), f"dist/{WHEEL}")
    assert ("ZZZ002 ZZZ002", "failure") in cases(read(made, fail_on="note"), f"dist/{WHEEL}")
    assert read(made).find(".//skipped").get("message") == "ignored, because: we know"


def test_a_refusal_fails_in_the_words_of_the_index():
    """The file's own test tells PyPI's answer; what is not known was skipped."""
    made = outcome(report=report(subjects=(subject("a", "refused", refusal=REFUSAL), subject("b", "undecided"), subject("c", None))))
    root = read(made)
    assert root.find(".//failure").attrib == {"type": "FRM001", "message": "400 Invalid distribution file."}
    assert cases(root, "b") == [("PyPI takes the file", "skipped")]
    assert cases(root, "c") == [("nothing wrong", None)]


def test_one_rule_is_one_test_with_all_its_places():
    """A rule that finds ten things is one failure that lists them."""
    root = read(outcome(report=report(finding("ZZZ001", member="a", values={"x": 1}), finding("ZZZ001", member="b", values={"x": 2}))))
    (failure,) = root.iter("failure")
    assert failure.text.splitlines()[:2] == [f"x: 1 [dist/{WHEEL} (a)]", f"x: 2 [dist/{WHEEL} (b)]"]


def test_a_finding_on_something_else_has_its_suite():
    """Nothing that was found is lost because its subject was not judged."""
    assert cases(read(outcome(report=report(finding("ZZZ001", subject="x")))), "x") == [("ZZZ001 ZZZ001", "failure")]


def test_an_installation_that_fails_is_a_failure():
    """Which file, which installer and which Python stand in the name; each fault with why and fix."""
    broken = Verification(WHEEL, "uv", False, "text", faults=(problem("import"),), python="3.13")
    root = read(outcome(verified=(broken, Verification(WHEEL, "pip", False, "text"))))
    assert cases(root, "installations") == [(f"{WHEEL} with uv, Python 3.13", "failure"), (f"{WHEEL} with pip", "failure")]
    assert cases(read(outcome(unproven=(said(),))), "installations")[-1] == ("uv is not on PATH.", "skipped")
    assert root.find(".//failure").text.splitlines() == [
        "PCL998 A thing broke",
        "import broke.",
        "why: It matters because import is needed.",
        "fix: Mend import.",
    ]


def test_a_problem_is_an_error_of_its_step():
    """The step in which a run broke off is an error with the problem's words; without a step the command is."""
    made = outcome(problem=problem("mast"), steps=(StepOutcome("look", "done", 0.1), StepOutcome("build", "failed", 0.2)))
    root = read(made)
    assert cases(root, "steps") == [("look", None), ("build", "error")]
    assert root.find(".//error").get("message") == "A thing broke: mast broke."
    assert cases(read(outcome(problem=problem(), steps=(), report=None)), "steps") == [("seatrial rehearse", "error")]
    assert cases(read(outcome(interrupted=True, steps=(StepOutcome("build", "failed", 0.2),))), "steps") == [("build", "error")]
    assert cases(read(outcome(steps=(StepOutcome("build", "failed", 0.2),))), "steps") == [("build", "error")]


@settings(max_examples=100, deadline=None)
@given(ANY, ANY, ANY)
def test_any_text_makes_a_document(path, value, reason):
    """No name or value of a hostile file breaks the document, hides a test, or commands a log in which it is printed."""
    found = (finding("ZZZ001", subject=path, values={"name": value}, member=reason), finding("ZZZ002", "note", ignored=reason))
    made = outcome(report=report(*found), problem=problem(value), verified=(Verification(path, value, False, reason),))
    read(made)
    text = junit(made, "en")
    assert "##[" not in text
    assert not re.search(r"(^|[\r\n])\s*::", text)
