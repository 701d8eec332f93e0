"""Rules on configuration that build tools take no more, or not for long, and on what a build needs and does not ask for."""

import sys
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from seatrial.core.project.declared import LEGACY
from seatrial.core.project.discovery import import_path
from seatrial.core.project.required import names_of, takes
from seatrial.core.project.toml import line_of, table, text
from seatrial.model.configuration import Import
from seatrial.model.finding import Hit, Severity
from seatrial.model.project import Project, Tree
from seatrial.rules.rule import Rule, rule

NEWEST = "84.0.0"
"""A version of setuptools that has all of this behind it."""
NOTHING = "—"
LONGEST = 100
"""Letters of a value that are told."""
"""What stands in place of something that is only to be removed."""


class Old(NamedTuple):
    """One thing that is out of date."""

    what: str
    file: str
    line: int | None
    when: str
    """Since which version, or until which day."""
    instead: str
    severity: Severity | None = None


KEYWORDS: dict[str, tuple[str, str, Severity | None]] = {
    "use_2to3": ("setuptools 58", NOTHING, "error"),
    "convert_2to3_doctests": ("setuptools 58", NOTHING, "error"),
    "test_suite": ("setuptools 72", "python -m unittest", "note"),
    "tests_require": ("setuptools 72", "[dependency-groups]", "note"),
    "test_loader": ("setuptools 72", NOTHING, "note"),
    "setup_requires": ("PEP 518", "[build-system] requires", "note"),
    "dependency_links": ("pip 19", "NAME @ URL", None),
    "license_file": ("PEP 639", "license_files", "note"),
    "namespace_packages": ("PEP 420", "find_namespace_packages()", "note"),
}
"""Keyword of `setup()`, or key below `[options]` → since when, what in its place, weight."""
BACKENDS: dict[str, tuple[str, str, Severity | None]] = {
    "poetry.masonry.api": ("Poetry 1.1", "poetry.core.masonry.api", None),
    "flit.buildapi": ("flit 2", "flit_core.buildapi", "note"),
    "pdm.pep517.api": ("pdm 2.4", "pdm.backend", None),
}
"""`build-backend` → the same."""
COMMANDS = {"setuptools.command.test": "setuptools 72", "setuptools.command.easy_install": "2025-10-31", "ez_setup": "PEP 518"}
"""Module of an old command that a setup.py imports → since when it does nothing."""
DASHED_ELSEWHERE = frozenset(
    {"options.extras_require", "options.data_files", "options.entry_points", "options.package_data", "options.exclude_package_data"}
)
"""Sections of a setup.cfg whose keys are names of one's own."""


@rule(
    "PRJ080",
    "warning",
    "Configuration out of date",
    message="{file} uses `{what}`, which is out of date ({when}). In its place: {instead}",
    source="https://setuptools.pypa.io/en/latest/history.html",
)
def old(tree: Tree) -> Iterator[Hit]:
    """The version or the standard in brackets is the one from which it has no effect, or stops the build; a day is the one that its makers name as the last. Builds take the newest tools, so that a release may break without any change of yours.

    Fix: Write what the message names, or remove the line where it names nothing (—).
    """
    project = tree.project
    found = [*_backend(project), *(_setuptools(project) if project.backend == "setuptools" else ()), *_tables(project)]
    for one in found:
        values = {"what": one.what, "file": one.file, "when": one.when, "instead": one.instead}
        yield Hit(values, file=one.file, line=one.line, severity=one.severity)


