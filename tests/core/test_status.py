"""What a project needs next."""

import pytest

from seatrial.core.status import next_step
from seatrial.model.status import (
    ChangeStatus,
    DistStatus,
    IndexStatus,
    OnIndex,
    RehearsalStatus,
    ReleaseStatus,
    Status,
    TagStatus,
    TreeStatus,
)

CHANGED = TreeStatus("changed", "c0ffee", "main", ("a.py",))
REHEARSED = RehearsalStatus("this commit")
HERE, ELSEWHERE = TagStatus("here", "v1"), TagStatus("elsewhere", "v1")


def status(**facts) -> Status:
    """Return how a committed project stands that nothing was done with yet."""
    usual = {
        "folder": ".", "name": "a", "version": "1", "tree": TreeStatus("clean", "c0ffee", "main"), "tag": TagStatus("free", "v1"),
        "dist": DistStatus("empty"), "rehearsal": RehearsalStatus("none"), "release": None, "embedded": IndexStatus("nothing"),
    }  # fmt: skip
    return Status(**{**usual, **facts})


@pytest.mark.parametrize(
    ("facts", "step"),
    [
        ({}, "rehearse"),
        ({"rehearsal": REHEARSED}, "release"),
        ({"rehearsal": REHEARSED, "embedded": IndexStatus("other versions")}, "release"),
        ({"rehearsal": REHEARSED, "embedded": IndexStatus("these files")}, "release"),
        ({"tree": CHANGED}, "commit"),
        ({"tree": TreeStatus("no git")}, "commit"),
        ({"tree": CHANGED, "errors": 1}, "mend"),
        ({"tag": ELSEWHERE}, "raise version"),
        ({"embedded": IndexStatus("this version")}, "raise version"),
        ({"tree": CHANGED, "tag": HERE}, "raise version"),
        ({"tree": CHANGED, "embedded": IndexStatus("released")}, "raise version"),
        ({"tag": HERE, "embedded": IndexStatus("released"), "errors": 1}, "nothing"),
        ({"embedded": IndexStatus("released")}, "release"),
        ({"at_work": 7, "release": ReleaseStatus("interrupted")}, "wait"),
        ({"release": ReleaseStatus("interrupted"), "tag": ELSEWHERE}, "resume"),
        ({"release": ReleaseStatus("ended", this_commit=True)}, "resume"),
        ({"release": ReleaseStatus("ended")}, "rehearse"),
        ({"release": ReleaseStatus("ended", this_commit=True), "tree": CHANGED}, "commit"),
        ({"release": ReleaseStatus("untouched", this_commit=True), "tree": CHANGED}, "resume"),
        ({"change": ChangeStatus("bump", ("a.py",)), "release": ReleaseStatus("unreadable"), "tree": CHANGED}, "resume"),
        ({"release": ReleaseStatus("unreadable"), "errors": 1}, "abandon"),
        ({"indexes": (OnIndex("testpypi", "these files"),)}, "rehearse"),
        ({"indexes": (OnIndex("pypi", "not asked"),)}, "rehearse"),
        ({"indexes": (OnIndex("pypi", "not asked", released=1.0, this_commit=True),)}, "published"),
        ({"indexes": (OnIndex("pypi", "unknown", released=1.0),)}, "raise version"),
        ({"indexes": (OnIndex("pypi", "these files"),), "errors": 1}, "published"),
        ({"indexes": (OnIndex("pypi", "these files"),), "tree": CHANGED}, "raise version"),
        ({"indexes": (OnIndex("pypi", "this version"),)}, "raise version"),
        ({"indexes": (OnIndex("pypi", "other files"),)}, "raise version"),
        ({"indexes": (OnIndex("pypi", "other files"),), "tag": HERE, "embedded": IndexStatus("released")}, "raise version"),
        ({"indexes": (OnIndex("pypi", "some files"),), "rehearsal": REHEARSED}, "release"),
    ],
)
def test_one_thing_is_to_be_done_next(facts, step) -> None:
    """What was begun comes before what is wrong, what is wrong before what is missing."""
    assert next_step(status(**facts)) == step
