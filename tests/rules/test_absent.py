"""Rules on names and modules that wheels import and do not have: what broke real releases, and what only looks alike."""

import io

import pytest

from make.dist import INFO, NAME, WHEEL_NAME, metadata, wheel
from seatrial.core.dist import read
from seatrial.model.dist import Wheel
from seatrial.rules.imports import RULES
from seatrial.rules.modules import inside
from seatrial.rules.rule import judge

INIT = f"{NAME}/__init__.py"
LINUX = f"{NAME}-1.0-cp312-cp312-manylinux2014_x86_64.whl"
POINTS = f"{INFO}/entry_points.txt"


def told(rule: str, more: dict[str, bytes | None], filename: str = WHEEL_NAME, **fields: str) -> list[tuple[str, str]]:
    """Return severity and the telling value of what one rule finds."""
    dist = read(io.BytesIO(wheel({f"{INFO}/METADATA": metadata(License_File="LICENSE", **fields), **more})), filename)
    assert isinstance(dist, Wheel)
    key = {"WHL061": "name", "WHL065": "what", "WHL049": "path"}.get(rule, "module")
    return [(one.severity, str(one.values[key])) for one in judge(RULES, inside(dist), filename, {}) if one.rule == rule]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({INIT: b"from .a import b, c\n", f"{NAME}/a.py": b"b = 1\n"}, [("error", "c")]),
        ({INIT: b"from .a import b\nfrom .a import b\n", f"{NAME}/a.py": b"import b.c\nimport d\n"}, []),
        ({INIT: b"from .a import gone\n", f"{NAME}/a.py": b"from .b import *\n", f"{NAME}/b.py": b"x = 1\n"}, [("error", "gone")]),
        ({INIT: b"", f"{NAME}/c.py": b"from .a import gone\n", f"{NAME}/a.py": b""}, [("warning", "gone")]),
        ({INIT: b"from .a import *\nfrom .a import __doc__\n", f"{NAME}/a.py": b""}, []),
        ({INIT: b"from .a import b\n", f"{NAME}/a.py": b"from json import *\n"}, []),
        (
            {
                INIT: b"from .a import b\n",
                f"{NAME}/a.py": b"from .c import *\ntry:\n    from json import *\nexcept ImportError: ...\n",
                f"{NAME}/c.py": b"",
            },
            [],
        ),
        ({INIT: b"from .a import b\n", f"{NAME}/a.py": b"globals()['b'] = 1\n"}, []),
        (
            {
                INIT: b"from .a import gone\n",
                f"{NAME}/a.py": b"from .sub import *\n",
                f"{NAME}/sub/__init__.py": b"x = 1\n",
                f"{NAME}/sub/gone.py": b"",
            },
            [],
        ),
        ({INIT: b"from .a import b\n", f"{NAME}/a.py": b"import sys\nsys.modules[__name__] = 1\n"}, []),
        ({INIT: b"from .a import b\n", f"{NAME}/a.py": b"def (:\n"}, []),
        ({INIT: b"from .a import b\n", f"{NAME}/a.py": b"try:\n    from json import *\nexcept ImportError: ...\n"}, []),
        ({INIT: b"from .a import b\n", f"{NAME}/a.py": b"", f"{NAME}/a.cpython-312-x86_64-linux-gnu.so": b"\0"}, []),
    ],
)
def test_a_name_that_its_module_does_not_have(more: dict[str, bytes | None], expected: list[tuple[str, str]]) -> None:
    """A stale module in a wheel is found by what the others want of it."""
    assert told("WHL061", more) == expected


def test_a_wheel_for_one_platform_may_have_modules_for_others() -> None:
    """There, what nothing runs is a note only."""
    assert told("WHL061", {INIT: b"", f"{NAME}/w.py": b"from .a import b\n", f"{NAME}/a.py": b""}, LINUX) == [("note", "b")]


@pytest.mark.parametrize(
    "more",
    [
        {INIT: f"import {NAME}.__init__\nfrom {NAME}.__init__ import x\nx = 1\n".encode()},
        {
            INIT: b"from .a import part\n",
            f"{NAME}/a/__init__.py": b"from .b import *\n",
            f"{NAME}/a/b/__init__.py": b"from . import part\n",
            f"{NAME}/a/b/part.py": b"",
        },
        {
            f"{NAME}/part/__init__.py": b"from .gone import x\n",
            f"{NAME}/src/part/__init__.py": b"",
            INIT: b"from pkgutil import extend_path\n__path__ = extend_path(__path__, __name__)\n",
        },
    ],
)
def test_imports_that_work_in_unusual_ways(more: dict[str, bytes | None]) -> None:
    """What Python resolves is not called missing."""
    assert [one for one in told("WHL047", more) if one[0] == "error"] == []


def test_a_compiled_module_may_bring_others() -> None:
    """One extension can hold many modules, which no files stand for."""
    more = {
        INIT: b"from ._core import *\nfrom ._parts import x\nfrom .sub.gone import y\n",
        f"{NAME}/_core.abi3.so": b"\0",
        f"{NAME}/sub/__init__.py": b"",
    }
    assert told("WHL047", more, LINUX) == [("note", f"{NAME}._parts"), ("error", f"{NAME}.sub.gone")]
    unused = {INIT: b"from ._parts import x\n", f"{NAME}/_core.abi3.so": b"\0"}
    assert told("WHL047", unused, LINUX) == [("error", f"{NAME}._parts")]


