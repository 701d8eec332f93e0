"""Rules on where a tree stands before its release."""

import pytest

from seatrial.model.checklist import AtRemote, OnIndex, Standing
from seatrial.rules.branching import judge_standing

HERE, THERE = "a" * 40, "b" * 40
STANDING = Standing("boat", "1.2.0", HERE, "main", ("main",), "v1.2.0")


def found(**changed) -> list[str]:
    return [one.rule for one in judge_standing(STANDING._replace(**changed), ".", {})]


@pytest.mark.parametrize(
    ("branch", "branches", "expected"),
    [
        ("main", ("main",), []),
        ("oars", ("main",), ["PRJ110"]),
        ("release/1.2", ("main", "release/*"), []),
        ("oars", (), []),
        (None, ("main",), []),
    ],
)
def test_releases_are_made_from_their_branches(branch, branches, expected) -> None:
    """Who forgot to change the branch hears it; where nothing tells the branch, or none is checked out, nobody is blamed."""
    assert found(branch=branch, branches=branches) == expected


def test_a_tag_is_free_or_on_this_commit() -> None:
    """The tag of a version that was released from other sources is told with its place; the one on this commit is as it should be."""
    assert found(tagged={"refs/tags": HERE, "origin": HERE}) == []
    taken = judge_standing(STANDING._replace(tagged={"refs/tags": HERE, "origin": THERE}), ".", {"PRJ111": "we know"})
    assert [(one.rule, one.ignored, one.values["place"], one.values["found"]) for one in taken] == [
        ("PRJ111", "we know", "origin", "b" * 12)
    ]
    assert found(tagged={"refs/tags": THERE}, commit=None) == ["PRJ111"]


def test_commits_of_others_are_not_left_out() -> None:
    """What others have pushed is told before it is missing in a release."""
    assert found(remote=AtRemote("origin", asked=True, commit=THERE, behind=True)) == ["PRJ112"]
    assert found(remote=AtRemote("origin", asked=True, commit=THERE)) == []
    assert found(remote=AtRemote("origin", behind=True)) == []


@pytest.mark.parametrize(
    ("version", "versions", "expected"),
    [
        ("1.2.0", (), []),
        ("1.2.0", ("1.1.0",), []),
        ("1.2.0", ("1.10.0", "1.1.0"), ["PRJ114"]),
        ("1.2.0rc1", ("1.2.0",), ["PRJ114"]),
        ("1.2.0", ("what?", "1.1"), []),
        ("what?", ("1.1",), []),
    ],
)
def test_a_version_goes_up(version, versions, expected) -> None:
    """A version that installers would never choose is told, whatever the order of letters says."""
    assert found(version=version, at_index=OnIndex("pypi", asked=True, versions=versions)) == expected


@pytest.mark.parametrize(("version", "severity"), [("1.6", "note"), ("1.4.2", "note"), ("1.3", "warning"), ("0.9", "warning")])
def test_a_series_is_kept_up_beside_a_newer_one(version, severity) -> None:
    """The next version of an older series is below the newest one, and no mistake."""
    index = OnIndex("pypi", asked=True, versions=("2.0", "1.5", "1.4.1", "1.4"))
    assert [one.severity for one in judge_standing(STANDING._replace(version=version, at_index=index), ".", {})] == [severity]


def test_a_version_that_is_there_is_told_once() -> None:
    """Files of this very version on the index are named, a few of them, and nothing else is said of the version."""
    index = OnIndex("pypi", asked=True, versions=("2.0",), files=("a", "b", "c", "d"))
    told = judge_standing(STANDING._replace(at_index=index), ".", {})
    assert [(one.rule, one.values["files"]) for one in told] == [("PRJ113", "a, b, c …")]
    assert judge_standing(STANDING._replace(at_index=index._replace(files=("a",))), ".", {})[0].values["files"] == "a"
