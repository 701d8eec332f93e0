"""What a requirements file, a lock file and the build files have, and lack, of each other."""

import re
from collections.abc import Iterator

from seatrial.core.project.required import names_of
from seatrial.core.protocol import normal
from seatrial.core.requirements.agreement import (
    asked_in,
    asks_for_project,
    declared,
    declared_names,
    extra_names,
    group_names,
    is_tool,
    is_whole,
)
from seatrial.core.requirements.imports import brought_by
from seatrial.core.requirements.judging import judged_imports, states_requirements
from seatrial.core.requirements.versions import cannot_both_hold
from seatrial.model.project import Tree
from seatrial.model.requirements import Entry

DEVELOPMENT = re.compile(r"dev|test|doc|lint|bench|example|build|typ(?:es|ing)|style|format|tool|extra|option|ci\b", re.IGNORECASE)
"""What the name of a requirements file has in it that is not meant for the users."""
COMPARED = 2_000
"""Pairs of requirements that are compared."""
REPORTED = frozenset(("absent", "indirect", "development"))


def missing_in_metadata(tree: Tree) -> tuple[tuple[bool, tuple[Entry, ...]], ...]:
    """Return what the requirements file asks for and the build files do not, in two groups: whether some module is known to import it, and the entries.

    Left out are extras, groups for development, tools, what another rule tells of by its import, and what a lock has besides on behalf of others.
    """
    project, file = tree.project, tree.asked.file if tree.asked else None
    if file is None or not states_requirements(project) or "extras" in project.dynamic:
        return ()
    if any(read.file == file.path for read in project.reads):
        # The build files take their requirements from there.
        return ()
    told = {one.project for one in judged_imports(tree) if one.verdict in REPORTED and not one.found.guarded}
    covered = {normal(project.name or ""), *told, *declared_names(project), *extra_names(project), *group_names(project)}
    asked = (one for one in asked_in(file) if one.file == file.path or not DEVELOPMENT.search(one.file))
    rest = [one for one in asked if normal(one.name) not in covered and not is_tool(normal(one.name))]
    imported = _imported(tree)
    known = tuple(one for one in rest if normal(one.name) in imported)
    unknown = () if file.is_lock else tuple(one for one in rest if normal(one.name) not in imported)
    return tuple((flag, entries) for flag, entries in ((True, known), (False, unknown)) if entries)


def _imported(tree: Tree) -> frozenset[str]:
    """Return the normalized names of projects that a module imports outright, as far as names or the last verification tell."""
    asked = tree.asked
    found: set[str] = set()
    for one in asked.imports if asked else ():
        if not one.guarded:
            found.add(normal(one.module.partition(".")[0]))
            found.update(brought_by(asked.known, one.module) if asked and asked.known else ())
    return frozenset(found)


def missing_in_file(tree: Tree) -> tuple[Entry, ...]:
    """Return what the build files require and the requirements file lacks, where it is one for running this project."""
    project, file = tree.project, tree.asked.file if tree.asked else None
    if file is None or not is_whole(file) or asks_for_project(file, project.name):
        return ()
    there = {normal(one.name) for one in asked_in(file)}
    wanted = [one for one in declared(project) if not one.marker and normal(one.name) != normal(project.name or "")]
    if not there & {normal(one.name) for one in wanted}:
        return ()
    return tuple(one for one in wanted if normal(one.name) not in there)


def contradictions(tree: Tree) -> Iterator[tuple[Entry, Entry]]:
    """Yield entries of the requirements file, each with a requirement of the build files that no version fits together with it."""
    file = tree.asked.file if tree.asked else None
    left = COMPARED
    by_name: dict[str, list[Entry]] = {}
    for one in declared(tree.project) if file else ():
        by_name.setdefault(normal(one.name), []).append(one)
    for one in file.entries if file else ():
        for other in by_name.get(normal(one.name), ()) if one.kind == "requirement" else ():
            left -= 1
            if left >= 0 and one.marker == other.marker and cannot_both_hold(one.specifier, other.specifier):
                yield one, other


def doubles(tree: Tree) -> Iterator[tuple[Entry, Entry]]:
    """Yield requirements of one project that stand in the same list, without condition, and are not the same."""
    file = tree.asked.file if tree.asked else None
    for rows in (declared(tree.project), asked_in(file) if file else ()):
        seen: dict[tuple[str, tuple[str, ...]], Entry] = {}
        for one in rows:
            if one.kind != "requirement" or one.marker:
                continue
            known = seen.setdefault((normal(one.name), one.extras), one)
            if known.specifier != one.specifier:
                yield known, one


def lock_differs(tree: Tree) -> tuple[frozenset[str], frozenset[str]] | None:
    """Return the requirements that the project's entry in a lock file lacks, and those that it has besides; None where they agree or it is not known."""
    project, locked = tree.project, tree.asked.locked if tree.asked else None
    if locked is None or locked.requires is None or not states_requirements(project) or "extras" in project.dynamic:
        return None
    own = normal(project.name or "")
    wanted = names_of((*project.requires, *(row for rows in project.extras.values() for row in rows))) - {own}
    lacks, besides = wanted - locked.requires, locked.requires - wanted - {own}
    return (lacks, besides) if lacks or besides else None
