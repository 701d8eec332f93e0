"""What the build files of a tree say together."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from make.project import KINDS, project_tree
from seatrial.core.project.assemble import read_project
from seatrial.model.project import Project
from seatrial.problem import Problem

SYSTEM = '[build-system]\nrequires = ["{0}"]\nbuild-backend = "{1}"\n'
HATCH = SYSTEM.format("hatchling", "hatchling.build")
SETUPTOOLS = SYSTEM.format("setuptools", "setuptools.build_meta")


def read(files: dict[str, str], *more: str) -> Project:
    return read_project({name: text.encode() for name, text in files.items()}, (*files, *more), "/home/me/a sample")


@pytest.mark.parametrize("kind", KINDS)
def test_every_backend(kind, tmp_path) -> None:
    """Whatever the backend, name, version, README and modules of a small project are known."""
    tree = project_tree(tmp_path, kind)
    files = {path.relative_to(tree).as_posix(): path.read_bytes() for path in tree.rglob("*") if path.is_file()}
    found = read_project(files, tuple(files), str(tree))
    expected = {
        "setup.py": "setuptools",
        "setup.cfg": "setuptools",
        "setuptools-flat": "setuptools",
        "setuptools-scm": "setuptools",
        "hatch-vcs": "hatchling",
    }
    from_git = kind in {"setuptools-scm", "hatch-vcs"}
    assert (found.name, found.backend) == ("seatrial-sample", expected.get(kind, kind))
    assert found.version == (None if from_git else "1.2.3")
    assert ("version" in found.dynamic) == from_git
    assert found.readme == "README.md"
    assert found.readme_content_type == "text/markdown"
    assert found.license_files == ("LICENSE",)
    assert [path.removeprefix("src/") for path in found.modules] == ["seatrial_sample/__init__.py", "seatrial_sample/core.py"]
    assert len({place.version for place in found.versions}) == (0 if from_git else 1)
    assert found.requires_python == (">=3.9,<4.0" if kind == "poetry-core" else ">=3.9")


def test_the_standard_table() -> None:
    """Everything that `[project]` states is known, with its line."""
    found = read(
        {
            "pyproject.toml": f"""{HATCH}
[project]
name = "a"
version = "1"
description = "d"
readme = {{ file = "R.txt", content-type = "text/plain" }}
license = {{ text = "MIT" }}
dependencies = ["x"]
classifiers = ["c"]
[project.scripts]
s = "a:main"
[project.gui-scripts]
g = "a:gui"
[project.urls]
Home = "https://example.org"
[[project.authors]]
name = "N"
email = "n@example.org"
"""
        },
        "R.txt",
        "a.py",
    )
    assert (found.summary, found.readme, found.readme_content_type, found.license) == ("d", "R.txt", "text/plain", "MIT")
    assert (found.requires, found.classifiers, found.scripts) == (("x",), ("c",), {"s": "a:main", "g": "a:gui"})
    assert (found.urls, found.authors) == (("https://example.org",), ("N", "n@example.org"))
    assert (found.sources["name"].line, found.sources["scripts"].line) == (6, 13)
    assert found.modules == ("a.py",)


@pytest.mark.parametrize(
    ("table", "licence", "files"),
    [
        ('license = "MIT"', "MIT", ("COPYING", "LICENSE", "LICENSES/MIT.txt")),
        ('license-files = ["LICENSES/*"]', None, ("LICENSES/MIT.txt",)),
        ('license = { file = "COPYING" }', None, ("COPYING",)),
        ('license-files = { paths = ["COPYING"] }', None, ("COPYING",)),
        ('license-files = { globs = ["LIC*E"] }', None, ("LICENSE",)),
        ('license-files = ["nothing"]', None, ()),
    ],
)
def test_licences(table, licence, files) -> None:
    """Old and new ways of naming licence files are understood."""
    found = read(
        {"pyproject.toml": f'{HATCH}[project]\nname = "a"\nversion = "1"\n{table}\n'},
        "LICENSE",
        "COPYING",
        "LICENSES/MIT.txt",
        "license.py",
    )
    assert (found.license, found.license_files) == (licence, files)


def test_values_of_a_wrong_type_count_as_absent() -> None:
    """A build file with nonsense in it is read as far as it goes."""
    found = read(
        {
            "pyproject.toml": f'{HATCH}[project]\nname = 3\nversion = ["1"]\nreadme = 4\nlicense = 5\ndependencies = "x"\ndynamic = 7\nauthors = 8\nscripts = 9\n'
        }
    )
    assert (found.name, found.version, found.readme, found.requires, found.scripts) == (None, None, None, (), {})
    assert read({"pyproject.toml": f"project = 3\n{HATCH}"}).name is None
    assert read({"pyproject.toml": f'{HATCH}[project]\nname="a"\ndynamic=[1, "version"]\n[tool]\nhatch=3\n'}).dynamic == {"version"}


def test_static_and_dynamic() -> None:
    """A field that is stated and dynamic at once is noted."""
    found = read({"pyproject.toml": f'{HATCH}[project]\nname = "a"\nversion = "1"\ndynamic = ["version", "readme"]\n'})
    assert found.static_and_dynamic == ("version",)
    assert found.dynamic == {"readme"}


def test_setuptools_reads_what_is_left_to_it() -> None:
    """Fields that `[project]` leaves to setuptools come from its table, then from setup.py, then from setup.cfg; others do not."""
    table = """[project]
