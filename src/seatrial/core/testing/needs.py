"""What the tests of a project need beside the project itself: extras, dependency groups, files of requirements."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from seatrial.core.project.toml import parse_toml, table
from seatrial.core.protocol import normal
from seatrial.core.requirements.file import read_requirements
from seatrial.core.testing.suite import sections
from seatrial.model.project import Project
from seatrial.model.requirements import Entry
from seatrial.model.testing import Brought, Needs
from seatrial.problem import Problem

TESTS = frozenset(("test", "tests", "testing"))
DEV = frozenset(("dev", "develop", "development"))
FILES = (
    "requirements-test.txt",
    "requirements-tests.txt",
    "requirements-testing.txt",
    "requirements_test.txt",
    "test-requirements.txt",
    "test_requirements.txt",
    "requirements/test.txt",
    "requirements/tests.txt",
    "requirements/testing.txt",
    "tests/requirements.txt",
    "test/requirements.txt",
)
DEV_FILES = ("requirements-dev.txt", "requirements_dev.txt", "dev-requirements.txt", "requirements/dev.txt")
MOST = 500
"""Requirements that are taken."""
DEPTH = 20
"""Groups that include one another."""
SELF = re.compile(r"\.(?:\[(?P<extras>[^\]]*)\])?")
Texts = list[str]


def needs_of(project: Project, files: Mapping[str, bytes], wheel: Brought) -> Needs:
    """Return what the tests of a project need, as far as it says so; what it calls `dev` only where nothing is called by tests. Never fails.

    `files` gives the content of a file by its path. A requirement of the project itself, or of its folder, counts for the extras that it names.
    """
    pyproject = _parsed(files)
    for names, listed in ((TESTS, FILES), (DEV, DEV_FILES)):
        needs = _merged(project, [*_extras(wheel, names), *_tables(pyproject, names), *_listed(files, listed), *_tox(files, names)])
        if needs.stated:
            return needs
    return Needs()


def _parsed(files: Mapping[str, bytes]) -> Mapping[str, Any]:
    try:
        return parse_toml(files.get("pyproject.toml", b""), "pyproject.toml")
    except Problem:
        return {}


def _extras(wheel: Brought, names: frozenset[str]) -> list[tuple[str, Texts]]:
    return [(f"[{extra}]", [f".[{extra}]"]) for extra in wheel.extras if normal(extra) in names]


def _tables(pyproject: Mapping[str, Any], names: frozenset[str]) -> list[tuple[str, Texts]]:
    groups = {normal(name): group for name, group in table(pyproject, "dependency-groups").items()}
    found = [(f"[dependency-groups] {name}", _group(groups, name, ())) for name in groups if name in names]
    pdm = table(pyproject, "tool", "pdm", "dev-dependencies")
    found += [(f"[tool.pdm.dev-dependencies] {name}", _texts(group)) for name, group in pdm.items() if normal(name) in names]
    poetry = table(pyproject, "tool", "poetry", "group")
    found += [(f"[tool.poetry.group.{name}]", _names(table(poetry, name, "dependencies"))) for name in poetry if normal(name) in names]
    if names is DEV:
        found.append(("[tool.poetry.dev-dependencies]", _names(table(pyproject, "tool", "poetry", "dev-dependencies"))))
        found.append(("[tool.uv] dev-dependencies", _texts(table(pyproject, "tool", "uv").get("dev-dependencies"))))
    return found


def _names(dependencies: Mapping[str, Any]) -> Texts:
    """Return the names alone of what Poetry's own tables ask for: its versions are no requirements."""
    return [name for name in dependencies if name != "python"]


def _group(groups: Mapping[str, Any], name: str, above: tuple[str, ...]) -> Texts:
    """Return the requirements of a dependency group with those that it includes (PEP 735); a circle ends where it begins again."""
    found: Texts = []
    entries = groups.get(name)
    if name in above or len(above) > DEPTH or not isinstance(entries, list):
        return found
    for entry in entries[:MOST]:
        included = entry.get("include-group") if isinstance(entry, Mapping) else None
        if isinstance(entry, str):
            found.append(entry)
        elif isinstance(included, str) and len(found) < MOST:
            found += _group(groups, normal(included), (*above, name))
    return found[:MOST]


def _texts(value: Any) -> Texts:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _listed(files: Mapping[str, bytes], names: Sequence[str]) -> list[tuple[str, Texts]]:
    return [(name, _of_file(files, name)) for name in names if name in files]


def _of_file(files: Mapping[str, bytes], name: str) -> Texts:
    """Return the requirements in a file; options, other indexes above all, are not followed: everything comes from the user's own index."""
    entries = read_requirements(files, name)
    return [one for entry in entries[:MOST] if not entry.constraint and (one := _line(entry))]


def _line(entry: Entry) -> str | None:
    if entry.kind in ("path", "editable"):
        folder = entry.text.strip().removeprefix("file:")
        return folder if SELF.fullmatch(folder) else None
    return entry.text if entry.kind == "requirement" else None


def _tox(files: Mapping[str, bytes], names: frozenset[str]) -> list[tuple[str, Texts]]:
    """Return what tox installs for the tests."""
    lines = sections(files.get("tox.ini", b"")).get("testenv", {}).get("deps", "").splitlines() if names is TESTS else ()
    found: Texts = []
    for line in (line.strip() for line in lines):
        if line.startswith("-r"):
            found += _of_file(files, line[2:].strip())
        else:
            found.append(line)
    return [("tox.ini", found)]


def _merged(project: Project, stated: Iterable[tuple[str, Texts]]) -> Needs:
    is_requirement = _checked()
    extras: dict[str, None] = {}
    found: dict[str, None] = {}
    places: list[str] = []
    for place, lines in stated:
        taken = [line for line in lines if SELF.fullmatch(line) or is_requirement(line)]
        places += [place] if taken else []
        for line in taken:
            own = SELF.fullmatch(line) or _of_itself(project, line)
            if own:
                extras.update(dict.fromkeys(one.strip() for one in (own["extras"] or "").split(",") if one.strip()))
            else:
                found[line] = None
    return Needs(tuple(extras), tuple(found)[:MOST], tuple(places))


def _of_itself(project: Project, line: str) -> re.Match[str] | None:
    found = re.match(r"(?P<name>[A-Za-z0-9._-]+)\s*(?:\[(?P<extras>[^\]]*)\])?", line)
    return found if found and project.name and normal(found["name"]) == normal(project.name) else None


def _checked() -> Callable[[str], bool]:
    from packaging.requirements import InvalidRequirement, Requirement  # noqa: PLC0415  (slow to load, and only tests need it)

    def is_requirement(line: str) -> bool:
        try:
            Requirement(line)
        except InvalidRequirement:
            return False
        return True

    return is_requirement
