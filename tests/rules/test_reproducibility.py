"""The rules on two builds speak where they must, and only there."""

import pytest

from seatrial.model.build import Twin, Twins, Unlike
from seatrial.rules.reproducibility import judge_twins


def judged(twins):
    return [(one.rule, one.severity, one.subject, one.member) for one in judge_twins(twins, "here", {})]


def test_the_same():
    """Two builds that are the same have nothing to be said of."""
    assert judged(Twins((Twin("dist/a.whl"), Twin("dist/a.tar.gz")))) == []


@pytest.mark.parametrize(
    ("how", "rule", "severity"),
    [
        ("content", "REP001", "warning"),
        ("missing", "REP002", "warning"),
        ("time", "REP003", "note"),
        ("permissions", "REP004", "note"),
        ("owner", "REP004", "note"),
        ("order", "REP005", "note"),
    ],
)
def test_members(how, rule, severity):
    """Each way to differ has its rule, which names the members."""
    twins = Twins((Twin("dist/a.whl", (Unlike(how, ("b", "c")),)),))
    assert judged(twins) == [(rule, severity, "dist/a.whl", "b")]
    assert judge_twins(twins, "here", {})[0].values == {"members": 2, "names": "b, c"}


@pytest.mark.parametrize("how", ["envelope", "packing"])
def test_the_archive_itself(how):
    """What differs around the members is told without names."""
    assert judged(Twins((Twin("dist/a.whl", (Unlike(how, ("b",)),)),))) == [("REP006", "note", "dist/a.whl", None)]


def test_other_files():
    """A build that gives other names each time, and one that works only once, are told of the project."""
    assert judged(Twins((), ("a-1.whl",), ())) == [("REP007", "warning", "here", None)]
    assert judged(Twins((), (), ("a-2.whl",))) == [("REP007", "warning", "here", None)]
    assert judged(Twins(failed="it broke")) == [("REP008", "warning", "here", None)]
