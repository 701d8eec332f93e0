"""The rules on what changed since the release before speak where something vanished, and weigh it by the version."""

import pytest

from make.changed import changes
from seatrial.rules.changes import LARGE, SMALL, judge_changes

MIB = 1024 * 1024


def judged(**more) -> list[tuple[str, str]]:
    return [(finding.rule, finding.severity) for finding in judge_changes(changes(**more), "dist", {})]


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"added": (("demo/a.py", 1),), "gone": (("demo/x.txt", 1),), "altered": ("demo/b.py",), "scripts_added": ("demo",)},
        {"requirements_added": ("a>=2", "b; extra == 'x'"), "requirements_gone": ("a>=1", "c")},
        {"requires_python": (">=3.10", ">=3.8")},
        {"requires_python": (None, None)},
        {"license": (None, "MIT")},
        {"license": ("MIT", None)},
        {"pure": (False, True)},
        {"pure": None},
        {"size": (2 * SMALL, SMALL)},
        {"size": (SMALL, 1)},
        {"size": (1, LARGE)},
        {"size": (MIB, 10 * MIB)},
    ],
)
def test_what_is_in_order(more) -> None:
    """Releases that only gain, and losses that nobody feels, raise nothing."""
    assert judged(**more) == []


CASES = [
    ({"modules_gone": ("demo.old",), "packages_gone": ("demo.old",), "gone": (("demo/old/py.typed", 1),)}, "CHG001", "warning"),
    ({"modules_gone": ("demo.a",)}, "CHG002", "warning"),
    ({"scripts_gone": ("demo",)}, "CHG003", "warning"),
    ({"gone": (("demo/py.typed", 0), ("demo/a.txt", 1))}, "CHG004", "warning"),
    ({"extras_gone": ("fast",)}, "CHG005", "warning"),
    ({"entry_points_gone": ("pytest11: demo",)}, "CHG006", "warning"),
    ({"requires_python": (">=3.8", ">=3.9")}, "CHG010", "note"),
    ({"requires_python": (None, ">=3.9")}, "CHG010", "note"),
    ({"requirements_added": ("b",), "requirements_gone": ("a",)}, "CHG011", "note"),
    ({"license": ("MIT", "Apache-2.0")}, "CHG012", "note"),
    ({"pure": (True, False)}, "CHG013", "note"),
    (
        {"wheels": (("demo-1-cp311-cp311-win32.whl", "demo-1-cp311-cp311-win_amd64.whl"), ("demo-2-cp311-cp311-win32.whl",))},
        "CHG014",
        "warning",
    ),
    ({"size": (2 * SMALL, SMALL - 1)}, "CHG020", "warning"),
    ({"size": (MIB, 10 * MIB + 1)}, "CHG021", "warning"),
]


@pytest.mark.parametrize(("more", "rule", "severity"), CASES)
def test_what_vanished_is_found(more, rule, severity) -> None:
    """What users will miss is a warning, what they may want to know a note; one loss is told once."""
    assert judged(**more) == [(rule, severity)]


@pytest.mark.parametrize(("more", "rule", "severity"), CASES)
def test_a_version_that_announces_it_alarms_nobody(more, rule, severity) -> None:
    """In a new major version the same things are notes."""
    assert judged(**more, expected=True) == [(rule, "note")]


def test_a_message_names_what_vanished_and_where() -> None:
    """One reads the file, the release before, and the first names; the reason to ignore it is kept."""
    (found,) = judge_changes(changes(modules_gone=tuple(f"demo.m{number}" for number in range(7))), "dist/x.whl", {"CHG002": "they moved"})
    names = "demo.m0, demo.m1, demo.m2, demo.m3, demo.m4 …"
    assert found.values == {"after": "demo-1.5.0-py3-none-any.whl", "version": "1.4.0", "names": names}
    assert (found.subject, found.ignored) == ("dist/x.whl", "they moved")


def test_only_what_is_no_package_is_a_module() -> None:
    """A package that went is not told again as a module."""
    assert judged(modules_gone=("demo.a", "demo.b"), packages_gone=("demo.b",)) == [("CHG001", "warning"), ("CHG002", "warning")]
