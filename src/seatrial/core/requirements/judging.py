"""What an import that nothing plainly declares comes to, and whether the line on requirements can be answered at all."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from seatrial.core.project.required import names_of
from seatrial.core.protocol import normal
from seatrial.core.requirements.agreement import declared, declared_names, extra_names, group_names
from seatrial.core.requirements.imports import BROUGHT, brought_by, with_parents
from seatrial.model.project import Project, Tree
from seatrial.model.requirements import Asked, Import, Known

ELSEWHERE = re.compile(r"platform|os_name|implementation|extra")
"""Of a condition that does not ask for the Python alone."""
Verdict = Literal["absent", "indirect", "development", "in file", "declared", "not known"]
State = Literal["yes", "not known"]


class Judged(NamedTuple):
    """One import, and what it comes to."""

    found: Import
    verdict: Verdict
    """`absent`: nothing that an installation asks for brings it; `indirect`: something else brings it; `development`: developers alone ask for it;
    `in file`: the requirements file asks for it, the build files do not."""
    project: str = ""
    """Normalized name of the project that it belongs to, where that is known."""


def judged_imports(tree: Tree) -> tuple[Judged, ...]:
    """Return the verdict on each import that is neither the project's own nor plainly declared."""
    return tuple(_judged(tree)) if tree.asked else ()


def _judged(tree: Tree) -> Iterator[Judged]:
    project, asked = tree.project, tree.asked or Asked()
    sure = states_requirements(project) and "extras" not in project.dynamic
    required, extras, groups = declared_names(project), extra_names(project), group_names(project)
    own = {normal(project.name or ""), *required, *extras}
    listed = frozenset(normal(one.name) for one in asked.file.entries if one.name) if asked.file else frozenset()
    for one in asked.imports:
        top = one.module.partition(".")[0]
        plain = normal(BROUGHT.get(top, top))
        spelt = {plain, *(normal(each) for each in with_parents(one.module))}
        owners = brought_by(asked.known, one.module) if asked.known else ()
        if not sure:
            yield Judged(one, "not known")
        elif own.intersection((*owners, *spelt)):
            yield Judged(one, "declared")
        elif owners:
            yield Judged(one, "indirect", owners[0])
        elif not extras and (not required or _complete(project, asked.known)):
            yield Judged(one, "absent", plain if plain in groups | listed else "")
        elif plain in groups:
            yield Judged(one, "development", plain)
        elif plain in listed:
            yield Judged(one, "in file", plain)
        else:
            yield Judged(one, "not known")


def states_requirements(project: Project) -> bool:
    """Tell whether the build files state all requirements, so that what they do not name is not required."""
    if project.name is None or "requires" in project.dynamic or (project.backend == "other" and "requires" not in project.sources):
        return False
    # pbr takes them from requirements.txt while it builds.
    return not any("pbr" in names_of([row]) for row in (*project.build_requires, *project.groups.get("setup_requires", ())))


def _complete(project: Project, known: Known | None) -> bool:
    """Tell whether everything that the project requires was there when it was looked which modules there are."""
    wanted = {normal(one.name) for one in declared(project) if not (one.marker and not ELSEWHERE.search(one.marker))}
    return known is not None and wanted <= known.projects


def _top(one: Judged) -> str:
    return one.found.module.partition(".")[0]


def _counts(found: Import, asked: Asked) -> bool:
    """Tell whether it has to be known whose a module is: after a verification, only where users come to it whatever they do."""
    return not found.guarded and (found.reached or asked.known is None)


def standing(tree: Tree) -> tuple[State, tuple[str, ...]]:
    """Return how the line on requirements stands where no rule finds fault, and the top-level names that nobody can assign yet.

    `not known` where the build computes the requirements, where modules could not be read, or where something is imported that no name tells; a verification
    of a build makes that known.
    """
    project, asked = tree.project, tree.asked
    if asked is None or not states_requirements(project):
        return "not known", ()
    unknown = tuple(sorted({_top(one) for one in judged_imports(tree) if one.verdict == "not known" and _counts(one.found, asked)}))
    if unknown or asked.unread:
        return "not known", unknown
    return "yes", ()
