"""What the rules on configuration say of a build is what the newest real backends do."""

from collections.abc import Mapping
from typing import NamedTuple

import pytest

from make.real_builds import build_all, with_backend
from seatrial.core.project.assemble import read_project
from seatrial.model.project import Tree
from seatrial.rules.configuration import RULES
from seatrial.rules.rule import judge

pytestmark = pytest.mark.slow
NAMED = '[project]\nname = "boat"\nversion = "1"\ndescription = "d"\n'
SETUP = "from setuptools import find_packages, setup\n"
CODE = {"boat/__init__.py": '"""A boat."""\n\n__version__ = "1"\n'}
MIT = 'license = "MIT"\nclassifiers = ["License :: OSI Approved :: MIT License"]\n'
GONE = 'license-files = ["GONE*"]\n'
STOPS = "stops"


class Case(NamedTuple):
    """A project, the rule that finds something in it, and what its backend makes of it."""

    backend: str
    files: Mapping[str, str]
    rule: str | None
    end: str
    """`stops`; `+` and a file that the wheel has; `-` and one that it lacks; `~` and a line that its metadata lacks."""


def toml(text: str = "", **files: str) -> dict[str, str]:
    return {"pyproject.toml": NAMED + text, **CODE, **{name.replace("__", "/"): content for name, content in files.items()}}


def script(arguments: str, before: str = "", **files: str) -> dict[str, str]:
    return {"setup.py": f'{before}{SETUP}setup(name="boat", version="1", {arguments})\n', **CODE, **files}