name = "a"
dynamic = ["version", "readme", "dependencies", "description", "scripts"]
[tool.setuptools]
package-dir = { "" = "lib" }
py-modules = ["m"]
[tool.setuptools.dynamic]
version = { attr = "a.__version__" }
readme = { file = ["README.md"], content-type = "text/markdown" }
dependencies = { file = ["r.txt"] }
"""
    found = read(
        {
            "pyproject.toml": SETUPTOOLS + table,
            "lib/a/__init__.py": '__version__ = "2"',
            "r.txt": "x\n# c\ny",
            "setup.py": 'from setuptools import setup\nsetup(name="other", description="from setup.py", license="no")',
            "setup.cfg": "[metadata]\ndescription = from setup.cfg\n[options.entry_points]\nconsole_scripts =\n    s = a:main\n",
        },
        "README.md",
        "lib/m.py",
    )
    assert (found.name, found.version, found.readme, found.requires) == ("a", "2", "README.md", ("x", "y"))
    assert (found.summary, found.scripts, found.license) == ("from setup.py", {"s": "a:main"}, None)
    assert (found.packages, found.roots, found.modules) == (("m",), {"lib/": ""}, ("lib/m.py",))


@pytest.mark.parametrize(
    ("find", "packages"),
    [
        ('[tool.setuptools.packages.find]\nwhere = ["src"]\n', ("a", "a.b")),
        ('[tool.setuptools.packages.find]\nwhere = ["src"]\nnamespaces = false\n', ("a",)),
        ('[tool.setuptools.packages.find]\nwhere = ["src"]\ninclude = ["a"]\n', ("a",)),
        ("[tool.setuptools.packages.find]\nwhere = 3\n", None),
        ('[tool.setuptools]\npackages = ["a"]\n', ("a",)),
    ],
)
def test_setuptools_finds_packages(find, packages) -> None:
    """What setuptools will find is known from the list of files."""
    found = read({"pyproject.toml": f'{SETUPTOOLS}[project]\nname="a"\nversion="1"\n{find}'}, "src/a/__init__.py", "src/a/b/c.py")
    assert found.packages == packages


def test_setuptools_reads_a_version_from_a_file() -> None:
    """A version or summary that setuptools takes from a file is known."""
    table = '[project]\nname="a"\ndynamic=["version"]\n[tool.setuptools.dynamic]\nversion = { file = "VERSION" }\n'
    assert read({"pyproject.toml": SETUPTOOLS + table, "VERSION": "7\n"}).version == "7"
    assert "version" in read({"pyproject.toml": SETUPTOOLS + table}).dynamic


def test_setup_cfg() -> None:
    """Everything that setup.cfg states is known, also by way of files and attributes."""
    text = """[metadata]
name = a
version = attr: a.__version__
long-description = file: README.rst, CHANGES.rst
long_description_content_type = text/x-rst
license_files =
    LICENSE
