"""The pre-release checklist of one project folder: everything that it goes by is gathered, and nothing of the project is run."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from seatrial.app.described import described, judge_described
from seatrial.app.looking import Files, Looked, look, reached_folder
from seatrial.app.runs import KINDS, fingerprint, last_run
from seatrial.app.runs import NAME as RUNS
from seatrial.app.state import NAME as STATE
from seatrial.app.state import existing_state
from seatrial.app.tagging import tag_name
from seatrial.app.upkeep import look_at_upkeep
from seatrial.core.bump.places import stated_places
from seatrial.core.versions import is_version
from seatrial.model.checklist import Facts, Standing, Stating
from seatrial.model.finding import Finding
from seatrial.model.project import Tree
from seatrial.model.report import Line
from seatrial.model.run import Run, RunKind
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.rules.branching import judge_standing
from seatrial.rules.changelog import changelog_state
from seatrial.rules.consequences import without_consequences
from seatrial.rules.repository import version_by_git
from seatrial.rules.runs import judge_runs
from seatrial.rules.stating import judge_stating
from seatrial.rules.ticking import checklist
from seatrial.rules.upkeep import judge_upkeep

WORKFLOWS = ".github/workflows"
LOCAL = "refs/tags"
"""Where a tag of the repository itself is, as findings name the place."""


class Checked(NamedTuple):
    """A project folder, looked at, with everything found in it and its checklist."""

    looked: Looked
    findings: tuple[Finding, ...]
    lines: tuple[Line, ...]


def check_project(world: World, folder: str, *, online: bool = False) -> Checked:
    """Return what a project folder is told before a release. The index and the remote are asked only where `online` says so.

    Raises `Problem` as `app.looking.look`, and PGT… where git cannot be asked any more.
    """
    files = Files(reached_folder(folder))
    looked = look(world, folder, files)
    ignore = looked.settings.ignore
    runs = last_runs(world, looked)
    readme = described(looked.project, files, world.aside)
    if runs:
        from seatrial.app.as_built import built_description, built_version  # noqa: PLC0415  (only where something was run)

        if looked.project.version is None:
            looked = looked._replace(project=looked.project._replace(version=built_version(world, looked, runs)))
        if readme.state == "computed":
            readme = built_description(world, looked, runs, world.aside) or readme
    upkeep = look_at_upkeep(world, looked, readme, files)
    flows, publishes = _workflows(looked, folder)
    standing = standing_of(world, looked)
    asked: tuple[Finding, ...] = ()
    if online:
        from seatrial.app.checklist_online import ask  # noqa: PLC0415  (it loads what opens connections)

        standing, asked = ask(world, looked, standing, folder)
    ran = judge_runs(runs, folder, ignore) if runs else ()
    found = without_consequences(
        (
            *looked.findings,
            *judge_described(readme, folder, ignore),
            *judge_upkeep(upkeep, folder, ignore),
            *flows,
            *judge_standing(standing, folder, ignore),
            *judge_stating(stating_of(looked, files), folder, ignore),
            *ran,
            *asked,
        )
    )
    tree = Tree(looked.project, looked.repository, asked=looked.asked)
    facts = Facts(tree, standing, readme.state, changelog=changelog_state(upkeep), publishes=publishes, runs=runs, online=online)
    return Checked(looked, found, checklist(facts, found, folder))


def standing_of(world: World, looked: Looked) -> Standing:
    """Return where a tree stands between its branches and tags, as far as git knows it without a connection."""
    project, repository, settings = looked.project, looked.repository, looked.settings
    standing = Standing(project.name or "", project.version or "")
    if repository is None or repository.commit is None:
        return standing
    branches = settings.branches or world.git.release_branches(project.folder)
    standing = standing._replace(commit=repository.commit, branch=repository.branch, branches=branches)
    if version_by_git(project) and repository.tags:
        tag = repository.tags[0]
        version = standing.version or _version_of(tag)
        return standing._replace(version=version, tag=tag, tagged={LOCAL: repository.commit})
    with suppress(Problem):  # a template that makes no tag is told where a release is asked for
        tag = tag_name(settings.tag, project.name, project.version) if project.name and project.version else ""
        found = world.git.tag_commit(project.folder, tag) if tag else None
        return standing._replace(tag=tag, tagged={LOCAL: found} if found else {})
    return standing


def stating_of(looked: Looked, files: Files) -> Stating:
    """Return the places of a tree that state its version; those that the settings tell count only where all of them are there."""
    project = looked.project
    known = frozenset((one.file, one.line) for one in project.versions if one.line is not None)
    with suppress(Problem):  # a bump says what is wrong with the settings
        return Stating(stated_places(project, files, looked.settings.bump_files), known)
    return Stating(stated_places(project, files, ()), known)


def _version_of(tag: str) -> str:
    """Return the version that a tag names, empty where that is not plain."""
    version = tag.rpartition("-")[2].removeprefix("v")
    return version if is_version(version) else ""


def last_runs(world: World, looked: Looked) -> Mapping[RunKind, Run]:
    """Return the last run of each kind on exactly this tree, as far as any is remembered."""
    folder = looked.project.folder
    if not Path(folder, STATE, RUNS).is_file():
        return {}
    with suppress(Problem):  # a `.seatrial` that is not ours tells nothing
        state = existing_state(world, folder)
        if state:
            tree = fingerprint(world, looked)
            return {kind: run for kind in KINDS if (run := last_run(world, state, kind, tree))}
    return {}


def _workflows(looked: Looked, folder: str) -> tuple[tuple[Finding, ...], bool | None]:
    top = looked.repository.root if looked.repository else looked.project.folder
    if not Path(top, WORKFLOWS).is_dir():
        return (), False
    from seatrial.app.workflows import publishing_workflows  # noqa: PLC0415  (its patterns take longer to compile than a look at the tree)

    return publishing_workflows(looked, folder)
