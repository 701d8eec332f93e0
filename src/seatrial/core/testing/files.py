"""Which files of a tree are tests, and which of the others they may have beside them without reaching the project's own code."""

import re
from collections.abc import Iterable, Sequence

from seatrial.core.project.discovery import LEFTOVERS, TESTS, import_path
from seatrial.model.project import Project
from seatrial.model.testing import Brought

TEST = re.compile(r"(?:^|/)(?:test_[^/]*|[^/]*_test|tests?)\.py$")
ELSEWHERE = re.compile(r"^(?:docs?|examples?|bench(?:marks?)?|demos?)/")
"""Folders whose tests are no reason to take them for those of the project."""


def test_files(project: Project) -> tuple[str, ...]:
    """Return the files of a tree that look like tests."""
    found = [path for path in project.listing if TEST.search(path) and not LEFTOVERS.search(path)]
    return tuple(path for path in found if not ELSEWHERE.match(path)) or tuple(found)


def own_tops(project: Project, wheel: Brought) -> frozenset[str]:
    """Return the top-level names under which the project's own code is imported."""
    inside = (import_path(path, project.roots) for path in project.modules)
    return frozenset(_top(path) for path in (*filter(None, inside), *_installed(wheel.paths)) if path) - TESTS


def inside_packages(project: Project, tests: Iterable[str], tops: frozenset[str]) -> dict[str, str]:
    """Return the tests that lie inside of the project's own packages, each with where it would lie once it is installed."""
    places = {path: import_path(path, project.roots) for path in tests}
    return {path: where for path, where in places.items() if where and "/" in where and _top(where) in tops}


def beside_tests(project: Project, wheel: Brought) -> tuple[str, ...]:
    """Return the files of a tree that are there when its tests run: all but the project's own code and what lies in its packages.

    With these alone, a test can import the project only as it was installed.
    """
    tops = own_tops(project, wheel)
    return tuple(path for path in project.listing if not _is_own(import_path(path, project.roots), tops))


def missing_tests(project: Project, inside: dict[str, str], wheel: Brought) -> dict[str, str]:
    """Return the files of test folders inside of packages that the wheel leaves out, each with where it would lie once it is installed."""
    if not inside or any(where in wheel.paths for where in inside.values()):
        return {}
    folders = tuple(f"{path.rpartition('/')[0]}/" for path in inside)
    whole = {path: import_path(path, project.roots) for path in project.listing if path.startswith(folders)}
    tested = {path for path, where in whole.items() if where in wheel.paths}
    return {path: where for path, where in whole.items() if where and path not in tested}


def _is_own(where: str | None, tops: frozenset[str]) -> bool:
    return where is not None and _top(where) in tops


def _top(path: str) -> str:
    return path.partition("/")[0].partition(".")[0]


def _installed(paths: Iterable[str]) -> Sequence[str]:
    """Return what a wheel installs but its own metadata."""
    return [path for path in paths if not path.partition("/")[0].endswith((".dist-info", ".data"))]
