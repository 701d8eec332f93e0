"""Versions that are written as tuples."""

import pytest

from seatrial.core.bump.tuples import tuple_spelled, tuple_version


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ((1, 2, 0), "1.2.0"),
        (("1", "2", "0"), "1.2.0"),
        (("1", "2", "0rc1"), "1.2.0rc1"),
        ((1, 2, 0, "rc1"), "1.2.0rc1"),
        ((1, 2, 0, ".dev3"), "1.2.0.dev3"),
        ((1, 2, 0, ""), "1.2.0"),
        ((1, 2, 0, "final"), "1.2.0"),
        ((1, 2, 0, "beta", 1), "1.2.0b1"),
        ((1, 2, 0, "final", 0), "1.2.0"),
        ((1, 2, "dev", 4), "1.2.dev4"),
        ((1,), None),
        (("a", 1), None),
        ((1, 2, "x"), None),
        ((1, 2, "beta", "x"), None),
        ((1, 2, "unknown", 1), None),
        ((1, 2, "a", 1, 1), None),
        ((10**12, 1), None),
        ((*[1] * 60,), None),
    ],
)
def test_what_a_tuple_means(items, expected) -> None:
    """A tuple is read as the version that it stands for, or not at all."""
    assert tuple_version(items) == expected


@pytest.mark.parametrize(
    ("text", "new", "expected"),
    [
        ("1, 2, 0", "1.3.0", "1, 3, 0"),
        ("1,2,0", "2.0", "2,0,0"),
        ("1, 2", "2.0.0", "2, 0"),
        ("1, 2", "1.2.1", "1, 2, 1"),
        ("'1', '2'", "1.2.1", "'1', '2', '1'"),
        ("1,\n  2,  # two\n  0", "1.3.0", "1,\n  3,  # two\n  0"),
        ("1,  # one\n  2", "1.2.1", None),
        ("1\nMINOR = 2", "1.2.1", None),
        ("1, 2, 0", "1.3.0rc1", None),
        ("1, 2, 0", "1!1.3.0", None),
        ('"1", "2", "0rc1"', "1.2.0", '"1", "2", "0"'),
        ('"1", "2", "0rc1"', "1.2.0.post1", '"1", "2", "0.post1"'),
        ('"1", "2", "0rc1"', "1.2.0rc1.dev1", None),
        ("1, 2, 0, 'rc1'", "1.2.0rc2", "1, 2, 0, 'rc2'"),
        ("1, 2, 0, 'rc1'", "1.2.0", "1, 2, 0"),
        ("1, 2, 0, '.dev.1'", "1.2.0a1", "1, 2, 0, '.a.1'"),
        ("1, 2, 0, ''", "1.2.1rc1", "1, 2, 1, 'rc1'"),
        ("1, 2, 0, ''", "1.2.1", "1, 2, 1, ''"),
        ("1, 2, 0, 'final'", "1.2.1", "1, 2, 1, 'final'"),
        ("1, 2, 0, 'final'", "1.2.1rc1", None),
        ("1, 2, 'final'", "1.2.1", None),
        ("1, 2, 0, 'final', 0", "1.3.0", "1, 3, 0, 'final', 0"),
        ("1, 2, 0, 'final', 0", "1.3.0a1", "1, 3, 0, 'alpha', 1"),
        ("1, 2, 0, 'final', 0", "1.3.0rc1", None),
        ("1, 2, 0, 'alpha', 3", "1.2.0b1", "1, 2, 0, 'beta', 1"),
        ("1, 2, 0, 'beta', 1", "1.2.0b2", "1, 2, 0, 'beta', 2"),
        ("1, 2, 0, 'candidate', 1", "1.2.0", "1, 2, 0, 'final', 0"),
        ("1, 2, 0, 'a', 1", "1.2.0rc1", "1, 2, 0, 'rc', 1"),
        ("1, 2, 0, 'a', 1", "1.2.0", None),
        ("1, 2, 0, 'rc', 1", "1.2.0.post1", None),
    ],
)
def test_a_tuple_keeps_its_form(text, new, expected) -> None:
    """Quotes, blanks and comments of a tuple stay; a version that it has no form for is not guessed."""
    assert tuple_spelled(text, new, numbers_alone=False) == expected


def test_a_tuple_of_numbers_alone_stays_one() -> None:
    """Where a tuple is known to leave out the pre-release, it goes on to do so."""
    assert tuple_spelled("1, 2, 0", "1.3.0rc1", numbers_alone=True) == "1, 3, 0"
