"""The version that follows another one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packaging.version import Version

from seatrial.core.bump.versions import PARTS, backwards, next_version, parsed, same
from seatrial.problem import Problem


@pytest.mark.parametrize(
    ("current", "to", "expected"),
    [
        ("1.2.3", "major", "2.0.0"),
        ("1.2.3", "minor", "1.3.0"),
        ("1.2.3", "patch", "1.2.4"),
        ("1.2.3", " Patch ", "1.2.4"),
        ("1.2", "patch", "1.2.1"),
        ("1.2", "minor", "1.3"),
        ("1.2", "major", "2.0"),
        ("1", "minor", "1.1"),
        ("1.2.3.4", "patch", "1.2.4.0"),
        ("2!1.2.3", "minor", "2!1.3.0"),
        ("1.2.3+local.1", "patch", "1.2.4"),
        ("1.2.3.post2", "patch", "1.2.4"),
        ("1.3.0rc1", "minor", "1.3.0"),
        ("1.3.1rc1", "minor", "1.4.0"),
        ("2.0.0b2", "major", "2.0.0"),
        ("1.2.4.dev0", "patch", "1.2.4"),
        ("1.2.dev0", "patch", "1.2"),
        ("1.2.0", "a", "1.2.1a1"),
        ("1.2", "rc", "1.2.1rc1"),
        ("1.2.0a1", "a", "1.2.0a2"),
        ("1.2.0a3", "b", "1.2.0b1"),
        ("1.2.0b1", "rc", "1.2.0rc1"),
        ("1.2.0rc1", "rc", "1.2.0rc2"),
        ("1.2.0rc2.dev3", "rc", "1.2.0rc2"),
        ("1.2.0rc1.post1", "rc", "1.2.0rc2"),
        ("1.2.4.dev7", "b", "1.2.4b1"),
        ("1.2.0", "post", "1.2.0.post1"),
        ("1.2.0.post1", "post", "1.2.0.post2"),
        ("1.2.0.post2.dev1", "post", "1.2.0.post2"),
        ("1.2.3", "dev", "1.2.4.dev0"),
        ("1.2.4.dev0", "dev", "1.2.4.dev1"),
        ("1.2.0rc1", "dev", "1.2.0rc2.dev0"),
        ("1.2.0rc2.dev0", "dev", "1.2.0rc2.dev1"),
        ("1.2.0.post1", "dev", "1.2.0.post2.dev0"),
        ("1.2.0.post1.dev0", "dev", "1.2.0.post1.dev1"),
        ("1.2.0rc3", "release", "1.2.0"),
        ("1.2.4.dev0", "release", "1.2.4"),
        ("1.2.0.post1.dev0", "release", "1.2.0.post1"),
        ("1.2.0rc1.post1", "release", "1.2.0"),
        ("1.2.0", "v1.3.0", "1.3.0"),
        ("1.2.0", "1.2.0-rc.1", "1.2.0rc1"),
        ("1.2.0", " 1.2.0-beta ", "1.2.0b0"),
        ("nonsense", "1.0", "1.0"),
    ],
)
def test_the_next_version(current, to, expected) -> None:
    """What a user asks for gives the version that they expect, in the spelling of PEP 440."""
    assert next_version(current, to) == expected


@pytest.mark.parametrize(
    ("current", "to", "number"),
    [
        ("1.2.0", "mayor", "PBP050"),
        ("1.2.0", "1.2.x", "PBP050"),
        ("1.2.0", "", "PBP050"),
        ("1.2.0", "9" * 5000, "PBP050"),
        ("nonsense", "patch", "PBP051"),
        ("1." + "9" * 5000, "patch", "PBP051"),
        ("1.2.0rc1", "a", "PBP052"),
        ("1.2.0rc1", "b", "PBP052"),
        ("1.2.0b1", "a", "PBP052"),
        ("1.2.0", "release", "PBP053"),
        ("1.2.0.post1", "release", "PBP053"),
        ("1.2.0rc1", "post", "PBP054"),
        ("1.2.0.dev1", "post", "PBP054"),
        ("1.2.0", "1.3.0+ubuntu1", "PBP055"),
    ],
)
def test_what_cannot_follow_is_refused_with_its_reason(current, to, number) -> None:
    """Nobody gets a version that sorts before the present one by asking for a part, nor one that PyPI refuses."""
    with pytest.raises(Problem) as problem:
        next_version(current, to)
    assert problem.value.kind.id == number


small = st.integers(0, 30)
versions = st.builds(
    lambda epoch, numbers, pre, post, dev, local: epoch + ".".join(map(str, numbers)) + pre + post + dev + local,
    st.sampled_from(["", "3!"]),
    st.lists(small, min_size=1, max_size=5),
    st.one_of(st.just(""), st.builds(lambda phase, number: f"{phase}{number}", st.sampled_from(["a", "b", "rc"]), small)),
    st.one_of(st.just(""), st.builds(lambda number: f".post{number}", small)),
    st.one_of(st.just(""), st.builds(lambda number: f".dev{number}", small)),
    st.sampled_from(["", "", "+x.1"]),
)


@given(versions, st.sampled_from(PARTS))
@settings(max_examples=150, deadline=None)
def test_a_part_never_goes_backwards(current, part) -> None:
    """Whatever part is allowed, the result is in its normal form, has the same epoch, and comes after the present version."""
    try:
        new = next_version(current, part)
    except Problem as problem:
        assert problem.kind.id in {"PBP052", "PBP053", "PBP054"}  # noqa: PT017  (what is allowed depends on the version)
        return
    assert Version(new) > Version(current)
    assert new == str(Version(new))
    assert Version(new).epoch == Version(current).epoch
    assert backwards(new, current)
    assert not backwards(current, new)


@given(st.text(max_size=30), st.text(max_size=30))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_a_version_or_a_problem(current, to) -> None:
    """Bad input ends in a sentence, never in a crash."""
    try:
        assert parsed(next_version(current, to)) is not None
    except Problem as problem:
        assert problem.kind.id.startswith("PBP05")  # noqa: PT017  (either is right)


def test_versions_are_compared_by_what_they_mean() -> None:
    """1.2 and 1.2.0 are one version, and so are the spellings of SemVer and of PEP 440."""
    assert same("1.2", "1.2.0")
    assert same("1.2.0-rc.1", "v1.2.0rc1")
    assert not same("1.2", "1.2.1")
    assert not same("none", "none")
    assert backwards("1.2", "1.2.0")
    assert not backwards("none", "1.2.0")
