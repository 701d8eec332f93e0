"""What tests a project is found by what lies there, and the settings go before everything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seatrial.core.project.assemble import read_project
from seatrial.core.testing.needs import needs_of
from seatrial.core.testing.suite import suite_of
from seatrial.model.settings import Settings
from seatrial.model.testing import Brought

PROJECT = '[project]\nname = "boat"\nversion = "1.0"\n'
PYTEST = "def test_it():\n    assert True\n"
CASES = "import unittest\nclass Sea(unittest.TestCase):\n    pass\n"
ASKED = "import pytest\n"


def suite(files, settings=Settings(), wheel=Brought(), pyproject=""):  # noqa: B008  (named tuples)
    """Return how a project of some files is tested."""
    every = {"pyproject.toml": PROJECT + pyproject, "boat.py": "", **files}
    data = {path: text.encode() for path, text in every.items()}
    project = read_project(data, sorted(data), "/boat")
    return suite_of(project, data, settings, needs_of(project, data, wheel), wheel)


@pytest.mark.parametrize(
    ("files", "pyproject", "why"),
    [
        ({"tests/test_a.py": ""}, "[tool.pytest.ini_options]\n", "CKL071 pyproject.toml"),
        ({"tests/test_a.py": ""}, "[tool.pytest]\nminversion = '9'\n", "CKL071 pyproject.toml"),
        ({"tests/test_a.py": "", "pytest.ini": ""}, "", "CKL071 pytest.ini"),
        ({"tests/test_a.py": "", ".pytest.toml": ""}, "", "CKL071 .pytest.toml"),
        ({"tests/test_a.py": "", "tox.ini": "[pytest]\n"}, "", "CKL071 tox.ini"),
        ({"tests/test_a.py": "", "setup.cfg": "[tool:pytest]\n"}, "", "CKL071 setup.cfg"),
        ({"tests/test_a.py": CASES, "requirements-test.txt": "pytest-cov\npytest>=8\n"}, "", "CKL072 requirements-test.txt"),
        ({"tests/test_a.py": CASES, "tests/conftest.py": "from pytest import fixture\n"}, "", "CKL073 tests/conftest.py"),
        ({"tests/test_a.py": CASES, "conftest.py": ASKED}, "", "CKL073 conftest.py"),
        ({"tests/test_a.py": PYTEST}, "", "CKL073 tests/test_a.py"),
        ({"tests/a_test.py": "class TestSea:\n    pass\n"}, "", "CKL073 tests/a_test.py"),
        ({"test_boat.py": "async def test_it(): ...\n"}, "", "CKL073 test_boat.py"),
        ({"docs/test_a.py": PYTEST}, "", "CKL073 docs/test_a.py"),
    ],
)
def test_pytest(files, pyproject, why):
    """Pytest is known by its settings, by what the tests need, and by how they are written."""
    found = suite(files, pyproject=pyproject)
    assert (found.runner, found.commands, found.own) == ("pytest", ("python -m pytest",), False)
    assert f"{found.why.sentence.id} {found.why.values['file']}" == why


@pytest.mark.parametrize(
    ("files", "command"),
    [
        ({"tests/test_a.py": CASES}, "python -m unittest discover -s tests"),
        ({"tests/test_a.py": CASES, "tests/__init__.py": ""}, "python -m unittest discover -s tests -t ."),
        ({"tests/a/test_a.py": CASES, "tests/b/test_b.py": "", "tests/__init__.py": ""}, "python -m unittest discover -s tests -t ."),
        ({"own/tests/test_a.py": CASES, "own/tests/__init__.py": ""}, "python -m unittest discover -s own/tests -t own"),
        ({"test_boat.py": CASES}, "python -m unittest discover"),
        ({"test_boat.py": CASES, "tests/test_a.py": ""}, "python -m unittest discover"),
        ({"tests/sea_test.py": CASES}, 'python -m unittest discover -s tests -p "*_test.py"'),
        ({"a b/test_a.py": CASES}, "python -m unittest discover -s 'a b'"),
    ],
)
def test_unittest(files, command):
    """Tests for unittest are looked for where they lie, from the folder that they are imported from."""
    found = suite(files)
    assert (found.runner, found.commands, found.why.sentence.id) == ("unittest", (command,), "CKL074")


@pytest.mark.parametrize(
    ("files", "pyproject", "runner", "command"),
    [
        ({"noxfile.py": "import nox\n@nox.session\ndef tests(session): ...\n"}, "", "nox", "python -m nox -s tests"),
        ({"noxfile.py": "import nox\n@nox.session(name='unit-tests')\ndef unit(session): ...\n"}, "", "nox", "python -m nox -s unit-tests"),
        ({"noxfile.py": "import nox\n@nox.session\ndef lint(session): ...\n", "tox.toml": ""}, "", "tox", "python -m tox run -e py"),
        ({"tox.ini": "[testenv]\n"}, "", "tox", "python -m tox run -e py"),
        ({"test_boat.py": "assert 1\n"}, "[tool.tox]\nenv_list = []\n", "tox", "python -m tox run -e py"),
    ],
)
def test_environments_of_their_own(files, pyproject, runner, command):
    """Nox and tox come after what is simpler, because they test what they install themselves."""
    found = suite(files, pyproject=pyproject)
    assert (found.runner, found.commands, found.own) == (runner, (command,), True)


def test_a_lone_script():
    """A single test that is written for nothing is run as it is; of several, nothing tells which are meant."""
    found = suite({"test_boat.py": "assert 1\n"})
    assert (found.runner, found.commands, found.tests) == ("script", ("python test_boat.py",), ("test_boat.py",))
    assert suite({"test_boat.py": "assert 1\n", "test_sea.py": "assert 1\n"}) is None
    assert suite({}) is None


def test_the_settings_go_first():
    """What the user says is taken as it stands; whether it makes environments of its own is seen by its program."""
    told = {"tests/test_a.py": PYTEST}
    found = suite(told, Settings(test=("python -m pytest tests", "python check.py")))
    assert (found.runner, found.commands, found.own) == ("setting", ("python -m pytest tests", "python check.py"), False)
    for command, own in (("nox -s a", True), ("python -m tox", True), ("make test", True), ('"', False), (" ", False)):
        assert suite(told, Settings(test=(command,))).own == own


INSIDE = {"boat/__init__.py": "", "boat/tests/__init__.py": "", "boat/tests/data.txt": ""}
WHOLE = frozenset(("boat/__init__.py", "boat/tests/__init__.py", "boat/tests/test_a.py", "boat/tests/data.txt"))


def test_tests_inside_of_the_package():
    """Tests that are installed with the package run where they are installed, with the settings of the tree."""
    files = {**INSIDE, "boat/tests/test_a.py": PYTEST, "boat/tests/deep/test_b.py": PYTEST}
    found = suite(files, wheel=Brought(WHOLE))
    assert (found.commands, found.added) == (("python -m pytest --pyargs boat.tests",), {})
    found = suite({**files, "tox.ini": "[pytest]\n"}, wheel=Brought(WHOLE))
    assert found.commands == ("python -m pytest -c tox.ini --rootdir . --pyargs boat.tests",)
    found = suite({**INSIDE, "boat/tests/test_a.py": CASES}, wheel=Brought(WHOLE))
    assert found.commands == ("python -m unittest discover -s boat.tests",)


def test_tests_that_the_wheel_leaves_out():
    """Where a wheel leaves out the tests of the package, they and their data are named with the place where they would lie."""
    found = suite({**INSIDE, "boat/tests/test_a.py": PYTEST}, wheel=Brought(frozenset(("boat/__init__.py",))))
    assert found.added == {path: path for path in ("boat/tests/__init__.py", "boat/tests/data.txt", "boat/tests/test_a.py")}
    found = suite({**INSIDE, "boat/test_a.py": PYTEST}, wheel=Brought(frozenset(("boat/__init__.py",))))
    assert "boat/__init__.py" not in found.added
    assert found.commands == ("python -m pytest --pyargs boat",)


def test_tests_inside_and_beside():
    """Where tests lie beside the package too, these are run as they lie."""
    assert suite({**INSIDE, "boat/tests/test_a.py": PYTEST, "tests/test_b.py": PYTEST}).commands == ("python -m pytest",)


def test_a_broken_file_of_settings():
    """A malformed file sets nothing up, and stops nothing."""
    data = {"pyproject.toml": b"[", "setup.py": b"from setuptools import setup\nsetup(name='boat')\n", "tox.ini": b"x = 1\n[testenv]\n"}
    good = {**data, "pyproject.toml": b""}
    project = read_project(good, sorted(good), "/boat")
    found = suite_of(project, data, Settings(), needs_of(project, data, Brought()), Brought())
    assert found.runner == "tox"
    assert suite_of(project, {"pyproject.toml": b"["}, Settings(), needs_of(project, {}, Brought()), Brought()) is None
    files = {**data, "tox.ini": b"[testenv\n"}
    assert suite_of(project, files, Settings(), needs_of(project, files, Brought()), Brought()).runner == "tox"


@given(
    st.dictionaries(
        st.sampled_from(("tox.ini", "noxfile.py", "setup.cfg", "test_a.py", "tests/b_test.py", "requirements-dev.txt")), st.text()
    )
)
def test_whatever_lies_there(files):
    """No text in any of these files stops the search."""
    data = {"pyproject.toml": PROJECT.encode(), **{path: text.encode(errors="replace") for path, text in files.items()}}
    good = {**data, "setup.cfg": b""}
    project = read_project(good, sorted(data), "/boat")
    found = suite_of(project, data, Settings(), needs_of(project, data, Brought()), Brought())
    assert found is None or all(found.commands)