classifiers =
    A :: B
    C :: D
url = https://example.org
project_urls =
    Source = https://example.org/source
author = N
[options]
packages = find:
py_modules = m
python_requires = >=3.9
install_requires = x>=1,<2; y
package_dir =
    = src
[options.packages.find]
where = src
exclude = a.tests
[options.entry_points]
console_scripts =
    s = a:main
"""
    found = read(
        {"setup.cfg": text, "src/a/__init__.py": '__version__ = "3"'}, "README.rst", "LICENSE", "src/m.py", "src/a/tests/__init__.py"
    )
    assert (found.build_file, found.name, found.version, found.readme) == ("setup.cfg", "a", "3", "README.rst")
    assert (found.requires, found.classifiers, found.packages) == (("x>=1,<2", "y"), ("A :: B", "C :: D"), ("a", "m"))
    assert (found.urls, found.authors) == (("https://example.org", "https://example.org/source"), ("N",))
    assert (found.scripts, found.sources["version"].line, found.roots) == ({"s": "a:main"}, 3, {"src/": ""})
    assert [read.file for read in found.reads] == ["README.rst", "CHANGES.rst"]


def test_setup_cfg_with_files() -> None:
    """Version and requirements that setup.cfg takes from files are known where the files are there."""
    text = "[metadata]\nname = a\nversion = file: VERSION\ndescription = file: gone\n[options]\npackages = a, b\ninstall_requires = file: r.txt\n"
    found = read({"setup.cfg": text, "VERSION": "4\n", "r.txt": "x\n# c\n"}, "a/__init__.py")
    assert (found.version, found.requires, found.packages) == ("4", ("x",), ("a", "b"))
    assert "summary" in found.dynamic
    odd = "[metadata]\nname = a\nversion = attr: a.b.gone\n[options]\npackages = find:\n[options.packages.find]\nwhere = ../out\n"
    found = read({"setup.cfg": odd})
    assert (found.version, found.packages) == (None, None)
    assert "version" in found.dynamic


def test_poetry() -> None:
    """Poetry's own table is understood."""
    text = """[tool.poetry]
name = "a"
version = "1"
readme = ["README.md", "MORE.md"]
authors = ["N <n@example.org>"]
homepage = "https://example.org"
packages = [{ include = "b", from = "lib" }, { from = "x" }, 3]
[tool.poetry.dependencies]
python = ">=3.9"
x = "^1"
y = { git = "https://example.org/y.git" }
z = { version = "1", optional = true }
[tool.poetry.scripts]
s = "b:main"
t = { reference = "b:t", type = "console" }
u = 4
"""
    system = SYSTEM.format("poetry-core", "poetry.core.masonry.api")
    found = read({"pyproject.toml": system + text}, "README.md", "lib/b/__init__.py")
    assert (found.name, found.requires, found.requires_python) == ("a", ("x", "y @ git+https://example.org/y.git"), ">=3.9")
    assert (found.scripts, found.packages, found.modules) == ({"s": "b:main", "t": "b:t"}, ("b",), ("lib/b/__init__.py",))
    assert (found.authors, found.urls, found.readme) == (("N", "n@example.org"), ("https://example.org",), "README.md")
    dynamic = read({"pyproject.toml": f"{system}{text}[tool.poetry-dynamic-versioning]\nenable = true\n"})
    assert (dynamic.version, "version" in dynamic.dynamic) == (None, True)


