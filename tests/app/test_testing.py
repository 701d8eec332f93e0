"""A project's own tests are run against what was installed, by its own command, and leave nothing behind."""

import json
import os
import time
from pathlib import Path

import pytest

from make.git import write
from make.installable import wheel
from make.release import harbour, stop_at
from make.wheelhouse import secluded, wheelhouse
from seatrial.app import testing
from seatrial.app.imported import BOUND, seen
from seatrial.app.looking import look
from seatrial.app.state import state_folder
from seatrial.app.testing import run_tests
from seatrial.problem import Problem

PROJECT = '[project]\nname = "boat"\nversion = "1.0"\n'
BOAT = {"boat/__init__.py": "def sail():\n    return 'afloat'\n"}
PYTEST = "from boat import sail\n\ndef test_sail():\n    assert sail() == 'afloat'\n"
CASES = "import unittest\nimport boat\n\nclass Sea(unittest.TestCase):\n    def test_sail(self):\n        self.assertEqual(boat.sail(), 'afloat')\n"


@pytest.fixture(scope="session")
def wheels(tmp_path_factory):
    """Make a folder with the wheel of pytest and what it needs."""
    return wheelhouse(tmp_path_factory.mktemp("wheels"), "pytest")


def outcome(tmp_path, files, *, wheels=None, brought=None, pyproject="", told=None, headers=(), **environ):
    """Return how the tests of a project of some files end; `brought` is what its wheel has."""
    folder = write(tmp_path / "tree", {"pyproject.toml": PROJECT + pyproject, **BOAT, **files})
    world = secluded(tmp_path, wheels, told, **environ) if wheels else harbour(tmp_path, told, **environ)
    made = wheel(brought or BOAT, headers=headers)
    write(tmp_path / "dist", {made.name: made.data})
    looked = look(world, str(folder))
    return run_tests(world, looked, state_folder(world, str(folder)), "tree", str(tmp_path / "dist" / made.name))


def lines(told):
    """Return what was told, as ids and the lines of children."""
    return [one.said.sentence.id if one.said else one.line for one in told if one.said or one.line]


def test_pytest_with_what_it_needs(tmp_path, wheels):
    """Pytest is installed with what the project says its tests need, and the tests import the installed package."""
    told, group = [], '[dependency-groups]\ntest = ["iniconfig"]\n'
    files = {"tests/test_boat.py": f"import iniconfig\n{PYTEST}", "tests/conftest.py": "import pytest\n", "tests/data.txt": "x"}
    run = outcome(tmp_path, files, wheels=wheels, pyproject=group, told=told)
    assert (run.ok, run.how, run.command, run.tree, run.tail) == (True, "passed", "python -m pytest", "tree", "")
    assert {"CKL073", "CKL079", "CKL080"} < set(lines(told))
    assert any("1 passed" in line for line in lines(told))
    log = tmp_path / "tree" / ".seatrial" / "logs" / "tests.log"
    assert run.log == ".seatrial/logs/tests.log"
    assert "1 passed" in log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "tree" / "tests").iterdir()] != ["__pycache__"]
    assert not (tmp_path / "tree" / "tests" / "__pycache__").exists()


def test_a_test_that_fails(tmp_path, wheels):
    """The last lines of what fails are told and kept, and an extra of the project is installed with it by pip as well."""
    told = []
    files = {"test_boat.py": "import iniconfig, pytest, boat\n\ndef test_sail():\n    assert boat.sail() == 'sunk'\n"}
    headers = ("Provides-Extra: test", "Requires-Dist: iniconfig; extra == 'test'")
    path = os.pathsep.join(one for one in os.environ["PATH"].split(os.pathsep) if not Path(one, "uv").exists())
    run = outcome(tmp_path, files, wheels=wheels, told=told, headers=headers, PATH=path)
    assert (run.ok, run.how, run.reason) == (False, "failed", "")
    assert "1 failed" in run.tail.splitlines()[-1]
    assert lines(told).count("CKL083") == len(run.tail.splitlines())


def test_what_the_wheel_lacks(tmp_path):
    """A module that lies in the tree and not in the wheel is not there for the tests, which is what users would meet."""
    files = {"tests/test_boat.py": CASES.replace("import boat\n", "import boat, boat.hull\n"), "boat/hull.py": "", "oars.py": ""}
    run = outcome(tmp_path, files)
    assert run.how == "failed"
    assert "No module named 'boat.hull'" in run.tail


