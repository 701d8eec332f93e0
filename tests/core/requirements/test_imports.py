"""Imports are found, guards are seen, and what is the project's own or Python's is left out."""

import ast
import gc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seatrial.core.project.assemble import read_project
from seatrial.core.requirements import imports as subject
from seatrial.core.requirements.brought import modules_in
from seatrial.core.requirements.imports import brought_by, seen, unspoken
from seatrial.core.requirements.parsing import imports_of
from seatrial.core.requirements.sight import LINE, at_the_edge, led_to, seen_imports
from seatrial.model.project import Project
from seatrial.model.requirements import Known

PYPROJECT = '[project]\nname = "boat"\nversion = "1"\n'


def project(files: dict[str, str], pyproject: str = PYPROJECT) -> tuple[Project, dict[str, bytes]]:
    every = {"pyproject.toml": pyproject, **files}
    data = {path: text.encode() for path, text in every.items()}
    return read_project(data, sorted(data), "/p"), data


def found(files: dict[str, str], pyproject: str = PYPROJECT) -> list[tuple[str, str, int, bool, bool, bool]]:
    return [tuple(one) for one in seen(*project(files, pyproject)).imports]


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("import a, b.c as d", {"a", "b"}),
        ("from a.b import c", {"a"}),
        ("from a import (\n b,\n c)", {"a"}),
        ("from a \\\n import b", {"a"}),
        ("import a, \\\n  b", {"a", "b"}),
        ("x = 1; import a; from b import c", {"a", "b"}),
        ("if x: import a", {"a"}),
        ("def f():\n\timport a\n", {"a"}),
        ("from . import a", set()),
        ("from .a import b", set()),
        ("importlib = important", set()),
        ("from a import*", {"a"}),
        ("import a # b", {"a"}),
        ("import\\\n a", {"a"}),
        ("import 1", set()),
        ("import ", set()),
        ("import a\\", {"a"}),
    ],
)
def test_the_quick_sight(code, names) -> None:
    """Whatever stands there as an import is seen without parsing, wherever it stands."""
    assert names <= seen_imports(code.encode()) <= {*names, "c", "b", "a"} if "from ." in code else seen_imports(code.encode()) == names


NAMES = st.sampled_from(["a", "b.c", "d", "e.f.g"])
LINES = st.one_of(
    st.builds("import {}".format, NAMES),
    st.builds("import {} as z, {}".format, NAMES, NAMES),
    st.builds("from {} import (x,\n  y)".format, NAMES),
    st.builds("def f():\n    import {}".format, NAMES),
    st.builds("if x: import {}; y = 1".format, NAMES),
    st.builds("from {} import x; import {}".format, NAMES, NAMES),
)


@settings(max_examples=100, deadline=None)
@given(lines=st.lists(LINES, max_size=5))
def test_the_quick_sight_misses_nothing_that_the_parser_finds(lines) -> None:
    """A file that imports something is never passed over."""
    code = "\n".join(lines)
    ast.parse(code)
    there = {one.module.partition(".")[0] for one in imports_of(code.encode()) or ()}
    assert there <= seen_imports(code.encode())


def test_long_lines_cost_little() -> None:
    """A line without end is looked at as far as a line can be of use."""
    assert seen_imports(b"x" * LINE * 3 + b" import a" + b", b" * LINE) >= {"a"}
    assert seen_imports((b"\\\n" * LINE * 2) + b"import a") == {"a"}
    assert seen_imports(b"import a;" * 6_000) is None
    assert seen_imports(b"import a" + b"\\\n" * LINE * 2) == {"a"}


def test_lines_at_the_left_edge() -> None:
    """What is imported outright is told from what stands further in; relative names are resolved for those who follow them."""
    code = b"import a.b, c\nfrom d.e import f\nfrom . import g\nfrom .h import (i,\n  j)\n    import k\nimport 1\n"
    assert at_the_edge(code) == {"a", "c", "d"}
    assert set(led_to(code, "p.q")) == {"a.b", "c", "d.e", "d.e.f", "p.q", "p.q.g", "p.q.h", "p.q.h.i", "1"}
    assert set(led_to(b"from . import x", "")) == {"", ".x"}