@pytest.mark.parametrize(
    ("system", "table", "files"),
    [
        (
            ("hatchling", "hatchling.build"),
            '[tool.hatch.version]\npath = "src/a/__about__.py"\n',
            {"src/a/__about__.py": '__version__ = "5"'},
        ),
        (("flit_core", "flit_core.buildapi"), "", {"a.py": '"""Says what it is."""\n__version__ = "5"'}),
        (
            ("flit_core", "flit_core.buildapi"),
            '[tool.flit.module]\nname = "b"\n',
            {"src/b/__init__.py": '"""Says what it is."""\n__version__ = "5"'},
        ),
        (("pdm-backend", "pdm.backend"), '[tool.pdm.version]\nsource = "file"\npath = "v.py"\n', {"v.py": '__version__ = "5"'}),
        (("maturin", "maturin"), "", {"Cargo.toml": '[package]\nname = "a"\nversion = "5"\ndescription = "Says what it is."'}),
        (
            ("scikit-build-core", "scikit_build_core.build"),
            '[tool.scikit-build.metadata.version]\nprovider = "scikit_build_core.metadata.regex"\ninput = "v.py"\n',
            {"v.py": '__version__ = "5"'},
        ),
        (("meson-python", "mesonpy"), "", {"meson.build": "project('a', 'c', version : '5')"}),
    ],
)
def test_versions_that_backends_read(system, table, files) -> None:
    """A version that the backend takes from a literal in the tree is known."""
    found = read(
        {"pyproject.toml": f'{SYSTEM.format(*system)}[project]\nname = "a"\ndynamic = ["version", "description"]\n{table}', **files}
    )
    assert found.version == "5"
    assert found.versions[0].version == "5" if found.backend not in {"maturin", "meson-python"} else found.compiled
    assert found.summary in (None, "Says what it is.")


@pytest.mark.parametrize(
    ("system", "table", "files"),
    [
        (("hatchling", "hatchling.build"), '[tool.hatch.version]\npath = "../v.py"\n', {}),
        (("hatchling", "hatchling.build"), '[tool.hatch.version]\npath = "v.py"\npattern = "x"\n', {"v.py": '__version__ = "5"'}),
        (("flit_core", "flit_core.buildapi"), "", {}),
        (("flit_core", "flit_core.buildapi"), "", {"a.py": "def broken("}),
        (("pdm-backend", "pdm.backend"), '[tool.pdm.version]\nsource = "scm"\n[tool.pdm.build]\npackage-dir = "lib"\n', {}),
        (("maturin", "maturin"), '[tool.maturin]\npython-source = "python"\n', {"Cargo.toml": "= broken"}),
        (("maturin", "maturin"), "", {"Cargo.toml": '[package]\nversion = "5.0.0-rc.1"'}),
        (("meson-python", "mesonpy"), "", {}),
        (("own", "_own_backend"), "", {}),
    ],
)
def test_versions_that_nobody_knows_before_the_build(system, table, files) -> None:
    """Where it is not certain what the backend will make of it, the version stays open."""
    found = read({"pyproject.toml": f'{SYSTEM.format(*system)}[project]\nname = "a"\ndynamic = ["version"]\n{table}', **files})
    assert found.version is None
    assert "version" in found.dynamic


def test_backends_name_their_code() -> None:
    """Where a backend's table names the code, that is the project's code."""
    hatch = read(
        {"pyproject.toml": f'{HATCH}[project]\nname = "a"\nversion = "1"\n[tool.hatch.build.targets.wheel]\npackages = ["source/b"]\n'},
        "source/b/__init__.py",
        "a/__init__.py",
    )
    assert hatch.modules == ("source/b/__init__.py",)
    uv = read(
        {
            "pyproject.toml": f'{SYSTEM.format("uv_build", "uv_build")}[project]\nname = "a"\nversion = "1"\n[tool.uv.build-backend]\nmodule-root = ""\nmodule-name = "b"\n'
        },
        "b/__init__.py",
        "a.py",
    )
    assert uv.modules == ("b/__init__.py",)
    scikit = read(
        {"pyproject.toml": f'{SYSTEM.format("scikit-build-core", "scikit_build_core.build")}[project]\nname = "a-b"\nversion = "1"\n'},
        "python/a_b/__init__.py",
    )
    assert scikit.modules == ("python/a_b/__init__.py",)


def test_scikit_build_over_setuptools() -> None:
    """The setuptools plugin of scikit-build-core is setuptools."""
    assert (
        read(
            {
                "pyproject.toml": SYSTEM.format("scikit-build-core", "scikit_build_core.setuptools.build_meta")
                + '[project]\nname = "a"\nversion = "1"\n'
            }
        ).backend
        == "setuptools"
    )


