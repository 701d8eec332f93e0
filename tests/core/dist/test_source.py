"""Facts of modules and of the small files of a wheel."""

import configparser
import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seatrial.core.dist import bounds, faults
from seatrial.core.dist.layout import installed_path, is_source, module_name
from seatrial.core.dist.paths import MixedPathsError, common_path
from seatrial.core.dist.record import InvalidEntryPointsError, read_entry_points, read_record
from seatrial.core.dist.source import read_module
from seatrial.model.dist import EntryPoint, Module

EVERYTHING = b"""
import os.path, sys as system
from json import dumps as d
from . import sibling
from .deep import thing
from ..up import other
a = b, (c, *e) = f()
g: int = 1
h += 1
if (w := 1):
    i = 1
else:
    j = 2
for k in x:
    l = 1
while True:
    m = 1
with o() as n:
    pass
try:
    p = 1
except Exception as q:
    r = 1
finally:
    s = 1
match x:
    case {"a": t, **u}:
        v = 1
    case [*y] | z:
        pass
def function():
    global made
    made = 1
    local = 2
class Class:
    inner = 1
__version__: str = "2.0"
"""


def test_every_name_at_the_top_is_found() -> None:
    """A script whose function is bound in any way is not called missing."""
    found = read_module("pkg/sub/__init__.py", EVERYTHING, "pkg.sub")
    expected = [
        "os",
        "system",
        "d",
        "sibling",
        "thing",
        "other",
        "a",
        "b",
        "c",
        "e",
        "g",
        "h",
        "w",
        "i",
        "j",
        "k",
        "l",
        "m",
        "n",
        "p",
        "r",
        "s",
        "t",
        "u",
        "v",
        "y",
        "z",
        "made",
        "function",
        "Class",
        "__version__",
    ]
    assert found.names is not None
    assert set(expected) <= found.names
    assert not {"local", "inner", "q"} & found.names
    assert found.version == "2.0"
    assert found.imports == {"os.path", "sys", "json", "pkg.sub.sibling", "pkg.sub.deep", "pkg.up"}


@pytest.mark.parametrize(
    "source",
    ["from x import *", "def __getattr__(name): ...", "globals()['a'] = 1", "import sys; sys.modules[__name__] = 1", "__path__ = []"],
)
def test_what_cannot_be_told_is_not_told(source: str) -> None:
    """Where a module may bind anything, nothing is called missing."""
    assert read_module("a.py", source.encode(), "a").names is None


def test_versions_that_are_no_literals_are_left_out() -> None:
    """A computed version is not compared."""
    assert read_module("a.py", b"__version__ = f()\nx = 1\n", "a").version is None
    assert read_module("a.py", b"__version__: str\n", "a").version is None


def test_a_syntax_error_has_its_line() -> None:
    """People are led to the line."""
    found = read_module("a.py", b"x = 1\nprint 'a'\n", "a")
    assert found.error is not None
    assert found.error[0] == 2
    assert read_module("a.py", b"\0", "a").error is not None


def test_large_modules_are_not_parsed() -> None:
    """A generated module of megabytes costs nothing."""
    assert read_module("a.py", b"#" * (bounds.SOURCE + 1), "a") == Module("a.py", None)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a.py", "a"), ("pkg/__init__.py", "pkg"), ("pkg/b.py", "pkg.b"), ("pkg/c.cpython-312-x86_64-linux-gnu.so", "pkg.c"), ("d.pyd", "d"),
        ("__init__.py", None), ("pkg/data.txt", None), ("not-a-name.py", None), ("pkg/e.abi3.so", "pkg.e"), ("so", None),
    ],
)  # fmt: skip
def test_module_names(path: str, name: str | None) -> None:
    """What can be imported is known by its path."""
    assert module_name(path) == name