@pytest.mark.parametrize(
    ("code", "guarded"),
    [
        ("import a", False),
        ("import a.b", False),
        ("class X:\n import a", False),
        ("with x:\n import a", False),
        ("with open(x):\n import a", False),
        ("with contextlib.suppress(ImportError):\n import a", True),
        ("with suppress(ImportError):\n import a", True),
        ("with f()():\n import a", False),
        ("try:\n import a\nexcept ImportError:\n pass", True),
        ("try:\n import a\nexcept (KeyError, ModuleNotFoundError):\n pass", True),
        ("try:\n import a\nexcept:\n pass", True),
        ("try:\n import a\nexcept errors.X:\n pass", True),
        ("try:\n import a\nexcept KeyError:\n pass", False),
        ("try:\n pass\nexcept KeyError:\n import a", True),
        ("try:\n pass\nfinally:\n import a", False),
        ("try:\n pass\nexcept ImportError:\n pass\nelse:\n import a", True),
        ("if TYPE_CHECKING:\n import a", True),
        ("if sys.version_info < (3,):\n pass\nelse:\n import a", True),
        ("for x in y:\n import a", True),
        ("def f():\n import a", True),
        ("async def f():\n with x:\n  import a", True),
        ("match x:\n case 1:\n  import a", True),
    ],
)
def test_guards(code, guarded) -> None:
    """An import that the code can do without is known as one."""
    assert [(one.module.partition(".")[0], one.guarded) for one in imports_of(code.encode()) or ()] == [("a", guarded)]


def test_what_cannot_be_parsed() -> None:
    """Code of Python 2 is counted as not read."""
    assert imports_of(b"print 'x'") is None
    files = {"boat/__init__.py": "import other\nprint 'x'"}
    assert seen(*project(files)).unread == 1


def test_the_collector_is_left_as_it_was() -> None:
    """Reading switches no garbage collector on that somebody switched off."""
    gc.disable()
    try:
        imports_of(b"import a")
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_relative_imports_are_the_projects_own() -> None:
    """Nothing relative is taken for another project's."""
    assert imports_of(b"from . import a\nfrom .b import c\nfrom d import e") == ((("d.e", 3, False)),)


def test_what_is_known_is_left_out() -> None:
    """The standard library of any Python, the tree's own names, vendored, generated, private and plainly declared ones are no question."""
    code = "import json, StringIO, boat, _native, boat_pb2, bpy, tool, inner, speed, requests, yaml, setuptools, pkg_resources, stray"
    files = {
        "src/boat/__init__.py": "\n".join(f"import {name.strip()}" for name in code.removeprefix("import ").split(",")),
        "src/boat/stray.py": "",
        "src/boat/_vendor/inner/__init__.py": "import nowhere",
        "src/boat/testing.py": "import pytest",
        "tool/x.py": "",
        "ext/speed.pyx": "",
    }
    declared = f'{PYPROJECT}dependencies = ["Requests", "setuptools"]\noptional-dependencies = {{ y = ["YAML"] }}\n'
    assert found(files, declared) == []


def test_where_an_import_stands() -> None:
    """Imports in what is imported first come first, and what leads from there is known; the rest is only a part."""
    files = {
        "boat/__init__.py": "import one\nfrom .oars import row\n",
        "boat/oars.py": "from two.x import y\ntry:\n    import z\nexcept ImportError: pass\n",
        "boat/sails.py": "import three\n",
        "boat/cli.py": "import four\n",
    }
    assert found(files, f'{PYPROJECT}[project.scripts]\nboat = "boat.cli:main"\n') == [
        ("one", "boat/__init__.py", 1, False, True, True),
        ("four", "boat/cli.py", 1, False, False, True),
        ("two.x.y", "boat/oars.py", 1, False, False, True),
        ("three", "boat/sails.py", 1, False, False, False),
    ]


def test_one_name_is_followed_up_a_few_times(monkeypatch) -> None:
    """A name that is imported everywhere costs no more than one that is imported thrice, and bounds hold."""
    files = {f"boat/m{number}.py": "if 1: import x\nimport x\nimport x\n" for number in range(9)} | {"boat/__init__.py": ""}
    assert [one[1:4] for one in found(files)] == [(f"boat/m{number}.py", 2, False) for number in range(3)]
    monkeypatch.setattr(subject, "PARSED", 1)
    told = seen(*project({f"boat/m{number}.py": f"import x{number}" for number in range(3)} | {"boat/__init__.py": ""}))
    assert (len(told.imports), told.unread) == (1, 2)
    monkeypatch.setattr(subject, "IMPORTS", 2)
    told = seen(*project({"boat.py": "import a, b, c"}))
    assert (len(told.imports), told.unread) == (2, 1)
    monkeypatch.setattr(subject, "MODULES", 2)
    assert seen(*project(files)).unread == 8
    monkeypatch.setattr(subject, "TEXT", 10)
    assert seen(*project(files)).unread == 9


