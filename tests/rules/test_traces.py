"""The rules on what a build leaves elsewhere speak where they must, and only there."""

import pytest

from seatrial.model.build import Traces
from seatrial.rules.traces import judge_traces


@pytest.mark.parametrize(
    ("traces", "found"),
    [
        (Traces(), []),
        (Traces(strays=("../x", "~/y")), [("PAR012", "warning", "../x, ~/y")]),
        (Traces(changed=("a.py",)), [("PAR013", "note", "a.py")]),
        (Traces(moved=tuple("abcdefg")), [("PAR014", "warning", "a, b, c, d, e …")]),
    ],
)
def test_traces(traces, found):
    """What a build wrote outside, what it changed, and a project that changed meanwhile are told by name."""
    assert [(one.rule, one.severity, one.values["names"]) for one in judge_traces(traces, "here", {})] == found


def test_ignoring_wants_a_reason():
    """Who knows why can say so."""
    assert judge_traces(Traces(strays=("../x",)), "here", {"PAR012": "a cache"})[0].ignored == "a cache"