def test_reading_a_path_is_no_trick() -> None:
    """A package that looks at its own path has the modules that it has."""
    assert told("WHL047", {INIT: b"print(__path__)\nfrom .gone import x\n"}) == [("error", f"{NAME}.gone")]


def test_a_folder_of_sources_is_not_where_users_enter() -> None:
    """What lies below `src` in a wheel was packed by mistake, and breaks nobody."""
    assert told("WHL047", {"boat/src/part/__init__.py": b"from .gone import x\n"}) == [("warning", "boat.src.part.gone")]


def test_what_a_script_starts_is_surely_run() -> None:
    """A command that fails at every start is broken for certain, though the import of the package works."""
    more = {
        INIT: b"",
        f"{NAME}/cli.py": b"from .gone import x\ndef main(): ...\n",
        POINTS: f"[console_scripts]\nx = {NAME}.cli:main\n".encode(),
    }
    assert told("WHL047", more) == [("error", f"{NAME}.gone")]


@pytest.mark.parametrize(
    ("code", "fields", "expected"),
    [
        (b"import tomllib\n", {"Requires_Python": ">=3.9"}, [("error", "tomllib")]),
        (b"import tomllib\nfrom tomllib import loads\n", {"Requires_Python": ">=3.9"}, [("error", "tomllib")]),
        (b"from typing import Self, Any\n", {"Requires_Python": ">=3.10"}, [("error", "Self from typing")]),
        (b"from importlib import metadata\n", {"Requires_Python": ">=3.7"}, [("error", "metadata from importlib")]),
        (b"from __future__ import annotations\n", {"Requires_Python": ">=3.6"}, [("error", "annotations from __future__")]),
        (b"import tomllib\n", {"Requires_Python": ">=3.11"}, []),
        (b"import tomllib\n", {}, []),
        (b"import dataclasses\n", {"Requires_Python": ">=3.6", "Requires_Dist": "dataclasses"}, []),
        (b"try:\n    import tomllib\nexcept ImportError:\n    import tomli\n", {"Requires_Python": ">=3.9"}, []),
    ],
)
def test_a_part_of_python_that_the_oldest_does_not_have(code: bytes, fields: dict[str, str], expected: list[tuple[str, str]]) -> None:
    """Users of an old Python keep the release that works for them, if Requires-Python says the truth."""
    assert told("WHL065", {INIT: code}, **fields) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (b"import pkgutil\nx = pkgutil.get_data(__name__, 'a.txt')\n", [("error", f"{NAME}/a.txt")]),
        (b"from importlib.resources import files\nx = (files(__package__) / 'a.txt').read_text()\n", [("error", f"{NAME}/a.txt")]),
        (f"from importlib import resources\nx = resources.read_text('{NAME}.data', 'a.txt')\n".encode(), [("error", f"{NAME}/data/a.txt")]),
        (b"import pkg_resources\nx = open(pkg_resources.resource_filename(__name__, 'a.txt'))\n", [("error", f"{NAME}/a.txt")]),
        (b"from importlib import resources\nx = resources.open_binary(__package__, 'a.bin').read()\n", [("error", f"{NAME}/a.bin")]),
        (
            b"from importlib.resources import files, as_file\nwith as_file(files(__name__) / 'a.txt') as p:\n    open(p)\n",
            [("error", f"{NAME}/a.txt")],
        ),
        (b"import os\nimport numpy\nx = numpy.load(os.path.join(os.path.split(__file__)[0], 'a.npy'))\n", [("error", f"{NAME}/a.npy")]),
        (b"from importlib.resources import files\nx = (files('other') / 'a.txt').read_text()\n", []),
        (b"from importlib.resources import files\nx = (files(name()) / 'a.txt').read_text()\n", []),
        (b"import pkgutil\nx = pkgutil.get_data(__name__, name)\n", []),
        (b"import numpy\nx = numpy.load('a.npy')\n", []),
        (
            b"import os\ndef f(kind):\n    if kind:\n        open(os.path.dirname(__file__) + '/a')\n        return open(os.path.join(os.path.dirname(__file__), 'a'))\n",
            [("note", f"{NAME}/a")],
        ),
        (b"import os\nP = os.path.join(os.path.dirname(__file__), 'a')\nif os.path.isfile(P + x):\n    open(P)\n", []),
    ],
)
def test_a_file_that_is_opened_by_its_package(code: bytes, expected: list[tuple[str, str]]) -> None:
    """Data that stayed at home is named however the code asks for it."""
    assert told("WHL049", {INIT: code}) == expected


def test_star_imports_are_followed_as_far_as_that_pays() -> None:
    """A name that star imports may bring from ever further, or from a hundred modules, is not called missing."""
    chain = {f"{NAME}/m{at}.py": f"from .m{at + 1} import *\n".encode() for at in range(9)}
    assert told("WHL061", {INIT: b"from .m0 import gone\n", **chain, f"{NAME}/m9.py": b""}) == []
    crowd = {f"{NAME}/m{at}.py": b"" for at in range(150)}
    stars = b"".join(f"from .m{at} import *\n".encode() for at in range(150))
    assert told("WHL061", {INIT: b"from .a import gone\n", f"{NAME}/a.py": stars, **crowd}) == []
    assert told("WHL061", {INIT: b"from .a import gone\n", f"{NAME}/a.py": stars[:300].rpartition(b"\n")[0] + b"\n", **crowd}) == [
        ("error", "gone")
    ]