def test_tests_are_not_the_users() -> None:
    """What only tests and tools import is nobody's requirement."""
    files = {"boat/__init__.py": "", "boat/conftest.py": "import nothing", "boat/test_x.py": "import nothing"}
    assert found(files) == []
    assert found({"tests/__init__.py": "import nothing"}, '[project]\nname = "tests"\n') == []


SPACES = {"google.": ("google-a", "google-b"), "google.cloud.": ("google-a", "google-b")}
KNOWN = Known(
    {"yaml": ("pyyaml",), "google.cloud.a": ("google-a",), "google.cloud.b": ("google-b",), **SPACES},
    frozenset({"pyyaml", "google-a", "google-b"}),
)


@pytest.mark.parametrize(
    ("module", "owners"),
    [
        ("yaml", ("pyyaml",)),
        ("yaml.loader.x", ("pyyaml",)),
        ("google.cloud.a.x", ("google-a",)),
        ("google.cloud", ("google-a", "google-b")),
        ("google.auth", ()),
        ("go", ()),
    ],
)
def test_whose_a_module_is(module, owners) -> None:
    """The longest name that is known decides; a namespace belongs to all in it."""
    assert brought_by(KNOWN, module) == owners


def test_modules_of_installed_files() -> None:
    """Packages, modules, compiled ones, and the packages within namespaces are found among installed files."""
    paths = [
        "yaml/__init__.py", "yaml/loader.py", "six.py", "_fast.cpython-311-x86_64-linux-gnu.so", "google/cloud/a/__init__.py", "google/cloud/a/b/c.py",
        "google/one.py", "a-1.dist-info/METADATA", "bin/x", "../../bin/y.py", "in-valid/x.py",
    ]  # fmt: skip
    assert modules_in(paths) == {"yaml", "six", "_fast", "google.cloud.a", "google.one", "google.", "google.cloud."}


DECLARED = f'{PYPROJECT}dependencies = ["PyYAML", "click"]\n'


@pytest.mark.parametrize(
    ("code", "known", "unused"),
    [
        ("import click", None, ("pyyaml",)),
        ("import click, yaml", None, ()),
        ("def f(): import yaml", None, ()),
        ("import click", KNOWN, ("pyyaml",)),
        ("import yaml, click", KNOWN, ()),
        ("import click\nx = 'yaml'", KNOWN, ()),
        ("import click\nload = 'PyYaml'", None, ()),
        ("import click\nimport broken x", None, ()),
        ("import click, zope\n", KNOWN, ("pyyaml",)),
    ],
)
def test_what_is_never_imported(code, known, unused) -> None:
    """A requirement counts as unused only where no name can stand for it, and no text speaks of it."""
    tree, files = project({"boat/__init__.py": code}, DECLARED)
    assert unspoken(tree, files, seen(tree, files), known) == unused


@pytest.mark.parametrize("name", ["setuptools", "types-requests", "click-stubs", "tzdata", "python-dotenv", "py-anything"])
def test_what_is_used_without_an_import(name) -> None:
    """Tools, stubs, data, and what the code speaks of by a part of its name are used."""
    tree, files = project({"boat/__init__.py": "run('-m', 'dotenv', 'anything')"}, f'{PYPROJECT}dependencies = ["{name}"]\n')
    assert unspoken(tree, files, seen(tree, files), None) == ()


def test_nothing_is_said_of_unused_ones_where_not_all_was_read() -> None:
    """Compiled code, code that could not be read, and no code at all leave it open."""
    tree, files = project({"boat/__init__.py": "import click"}, DECLARED)
    told = seen(tree, files)
    assert unspoken(tree._replace(compiled=True), files, told, None) == ()
    assert unspoken(tree._replace(modules=()), files, told, None) == ()
    assert unspoken(tree, files, told._replace(unread=1), None) == ()


@pytest.mark.parametrize(
    "code",
    [
        "from" + " " * 300_000,
        "\nfrom\t" * 100_000,
        "from " + "." * 300_000 + " x",
        ("from x" + " " * 900 + "y import ") * 500,
        "import " + "a," * 200_000,
    ],
    ids=["blanks", "lines", "dots", "gaps", "list"],
)
def test_no_code_takes_longer_than_it_is_long(code) -> None:
    """Code that was written to be slow to look at is looked at all the same."""
    assert len(seen_imports(code.encode()) or ()) <= 1
    assert len(at_the_edge(code.encode())) <= 1
    assert len(list(led_to(code.encode(), "p"))) <= LINE
