"""Names beside a name: those that PyPI takes for the same, and others that may do in its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seatrial.core.neighbours import MOST, neighbours, others
from seatrial.core.protocol import normal, ultranormal

NAMES = st.from_regex(r"[a-zA-Z0-9]([a-zA-Z0-9._-]{0,40}[a-zA-Z0-9])?", fullmatch=True)


@pytest.mark.parametrize(
    ("name", "among"),
    [
        ("boat", {"b0at", "bo-at"}),
        ("foo-bar", {"foobar", "f00-bar", "f00bar"}),
        ("foobar", {"foo-bar"}),
        ("My.Cool_thing", {"mycoolthing", "mycool-thing", "my-coolthing", "my-cool-th1ng"}),
        ("pyfoo", {"py-foo"}),
        ("footools", {"foo-tools"}),
        ("numpy2", {"numpy-2"}),
        ("lil", {"lll", "1i1", "li1", "l-il"}),
        ("a-b-c-d-e-f-g", {"abcdefg"}),
    ],
)
def test_likely_neighbours_are_among_them(name, among) -> None:
    """What people really confuse is looked up: hyphens, o and 0, l, i and 1."""
    found = neighbours(name)
    assert among <= set(found)
    assert len(found) <= MOST


@given(NAMES)
def test_every_neighbour_would_be_refused(name) -> None:
    """Nothing is asked for in vain: each neighbour is another project to PyPI, and too similar; their number is bounded."""
    found = neighbours(name)
    assert len(found) == len(set(found)) <= MOST
    assert normal(name) not in found
    assert all(normal(one) == one and ultranormal(one) == ultranormal(name) for one in found)


@pytest.mark.parametrize("name", ["x" * 5000, "-".join("lio" * 500), "o" * 2000])
def test_long_names_take_no_long_time(name) -> None:
    """A name of thousands of letters costs nothing."""
    assert len(neighbours(name)) <= MOST


def test_others_in_its_place() -> None:
    """Other names are made from the name and from who has the project; what the name has already is not added twice."""
    assert others("Boat", {"github.com/harbour/boat", "example.org"})[:2] == ("harbour-boat", "py-boat")
    assert others("py-boat") == ("py-boat-lib", "py-boat-tools", "py-boat-app", "py-boat-kit")
    assert others("harbour-boat", {"gitlab.com/harbour/boat", "github.com/harbour"})[0] == "py-harbour-boat"


@given(NAMES, st.sets(st.text(max_size=30)))
def test_others_are_no_neighbours(name, marks) -> None:
    """A name in place of another is never one that PyPI takes for the same."""
    assert all(ultranormal(one) != ultranormal(name) for one in others(name, marks))
