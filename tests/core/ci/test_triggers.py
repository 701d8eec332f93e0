"""What starts a workflow is understood as GitHub understands it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seatrial.core.ci.triggers import never, no_tags, reaches
from seatrial.core.ci.workflow import read_workflow


def started(on: str):
    return read_workflow(f"on: {on}\njobs: {{a: {{steps: []}}}}".encode(), "x")


@pytest.mark.parametrize(
    ("patterns", "tag", "taken"),
    [
        (["v*"], "v1.0", True),
        (["v*"], "1.0", False),
        (["*"], "v1.0", True),
        (["*"], "a/v1.0", False),
        (["**"], "a/v1.0", True),
        (["v[0-9]+.[0-9]+.[0-9]+"], "v1.20.3", True),
        (["v[0-9]+.[0-9]+.[0-9]+"], "v1.20", False),
        (["v[0-9]+.[0-9]+.[0-9]+*"], "v1.2.3rc1", True),
        (["v1.?"], "v1", True),
        (["v1.?"], "v1.", True),
        (["v[12]"], "v2", True),
        (["v[!a]"], "v!", True),
        (["v*", "!v1*"], "v1.0", False),
        (["!v1*", "v*"], "v1.0", True),
        (["+v"], "+v", True),
        ([r"\*"], "*", True),
        ([r"\*"], "v", False),
        (["v[z-a]"], "v1", True),
        (["v" * 300], "v1", True),
        (["v["], "v[", True),
        (["*a" * 50], "a" * 150, True),
        (["*a" * 50 + "b"], "a" * 150, False),
    ],
)
def test_filters_of_tags(patterns, tag, taken) -> None:
    """A filter takes the tags that GitHub says it takes; one that cannot be read is never called wrong."""
    assert reaches(patterns, tag) is taken


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(alphabet="v1.*?+[]!\\-a0", max_size=40), max_size=3))
def test_no_pattern_breaks_it(patterns) -> None:
    """Whatever stands in a filter is understood or let pass, at once."""
    assert reaches(patterns, "v1.20.30rc1") in {True, False}


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("push", False),
        ("{push: {branches: [main]}}", True),
        ("{push: {branches: [main], tags: [v*]}}", False),
        ("{push: {branches-ignore: [main], tags-ignore: [v*]}}", False),
        ("workflow_dispatch", True),
        ("release", False),
        ("[workflow_call, schedule]", False),
        ("{}", False),
    ],
)
def test_whether_tags_start_it(on, expected) -> None:
    """A filter of branches alone keeps tags out; no filter takes everything."""
    assert no_tags(started(on)) is expected


@pytest.mark.parametrize(
    ("on", "condition", "part"),
    [
        ("{push: {branches: [main]}}", "startsWith(github.ref, 'refs/tags/v')", "startsWith(github.ref, 'refs/tags/v')"),
        ("{push: {branches: [main]}}", "${{ github.ref_type == 'tag' && github.actor != 'x' }}", ""),
        ("{push: {branches: [main]}}", "${{ github.ref_type == 'tag' && inputs.x }}", "github.ref_type == 'tag'"),
        ("{push: {branches: [main]}}", "github.ref_type == 'tag' || inputs.x", ""),
        ("{push: {branches: [main]}, workflow_dispatch: }", "github.ref_type == 'tag'", ""),
        ("[push, pull_request]", "github.ref_type == 'tag'", ""),
        ("[schedule, pull_request]", "contains(github.ref, 'refs/tags')", "contains(github.ref, 'refs/tags')"),
        ("push", "github.event_name == 'release'", "github.event_name == 'release'"),
        ("[push, workflow_call]", "github.event_name == 'release'", ""),
        ("release", "github.event_name == 'release'", ""),
        ("push", "", ""),
        ("{}", "github.event_name == 'release'", ""),
    ],
)
def test_conditions_that_never_hold(on, condition, part) -> None:
    """Only what surely never holds is called so."""
    assert never(started(on), condition) == part
