"""What importing a module surely asks for, and the oldest Python that a wheel is for."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seatrial.core.dist.needs import file_reads, needs, newest_syntax
from seatrial.core.dist.oldest import NEWEST, USUAL, admits, oldest_python, requires_python
from seatrial.core.dist.reach import reached, roots
from seatrial.core.dist.source import read_module
from seatrial.model.dist import FileRead, Need, Syntax


def test_imports_are_resolved() -> None:
    """A relative import means the same module as its whole name."""
    code = "import a.b, c\nfrom . import d\nfrom .e import f, g\nfrom ..h import *\nfrom ...i import j\nif x:\n    import k\n"
    found = needs(ast.parse(code).body, "pkg.sub")
    assert [(one.module, one.name, one.beyond) for one in found] == [
        ("a.b", None, False),
        ("c", None, False),
        ("pkg.sub", "d", False),
        ("pkg.sub.e", "f", False),
        ("pkg.sub.e", "g", False),
        ("pkg.h", "*", False),
        ("i", "j", True),
    ]
    assert needs(ast.parse("from . import a\n").body, "") == (Need("", "a", 1, beyond=True),)
    endless = ".".join(["a"] * 60)
    assert needs(ast.parse(f"import {endless}, b\nfrom {endless} import c\n").body, "") == (Need("b", None, 1),)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("x = f'{y}'\nz = (w := 1)\n", Syntax((3, 8), 2, ":=")),
        ("a = (b := 1)\nc = (d := 2)\n", Syntax((3, 8), 1, ":=")),
        ("x = rf'{y}'\n", Syntax((3, 6), 1, 'f"…"')),
        ("# :=\n", None),
    ],
)
def test_the_newest_piece_of_syntax(code: str, expected: Syntax | None) -> None:
    """One piece is named: the one that needs the newest Python, where it stands first."""
    assert newest_syntax(code.encode(), ast.parse(code), (3, 5)) == expected
    assert newest_syntax(code.encode(), ast.parse(code), (3, 14)) is None


def test_files_are_told_apart_by_their_place() -> None:
    """Beside the script, in the working directory, at once or later."""
    code = b"from pathlib import Path\nopen('a')\nopen(Path(__file__).parent / 'b')\ndef f():\n    open('c')\n"
    assert file_reads(code, ast.parse(code), "pkg/m.py", "pkg.m") == (
        FileRead("a", 2),
        FileRead("pkg/b", 3, beside=True),
        FileRead("c", 5, later=True),
    )
    assert file_reads(b"x = 1\n", ast.parse("x = 1\n"), "m.py", "m") == ()
    by_name = b"from pathlib import Path\nPath('a').read_text()\n"
    assert file_reads(by_name, ast.parse(by_name), "m.py", "m") == (FileRead("a", 2),)


@given(st.text(alphabet="from import.*abc_:=[]()f'\"\n ,/match", max_size=80))
def test_no_text_stops_it(text: str) -> None:
    """Whatever a module holds, reading it ends with facts."""
    assert read_module("pkg/m.py", text.encode(), "pkg.m", (3, 0)).path == "pkg/m.py"


@pytest.mark.parametrize(
    ("filename", "python", "expected"),
    [
        ("a-1-py3-none-any.whl", ">=3.9", (3, 9)),
        ("a-1-py3-none-any.whl", ">= 3.10.2", (3, 10)),
        ("a-1-py3-none-any.whl", ">=3.9,<4", (3, 9)),
        ("a-1-py3-none-any.whl", ">=2.7,!=3.0.*,!=3.1.*", (3, 2)),
        ("a-1-py3-none-any.whl", None, USUAL),
        ("a-1-py3-none-any.whl", "soon", (3, NEWEST)),
        ("a-1-py3-none-any.whl", "<3", (3, NEWEST)),
        ("a-1-cp312-abi3-win32.whl", ">=3.8", (3, 12)),
        ("a-1-cp38.cp39-none-win32.whl", ">=3.6", (3, 8)),
        ("a-1-py38.py3-none-any.whl", ">=3.6", (3, 6)),
        ("a.whl", None, USUAL),
    ],
)
def test_the_oldest_python(filename: str, python: str | None, expected: tuple[int, int]) -> None:
    """Metadata and name both say which Pythons may install a wheel."""
    written = f"Name: a\nRequires-Python: {python}\n\nRequires-Python: >=3\n" if python else "Name: a\n\nRequires-Python: >=3\n"
    assert oldest_python(filename, written.encode()) == expected


def test_specifiers() -> None:
    """A specifier is asked of a Python's last patch release; what is none admits nothing."""
    assert admits(None, "3.9")
    assert admits(">=3.9.5", "3.9")
    assert not admits(">=3.9" + " " * 5000, "3.9")
    assert requires_python(None) is None
    assert requires_python(b"Name: a") is None
    assert requires_python(b"License: free\n        \n        for all\nRequires-Python: >=3.9\n\nRequires-Python: no") == ">=3.9"
    assert requires_python(b"Name: a\r\nRequires-Python: >=3.9\r\n\r\nRequires-Python: no") == ">=3.9"
    assert requires_python(b"Name: a\r\n\r\nRequires-Python: no") is None


def test_what_is_reached() -> None:
    """Modules that the roots import on any path, with the packages around them, and nothing else."""
    code = {
        "a": b"from . import b\nfrom .d import e\n",
        "a.b": b"import a.c.f\n",
        "a.c": b"",
        "a.c.f": b"import a\n",
        "a.d": b"e = 1\n",
        "a.d.e": b"",
        "a.g": b"",
    }
    facts = {name: read_module(f"{name.replace('.', '/')}/__init__.py", data, name) for name, data in code.items()}
    assert reached(facts, ["a", "gone"]) == {"a", "a.b", "a.c", "a.c.f", "a.d"}
    facts["space.one"] = read_module("space/one/__init__.py", b"", "space.one")
    facts["space.script"] = read_module("space/script.py", b"", "space.script")
    names = [*facts, "tests.x", "space.one.two", "Docs"]
    assert sorted(roots(names, facts, {"tests", "docs"})) == ["a", "space.one"]
