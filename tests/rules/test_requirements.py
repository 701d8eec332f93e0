"""The rules on requirements speak where they must, weigh it rightly, and keep silent elsewhere."""

import json
import subprocess
import sys

import pytest

from seatrial.app.asking import asked_of
from seatrial.core.project.assemble import read_project
from seatrial.model.project import Tree
from seatrial.model.requirements import Known
from seatrial.rules import agreement, requirements
from seatrial.rules.agreement import agreement_state
from seatrial.rules.rule import judge

PYPROJECT = '[project]\nname = "boat"\nversion = "1.0"\n'
KNOWN = Known({"urllib3": ("urllib3",), "yaml": ("pyyaml",)}, frozenset({"boat", "requests", "urllib3", "pyyaml"}))
SETUP = "from setuptools import setup\nsetup(name='boat', install_requires={})\n"
FROM_FILE = {"setup.py": SETUP.format("open('requirements.txt').readlines()")}
POETRY = '[build-system]\nrequires = ["poetry-core"]\nbuild-backend = "poetry.core.masonry.api"\n[tool.poetry]\nname = "boat"\n[tool.poetry.dependencies]\n'


def tree(files: dict[str, str], known: Known | None = None) -> Tree:
    every = files if "setup.py" in files or "pyproject.toml" in files else {"pyproject.toml": PYPROJECT, **files}
    data = {path: text.encode() for path, text in every.items()}
    project = read_project(data, sorted(data), "/nowhere")
    return Tree(project, asked=asked_of(project, data)._replace(known=known))


def requires(*rows: str, more: str = "") -> dict[str, str]:
    return {"pyproject.toml": f"{PYPROJECT}dependencies = {list(rows)}\n{more}"}


def judged(files: dict[str, str], known: Known | None = None) -> list[tuple[str, str, str | None, int | None]]:
    found = judge((*requirements.RULES, *agreement.RULES), tree(files, known), "boat", {})
    return [(one.rule, one.severity, one.file, one.line) for one in found]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"boat.py": "import json, requests"}, [("REQ001", "error", "boat.py", 1)]),
        ({"boat/__init__.py": "from . import a", "boat/a.py": "import b, requests"}, [("REQ001", "warning", "boat/a.py", 1)] * 2),
        ({"boat/__init__.py": "", "boat/a.py": "\nimport requests"}, [("REQ001", "note", "boat/a.py", 2)]),
        ({"boat/__init__.py": "", "boat/a.py": "def f(): import requests"}, []),
        ({"boat.py": "import requests", **requires("Requests")}, []),
        ({"boat.py": "import yaml", **requires("PyYAML")}, []),
        (
            {"boat.py": "import rich, a", **requires("a", more='[dependency-groups]\ndev = ["rich"]\n')},
            [("REQ003", "warning", "boat.py", 1)],
        ),
        (
            {"boat/__init__.py": "import a", "boat/x.py": "import rich", **requires("a", more='[dependency-groups]\ndev = ["rich"]\n')},
            [("REQ003", "note", "boat/x.py", 1)],
        ),
        ({"boat.py": "import a", **requires("a", "b")}, [("REQ004", "note", "pyproject.toml", 4)]),
        ({**requires("boat>=1", "boat[x]")}, [("REQ005", "warning", "pyproject.toml", 4)]),
        (
            {**requires("pathlib", "importlib-metadata", "dataclasses; python_version < '3.7'")},
            [("REQ006", "warning", "pyproject.toml", 4)],
        ),
        ({"pyproject.toml": f'{POETRY}dataclasses = "1"\n'}, []),
        ({**requires("a >> 1")}, [("REQ007", "error", "pyproject.toml", 4)]),
        (
            {
                "pyproject.toml": f'{PYPROJECT}dependencies = ["a #b", "c !"]\n[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
            },
            [("REQ007", "error", "pyproject.toml", 4)] * 2,
        ),
    ],
)
def test_code_and_build_files(files, expected) -> None:
    """What stops the import of the whole project is an error, what stops a part a warning, what users may never want a note."""
    assert judged(files) == expected


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"boat.py": "import urllib3, requests", **requires("requests")}, [("REQ002", "warning", "boat.py", 1)]),
        (
            {"boat/__init__.py": "import requests", "boat/a.py": "import urllib3", **requires("requests")},
            [("REQ002", "note", "boat/a.py", 1)],
        ),
        ({"boat.py": "import yaml", **requires("PyYAML")}, []),
        ({"boat.py": "import zope.event, requests", **requires("requests")}, [("REQ001", "error", "boat.py", 1)]),
        ({"boat.py": "import zope.event, requests", **requires("requests", "late")}, [("REQ004", "note", "pyproject.toml", 4)]),
    ],
)
def test_what_a_verification_showed(files, expected) -> None:
    """An installation tells whose a module is, and that none brings it."""
    found = judged(files, KNOWN)
    assert [one for one in found if one[0] != "REQ004" or one in expected] == [
        one for one in expected if one[0] != "REQ004" or one in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a>=1\n# b\n\n", []),
        ("a\n-r base.txt", [("REQ008", "error", "requirements.txt", 2)]),
        ("-e .", [("REQ008", "error", "requirements.txt", 1)]),
        ("a==1 \\\n  --hash=sha256:0", [("REQ008", "error", "requirements.txt", 1)]),
        ("git+https://g.example/a.git#egg=a", [("REQ008", "error", "requirements.txt", 1)]),
    ],
)
def test_lines_for_pip_that_the_build_takes(text, expected) -> None:
    """The build that stops at a line of a requirements file is told of, with that line."""
    assert judged({**FROM_FILE, "requirements.txt": text, "base.txt": "a\n"}) == expected


