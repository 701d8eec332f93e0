"""Tests of the plan of a release."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make.release import COMMIT, manifest
from seatrial.core.plan import (
    SCHEMA,
    is_upload,
    make_plan,
    next_version,
    on_a_commit_to_come,
    paths_of,
    plan_data,
    plan_from,
    plan_upload,
    pythons_of,
    replaces,
    waves,
    with_pythons,
)
from seatrial.core.profile import LOCAL, PYPI
from seatrial.core.upload_order import in_order
from seatrial.model.index import Patience
from seatrial.model.release import PushStep, TagStep
from seatrial.model.resumption import Way
from seatrial.problem import Problem

MANY = (
    "a-1.0.tar.gz",
    "a-1.0-cp311-cp311-win_amd64.whl",
    "a-1.0-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
    "a-1.0-py3-none-any.whl",
)


def test_the_tag_of_a_plan_without_its_commit_names_none():
    """A dry run that would raise the version promises no commit that it does not know; all other steps are as they will be."""
    known = make_plan(manifest(), LOCAL, "v1.0", "origin")
    coming = on_a_commit_to_come(known)
    assert [step.commit for step in coming.steps if isinstance(step, TagStep)] == [""]
    assert coming.manifest.commit is None
    assert [step.id for step in coming.steps] == [step.id for step in known.steps]


def ids(plan, done=frozenset()):
    """Return the waves by the ids of their steps."""
    return [[step.id for step in wave] for wave in waves(plan, done)]


def test_one_wheel_first_then_the_others_then_the_sdist_then_verify_tag_push():
    """A release is made by one wheel, and nothing is tagged before it is verified."""
    plan = make_plan(manifest(MANY), PYPI, "v1.0", "origin")
    assert ids(plan) == [
        ["upload:a-1.0-py3-none-any.whl"],
        ["upload:a-1.0-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", "upload:a-1.0-cp311-cp311-win_amd64.whl"],
        ["upload:a-1.0.tar.gz"],
        ["verify"],
        ["tag"],
        ["push"],
    ]


def test_without_a_pure_wheel_the_one_for_most_machines_goes_first():
    """The page shows the metadata of the wheel that most people install."""
    assert in_order(manifest(MANY[:3]).files)[0].name.endswith("x86_64.whl")


def test_a_plan_without_tag_or_commit_ends_with_the_verification():
    """A rehearsal tags nothing, and what was built from no commit cannot be tagged."""
    assert ids(make_plan(manifest(), LOCAL))[-1] == ["verify"]
    assert ids(make_plan(manifest(commit=None), LOCAL, "v1.0", "origin"))[-1] == ["verify"]


def test_the_tag_sits_on_the_commit_of_the_manifest():
    """The tag names the very sources that were built."""
    steps = make_plan(manifest(), LOCAL, "v1.0", "origin").steps
    assert steps[-2] == TagStep("tag", "v1.0", COMMIT, "a 1.0", ("verify",))
    assert steps[-1] == PushStep("push", "v1.0", "origin", ("tag",))


def test_a_plan_without_files_has_nothing_to_send():
    """No files is no reason to crash."""
    assert ids(make_plan(manifest(()), LOCAL)) == [["verify"]]


def test_what_is_done_is_not_planned_again():
    """The rest of a plan is the plan without what is done, in the same order."""
    plan = make_plan(manifest(MANY), LOCAL, "v1.0")
    done = frozenset(["upload:a-1.0-py3-none-any.whl", "upload:a-1.0-cp311-cp311-win_amd64.whl", "verify"])
    assert [len(wave) for wave in waves(plan, done)] == [1, 1, 1]


def test_the_id_changes_with_the_manifest_and_the_index_only():
    """The same files for the same index are the same release, pushed or not."""
    one = make_plan(manifest(), LOCAL, "v1.0").id
    assert one == make_plan(manifest(), LOCAL, "v1.0", "origin").id
    assert one != make_plan(manifest(), PYPI, "v1.0").id
    assert one != make_plan(manifest(version="1.1"), LOCAL, "v1.0").id


@given(st.lists(st.sampled_from(MANY), unique=True), st.none() | st.text(), st.none() | st.text(), st.text())
def test_a_plan_survives_the_way_through_json(names, tag, remote, version):
    """What `--plan` writes is the plan, whole."""
    plan = make_plan(manifest(names, version=version), LOCAL, tag, remote)
    assert plan_from(json.loads(json.dumps(plan_data(plan)))) == plan


def test_the_pythons_of_a_plan_survive_too():
    """A release that goes on verifies for the Pythons that it was begun for, unless others are named."""
    plan = make_plan(manifest(MANY), LOCAL)
    two = with_pythons(plan, ["3.12", "/usr/bin/python3"])
    assert (pythons_of(plan), pythons_of(two)) == ((), ("3.12", "/usr/bin/python3"))
    assert plan_from(json.loads(json.dumps(plan_data(two)))) == two
    assert with_pythons(two, ()) == two
    assert two.id == plan.id
    assert pythons_of(plan._replace(steps=())) == ()


def test_an_upload_says_where_its_files_lie_and_how_its_index_is_reached():
    """What was interrupted goes on from any folder; a plan of an older seatrial, which does not say it, still reads."""
    way = Way("http://a/", "/home/me/.pypirc", username="me", jobs=3, patience=Patience(1, 2.5, 3))
    paths = {name: f"/dist/{name}" for name in MANY}
    plan = plan_upload(manifest(MANY), "work", paths, way, {MANY[3]: ("/dist/a.publish.attestation",)})
    assert plan_from(json.loads(json.dumps(plan_data(plan)))) == plan
    assert (is_upload(plan), is_upload(make_plan(manifest(MANY), LOCAL)), paths_of(plan)) == (True, False, paths)
    assert plan.steps[0].attestations == ("/dist/a.publish.attestation",)
    old = plan_data(plan)
    del old["way"]
    old.update(
        schema=1, steps=[{name: value for name, value in step.items() if name not in {"path", "attestations"}} for step in old["steps"]]
    )
    assert (plan_from(old).way, paths_of(plan_from(old)), plan_from(old).id) == (None, None, plan.id)


def test_an_upload_of_the_same_names_replaces_another():
    """One that was interrupted before is not left to be done; one of other names, or to another index, is."""
    way, paths = Way("http://a/"), dict.fromkeys(MANY, "/dist/x")
    whole, part, other = (
        plan_upload(manifest(names), index, paths, way) for names, index in ((MANY, "a"), (MANY[:2], "a"), (MANY[:2], "b"))
    )
    assert (replaces(whole, part), replaces(part, whole), replaces(whole, other)) == (True, False, False)


def test_a_plan_of_a_newer_seatrial_is_refused():
    """An old seatrial never guesses what a new one meant."""
    with pytest.raises(Problem, match="PRL005"):
        plan_from({**plan_data(make_plan(manifest(), LOCAL)), "schema": SCHEMA + 1})


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"schema": None},
        {"steps": [{"do": "dance"}]},
        {"steps": [3]},
        {"manifest": {"files": [{}]}},
        {"steps": [{"do": "verify", "id": "verify", "after": ["verify"]}]},
    ],
)
def test_what_is_no_plan_is_refused_with_a_word(broken):
    """A damaged plan is a problem with a fix, not a crash."""
    whole = plan_data(make_plan(manifest(), LOCAL))
    with pytest.raises(Problem, match="PRL004"):
        plan_from({**whole, **broken} if broken else {})


@pytest.mark.parametrize(
    ("used", "following"),
    [("1.2.3", "1.2.4"), ("1.0", "1.0.1"), ("2", "2.0.1"), ("2026.8.1.4", "2026.8.1.5"), ("1.0rc1", "1.0rc2"), ("1.0.post1", "1.0.post2"),
     ("1.0.dev3", "1.0.dev4"), ("1!1.0", "1!1.0.1"), ("what", "what.1")],
)  # fmt: skip
def test_the_next_version_is_named(used, following):
    """Who must give a version up is told the one to take instead."""
    assert next_version(used) == following