def test_a_test_that_asks_for_the_tree(tmp_path):
    """A test that opens a file of the package in the tree fails, and is told where the package is."""
    told = []
    run = outcome(
        tmp_path, {"test_boat.py": "import boat\nfrom pathlib import Path\nPath('boat/__init__.py').resolve().read_text()\n"}, told=told
    )
    assert (run.how, [one.said.values["path"] for one in told if one.said and one.said.sentence.id == "CKL088"]) == (
        "failed",
        ["boat/__init__.py"],
    )


def test_unittest(tmp_path):
    """Tests for unittest need nothing, and run from the folder that they are imported from."""
    run = outcome(tmp_path, {"tests/__init__.py": "", "tests/test_boat.py": f"import tests\n{CASES}"})
    assert (run.ok, run.how, run.command) == (True, "passed", "python -m unittest discover -s tests -t .")


def test_tests_that_the_wheel_leaves_out(tmp_path):
    """Tests inside of the package run there although the wheel leaves them out, relative imports and data with them."""
    inner = "import unittest\nfrom pathlib import Path\nfrom .. import sail\n\nclass Sea(unittest.TestCase):\n    def test_it(self):\n"
    inner += "        self.assertEqual(Path(__file__).with_name('data.txt').read_text(), sail())\n"
    files = {"boat/tests/__init__.py": "", "boat/tests/test_sail.py": inner, "boat/tests/data.txt": "afloat"}
    run = outcome(tmp_path, files)
    assert (run.how, run.command) == ("passed", "python -m unittest discover -s boat.tests")


def test_a_lone_script(tmp_path):
    """A single script is run as it is, in an environment without secrets, with a home of its own, and sees no tree."""
    script = "import os, sys, boat\nassert boat.sail()\nassert 'site-packages' in boat.__file__\nassert not os.path.exists('boat')\n"
    script += "assert 'SECRET_TOKEN' not in os.environ and os.environ['HOME'] != os.getcwd()\nassert sys.stdin.read() == ''\n"
    run = outcome(tmp_path, {"test_boat.py": script}, SECRET_TOKEN="x")
    assert (run.ok, run.command) == (True, "python test_boat.py")


def test_the_source_tree_instead(tmp_path):
    """Tests that put the tree in front are told of, although they pass."""
    folder = str(tmp_path / "tree")
    run = outcome(tmp_path, {"test_boat.py": f"import sys\nsys.path.insert(0, {folder!r})\nimport boat\n"})
    assert (run.ok, run.how, run.reason) == (False, "source", f"boat: {folder}/boat/__init__.py")


def test_nothing_imported(tmp_path):
    """Tests that import nothing of the project pass, and it is said that they prove little."""
    told = []
    assert outcome(tmp_path, {"test_boat.py": "assert True\n"}, told=told).how == "passed"
    assert "CKL082" in lines(told)


def test_nothing_to_test(tmp_path):
    """Where nothing says how the project is tested, nothing is run."""
    told = []
    run = outcome(tmp_path, {}, told=told)
    assert (run.ok, run.how, run.command) == (False, "unknown", "")
    assert [one.state for one in told if one.step == "tests"] == ["skipped"]
    assert "CKL081" in lines(told)


@pytest.mark.parametrize(
    ("test", "how", "reason"),
    [
        ('"python -m unittest discover -s tests"', "none", ""),
        ('"python -c \\"print(1)\\"", "python -c \\"raise SystemExit(3)\\""', "failed", "status 3"),
        ('"no-such-program --now"', "not begun", "no-such-program"),
        ('"python \'"', "not begun", "No closing quotation"),
        ('"python -m coverage_that_is_not_there"', "failed", ""),
        ('"make test"', "failed", ""),
    ],
)
def test_commands_of_the_settings(tmp_path, test, how, reason):
    """The user's own commands are run one after the other; whatever becomes of them is told as what it is."""
    settings = f"[tool.seatrial]\ntest = [{test}]\n"
    files = {"tests/data.txt": "", "Makefile": "test:\n\t@test -d boat && exit 1\n"}
    run = outcome(tmp_path, files, pyproject=settings)
    assert (run.ok, run.how) == (False, how)
    assert reason in run.reason


def test_an_environment_of_its_own(tmp_path):
    """A command that begins at the top of the whole tree finds all of it there, and is told apart."""
    files = {"Makefile": "test:\n\ttest -d boat && test -f pyproject.toml\n"}
    run = outcome(tmp_path, files, pyproject='[tool.seatrial]\ntest = ["make test"]\n')
    assert (run.ok, run.how) == (True, "own")


