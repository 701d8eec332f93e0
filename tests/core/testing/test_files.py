"""Tests run beside everything but the project's own code."""

from seatrial.core.project.assemble import read_project
from seatrial.core.testing import files
from seatrial.core.testing.files import beside_tests, own_tops
from seatrial.model.testing import Brought


def project(*paths):
    """Return the project of some empty files."""
    data = {"pyproject.toml": b'[project]\nname = "boat"\nversion = "1.0"\n', **dict.fromkeys(paths, b"")}
    return read_project(data, sorted(data), "/boat")


def test_a_flat_project():
    """Of a flat project all stays but its package with the data in it."""
    flat = project(
        "boat/__init__.py", "boat/data.json", "boat/tests/test_a.py", "tests/test_a.py", "tests/data.json", "conftest.py", "README.md"
    )
    assert beside_tests(flat, Brought()) == ("README.md", "conftest.py", "pyproject.toml", "tests/data.json", "tests/test_a.py")


def test_a_project_below_src():
    """Of a project in `src/` all stays but that."""
    below = project("src/boat/__init__.py", "src/boat/data.json", "tests/test_a.py")
    assert beside_tests(below, Brought()) == ("pyproject.toml", "tests/test_a.py")


def test_what_the_wheel_brings():
    """What the wheel brings is taken out too, under whatever name; a folder of tests stays although a wheel has it."""
    flat = project("boat.py", "_boat.py", "sails/jib.py", "tests/test_a.py")
    wheel = Brought(frozenset(("boat.py", "_boat.py", "sails/jib.py", "tests/test_a.py", "boat-1.0.dist-info/METADATA")))
    assert own_tops(flat, wheel) == {"boat", "_boat", "sails"}
    assert beside_tests(flat, wheel) == ("pyproject.toml", "tests/test_a.py")


def test_which_files_are_tests():
    """Tests are known by their names; those of documents and examples count only where there are no others."""
    paths = ("docs/test_a.py", "tests/sea_test.py", "boat/tests.py", "test.py", "build/lib/test_a.py", "tests/helper.py", "contest.py")
    assert files.test_files(project(*paths)) == ("boat/tests.py", "test.py", "tests/sea_test.py")
    assert files.test_files(project("docs/test_a.py")) == ("docs/test_a.py",)
