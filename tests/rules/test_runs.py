"""What the last runs of a tree came to is told, each in its own words."""

import pytest

from seatrial.model.run import Run
from seatrial.rules.catalogue import find
from seatrial.rules.runs import LINES, judge_runs
from seatrial.text.words import part

TESTS = Run("tests", "t", ok=False, at=1.0, command="python -m pytest", log=".seatrial/logs/tests.log")
GOOD = Run("build", "t", ok=True, at=1.0)


def told(run):
    """Return rule, severity and reason of each finding on a run."""
    return [(one.rule, one.severity, one.values.get("reason")) for one in judge_runs({run.kind: run}, "boat", {})]


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        (TESTS._replace(how="failed", tail="one\n\n=== 1 failed ===\n"), ("RUN001", "error", "one | 1 failed")),
        (TESTS._replace(how="failed", tail="\n".join("abcdef")), ("RUN001", "error", " | ".join("abcdef"[-LINES:]))),
        (
            TESTS._replace(how="failed", tail="E   old\nE   AssertionError: x\nE    + where\n== short test summary info ==\na\nb\nc"),
            ("RUN001", "error", "AssertionError: x | a | b | c"),
        ),
        (TESTS._replace(how="failed"), ("RUN001", "error", "-")),
        (TESTS._replace(how="source", reason="boat: /x/boat.py"), ("RUN002", "warning", "boat: /x/boat.py")),
        (TESTS._replace(how="timed out", reason="60"), ("RUN003", "error", "60")),
        (TESTS._replace(how="none"), ("RUN004", "warning", "-")),
        (TESTS._replace(how="not begun", reason="PVF006: x"), ("RUN007", "warning", "PVF006: x")),
        (TESTS._replace(how="unknown"), ("RUN008", "note", "-")),
        (GOOD._replace(ok=False, reason="WHL003"), ("RUN005", "error", "WHL003")),
        (GOOD._replace(ok=False), ("RUN005", "error", "-")),
        (GOOD._replace(kind="rehearse", ok=False, reason="PVF010: x"), ("RUN006", "error", "PVF010: x")),
        (GOOD._replace(kind="rehearse", ok=False, reason="PIX001: x"), ("RUN006", "warning", "PIX001: x")),
    ],
)
def test_a_run_that_did_not_go_well(run, expected):
    """Each end has its own finding; what only the network did is no error of the package."""
    assert told(run) == [expected]
    found = judge_runs({run.kind: run}, "boat", {expected[0]: "known"})
    assert [one.ignored for one in found] == ["known"]
    for language in ("en", "zh"):
        assert part(language, f"{expected[0]}.message", find(expected[0]).message, found[0].values)


def test_the_log_from_where_one_works():
    """The path of the log leads to it from the folder that one works in."""
    run = TESTS._replace(how="none")
    paths = [judge_runs({"tests": run}, folder, {})[0].values["log"] for folder in (".", "boat/", "/home/me/boat")]
    assert paths == [".seatrial/logs/tests.log", "boat/.seatrial/logs/tests.log", "/home/me/boat/.seatrial/logs/tests.log"]


def test_runs_that_went_well():
    """What went well is no finding; of tests in environments of their own it is said what they tested."""
    assert told(TESTS._replace(ok=True, how="passed")) == []
    assert told(GOOD) == told(GOOD._replace(kind="rehearse")) == []
    assert told(TESTS._replace(ok=True, how="own")) == [("RUN009", "note", None)]
    assert judge_runs({}, "boat", {}) == ()
