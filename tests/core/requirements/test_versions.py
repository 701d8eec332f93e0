"""That two requirements cannot both hold is said only where it is certain."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packaging.specifiers import SpecifierSet
from packaging.version import Version

from seatrial.core.requirements.versions import cannot_both_hold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("==1.0", "==2.0"),
        ("==1.0", ">=1.1"),
        (">=2", "<2"),
        (">2", "<=2"),
        ("<1", ">=1"),
        ("==1.*", ">=2"),
        ("~=1.4", ">=2.0"),
        ("~=1.4.2", "==1.5"),
        ("==1.0", "!=1.0"),
        ("==1.4.2", "!=1.4.*"),
        ("<8", ">=8.0.1,<9"),
        ("==1!1.0", "<9"),
    ],
)
def test_what_cannot_hold(one, other) -> None:
    """Pins beside newer bounds, bounds that leave nothing, and exclusions of the only version left are found either way round."""
    assert cannot_both_hold(one, other)
    assert cannot_both_hold(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("", "==1"),
        ("==1.0", "==1.0.0"),
        (">=1", "<=1"),
        (">=1,<2", "~=1.4"),
        ("==1.*", "!=1.0"),
        (">1.0", "<1.0.post2"),
        ("==1.0+local", "==1.0"),
        ("===1.0", "==2"),
        ("no", "==2"),
        ("!=1", "!=2"),
        ("==1.*", ">=1.0.dev1"),
        (f"=={'9' * 5000}", ">=1"),
        (f"~={'9' * 4300}.1", ">1"),
        (f"!={'9' * 5000}.*", "==1"),
    ],
)
def test_what_can_hold_or_is_not_certain(one, other) -> None:
    """Where a version fits both, or where nobody can tell, nothing is said."""
    assert not cannot_both_hold(one, other)
    assert not cannot_both_hold(other, one)


NUMBERS = ["0.9", "1", "1.0", "1.1", "1.1.1", "2"]
ONE = st.builds(
    lambda operator, version: operator + version, st.sampled_from(["==", ">=", "<=", "<", ">", "!=", "~="]), st.sampled_from(NUMBERS)
)
SIDE = st.lists(ONE.filter(lambda text: not (text.startswith("~=") and "." not in text)), min_size=1, max_size=2).map(",".join)
TRIED = [
    Version(f"{base}{ending}")
    for base, ending in itertools.product(["0.8", *NUMBERS, "1.0.1", "1.2", "3"], ["", ".dev0", "a1", ".post1", ".1", "+x"])
]


@settings(max_examples=150, deadline=None)
@given(one=SIDE, other=SIDE)
def test_no_version_is_overlooked(one, other) -> None:
    """Where it is said that nothing fits both, none of many versions does."""
    if cannot_both_hold(one, other):
        both = SpecifierSet(one) & SpecifierSet(other)
        assert not [version for version in TRIED if both.contains(version, prereleases=True)]
