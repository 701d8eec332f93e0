"""Which files of a tree are the project's own code."""

import pytest

from seatrial.core.project.attribute import module_file
from seatrial.core.project.discovery import data_files, find_packages, flat_modules, import_path, own_modules, package_folders, usual_roots
from seatrial.core.project.literal import docstring, version_literal
from seatrial.core.project.toml import line_of
from seatrial.core.project.where import inside

FLAT = {"": ""}


@pytest.mark.parametrize(
    ("listing", "name", "modules"),
    [
        (("a/__init__.py", "a/b.py", "tests/__init__.py", "docs/conf.py", "setup.py", "noxfile.py"), "a", ("a/__init__.py", "a/b.py")),
        (
            ("api.py", "core.py", "demo.py", "test_api.py", "core_test.py", "conftest.py", "__init__.py", "_x.py", "setup.py"),
            "flat",
            ("api.py", "core.py"),
        ),
        (("tools/__init__.py", "tools/x.py"), "tools", ("tools/__init__.py", "tools/x.py")),
        (("a_b.py", "other/__init__.py"), "A-B", ("a_b.py",)),
        (
            ("one/__init__.py", "two/__init__.py", "build/lib/one/__init__.py", "x.egg-info/y.py", ".tox/z.py"),
            "n",
            ("one/__init__.py", "two/__init__.py"),
        ),
        (("space/part/a.py", "run.py"), "space-part", ("space/part/a.py",)),
        (("a/__init__.py", "a/tests/test_b.py", "a/not-a-module.py", "a/data.json"), "a", ("a/__init__.py",)),
        (("README.md",), None, ()),
    ],
)
def test_own_modules_of_a_flat_tree(listing, name, modules) -> None:
    """Tests, documentation, examples, tools and leftovers are not the project's code."""
    assert own_modules(listing, FLAT, None, name) == modules


def test_own_modules_below_src() -> None:
    """Everything importable below `src` is the project's code, and nothing beside it."""
    listing = ("src/a/__init__.py", "src/b.py", "src/tests/c.py", "src/x.egg-info/y.py", "d/__init__.py", "setup.py")
    assert usual_roots(listing) == {"src/": ""}
    assert own_modules(listing, {"src/": ""}, None, "n") == ("src/a/__init__.py", "src/b.py")
    assert usual_roots(("src/__init__.py", "src/a.py")) == FLAT


def test_declared_packages_count() -> None:
    """Where the build files name packages, those are the project's code, with everything inside them."""
    listing = ("a/__init__.py", "a/b/c.py", "d.py", "e.py")
    assert own_modules(listing, FLAT, ("a", "d"), "n") == ("a/__init__.py", "a/b/c.py", "d.py")


def test_flat_modules() -> None:
    """Modules at the top of a tree are found without tests and tools."""
    assert flat_modules(("b.py", "a.py", "test_a.py", "setup.py", "__init__.py", "c/d.py", "not-one.py")) == ("a", "b")


def test_data_files() -> None:
    """Files beside the modules of a package are its data; those of tests and of other folders are not."""
    listing = ("a/__init__.py", "a/py.typed", "a/t/x.html", "a/tests/y.json", "z.json", "a/b.pyc", "c/d.txt")
    assert data_files(listing, ("a/__init__.py", "b.py"), FLAT) == ("a/py.typed", "a/t/x.html")


def test_import_paths() -> None:
    """A file's place in a wheel follows from the longest folder that fits."""
    roots = {"": "", "src/": "", "odd/": "p/"}
    assert [import_path(path, roots) for path in ("a.py", "src/a.py", "odd/a.py")] == ["a.py", "a.py", "p/a.py"]
    assert import_path("a.py", {"src/": ""}) is None


def test_package_folders() -> None:
    """Setuptools' `package_dir` says where import paths begin."""
    assert package_folders({"": "src", "a.b": "lib/a/b", "c": "other"}) == {"src/": "", "lib/": "", "other/": "c/"}
    assert package_folders({"": "../out"}) is None
    assert package_folders({3: "a"}) is None
    assert package_folders({"": None}) is None


def test_find_packages() -> None:
    """A package counts only if every folder above it is one, unless namespaces are searched."""
    listing = ("a/__init__.py", "a/b/c/__init__.py", "d/e.py", "x.y/__init__.py")
    assert find_packages(listing) == ("a",)
    assert find_packages(listing, namespace=True) == ("a", "a.b", "a.b.c", "d")
    assert find_packages(listing, "a", namespace=True, exclude=("b",)) == ("b.c",)


@pytest.mark.parametrize(
    ("path", "plain"),
    [
        ("a/b", "a/b"),
        ("./a//b/", "a/b"),
        ("a/../b", "b"),
        ("..", None),
        ("/a", None),
        ("C:/a", None),
        ("a\0", None),
        ("\\a", None),
        ("", ""),
        ("a\\b", "a/b"),
    ],
)
def test_paths_stay_inside(path, plain) -> None:
    """A path that leads out of the project folder is never followed."""
    assert inside(path) == plain


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ('__version__ = "1"', ("1", 1)),
        ('"""D."""\n__version__: str = "1"', ("1", 2)),
        ("__version__ = (1, 2)", ("1.2", 1)),
        ('a = __version__ = "1"', ("1", 1)),
        ('__version__ = "1"\n__version__ = "2"', None),
        ('__version__ = "1"\n__version__ += "2"', None),
        ("__version__ = f()", None),
        ("__version__: str", None),
        ("__version__ = 1.2", None),
        ("def f():\n    __version__ = '1'", None),
        ("(", None),
        ("a.b += 1\n(c, d) = 1, 2", None),
    ],
)
def test_version_literals(text, version) -> None:
    """Only a version that is bound once, to a literal, is certain."""
    assert version_literal(text.encode()) == version


@pytest.mark.parametrize(("text", "line"), [('"""One\ntwo"""', "One"), ("'''  '''", None), ("x = 1", None), ("(", None)])
def test_docstrings(text, line) -> None:
    """The first line of a docstring is read as flit does it."""
    assert docstring(text.encode()) == line


def test_module_files() -> None:
    """A dotted name leads to its file, below any root."""
    assert module_file("a.b", ("src/a/b.py",), {"": "", "src/": ""}) == "src/a/b.py"
    assert module_file("a", ("a/__init__.py", "a.py"), FLAT) == "a/__init__.py"
    assert module_file("p.x", ("x.py",), {"": "p/"}) == "x.py"
    assert module_file("", (), FLAT) is None
    assert module_file("gone", (), FLAT) is None


def test_lines_of_toml() -> None:
    """The line of a key is found in its table only."""
    data = b'name = "no"\n[project]\n# name\n"name" = "a"\nurls.x = 1\n[project . scripts]\ns = 1\n[[x]]\nname = 1\n'
    assert [line_of(data, "project", key) for key in ("name", "urls", "scripts", "gone")] == [4, 5, 6, None]
    assert (line_of(data, "", "name"), line_of(data, "x", "name")) == (1, 9)