def _backend(project: Project) -> Iterator[Old]:
    data = project.configuration.pyproject_data
    system = table(project.configuration.pyproject, "build-system")
    line = line_of(data, "build-system", "build-backend")
    stated = text(system.get("build-backend"))
    if stated in BACKENDS:
        when, instead, severity = BACKENDS[stated]
        yield Old(stated, "pyproject.toml", line, when, instead, severity)
    if stated == LEGACY:
        yield Old(stated, "pyproject.toml", line, "PEP 517", "setuptools.build_meta", "note")
    brings = names_of(project.build_requires) if project.backend == "setuptools" and "requires" in system else frozenset()
    script = project.configuration.script
    used = script is not None and any(one.module.partition(".")[0] == "wheel" for one in script.imports)
    if {"wheel", "setuptools"} <= brings and not used and takes(project.build_requires, "setuptools", NEWEST):
        yield Old("wheel", "pyproject.toml", line_of(data, "build-system", "requires"), "setuptools 70.1", NOTHING, "note")


def _setuptools(project: Project) -> Iterator[Old]:
    configuration = project.configuration
    script = configuration.script
    lines = _cfg_lines(project)
    for key, (when, instead, severity) in KEYWORDS.items():
        if script and key in script.keywords and script.values.get(key, True):
            yield Old(key, "setup.py", script.keywords[key], when, instead, severity)
        section = next((name for name in ("options", "metadata") if key in table(configuration.setup_cfg, name)), None)
        if section:
            yield Old(key, "setup.cfg", lines.get(key), when, instead, severity)
    yield from _dashed(project, lines)
    own, standard = table(configuration.pyproject, "tool", "setuptools"), table(configuration.pyproject, "project")
    # Both at once are refused today.
    rows: tuple[tuple[str, str, str, Severity | None], ...] = (
        ("namespace-packages", "setuptools", "[tool.setuptools.packages.find]", "error"),
        ("license-files", "2027-02-18", "[project] license-files", "error" if "license-files" in standard else None),
    )
    for key, when, instead, severity in rows:
        if key in own:
            line = line_of(configuration.pyproject_data, "tool.setuptools", key)
            yield Old(f"tool.setuptools.{key}", "pyproject.toml", line, when, instead, severity)
    yield from _imports(project)


def _dashed(project: Project, lines: Mapping[str, int]) -> Iterator[Old]:
    if not takes(project.build_requires, "setuptools", NEWEST):
        return
    for section, rows in project.configuration.setup_cfg.items():
        ours = section == "metadata" or (section.startswith("options") and section not in DASHED_ELSEWHERE)
        for key, value in rows.items() if ours else ():
            if key == "description-file":
                yield Old(key, "setup.cfg", lines.get(key), "2026-03-03", f"long_description = file: {value.strip()[:LONGEST]}")
            elif "-" in key:
                yield Old(key, "setup.cfg", lines.get(key), "2026-03-03", key.replace("-", "_"))


def _cfg_lines(project: Project) -> dict[str, int]:
    """Return on which line of the setup.cfg each key stands first."""
    found: dict[str, int] = {}
    for number, row in enumerate(project.configuration.setup_cfg_data.decode("utf-8", "replace").lower().splitlines(), 1):
        found.setdefault(row.split("=")[0].split(":")[0].strip(), number)
    return found


def _imports(project: Project) -> Iterator[Old]:
    script = project.configuration.script
    seen = set()
    for one in script.imports if script else ():
        top = one.module.partition(".")[0]
        if top in seen:
            continue
        seen.add(top)
        if top == "distutils" and not one.guarded:
            yield Old(one.module, "setup.py", one.line, "Python 3.12", "setuptools", "note")
        elif top == "pkg_resources" and not one.guarded:
            gone = takes(project.build_requires, "setuptools", NEWEST)
            yield Old(one.module, "setup.py", one.line, "setuptools 82", "importlib.metadata", "error" if gone else "note")
    for one in script.imports if script else ():
        if one.module in COMMANDS:
            yield Old(one.module, "setup.py", one.line, COMMANDS[one.module], NOTHING, "note")


