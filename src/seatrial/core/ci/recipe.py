"""Decides from what a project says of itself which workflow it needs."""

import re

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import InvalidName, canonicalize_name

from seatrial.core.ci.pins import PYTHONS, TOOL_PYTHON, TOOL_PYTHONS
from seatrial.model.project import Project, Repository
from seatrial.model.settings import Settings
from seatrial.model.workflow import Recipe
from seatrial.problem import Problem
from seatrial.problem.ci import NO_NAME, NO_PYTHON, ODD_FOLDER

FOLDER = re.compile(r"(?:[A-Za-z0-9_][A-Za-z0-9_.-]*/)*")
LATE = 30
"""A patch release that no Python gets to, so that `>=3.10.4` still means 3.10."""


def recipe_of(project: Project, repository: Repository | None, settings: Settings, tool: str, *, by_tags: bool) -> Recipe:
    """Return what the workflow of a project is written from; `by_tags` tells whether its version is made from git's tags.

    Raises `Problem` PCI001 where it has no valid name, PCI002 where no Python will do, PCI003 where its folder's name cannot stand in a workflow.
    """
    try:
        name = canonicalize_name(project.name or "", validate=True)
    except InvalidName:
        raise Problem(NO_NAME, name=project.name or "?") from None
    folder = repository.prefix if repository else ""
    if not FOLDER.fullmatch(folder):
        raise Problem(ODD_FOLDER, folder=folder)
    pythons = tuple(one for one in PYTHONS if _takes(project.requires_python, one))
    if not pythons:
        raise Problem(NO_PYTHON, requires=project.requires_python or "", pythons=", ".join(PYTHONS))
    own = [one for one in TOOL_PYTHONS if one in pythons]
    return Recipe(name, tool, settings.tag, folder, pythons, own[-1] if own else TOOL_PYTHON, project.compiled, by_tags)


def _takes(requires: str | None, python: str) -> bool:
    try:
        wanted = SpecifierSet(requires or "")
    except InvalidSpecifier:
        return True
    return wanted.contains(f"{python}.{LATE}") or wanted.contains(f"{python}.0")