def test_versions_in_the_code() -> None:
    """Every place in the project's own code that states the version is known, nothing in other folders."""
    files = {
        "pyproject.toml": f'{HATCH}[project]\nname = "a"\nversion = "1"\n',
        "a/__init__.py": '__version__ = "2"',
        "a/_version.py": "__version__ = (3, 1)",
        "a/other.py": '__version__ = "9"',
    }
    found = read({**files, "docs/conf.py": '__version__ = "9"', "b.py": '__version__ = "9"'})
    assert [(place.file, place.version) for place in found.versions] == [
        ("pyproject.toml", "1"),
        ("a/__init__.py", "2"),
        ("a/_version.py", "3.1"),
    ]


def test_manifest_in() -> None:
    """What MANIFEST.in puts into the sdist is known."""
    text = "include a.txt b.txt # c\nglobal-include *.json\nrecursive-include d *.x\ngraft e\ngraft .\nprune f\n\nrecursive-include\n"
    found = read({"setup.py": "import setuptools\nsetuptools.setup()", "MANIFEST.in": text})
    assert found.manifest == ("a.txt", "b.txt", "*.json", "*/*.json", "d/*.x", "d/*/*.x", "e/*", "*")
    assert read({"pyproject.toml": f"{HATCH}[project]\nname = 'a'\n"}).manifest is None


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"pyproject.toml": "[project]\nname = \n"}, "PPR004: pyproject.toml, line 2: Invalid value"),
        ({"pyproject.toml": "[project\n"}, "PPR004: pyproject.toml, line 1"),
        ({"pyproject.toml": "a = '''"}, "PPR004: pyproject.toml, line 1"),
        ({"pyproject.toml": "a = " + "[" * 5000}, "PPR004: pyproject.toml, line 1"),
        ({"pyproject.toml": "a = " + "9" * 5000}, "PPR004"),
        ({"pyproject.toml": "\n" + ".".join(["a"] * 20_000) + " = 1"}, "PPR004: pyproject.toml, line 2: a key has too many dots"),
        (
            {"pyproject.toml": "x = '''\n'''\n[" + " . ".join(['"a"', "'b'", "c"] * 5_000) + "]"},
            "PPR004: pyproject.toml, line 3: a key has",
        ),
        ({"pyproject.toml": "x = {" + ".".join(["a"] * 20_000) + " = 1}"}, "PPR004: pyproject.toml, line 1: a key has"),
        ({"pyproject.toml": 'a = """' + r'\"""' * 20_000 + "a." * 100 + "\\"}, "PPR004: pyproject.toml, line 1"),
        ({"setup.cfg": "name = a\n"}, "PPR005: setup.cfg, line 1: a setting stands before"),
        ({"setup.cfg": "[metadata]\nname = a\nx\n"}, "PPR005: setup.cfg, line 3: the line is neither"),
        ({"setup.cfg": "[metadata]\nname = a\nname = b\n"}, "PPR005: setup.cfg, line 3: metadata.name stands there twice"),
        ({"setup.cfg": "[metadata]\n[metadata]\n"}, "PPR005: setup.cfg, line 2: metadata stands there twice"),
    ],
)
def test_malformed_build_files(files, words) -> None:
    """A build file that no tool can read is a problem that names file and line."""
    with pytest.raises(Problem) as told:
        read(files)
    assert str(told.value).startswith(words)


def test_dots_outside_of_keys() -> None:
    """Strings, comments and lists may have as many dots as they like."""
    dots = "a." * 200
    text = f"""{HATCH}[project] # {dots}
name = "a"
version = '1' # "{dots}
description = "{dots}\\" {dots}"
keywords = ['{dots}', {"1.5, " * 100}]
readme.text = \"\"\"
{dots} \\\"\"\"{dots}\"\"\"
"""
    assert read({"pyproject.toml": text}).summary == f'{dots}" {dots}'


def test_numbers_that_cannot_be_written_out() -> None:
    """A number of thousands of digits in place of a dotted name is passed over."""
    table = '[project]\nname="a"\ndynamic=["version"]\n[tool.setuptools.dynamic]\nversion.attr=0x' + "f" * 5000
    assert read({"pyproject.toml": f"{SETUPTOOLS}{table}\n"}).version is None