def test_no_login_of_a_requirements_file_is_shown() -> None:
    """A password in an address stays where it is."""
    files = {**FROM_FILE, "requirements.txt": "git+https://me:hunter2@g.example/a.git\n-r https://me:hunter2@g.example/r.txt x --nothing\n"}
    found = judge((*requirements.RULES, *agreement.RULES), tree(files), "boat", {})
    assert {"REQ008", "REQ016"} <= {one.rule for one in found}
    assert "hunter2" not in str(found)


def test_a_line_for_pip_that_stands_elsewhere() -> None:
    """Where the file is not the one that is looked at, the build file's own line is shown."""
    files = {"setup.py": SETUP.format("open('reqs.txt').readlines()"), "reqs.txt": "-r x\n"}
    assert judged(files) == [("REQ008", "error", "setup.py", 2)]
    assert judged({"setup.py": SETUP.format("['a', '-r x']")}) == [("REQ007", "error", "setup.py", 2)]


ROWS = ["a", "a>=1 # b", "-r x", "-e .", "a @ https://x.example/a.whl", "https://x.example/a.whl", "./a", "a==1 --hash=sha256:0", "a[x]; python_version>'3'", "a b"]  # fmt: skip
ASK = """
import json, sys
from setuptools._reqs import parse
for row in json.loads(sys.argv[1]):
    try:
        list(parse([row]))
    except ValueError:
        print(row)
"""


def test_a_line_is_found_fault_with_where_setuptools_stops_at_it() -> None:
    """What is said to stop the build is just what setuptools itself stops at."""
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", ASK, json.dumps(ROWS)], capture_output=True, text=True, check=True)
    stopped = [row for row in ROWS if "REQ007" in {one[0] for one in judged({"setup.py": SETUP.format([row])})}]
    assert stopped == done.stdout.splitlines()
    assert len(stopped) == 6


LOCK = '[[package]]\nname = "boat"\nversion = "{}"\nsource = {{ editable = "." }}\n[package.metadata]\nrequires-dist = [{{ name = "a" }}]\n'


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"requirements.txt": "rich", "boat.py": "import rich, a", **requires("a")}, [("REQ009", "warning", "requirements.txt", 1)]),
        ({"requirements.txt": "a\nrich", **requires("a")}, [("REQ009", "note", "requirements.txt", 2)]),
        ({"requirements.txt": "a", **requires("a", "b")}, [("REQ010", "note", "requirements.txt", None)]),
        ({"requirements.txt": "a==1 --hash=sha256:0", **requires("a", "b")}, [("REQ010", "warning", "requirements.txt", None)]),
        ({"requirements.txt": "a==1", **requires("a>=2")}, [("REQ011", "warning", "requirements.txt", 1)]),
        ({**requires("a>=1", "A>=2")}, [("REQ012", "warning", "pyproject.toml", 4)]),
        ({"requirements.txt": "a>=1\na", **requires("a")}, [("REQ012", "warning", "requirements.txt", 2)]),
        ({**requires("a==1", "b==1.*", "boat-oars==1")}, [("REQ013", "note", "pyproject.toml", 4)]),
        ({"uv.lock": LOCK.format("1.0.0"), **requires("a")}, []),
        ({"uv.lock": LOCK.format("0.9"), **requires("a")}, [("REQ014", "warning", "uv.lock", 3)]),
        ({"uv.lock": LOCK.format("1.0"), **requires("b")}, [("REQ015", "warning", "uv.lock", 3)]),
        (
            {"requirements.txt": "a >> 1\n-r gone.txt\n-r requirements.txt\n-r ../x.txt\n--pre\n${X}"},
            [("REQ016", "warning", "requirements.txt", number) for number in (1, 2, 3)],
        ),
    ],
)
def test_files_beside_each_other(files, expected) -> None:
    """Drift, contradictions, doubles and lock files that are out of date are found where they stand."""
    assert judged(files) == expected


def test_nobody_looked() -> None:
    """Rules on what was not looked at say nothing."""
    bare = tree({"boat.py": "import requests"})._replace(asked=None)
    assert judge((*requirements.RULES, *agreement.RULES), bare, "boat", {}) == ()


@pytest.mark.parametrize(
    ("files", "known", "state", "sentence"),
    [
        ({"boat.py": "import json"}, None, "yes", None),
        ({}, None, "yes", None),
        ({"boat.py": "import yaml", **requires("PyYAML")}, None, "not known", "REQ020"),
        ({"boat.py": "import other", **requires("PyYAML", more='optional-dependencies = { x = ["y"] }')}, KNOWN, "not known", "REQ021"),
        ({"setup.py": SETUP.format("more()")}, None, "not known", "REQ022"),
        ({"boat.py": "import other\nprint 'x'", **requires("a")}, None, "not known", "REQ023"),
    ],
)
def test_the_line_of_the_checklist(files, known, state, sentence) -> None:
    """A line that is not known says what would make it known."""
    found, said = agreement_state(tree(files, known))
    assert (found, said.sentence.id if said else None) == (state, sentence)
    assert agreement_state(tree(files)._replace(asked=None)) == ("not known", None)
