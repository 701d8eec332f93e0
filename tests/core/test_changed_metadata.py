"""The metadata of two releases side by side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make.changed import headers
from seatrial.core.changed_metadata import extras_gone, licenses, pythons, pythons_gone, replaced, required_name, requirements
from seatrial.core.metadata import parse
from seatrial.model.metadata import Metadata


def said(**fields: str | tuple[str, ...]) -> Metadata:
    return parse(headers(**fields))


def test_requirements_are_the_same_however_they_are_spelt() -> None:
    """Blanks, quotes, order and the letters of a name make no requirement another; a marker does."""
    old = said(Requires_Dist=("My.Pkg (>=1,<2)", "b[y,x]; python_version<'3'", "c ; extra == 't'", "not a requirement !", "d"))
    new = said(Requires_Dist=("my-pkg<2,>=1", 'b[x, y] ; python_version < "3"', "c", "not  a requirement !", "e>1"))
    assert requirements(old, new) == (("c", "e>1"), ('c; extra == "t"', "d"))


@given(st.lists(st.text(), max_size=4), st.lists(st.text("()[]<>=!~;'\"&| aorndx.1-@:/"), max_size=4), st.text(), st.text())
def test_nothing_in_metadata_makes_a_comparison_fail(one, other, old, new) -> None:
    """A hostile earlier release cannot stop a rehearsal."""
    first, second = (
        Metadata(requires_dist=tuple(one), requires_python=old),
        Metadata(requires_dist=tuple(other), requires_python=new, license=old),
    )
    added, gone = requirements(first, second)
    assert all(required_name(requirement) in requirement for requirement in (*added, *gone))
    replaced(added, gone)
    licenses(first, second)
    pythons_gone(pythons(first), pythons(second))


def test_deep_and_long_requirements_are_taken_as_they_stand() -> None:
    """What would cost much is not parsed."""
    deep = "a; " + "(" * 100_000
    added, _ = requirements(said(), Metadata(requires_dist=(deep, "b" * 5_000 + ">=1")))
    assert [len(one) <= len(deep) for one in added] == [True, True]


def test_a_requirement_that_only_changed_is_told_as_one() -> None:
    """`a>=1` to `a>=2` is a change, and neither a loss nor a gain."""
    added, gone = ("a>=2", "b", 'c; extra == "x"', 'c; extra == "y"'), ("a>=1", "c", "d[e]>1")
    assert replaced(added, gone) == (("a>=1", "a>=2"),)
    assert [required_name(one) for one in gone] == ["a", "c", "d"]


def test_extras_are_compared_by_their_normal_names() -> None:
    """`My_Extra` is `my-extra`."""
    assert extras_gone(said(Provides_Extra=("My_Extra", "b")), said(Provides_Extra=("my-extra",))) == ("b",)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ({"License_Expression": "MIT"}, {"License_Expression": "Apache-2.0"}, ("MIT", "Apache-2.0")),
        ({"License_Expression": "GPL-3.0-only"}, {"License_Expression": "GPL-3.0-only WITH x"}, ("GPL-3.0-only", "GPL-3.0-only WITH x")),
        ({"License": "The MIT License"}, {"License_Expression": "MIT"}, (None, None)),
        ({"License": "BSD"}, {"License_Expression": "BSD-3-Clause"}, (None, None)),
        ({"License": "GPL"}, {"License_Expression": "LGPL-3.0-only"}, ("GPL", "LGPL-3.0-only")),
        ({"License": "UNKNOWN"}, {"License_Expression": "MIT"}, (None, None)),
        ({"Classifier": ("License :: OSI Approved :: MIT License", "X :: Y")}, {"License": "Apache-2.0"}, ("MIT License", "Apache-2.0")),
        ({"License": "x" * 80}, {"License": "MIT"}, ("x" * 59 + "…", "MIT")),
        ({}, {"License": "MIT"}, (None, None)),
    ],
)
def test_a_licence_that_is_another_is_told(old, new, told) -> None:
    """Another spelling of the same licence is no change; another licence is."""
    assert licenses(said(**old), said(**new)) == told


@pytest.mark.parametrize(
    ("old", "new", "gone"),
    [
        (">=3.8", ">=3.10", ("3.8", "3.9")),
        (">=3.8.1", "!=3.9.*,>=3.8", ("3.9",)),
        (">=3.29", ">=3.29,<3.30", ("3.30",)),
        (">=3.8", None, ()),
        (None, ">=2.7,!=3.0.*", ("3.0",)),
        (">=3.8", ">=3.8", ()),
        ("nonsense", ">=3", ("2.7",)),
    ],
)
def test_pythons_that_are_left_out_are_named(old, new, gone) -> None:
    """One sees which users are left behind."""
    assert pythons_gone(old, new) == gone


def test_required_pythons_are_spelt_in_one_way() -> None:
    """`>= 3.8` is `>=3.8`; nothing means any; nonsense stays."""
    values = [pythons(Metadata(requires_python=one)) for one in (">= 3.8, <4", "", None, "any  you like")]
    assert values == ["<4,>=3.8", None, None, "any you like"]
