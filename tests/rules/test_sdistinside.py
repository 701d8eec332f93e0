"""Rules on what an sdist's own build asks for, seen from the sdist alone."""

import io
import tarfile

import pytest

from make.dist import NAME, SDIST_NAME, metadata, sdist, sdist_files, tar_member, zipped
from seatrial.core.dist import read
from seatrial.core.metadata import parse
from seatrial.core.protocol import form_of
from seatrial.model.dist import Sdist, Upload
from seatrial.model.finding import Finding
from seatrial.rules.distribution import judge_dist
from seatrial.rules.rule import judge
from seatrial.rules.sdistinside import RULES


def told(rule: str, more: dict[str, bytes | None]) -> list[Finding]:
    dist = read(io.BytesIO(sdist(more)), SDIST_NAME)
    form = form_of(dist, parse(metadata()))
    return [one for one in judge_dist(Upload(dist, form), SDIST_NAME, {}, "pypi.org") if one.rule == rule]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (b"from setuptools import setup\nwith open('requirements.txt') as f: x = f\nsetup()\n", ["requirements.txt"]),
        (b"import os\nHERE = os.path.dirname(__file__)\nx = open(os.path.join(HERE, 'src', 'VERSION')).read()\n", ["src/VERSION"]),
        (b"def read(name):\n    return open(name).read()\nx = read('a.txt') + read('b.txt')\n", ["a.txt", "b.txt"]),
        (b"open('README.md')\n", []),
        (b"open('../VERSION')\n", ["../VERSION"]),
        (b"try:\n    open('x')\nexcept OSError: ...\n", []),
        (b"import os\nif os.path.exists('x'):\n    open('x')\n", []),
        (b"open('made.py', 'w')\n", []),
        (b"def never():\n    open('x')\n", []),
        (b"open('x') if (\n", []),
    ],
)
def test_a_file_that_setup_py_opens(script: bytes, expected: list[str]) -> None:
    """The file that was forgotten in MANIFEST.in is named before the first build from the sdist fails."""
    found = told("SDT014", {"setup.py": script, "README.md": b"x"})
    assert [one.values["path"] for one in found] == expected
    assert {one.severity for one in found} <= {"error"}


def test_a_zip_sdist_is_judged_alike() -> None:
    """Old archives lack the same files."""
    data = zipped(sdist_files({"setup.py": b"open('requirements.txt')\n"}))
    dist = read(io.BytesIO(data), "sample_case-1.0.zip")
    assert isinstance(dist, Sdist)
    assert [one.rule for one in judge(RULES, dist, "x", {})] == ["SDT014"]


def test_only_the_scripts_own_place_counts() -> None:
    """A second setup.py in another folder builds something else."""
    other = tar_member("other/setup.py", b"import numpy\nopen('gone')\n")
    dist = read(io.BytesIO(sdist({"setup.py": b"", "pyproject.toml": None}, extra=[other])), SDIST_NAME)
    assert isinstance(dist, Sdist)
    assert [one.rule for one in judge(RULES, dist, "x", {})] == []
    assert isinstance(other[0], tarfile.TarInfo)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"setup.py": b"import numpy\nimport numpy.distutils\nfrom Cython.Build import cythonize\n"}, ["numpy", "Cython"]),
        ({"setup.py": b"import numpy\n", "pyproject.toml": b"[build-system]\nrequires = ['numpy']\n"}, []),
        ({"setup.py": b"import numpy\n", "pyproject.toml": b"[build-system]\nrequires = ['setuptools>=60']\n"}, ["numpy"]),
        ({"setup.py": b"import sys\nsys.path.insert(0, 'src')\nimport sample, numpy\n", "src/sample/__init__.py": b""}, ["numpy"]),
        ({"setup.py": b"import os, setuptools\nfrom distutils.core import setup\nfrom . import x\n"}, []),
        ({"setup.py": b"import sample\nimport tool\n", "sample/__init__.py": b"", "tool.py": b""}, []),
        ({"setup.py": b"try:\n    import numpy\nexcept ImportError: ...\n"}, []),
        ({"setup.py": b"def build():\n    import numpy\n"}, []),
    ],
)
def test_what_setup_py_imports(more: dict[str, bytes | None], expected: list[str]) -> None:
    """A build in an environment of its own has setuptools and nothing else, unless pyproject.toml asks for it."""
    found = told("SDT015", {"pyproject.toml": None, **more})
    assert [one.values["module"] for one in found] == expected


def test_an_sdist_without_pyproject() -> None:
    """The file by which builds are described today is missed where only setup.py is there."""
    assert [one.severity for one in told("SDT016", {"setup.py": b"", "pyproject.toml": None})] == ["note"]
    assert told("SDT016", {"setup.py": b""}) == []
    assert told("SDT016", {"pyproject.toml": None}) == []


INIT = f"{NAME}/__init__.py"
IMPORTS = f"from {NAME} import __version__\n".encode()
STRICT = b"[build-system]\nrequires = ['setuptools']\nbuild-backend = 'setuptools.build_meta'\n"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({INIT: b"import requests\n"}, [("SDT021", "requests")]),
        ({INIT: b"from .a import x\n", f"{NAME}/a.py": b"import requests, json\nfrom requests import get\n"}, [("SDT021", "requests")]),
        ({INIT: b"from .a import x\n", f"{NAME}/a.py": b"try:\n    import requests\nexcept ImportError: ...\n"}, []),
        ({INIT: b"import requests\n", "requests.py": b""}, []),
        ({INIT: b"import sys\nsys.path.append('vendor')\nimport requests\n"}, []),
        ({INIT: b"import requests\n", "pyproject.toml": b"[build-system]\nrequires = ['setuptools', 'requests']\n"}, []),
        ({INIT: b"", "pyproject.toml": STRICT}, [("SDT022", NAME)]),
        ({INIT: b"", "pyproject.toml": STRICT + b"backend-path = ['.']\n"}, []),
        ({INIT: b"", "pyproject.toml": STRICT, "setup.py": b"import sys\nsys.path.append('.')\n" + IMPORTS}, []),
        (
            {INIT: b"", "pyproject.toml": STRICT, "setup.py": IMPORTS + IMPORTS + b"import os, setuptools\nfrom . import x\n"},
            [("SDT022", NAME)],
        ),
    ],
)
def test_a_setup_py_that_imports_the_project(more: dict[str, bytes | None], expected: list[tuple[str, str]]) -> None:
    """Taking the version from the package works for its author and stops the build for everybody else."""
    written = {"setup.py": IMPORTS, "pyproject.toml": None, f"src/{INIT}": None, **more}
    found = [one for rule in ("SDT021", "SDT022") for one in told(rule, written)]
    assert [(one.rule, one.values["module"]) for one in found] == expected
    assert {one.severity for one in found} <= {"error"}


def test_a_second_script_is_not_asked_for_its_imports() -> None:
    """Only the build script at the top is run by the build."""
    other = tar_member("other/setup.py", IMPORTS)
    dist = read(io.BytesIO(sdist({"setup.py": b"", "pyproject.toml": STRICT, INIT: b""}, extra=[other])), SDIST_NAME)
    assert isinstance(dist, Sdist)
    assert [one.rule for one in judge(RULES, dist, "x", {})] == []