OPENS = {"boat/__init__.py": 'NAME = "ports.json"\n', "boat/ports.json": "{}"}
OARS = {"pyproject.toml": NAMED, "oars/__init__.py": ""}
CASES = {
    "two packages": Case("setuptools", {**toml(), "oars/__init__.py": ""}, "PRJ070", STOPS),
    "a folder of pictures": Case("setuptools", {**toml(), "images/boat.png": ""}, "PRJ070", STOPS),
    "two modules": Case("setuptools", {"pyproject.toml": NAMED, "boat.py": "", "oars.py": ""}, "PRJ070", STOPS),
    "two packages of a script": Case("setuptools", {**script(""), "oars/__init__.py": ""}, "PRJ070", STOPS),
    "a package beside tests": Case("setuptools", {**toml(), "tests/__init__.py": "", "docs/conf.py": "", "row.py": ""}, None, "-row.py"),
    "a package that is not named": Case(
        "setuptools", {**script('packages=["boat"]'), "boat/oars/__init__.py": ""}, "PRJ071", "-boat/oars/__init__.py"
    ),
    "a pattern without a star": Case(
        "setuptools", {**toml('[tool.setuptools.packages.find]\ninclude = ["boat"]\n'), "boat/oars/__init__.py": ""}, "PRJ071", "-boat/oars/__init__.py"
    ),
    "a folder without a mark": Case(
        "setuptools", {**script("packages=find_packages()"), "boat/oars/row.py": ""}, "PRJ072", "-boat/oars/row.py"
    ),
    "a folder that comes as data": Case(
        "setuptools",
        {**script("packages=find_packages(), include_package_data=True"), "boat/oars/row.py": "", "MANIFEST.in": "graft boat\n"},
        None,
        "+boat/oars/row.py",
    ),
    "a script that searches src": Case(
        "setuptools", {**script('packages=find_packages(where="src")'), "src/ship/__init__.py": ""}, "PRJ073", STOPS
    ),
    "a list of what lies in src": Case(
        "setuptools", {"setup.cfg": "[metadata]\nname = boat\nversion = 1\n[options]\npackages = ship\n", "src/ship/__init__.py": ""}, "PRJ073", STOPS
    ),
    "a search of a setup.cfg": Case(
        "setuptools",
        {"setup.cfg": "[metadata]\nname = boat\nversion = 1\n[options]\npackages = find:\n[options.packages.find]\nwhere = src\n", "src/ship/__init__.py": ""},
        None,
        "+ship/__init__.py",
    ),
    "hatchling": Case("hatchling", OARS, "PRJ073", STOPS),
    "hatchling, a package inside another": Case("hatchling", {"pyproject.toml": NAMED, "sea/boat/__init__.py": ""}, None, "+sea/boat/__init__.py"),
    "hatchling, a package that is gone": Case(
        "hatchling", {"pyproject.toml": f'{NAMED}[tool.hatch.build.targets.wheel]\npackages = ["src/boat"]\n', "oars/__init__.py": ""}, "PRJ073", "-boat/__init__.py"
    ),
    "flit": Case("flit_core", OARS, "PRJ073", STOPS),
    "flit, no docstring": Case(
        "flit_core", {"pyproject.toml": '[project]\nname = "boat"\ndynamic = ["version", "description"]\n', "boat.py": '__version__ = "1"\n'}, "PRJ073", STOPS
    ),
    "poetry": Case("poetry-core", OARS, "PRJ073", STOPS),
    "pdm": Case("pdm-backend", {"pyproject.toml": NAMED, "boat/row.py": ""}, "PRJ073", "-boat/row.py"),
    "uv": Case("uv_build", OARS, "PRJ073", STOPS),
    "data without a word": Case("setuptools", {**toml(), **OPENS, "boat/py.typed": ""}, "PRJ074", "-boat/ports.json"),
    "a mark for types": Case("setuptools", {**toml(), "boat/py.typed": ""}, None, "+boat/py.typed"),
    "data by MANIFEST.in": Case(
        "setuptools", {**toml(), "boat/deep/ports.json": "", "MANIFEST.in": "recursive-include boat *.json\n"}, None, "+boat/deep/ports.json"
    ),
    "data by MANIFEST.in, not asked for": Case(
        "setuptools", {**script('packages=["boat"]'), **OPENS, "MANIFEST.in": "include boat/*.json\n"}, "PRJ074", "-boat/ports.json"
    ),
    "data by its pattern": Case(
        "setuptools", {**script('packages=["boat"], package_data={"boat": ["deep/*.json"]}'), "boat/deep/ports.json": ""}, None, "+boat/deep/ports.json"
    ),
    "both licences, setuptools": Case("setuptools", toml(MIT), "PRJ076", STOPS),
    "both licences, flit": Case("flit_core", toml(MIT), "PRJ076", STOPS),
    "both licences, pdm": Case("pdm-backend", toml(MIT), "PRJ076", STOPS),
    "a sentence as a licence": Case("setuptools", toml('license = "MIT License"\n'), "PRJ078", STOPS),
    "a sentence as a licence, hatchling": Case("hatchling", toml('license = "MIT License"\n'), "PRJ078", STOPS),
    "two to three": Case("setuptools", script('packages=["boat"], use_2to3=True'), "PRJ080", STOPS),
    "pkg_resources": Case("setuptools", script('packages=["boat"]', "import pkg_resources\n"), "PRJ080", STOPS),
    "an old table of flit": Case("flit_core", {"pyproject.toml": '[tool.flit.metadata]\nmodule = "boat"\nauthor = "a"\n', **CODE}, "PRJ080", STOPS),
    "namespaces in a table": Case("setuptools", toml('[tool.setuptools]\nnamespace-packages = ["boat"]\n'), "PRJ080", STOPS),
    "its own code": Case("setuptools", script('packages=["boat"]', "import boat\n"), "PRJ081", STOPS),
    "somebody's code": Case("setuptools", script('packages=["boat"]', "import numpy\n"), "PRJ081", STOPS),
    "an unknown key": Case("setuptools", toml('homepage = "x"\n'), "PRJ083", STOPS),
    "an unknown key, flit": Case("flit_core", toml('homepage = "x"\n'), "PRJ083", STOPS),
    "a key that is too new": Case("setuptools", toml('import-names = ["boat"]\n'), "PRJ083", STOPS),
    "licence files twice": Case(
        "setuptools", {**toml('license-files = ["LICENSE"]\n[tool.setuptools]\nlicense-files = ["LICENSE"]\n'), "LICENSE": "x"}, "PRJ080", STOPS
    ),
    "a wrong type": Case("setuptools", toml('keywords = "boat"\n'), "PRJ084", STOPS),
    "a wrong type, hatchling": Case("hatchling", toml('keywords = "boat"\n'), "PRJ084", STOPS),
    "a dynamic name": Case("setuptools", toml('dynamic = ["name"]\n'), "PRJ084", STOPS),
    "requirements that are not listed": Case(
        "setuptools", {**script('install_requires=["oars"]'), "pyproject.toml": NAMED}, "PRJ085", "~Requires-Dist: oars"
    ),
    "no licence file, flit": Case("flit_core", toml(GONE), "PRJ089", STOPS),
    "no licence file, poetry": Case("poetry-core", toml(GONE), "PRJ089", STOPS),
    "no licence file, pdm": Case("pdm-backend", toml(GONE), "PRJ089", STOPS),
}  # fmt: skip


def test_what_is_said_of_a_build_is_true(tmp_path) -> None:
    """Where a rule says that a build stops or leaves something out, the newest backends do just that; where all rules are silent, they do not."""
    projects = {name: (case.backend, with_backend(case.backend, case.files)) for name, case in CASES.items()}
    made = build_all(tmp_path, projects)
    wrong = {}
    for name, case in CASES.items():
        files = {path: text.encode() for path, text in projects[name][1].items()}
        tree = Tree(read_project(files, sorted(files), "/home/me/boat"))
        found = {one.rule: one.severity for one in judge(RULES, tree, "boat", {}) if one.severity != "note"}
        told = case.rule in found if case.rule else not found
        error = "error" in found.values()
        end, what = case.end[0], case.end[1:]
        members, metadata = made[name].members, made[name].metadata
        so = {
            "s": members is None,
            "+": members is not None and what in members,
            "-": members is not None and what not in members,
            "~": members is not None and what not in metadata,
        }[end]
        if not told or not so or (members is None and not error):
            wrong[name] = (found, members, made[name].said[-300:])
    assert wrong == {}
