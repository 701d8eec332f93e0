"""The rules on configuration speak where they must, and only there; `test_configuration_builds.py` holds what they say against real builds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seatrial.core.project.assemble import read_project
from seatrial.core.project.left_out import data_left_out
from seatrial.model.configuration import Configuration, Script
from seatrial.model.project import Project, Repository, Tree
from seatrial.rules.configuration import RULES
from seatrial.rules.rule import judge

NAMED = '[project]\nname = "boat"\nversion = "1"\n'
SYSTEM = '[build-system]\nrequires = [{0}]\nbuild-backend = "{1}"\n'
SETUPTOOLS = SYSTEM.format('"setuptools"', "setuptools.build_meta")
HATCH = SYSTEM.format('"hatchling"', "hatchling.build")
POETRY = SYSTEM.format('"poetry-core"', "poetry.core.masonry.api")
GRANT = "Permission is hereby granted, free of charge, to any person obtaining a copy"
CODE = {"boat/__init__.py": ""}
CLEAN = Repository("/home/me/boat", "", "c" * 40, 1, "main")


def found(files: dict[str, str], repository: Repository | None = CLEAN):
    every = {name: text.encode() for name, text in {**CODE, **files}.items()}
    return judge(RULES, Tree(read_project(every, sorted(every), "/home/me/boat"), repository), "boat", {})


def told(files: dict[str, str], repository: Repository | None = CLEAN) -> list[tuple[str, str]]:
    return [(one.rule, one.severity) for one in found(files, repository)]


def toml(text: str, before: str = "", **more: str) -> dict[str, str]:
    return {"pyproject.toml": f"{before}{NAMED}{text}", **more}


def script(arguments: str, before: str = "") -> dict[str, str]:
    return {"setup.py": f"{before}from setuptools import find_packages, setup\nsetup(name='boat', {arguments})\n"}


def classified(*classifiers: str, requires: str = ">=3.10") -> dict[str, str]:
    return toml(f'requires-python = "{requires}"\nclassifiers = {list(classifiers)}\n'.replace("'", '"'))


PYTHON = "Programming Language :: Python :: "
MANY = {f"boat/{name}/__init__.py": "" for name in "abcdefg"}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        # One thing to pack, or told what to pack, or an old setuptools: nothing to say. virt-manager/virt-manager#419.
        (toml(""), []),
        ({**toml(""), "art/a.png": ""}, [("PRJ070", "error")]),
        ({**toml("", SYSTEM.format('"setuptools<61"', "setuptools.build_meta")), "art/a.png": ""}, []),
        ({**toml("[tool.setuptools.package-dir]\nboat = 'boat'\n"), "art/a.png": ""}, []),
        ({**script("ext_modules=[1]"), "art/a.png": ""}, []),
        ({**script("packages=found()"), "art/a.png": ""}, []),
        ({**script("**more()"), "art/a.png": ""}, []),
        ({**script("py_modules=['row']"), "art/a.png": ""}, []),
        ({"setup.cfg": "[metadata]\nname = boat\n[options]\npackage_dir =\n    = .\n", "art/a.png": ""}, []),
        ({**toml("", HATCH), "art/a.png": ""}, []),
        # hema-ted/pyzfs#11, PyPSA/linopy#865
        ({**script("packages=['boat']"), **MANY}, [("PRJ071", "warning")]),
        ({**script("packages=find_packages(include=['boat'])"), **MANY}, [("PRJ071", "warning")]),
        ({**script("packages=find_packages(include=['boat'], exclude=['x'])"), **MANY}, []),
        ({**script("packages=['boat']"), "boat/test/__init__.py": "", "boat/examples/__init__.py": ""}, []),
        ({**script("packages=['ship']"), "ship/__init__.py": "", "ship/a/b/__init__.py": "", "boat/a/__init__.py": ""}, [("PRJ071", "warning")]),
        ({"setup.cfg": "[metadata]\nname = boat\n[options]\npackages = find:\n[options.packages.find]\nexclude = boat.a\n", **MANY}, []),
        # ratschlab/aestetik#6
        ({**script("packages=find_packages()"), "boat/oars/row.py": ""}, [("PRJ072", "warning")]),
        ({**script("packages=find_packages()"), "boat/infra/lib/__init__.py": ""}, [("PRJ072", "warning")]),
        ({**script("packages=find_packages()"), **MANY, "ship/row.py": ""}, []),
        ({**script("packages=find_packages(include=['boat'])"), **MANY, "boat/ship/row.py": ""}, [("PRJ071", "warning"), ("PRJ072", "warning")]),
        ({**script("packages=find_packages()"), "boat/templates/row.py": ""}, []),
        ({**script("packages=find_namespace_packages()"), "boat/oars/row.py": ""}, []),
        ({**toml("[tool.setuptools.packages.find]\nnamespaces = false\n"), "boat/oars/row.py": ""}, [("PRJ072", "warning")]),
        ({**toml("[tool.setuptools.packages.find]\n"), "boat/oars/row.py": ""}, []),
        # microsoft/side-channel-fuzzer#92
        ({"pyproject.toml": f'{HATCH}[project]\nname = "ship"\n'}, [("PRJ073", "error")]),
        # dathere/datapusher-plus#294
        ({**toml(""), "boat/a.json": "", "boat/b.json": "", "boat/row.py": "'a.json'"}, [("PRJ074", "warning"), ("PRJ074", "note")]),
        ({**toml(""), "MANIFEST.in": "include GONE CHANGES.md\ngrft x\nrecursive-exclude x\nprune\ninclude boat/*\nprune boat", "changes.rst": ""}, [
            ("PRJ075", "warning"), ("PRJ075", "note"), ("PRJ075", "warning"), ("PRJ075", "note"), ("PRJ075", "note"), ("PRJ075", "warning")]),
    ],
)  # fmt: skip
def test_code_and_data(files, expected) -> None:
    """What does not get into the release is told, and what gets in, or stays out on purpose, is not."""
    assert told(files) == expected


LICENCED = 'license = "MIT"\nclassifiers = ["License :: OSI Approved :: MIT License"]\n'
FILES = 'license-files = ["LICENSE", "GONE"]\n'


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        # llnl/Surfactant#550
        (toml(LICENCED), [("PRJ076", "error")]),
        (toml(LICENCED, SYSTEM.format('"setuptools<77"', "setuptools.build_meta")), [("PRJ076", "note")]),
        (toml(LICENCED, HATCH), [("PRJ076", "note")]),
        (script("packages=['boat'], license_expression='MIT', classifiers=['License :: OSI Approved :: MIT License']"), [("PRJ076", "error")]),
        (script("packages=['boat'], license='MIT', classifiers=['License :: OSI Approved :: MIT License']"), []),
        ({"setup.cfg": "[metadata]\nname = boat\nlicense_expression = MIT\n[options]\npackages = boat\n"}, []),
        (toml('license = { text = "MIT" }\n'), [("PRJ077", "warning")]),
        (toml('license = { file = "LICENSE" }\n', HATCH), [("PRJ077", "note")]),
        (toml('license = "Perl Licence"\n'), [("PRJ078", "error")]),
        (toml('license = "mit OR LicenseRef-Own"\n'), []),
        (script("packages=['boat'], license_expression='no such thing'"), [("PRJ078", "error")]),
        ({**toml(""), "LICENSE": " \n"}, [("PRJ079", "warning")]),
        ({**toml(""), "LICENSE": f"Copyright [year] [fullname]\n{GRANT}", "AUTHORS": ""}, [("PRJ079", "warning")]),
        ({**toml('license = "GPL-3.0-only"\n'), "LICENSE": GRANT}, [("PRJ082", "warning")]),
        ({**toml('license = "MIT"\n'), "LICENSE": GRANT}, []),
        ({**toml('license = "MIT OR GPL-3.0-only"\n'), "LICENSE": GRANT}, []),
        ({**toml('license = "GPL-3.0-only"\n'), "LICENSE": GRANT, "LICENSE.GPL": "GNU General Public License"}, []),
        ({**toml('classifiers = ["License :: OSI Approved", "License :: OSI Approved :: Apache Software License"]\n'), "LICENSE": GRANT}, [("PRJ082", "warning")]),
        ({**toml(FILES), "LICENSE": "x"}, [("PRJ089", "warning")]),
        ({**toml(FILES, POETRY), "LICENSE": "x"}, [("PRJ089", "error")]),
        (toml('license-files = ["GONE"]\n'), []),
        (toml('license-files = ["GONE"]\n', POETRY), [("PRJ089", "error")]),
    ],
)  # fmt: skip
def test_licences(files, expected) -> None:
    """A licence that backends or PyPI refuse, that is not finished or not the one declared, is told."""
    assert told(files) == expected


def test_what_was_meant() -> None:
    """Beside a sentence that is no licence expression stands the identifier that it stands for."""
    assert found(toml('license = "The  MIT License"\n'))[0].values["nearest"] == " (→ MIT)"


FLIT_OLD = '[tool.flit.metadata]\nmodule = "boat"\n'


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (script("packages=['boat'], use_2to3=True, tests_require=['x'], dependency_links=[]"), [("PRJ080", "error"), ("PRJ080", "note")]),
        ({"setup.cfg": "[metadata]\nname = boat\nlicense_file = L\nauthor-email = x\ndescription-file = y\n[options]\npackages = boat\nsetup_requires = x\n"
          "[options.extras_require]\na-b = c\n[bdist_wheel]\npy-limited = 1\n"},
         [("PRJ080", "note"), ("PRJ080", "note"), ("PRJ080", "warning"), ("PRJ080", "warning")]),
        ({"setup.cfg": "[metadata]\nname = boat\nauthor-email = x\n[options]\npackages = boat\n", "pyproject.toml": '[build-system]\nrequires = ["setuptools<70"]\n'}, []),
        ({**script("packages=['boat']", "import distutils.core, distutils.errors\nimport pkg_resources\n")}, [("PRJ080", "note"), ("PRJ080", "error")]),
        ({**script("packages=['boat']", "import pkg_resources\n"), "pyproject.toml": '[build-system]\nrequires = ["setuptools<81"]\n'}, [("PRJ080", "note")]),
        (script("packages=['boat']", "from setuptools.command.test import test\n"), [("PRJ080", "note")]),
        (script("packages=['boat']", "try:\n    import distutils, pkg_resources\nexcept ImportError:\n    pass\n"), []),
        (toml("", SYSTEM.format('"setuptools", "wheel"', "setuptools.build_meta")), [("PRJ080", "note")]),
        ({**toml("", SYSTEM.format('"setuptools", "wheel"', "setuptools.build_meta")), **script("packages=['boat']", "import wheel\n")}, []),
        (toml("", SYSTEM.format('"setuptools<70", "wheel"', "setuptools.build_meta")), []),
        (toml("", SYSTEM.format('"setuptools"', "setuptools.build_meta:__legacy__")), [("PRJ080", "note")]),
        (toml("", SYSTEM.format('"poetry"', "poetry.masonry.api")), [("PRJ080", "warning")]),
        (toml('[tool.setuptools]\nlicense-files = ["x"]\nnamespace-packages = ["boat"]\n'), [("PRJ080", "error"), ("PRJ080", "warning")]),
        ({"pyproject.toml": SYSTEM.format('"flit_core"', "flit_core.buildapi") + FLIT_OLD}, [("PRJ080", "error")]),
        ({"pyproject.toml": SYSTEM.format('"flit_core<4"', "flit_core.buildapi") + FLIT_OLD}, [("PRJ080", "warning")]),
        ({"pyproject.toml": f'{POETRY}[tool.poetry]\nname = "boat"\n'}, [("PRJ080", "note")]),
        # mikgroup/sigpy#127
        (script("packages=['boat']", "import numpy.distutils\nimport numpy\n"), [("PRJ081", "error")]),
        (script("packages=['boat']", "try:\n    import numpy\nexcept ImportError:\n    pass\n"), [("PRJ081", "note")]),
        (script("packages=['boat']", "import unheard_of\n"), []),
        ({**script("packages=['boat']", "import numpy\n"), "pyproject.toml": '[build-system]\nrequires = ["setuptools", "NumPy"]\n'}, []),
        ({**script("packages=['boat']", "import numpy\n"), "pyproject.toml": '[build-system]\nrequires = ["setuptools", "oldest-supported-numpy"]\n'}, []),
        ({**script("packages=['boat']", "import numpy\n"), "pyproject.toml": '[build-system]\nrequires = ["setuptools", "scikit-learn"]\n'}, [("PRJ081", "warning")]),
        ({**script("packages=['boat']", "import versioneer\n"), "versioneer.py": ""}, []),
        ({**script("packages=['boat']", "import versioneer\n"), "versioneer.py": "", "pyproject.toml": SETUPTOOLS}, [("PRJ081", "error")]),
        ({**script("packages=['boat']", "import versioneer\n"), "versioneer.py": "", "pyproject.toml": f'{SETUPTOOLS}backend-path = ["."]\n'}, []),
        ({**script("packages=['boat']", "import sys\nsys.path.insert(0, '.')\nimport boat\n"), "pyproject.toml": SETUPTOOLS}, []),
    ],
)  # fmt: skip
def test_out_of_date(files, expected) -> None:
    """What new build tools take no more, and what they would have to be asked for, is told by how hard it hits."""
    assert told(files) == expected


def test_a_file_that_an_old_key_names() -> None:
    """What is to stand in the place of an old key can be copied as it stands."""
    files = {**script("packages=['boat']"), "setup.cfg": "[metadata]\ndescription-file = README.rst\n"}
    assert found(files)[0].values["instead"] == "long_description = file: README.rst"


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        ("licence = 1\nnonsense = 2\n", "", [("PRJ083", "error", "licence", " (→ license)"), ("PRJ083", "error", "nonsense", "")]),
        ('import-names = ["boat"]\n', SETUPTOOLS, [("PRJ083", "error", "import-names", "")]),
        ('import-names = ["boat"]\n', HATCH, []),
        ('homepage = "x"\n', HATCH, [("PRJ083", "warning", "homepage", " (→ urls)")]),
        ("", SETUPTOOLS + "x = 1\n", [("PRJ083", "warning", "x", "")]),
    ],
)
def test_unknown_keys(text, before, expected) -> None:
    """A key that the standard does not have is told, with the one that may be meant."""
    assert [(one.rule, one.severity, one.values["key"], one.values["nearest"]) for one in found(toml(text, before))] == expected


@pytest.mark.parametrize(
    "text",
    [
        "description = 1",
        'keywords = "a"',
        "readme = 1",
        "readme = {}",
        "license = 1",
        'authors = ["a"]',
        "authors = [{}]",
        'authors = "a"',
        'urls = "a"',
        "urls = { a = 1 }",
        "optional-dependencies = { a = 1 }",
        "entry-points = { a = 1 }",
        "entry-points = { a = { b = 1 } }",
        'dynamic = ["name"]',
        "dynamic = [1]",
    ],
)
def test_wrong_values(text) -> None:
    """A value of a standard table that backends refuse is told, whatever it is."""
    assert told(toml(f"{text}\n")) == [("PRJ084", "error")]


def test_right_values() -> None:
    """Every key of the standard with a value that fits passes."""
    text = """