def test_what_cannot_be_installed(tmp_path, wheels):
    """Tests that need what is nowhere could not begin, and the reason names it."""
    group = '[dependency-groups]\ntest = ["no-such-project-at-all"]\n'
    run = outcome(tmp_path, {"test_boat.py": PYTEST}, wheels=wheels, pyproject=group)
    assert (run.ok, run.how) == (False, "not begun")
    assert "no-such-project-at-all" in run.reason


def test_unknown_arguments(tmp_path, wheels):
    """Where pytest's settings need a plugin that the project does not name, that is said, and no test is blamed."""
    run = outcome(tmp_path, {"test_boat.py": PYTEST}, wheels=wheels, pyproject='[tool.pytest.ini_options]\naddopts = "--boats"\n')
    assert (run.how, "unrecognized arguments: --boats" in run.reason) == ("not begun", True)


HANGS = """import subprocess, sys, time
subprocess.Popen([sys.executable, "-c", "import time\\nwhile True: open({path!r}, 'a').write('x'); time.sleep(0.02)"])
time.sleep(600)
"""


def test_tests_without_an_end(tmp_path):
    """Tests that take too long are ended with everything that they began, and nothing of them is left."""
    before, beats = time.monotonic(), tmp_path / "beats"
    files = {"test_boat.py": HANGS.format(path=str(beats))}
    run = outcome(tmp_path, files, pyproject="[tool.seatrial]\ntest-timeout = 2\n")
    counted = beats.stat().st_size
    assert (run.ok, run.how, run.reason) == (False, "timed out", "2")
    assert time.monotonic() - before < 60
    time.sleep(0.3)
    assert (counted > 0, beats.stat().st_size) == (True, counted)


DAEMON = """
import pathlib, subprocess, sys, boat
beats = pathlib.Path({path!r})
code = f"import time\\nwhile True: open({{str(beats)!r}}, 'a').write('x'); time.sleep(0.02)"
subprocess.Popen([sys.executable, "-c", code], start_new_session=True)
while not beats.exists(): pass
"""


def test_what_tests_leave_running_is_ended(tmp_path):
    """A server that the tests start in a session of its own, and forget, does not outlive them."""
    beats = tmp_path / "beats"
    run = outcome(tmp_path, {"test_boat.py": DAEMON.format(path=str(beats))})
    counted = beats.stat().st_size
    assert run.ok
    time.sleep(0.3)
    assert (counted > 0, beats.stat().st_size) == (True, counted)


def test_a_log_has_an_end(tmp_path, monkeypatch):
    """Of tests that write without end the last part is kept."""
    monkeypatch.setattr(testing, "LOGGED", 1000)
    run = outcome(tmp_path, {"test_boat.py": "import boat\nprint('x' * 9000)\nraise SystemExit('the end')\n"})
    (log,) = tmp_path.glob(f"**/{run.log}")
    assert (log.stat().st_size, log.read_text()[-8:]) == (1000, "the end\n")


def test_an_interruption(tmp_path, monkeypatch):
    """Ctrl-C leaves neither a copy of the project nor an environment."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(KeyboardInterrupt):
        outcome(tmp_path, {"test_boat.py": "assert True\n"}, told=stop_at("tests", "progress"))
    assert list(tmp_path.glob("seatrial-tests-*")) == []


def test_no_room(tmp_path, monkeypatch):
    """Without a folder for temporary files nothing is run, and it is said why."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))
    with pytest.raises(Problem, match="PTS002"):
        outcome(tmp_path, {"test_boat.py": "assert True\n"})


@pytest.mark.parametrize(
    "text", ["", "[]\n", "{\n", '{"boat": 5}\n', '{"boat": []}\n', '{"boat": [5]}\n', '{"boat": ["\\u0000"]}\n', "[" * 100_000, "\xff\n"]
)
def test_notes_that_are_none(tmp_path, text):
    """What code of the project writes in place of the notes breaks nothing."""
    (tmp_path / "seen").write_bytes(text.encode("latin-1"))
    assert seen(str(tmp_path / "seen")) == {}
    assert seen(str(tmp_path / "none")) == {}


def test_the_last_process_counts(tmp_path):
    """Of several processes the one that ends last has begun the others; what is too much is not read."""
    notes = [json.dumps({"boat": [place]}) for place in ("/a", "/b")]
    (tmp_path / "seen").write_text("\n".join(notes) + "\n" + "x" * BOUND)
    assert seen(str(tmp_path / "seen")) == {"boat": ("/b",)}