def test_installed_paths() -> None:
    """Members of the data folder go where their scheme says."""
    assert installed_path("a/b.py") == "a/b.py"
    assert installed_path("x-1.data/purelib/a.py") == "a.py"
    assert installed_path("x-1.data/scripts/a.py") is None
    assert installed_path("x-1.data/purelib/") is None


def test_source_is_told_by_its_suffix() -> None:
    """The scanner looks into .py and .pye in any case, and not into hidden files."""
    assert [is_source(name) for name in ("a.py", "a.PYE", "b/.py", "..py", "a.pyc", "py")] == [True, True, False, False, False, False]
    assert [is_source(name) for name in ("a.py//", "a.py/./", "a.py./", "a.py/..", "/")] == [True, True, False, False, False]


def test_common_paths() -> None:
    """The top folder is found as Python finds it."""
    assert common_path([]) == ""
    assert common_path(["a/b/c", "a/b"]) == "a/b"
    assert common_path(["a/b", "a/b/c"]) == "a/b"
    assert common_path(["a/b", "a/c", "a//./d"]) == "a"
    assert common_path(["/a/b", "/a"]) == "/a"
    assert common_path(["a", "b"]) == ""
    with pytest.raises(MixedPathsError):
        common_path(["a", "/b"])


def test_entry_points_are_read() -> None:
    """Groups, defaults, comments and values over several lines are understood."""
    data = b"# c\n[DEFAULT]\nshared = a:b\n\n[console_scripts]\nx = a:b\n\n  [extra]\n; c\n[DEFAULT]\n[other]\nAny Name = c\n"
    assert read_entry_points(data) == (
        EntryPoint("console_scripts", "shared", "a:b"),
        EntryPoint("console_scripts", "x", "a:b\n\n[extra]"),
        EntryPoint("other", "shared", "a:b"),
        EntryPoint("other", "Any Name", "c"),
    )


class _Parser(configparser.ConfigParser):
    optionxform = staticmethod(str)  # type: ignore[assignment]


LINES = st.lists(
    st.sampled_from(
        [
            "[a]",
            "[b]",
            "[DEFAULT]",
            "x = 1",
            "y=2",
            "  more",
            "",
            "# c",
            "; d",
            "x: 1",
            "novalue",
            "= v",
            "[]",
            "[a",
            "[a]]",
            "  z = 3",
            "\tq=1",
            "x =",
            "\x0c",
            "e=\r",
        ]
    ),
    max_size=8,
)


@given(LINES)
def test_entry_points_are_read_as_configparser_reads_them(lines: list[str]) -> None:
    """PyPI reads the file by Python's configparser; whether it takes a file must not differ."""
    text = "\n".join(lines)
    parser = _Parser(delimiters=("=",), interpolation=None)
    try:
        parser.read_string(text)
    except configparser.Error:
        with pytest.raises(InvalidEntryPointsError):
            read_entry_points(text.encode())
        return
    expected = {(section, name): parser.get(section, name) for section in parser.sections() for name in parser.options(section)}
    assert {(point.group, point.name): point.target for point in read_entry_points(text.encode())} == expected


@pytest.mark.parametrize(
    "data", [b"\xff", b"x = 1", b"[console_scripts]\na b = c", b"[gui_scripts]\n../x = c", b"[a]\n[a]", b"[a]\nx=1\nx=2", b"[a]\nx"]
)
def test_bad_entry_points_are_refused(data: bytes) -> None:
    """What PyPI refuses is refused."""
    with pytest.raises(InvalidEntryPointsError):
        read_entry_points(data)


@given(st.text(alphabet='a,"\n\r\\x\x0b', max_size=30))
def test_record_is_read_as_csv(text: str) -> None:
    """Rows are those of Python's csv module, an empty one is the fault that breaks PyPI."""
    rows, fault = read_record(text.encode())
    plain = list(csv.reader(text.splitlines()))
    assert (fault == faults.RECORD_BLANK_LINE) == ([] in plain)
    assert [row.path for row in rows or ()] == [row[0].replace("\\", "/") for row in plain if row]