description = "d"
readme = { file = "README.md", content-type = "text/markdown" }
requires-python = ">=3.10"
license-files = []
authors = [{ name = "A" }, { email = "a@b.org" }]
maintainers = []
keywords = ["a"]
classifiers = []
urls = { a = "https://a.org" }
scripts = { a = "boat:a" }
gui-scripts = {}
entry-points = { a = { b = "boat:a" } }
dependencies = []
optional-dependencies = { a = ["b"] }
dynamic = []
import-names = ["boat"]
"""
    assert told(toml(text, HATCH)) == []


def test_a_build_system_without_requirements() -> None:
    """The one key that the table must have is missed, and an unknown backend makes wrong values a warning."""
    assert told({"pyproject.toml": f'[build-system]\nbuild-backend = "own"\n{NAMED}keywords = 1\n'}) == [
        ("PRJ084", "warning"),
        ("PRJ084", "error"),
    ]


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ('a = ["x"]\nb = [{ include-group = "A" }]', []),
        ("a = 1", ['["…", { include-group = "…" }]']),
        ("a = [1]", ['["…", { include-group = "…" }]']),
        ('a = [{ include-group = "b" }]', ['{ include-group = "a" } (≠ "b")']),
        (
            'a = [{ include-group = "b" }]\nb = [{ include-group = "a" }]\nc = [{ include-group = "a" }, { include-group = "d" }]\nd = []',
            ["a → b"],
        ),
        ('a = [{ include-group = "a" }]', ["a"]),
    ],
)
def test_groups(groups, expected) -> None:
    """Groups that include what does not exist, or one another in a circle, are told."""
    hits = [one for one in found(toml(f"[dependency-groups]\n{groups}\n")) if one.rule == "PRJ084"]
    assert [one.values["expected"] for one in hits] == expected
    assert {one.severity for one in hits} <= {"warning"}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({**toml('requires-python = ">=3.10"\n'), **script("python_requires='>=3.9', packages=['boat']")}, [("requires-python", "pyproject.toml", ">=3.10")]),
        ({**toml('requires-python = ">=3.10,<4"\n'), **script("python_requires='<4, >=3.10', packages=['boat']")}, []),
        ({**toml(""), **script("install_requires=['oars'], packages=['boat']")}, [("requires", "pyproject.toml", "—")]),
        ({**toml('dynamic = ["dependencies"]\n'), **script("install_requires=['oars'], packages=['boat']")}, []),
        ({**toml('dynamic = ["entry-points"]\n'), **script("entry_points={'console_scripts': ['a = boat:a']}, packages=['boat']")}, []),
        ({**toml(""), **script("description='d', packages=['boat']")}, []),
        ({**script("description='d', packages=['boat']"), "setup.cfg": "[metadata]\nname = BOAT\ndescription = e\n"}, [("summary", "setup.py", "d")]),
        ({**script(f"description='{'d' * 90}', packages=['boat']"), "setup.cfg": "[metadata]\ndescription = e\n"}, [("summary", "setup.py", f"{'d' * 80}…")]),
    ],
)  # fmt: skip
def test_build_files_that_differ(files, expected) -> None:
    """What one build file says in vain is told, with the one that counts."""
    hits = [one for one in found(files) if one.rule == "PRJ085"]
    assert [(one.values["field"], one.values["winner"], one.values["other"]) for one in hits] == expected


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ('description = "Add your description here"', "summary"),
        ('description = "TODO: say what it does"', "summary"),
        ('urls = { a = "https://github.com/yourusername/boat" }', "urls"),
        ('urls = { a = "https://example.com/boat" }', "urls"),
        ('urls = { a = "https://github.com/{{ cookiecutter.user }}/boat" }', "urls"),
        ('authors = [{ name = "Your Name", email = "you@example.com" }]', "authors"),
        ('authors = [{ name = "Jane", email = "jane@example.org" }]', "authors"),
    ],
)
def test_templates(text, field) -> None:
    """Words that templates leave to be replaced are told."""
    assert [(one.rule, one.values["field"]) for one in found(toml(f"{text}\n"))] == [("PRJ086", field)]


def test_other_templates() -> None:
    """A name and a README of a template are told too."""
    name = {"pyproject.toml": '[project]\nname = "example-package-YOUR-USERNAME-HERE"\n'}
    assert [one.values["field"] for one in found(name)] == ["name"]
    readme = {**toml('readme = "README.md"\n'), "README.md": "# Boat\n{{ cookiecutter.description }}\n"}
    assert [(one.values["field"], one.line) for one in found(readme)] == [("readme", 2)]


@pytest.mark.parametrize(
    "text",
    [
        'description = "Keeps a TODO list of a boat"',
        'description = "A sample rate converter"',
        'urls = { a = "https://github.com/user-tools/boat", b = "https://boat.example.community" }',
        'authors = [{ name = "Jane Younger", email = "jane@examples.com" }]',
        'readme = "README.md"',
    ],
)
def test_no_templates(text) -> None:
    """Words that only look alike pass."""
    assert found({**toml(f"{text}\n"), "README.md": "git clone https://github.com/yourusername/boat"}) == ()


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (classified(f"{PYTHON}3.9", f"{PYTHON}3.10"), ("warning", "3.9")),
        (classified(f"{PYTHON}2", f"{PYTHON}3"), ("warning", "2")),
        (classified(f"{PYTHON}3.11"), ("note", "3.10")),
        (classified(f"{PYTHON}3.10", requires=">=3.10.4"), None),
        (classified(f"{PYTHON}3", f"{PYTHON}3 :: Only"), None),
        (classified(f"{PYTHON}3.12", requires="<4"), None),
        (classified(f"{PYTHON}3.10", requires="three"), None),
        (classified(f"{PYTHON}3.9", requires=",".join([">=3.10"] * 100)), None),
        (toml(f'classifiers = ["{PYTHON}3.9"]\n'), None),
    ],
)
def test_python_versions(files, expected) -> None:
    """A classifier for a version that is excluded is a warning, the oldest version without its classifier a note."""
    hits = [(one.severity, one.values["versions"]) for one in found(files)]
    assert hits == ([] if expected is None else [expected])


def test_a_version_from_git_with_changes() -> None:
    """A tag on the commit does not help where files are changed."""
    files = {
        "pyproject.toml": SYSTEM.format('"setuptools-scm"', "setuptools.build_meta") + '[project]\nname = "boat"\ndynamic = ["version"]\n'
    }
    assert told(files, CLEAN._replace(tags=("v1",), dirty=("a.py",))) == [("PRJ088", "warning")]
    assert told(files, CLEAN._replace(tags=("v1",))) == []
    assert told(files, None) == []


WORDS = (
    "name",
    "license",
    "license-files",
    "readme",
    "requires",
    "packages",
    "find",
    "build",
    "targets",
    "wheel",
    "include-group",
    "package-data",
    "a",
    "b",
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from(("boat", "*", "**/*", "a/b", "..", "MIT", "a", "b", ""))
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=4),
    max_leaves=12,
)
TABLES = st.dictionaries(st.sampled_from(WORDS), VALUES, max_size=4)
TOOLS = st.dictionaries(st.sampled_from(("setuptools", "hatch", "flit", "poetry", "pdm", "uv", "maturin")), TABLES, max_size=3)
SECTIONS = st.dictionaries(
    st.sampled_from(("metadata", "options", "options.packages.find")),
    st.dictionaries(st.text(max_size=8), st.text(max_size=8), max_size=3),
    max_size=3,
)
BACKENDS = ("setuptools", "hatchling", "flit-core", "poetry-core", "pdm-backend", "uv-build", "maturin", "meson-python", "other")


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(BACKENDS),
    st.dictionaries(st.sampled_from(("project", "build-system", "dependency-groups")), TABLES, max_size=3),
    TOOLS,
    SECTIONS,
    st.dictionaries(
        st.sampled_from(("package_data", "setup_requires", "license_expression", "use_2to3", "include_package_data")), VALUES, max_size=2
    ),
    st.text(max_size=60),
)
def test_whatever_stands_there(backend, standard, tool, sections, values, text) -> None:
    """No table, section or argument, of whatever shape, makes a rule break."""
    configuration = Configuration(
        {**standard, "tool": tool},
        text.encode(),
        sections,
        text.encode(),
        Script(dict.fromkeys(values, 1), values, complete=True),
        text,
        {"LICENSE": text},
    )
    project = Project(
        "/home/me/boat", "setup.py", backend, "b", (text, "setuptools"), name="boat", packages=("boat",), license_files=("LICENSE",),
        requires_python=text, classifiers=(text, "License :: x"), urls=(text,), listing=("LICENSE", "boat/__init__.py", "boat/a.json"), data=("boat/a.json",), modules=("boat/__init__.py",),
        configuration=configuration,
    )  # fmt: skip
    assert set(data_left_out(project, configuration)) <= {"boat/a.json"}
    assert all(one.rule in {rule.id for rule in RULES} for one in judge(RULES, Tree(project, CLEAN), "boat", {}))