def _tables(project: Project) -> Iterator[Old]:
    tool = table(project.configuration.pyproject, "tool")
    data = project.configuration.pyproject_data
    if project.backend == "flit-core" and "metadata" in table(tool, "flit"):
        gone = takes(project.build_requires, "flit-core", "4.0.0")
        line = line_of(data, "tool.flit", "metadata")
        yield Old("tool.flit.metadata", "pyproject.toml", line, "flit_core 4", "[project]", "error" if gone else None)
    if project.backend == "poetry-core" and "project" not in project.configuration.pyproject and "name" in table(tool, "poetry"):
        yield Old("tool.poetry.name", "pyproject.toml", line_of(data, "tool.poetry", "name"), "Poetry 2", "[project]", "note")


DISTS = {
    "Cython": "cython", "pybind11": "pybind11", "numpy": "numpy", "cffi": "cffi", "torch": "torch", "setuptools_rust": "setuptools-rust", "skbuild": "scikit-build",
    "mypyc": "mypy", "mypy": "mypy", "nanobind": "nanobind", "pkgconfig": "pkgconfig", "setuptools_scm": "setuptools-scm", "babel": "babel", "jinja2": "jinja2",
    "yaml": "pyyaml", "requests": "requests", "six": "six", "toml": "toml", "tomli": "tomli", "wheel": "wheel", "pip": "pip", "packaging": "packaging",
    "scipy": "scipy", "pandas": "pandas", "cmake": "cmake", "ninja": "ninja", "sphinx": "sphinx", "m2r": "m2r", "pypandoc": "pypandoc", "git": "gitpython",
    "pbr": "pbr", "extension_helpers": "extension-helpers", "certifi": "certifi", "semver": "semver", "dotenv": "python-dotenv", "tomlkit": "tomlkit",
}  # fmt: skip
"""Module → distribution that brings it and that no build has without asking."""
BARE = frozenset(
    {"setuptools", "wheel", "cython", "setuptools-scm", "pybind11", "cffi", "ninja", "cmake", "pkgconfig", "tomli", "packaging", "six"}
)
"""Build requirements that bring none of those by themselves."""
ALSO = {"numpy": frozenset({"oldest-supported-numpy"})}
STANDARD = frozenset(sys.stdlib_module_names)


@rule(
    "PRJ081",
    "error",
    "The build imports what it does not require",
    message="setup.py imports {module}, and nothing in `requires` of [build-system] brings it.",
    source="https://peps.python.org/pep-0518/",
)
def not_required(tree: Tree) -> Iterator[Hit]:
    """Every build takes place in an environment of its own, which has only what `requires` names; there it stops with `ModuleNotFoundError`, though it works where the module is installed. The project's own folder is not searched either.

    Fix: Add it: `requires = ["setuptools>=77", "numpy"]` below `[build-system]` in pyproject.toml. For a module that lies beside setup.py, read the file instead of importing it, or add `backend-path = ["."]`.
    """
    project = tree.project
    script = project.configuration.script
    if project.backend != "setuptools" or script is None:
        return
    required = names_of(project.build_requires)
    seen = set()
    for one in script.imports:
        top = one.module.partition(".")[0]
        severity: Severity | None = "note" if one.guarded else None if required <= BARE else "warning"
        if top not in seen and _lacks(project, one, required):
            seen.add(top)
            yield Hit({"module": top}, file="setup.py", line=one.line, severity=severity)


def _lacks(project: Project, one: Import, required: frozenset[str]) -> bool:
    """Tell whether a build environment lacks a module that setup.py imports."""
    top = one.module.partition(".")[0]
    if top in STANDARD:
        return False
    here = {path.partition("/")[0].removesuffix(".py") for path in project.listing if path.endswith(".py")}
    below = {(import_path(path, project.roots) or "").partition("/")[0].removesuffix(".py") for path in project.modules}
    if top in here or top in below:
        script = project.configuration.script
        free = script is None or script.changes_path or project.build_backend == LEGACY or _has_path(project)
        return not free and not one.guarded
    dist = DISTS.get(top)
    return dist is not None and dist not in required and not ALSO.get(dist, frozenset()) & required


def _has_path(project: Project) -> bool:
    return "backend-path" in table(project.configuration.pyproject, "build-system")


RULES: tuple[Rule[Tree], ...] = (old, not_required)