@pytest.mark.parametrize("file", ["pyproject.toml", "setup.cfg"])
def test_text_that_is_not_utf8(file) -> None:
    """A build file in another encoding is a problem that names the line."""
    with pytest.raises(Problem, match=f"{file}, line 2: the text is not UTF-8"):
        read_project({file: b"[metadata]\nname = \xff\n"}, (file,), "/work")


@pytest.mark.parametrize(
    "files", [{}, {"pyproject.toml": "[tool.ruff]\n"}, {"setup.cfg": "[flake8]\nmax = 1\n"}, {"pyproject.toml": SETUPTOOLS}]
)
def test_no_project(files) -> None:
    """A folder whose files name no project is a problem that says exactly what to write."""
    with pytest.raises(Problem) as told:
        read(files, "one.py", "two/__init__.py", "test_one.py")
    fix = told.value.kind.fix.format(**told.value.values)
    assert told.value.kind.id == "PPR003"
    assert 'name = "a-sample"' in fix
    assert 'packages = ["two"]' in fix
    with pytest.raises(Problem) as told:
        read(files, "src/one.py")
    assert 'package-dir = {"" = "src"}\npackages = []\npy-modules = ["one"]\n' in told.value.kind.fix.format(**told.value.values)


WORD = st.sampled_from(
    [
        "project",
        "name",
        "version",
        "tool",
        "build-system",
        "setuptools",
        "dynamic",
        "readme",
        "file",
        "packages",
        "find",
        "poetry",
        "x",
        "metadata",
        "options",
    ]
)
VALUE = st.recursive(
    st.one_of(st.text(max_size=8), st.integers(), st.booleans(), WORD),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORD, inner, max_size=4)),
)


def toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {toml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int) else "'''" + "".join(one for one in str(value) if one.isprintable() and one != "'") + "'''"


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(
        [
            "setuptools.build_meta",
            "hatchling.build",
            "flit_core.buildapi",
            "poetry.core.masonry.api",
            "pdm.backend",
            "uv_build",
            "maturin",
            "scikit_build_core.build",
            "mesonpy",
            "x",
        ]
    ),
    VALUE,
    VALUE,
)
def test_any_table_is_read(backend, project, tool) -> None:
    """No table in pyproject.toml crashes the reader, whatever stands in it."""
    text = f"project = {toml(project)}\ntool = {toml(tool)}\n[build-system]\nbuild-backend = '{backend}'\n"
    assert told({"pyproject.toml": text.encode()}) in (None, "PPR003", "PPR004")


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(["pyproject.toml", "setup.cfg", "MANIFEST.in"]), st.binary(max_size=200))
def test_any_bytes_are_read(file, data) -> None:
    """No bytes in a build file crash the reader."""
    assert told({file: data}) in (None, "PPR003", "PPR004", "PPR005")


LINE = st.sampled_from(
    [
        "[metadata]",
        "[options]",
        "[options.packages.find]",
        "[options.entry_points]",
        "name = a",
        "version = attr: a.b",
        "version = file: x",
        "packages = find:",
        "packages =",
        "  a",
        "package_dir = =src",
        "where = ..",
        "console_scripts = a = b",
        "install_requires = file:",
        "classifiers = x",
        "project_urls = a = b",
        "py_modules = a",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(LINE, max_size=12))
def test_any_lines_of_setup_cfg(lines) -> None:
    """No order of settings in setup.cfg crashes the reader."""
    assert told({"setup.cfg": "\n".join(lines).encode()}) in (None, "PPR003", "PPR005")


def told(files: dict[str, bytes]) -> str | None:
    """Return the number of the problem with build files, None where there is none."""
    try:
        read_project(files, ("a/__init__.py", "x"), "/home/me/x")
    except Problem as problem:
        return problem.kind.id
    return None


def test_patterns_of_licences_are_bounded() -> None:
    """Patterns without end, which a hostile project may state, are not all held against the tree."""
    patterns = ", ".join(['"x*"'] * 160_000)
    found = read({"pyproject.toml": f'{HATCH}[project]\nname = "a"\nlicense-files = [{patterns}, "LICENSE"]\n', "LICENSE": ""})
    assert found.license_files == ()
