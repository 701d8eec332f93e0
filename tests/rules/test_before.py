"""Rules on a release beside what its index shows."""

import pytest

from seatrial.core.lookup import arrivals
from seatrial.core.profile import GENERIC, PYPI
from seatrial.model.lookup import LookUp
from seatrial.model.published import Page
from seatrial.rules.before import judge_arrivals, judge_look

GIB = 1024**3
BOAT = LookUp("pypi", "boat", "1.0", "there", left=2, pypi=True)


def found(**fields):
    return [(one.rule, one.severity) for one in judge_look(BOAT._replace(**fields), "boat.whl", {})]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, []),
        ({"status": "active"}, []),
        ({"status": "archived"}, [("BFR001", "error")]),
        ({"status": "archived", "pypi": False}, [("BFR001", "warning")]),
        ({"status": "archived", "left": 0}, []),
        ({"status": "quarantined"}, [("BFR002", "warning")]),
        ({"status": "quarantined", "trusted": True}, [("BFR002", "error")]),
        ({"status": "deprecated"}, [("BFR003", "note")]),
        ({"yanked": True}, [("BFR004", "warning")]),
        ({"yanked": True, "left": 0}, []),
        ({"size": 10 * GIB - 5, "adds": 6}, [("BFR005", "warning")]),
        ({"size": 10 * GIB - 5, "adds": 5}, []),
        ({"size": 11 * GIB, "adds": 5}, []),
        ({"limited": True, "project": "absent"}, [("BFR006", "warning")]),
        ({"limited": True, "project": "unknown"}, []),
        ({"whose": "taken", "theirs": "A ferry"}, [("IDX020", "warning")]),
        ({"whose": "unsure"}, [("IDX021", "note")]),
        ({"whose": "taken", "pypi": False}, []),
        ({"whose": "ours"}, []),
    ],
)
def test_what_an_index_shows(fields, expected) -> None:
    """What surely stands in the way is an error, what may is a warning, and what one should know a note."""
    assert found(**fields) == expected


def test_an_index_is_called_as_people_call_it() -> None:
    """PyPI is PyPI, and another index has its own name."""
    taken = BOAT._replace(whose="taken")
    assert [one.values["index"] for one in judge_look(taken, "boat.whl", {})] == ["PyPI"]
    assert [one.values["index"] for one in judge_look(taken._replace(index_name="lake"), "boat.whl", {})] == ["lake"]


def test_what_arrives_is_judged_for_pypi_alone() -> None:
    """Nobody knows whether another index refuses similar names; PyPI's words are told as they are, and never ignored."""
    new = BOAT._replace(project="absent", similar="b0at")
    (one,) = arrivals(new, Page("absent"), (), 0.0)
    (finding,) = judge_arrivals([(one, "boat.whl")], PYPI, {"IDX005": "it is ours"})
    assert (finding.rule, finding.severity, finding.ignored, finding.refusal.status) == ("IDX005", "error", None, 400)
    assert "too similar to an existing project. See https://pypi.org/help/#project-name" in finding.refusal.message
    assert judge_arrivals([(one, "boat.whl")], GENERIC, {}) == ()
