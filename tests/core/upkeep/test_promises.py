"""What a README says of installing the project is read from its commands and sentences."""

import pytest

from seatrial.core.upkeep.promises import contradicts, installs, python_floor


@pytest.mark.parametrize(
    ("text", "named", "nameless"),
    [
        ("    pip install boat", [("boat", None, True)], False),
        ("`pip3 install -U 'boat[oars]'`", [("boat", None, True)], False),
        ('```\n$ python -m pip install "boat==1.0"\n```', [("boat", "1.0", True)], False),
        ("$ uv add boat", [("boat", None, False)], False),
        ("$ uv pip install boat>=1.0", [("boat", None, True)], False),
        ("> conda install -n base boat", [("boat", None, False)], False),
        ("pip install -r requirements.txt", [], True),
        ("pip install -e .", [], True),
        ("pip install .", [], True),
        ("pip install git+https://git.example/boat", [], True),
        ("pip install --index-url https://pypi.example/simple boat sail", [("boat", None, True), ("sail", None, True)], False),
        ("pip install boat # or sail", [("boat", None, True)], False),
        ("Run pip installed boats.", [], False),
    ],
)
def test_commands(text, named, nameless) -> None:
    """Every usual command tells what it installs, with the version that it pins; options and their values are no projects."""
    found, rest = installs(text)
    assert [(one.name, one.version, one.by_pip) for one in found] == named
    assert rest is nameless


def test_many_commands() -> None:
    """A README of nothing but commands is read up to a bound, and lines are counted."""
    found, _ = installs("pip install boat\n" * 600)
    assert (len(found), found[0].line, found[9].line) == (500, 1, 10)


@pytest.mark.parametrize(
    ("text", "floor"),
    [
        ("It requires Python 3.9+.", ("3.9", 1)),
        ("\n* Requires Python >= 3.9 or later", ("3.9", 2)),
        ("Boat supports Python 3.10 and newer", ("3.10", 1)),
        ("boat needs CPython 3.9.2 or higher", ("3.9", 1)),
        ("- Python >= 3.9", ("3.9", 1)),
        ("* Python 3.9+", ("3.9", 1)),
        ("It requires Python 3.9+.\nIt requires Python 3.8+.", None),
        ("For oars it requires Python 3.12+", None),
        ("* Python 3.9+ for oars", None),
        ("It requires Python 3.9", None),
        ("No word of it", None),
    ],
)
def test_the_oldest_python(text, floor) -> None:
    """The oldest Python is taken only from a plain sentence or a list, and only where there is one."""
    assert python_floor(text) == floor


@pytest.mark.parametrize(
    ("floor", "required", "other"),
    [
        ("3.9", ">=3.9", False),
        ("3.9", ">=3.9.2,<4", False),
        ("3.9", ">=3.10", True),
        ("3.10", ">=3.9", True),
        ("3.5", ">=2.7,!=3.0.*,!=3.1.*,!=3.2.*,!=3.3.*,!=3.4.*,!=3.5.*", True),
        ("3.9", "<4", False),
        ("3.9", "nonsense", False),
        ("3.9", ">=4", False),
        ("3.9", f">={'9' * 5000}", False),
        ("3.9", ",".join(f">=3.10.{micro}" for micro in range(5000)), False),
    ],
)
def test_what_contradicts(floor, required, other) -> None:
    """Another oldest Python 3 is a contradiction; a requirement without one, or one that cannot be read or is made to take long, is none."""
    assert contradicts(floor, required) is other
