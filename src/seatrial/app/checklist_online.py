"""What the index and the remote repository tell of a project that is checked; nothing is sent to either, and no login."""

from concurrent.futures import ThreadPoolExecutor

from seatrial.app.before import name_beside
from seatrial.app.course import Course
from seatrial.app.looking import Looked
from seatrial.app.naming import described, index_of, project_marks, told
from seatrial.app.project_page import project_page
from seatrial.core.lookup import look_up, of_version
from seatrial.core.profile import PYPI
from seatrial.core.published import versions_in
from seatrial.model.checklist import AtRemote, NameState, OnIndex, Standing
from seatrial.model.event import Told
from seatrial.model.finding import Finding
from seatrial.model.index import IndexProfile, NameStanding
from seatrial.model.project import Project
from seatrial.model.published import Page
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.rules.before import judge_look
from seatrial.rules.naming import judge_name

SECONDS = 5.0
"""Nobody waits longer for a page, or for the remote."""
SAME = {"IDX003": "PRJ009"}
"""Rules on a name at the index, by the rules on the tree that say the same."""


def ask(world: World, looked: Looked, standing: Standing, path: str) -> tuple[Standing, tuple[Finding, ...]]:
    """Return the same standing with what the index and the remote told, and what is found of it; `path` names the project to the user.

    Both are asked side by side. One that does not answer in time is not known.
    """
    profile = index_of(world.environ, None)
    with ThreadPoolExecutor(1) as pool:
        remote = pool.submit(_remote, world, looked, standing)
        index, found = _index(world, looked, standing.version, profile, path) if looked.project.name else (OnIndex(_called(profile)), ())
        at, tagged = remote.result()
    if at and tagged:
        standing = standing._replace(tagged={**standing.tagged, at.name: tagged})
    return standing._replace(at_index=index, remote=at), found


def _remote(world: World, looked: Looked, standing: Standing) -> tuple[AtRemote | None, str | None]:
    """Return what the remote told of the branch, and the commit that it has the tag of this version on."""
    folder = looked.project.folder
    name = world.git.remote(folder) if standing.commit else None
    if name is None:
        return None, None
    branch = f"refs/heads/{standing.branch}" if standing.branch else ""
    tag = f"refs/tags/{standing.tag}" if standing.tag else ""
    try:
        found = world.git.refs_at_remote(folder, name, tuple(one for one in (branch or "HEAD", tag) if one), SECONDS)
        commit = found.get(branch) if branch else None
        behind = commit is not None and not world.git.has_in_history(folder, commit)
    except Problem:
        return AtRemote(name), None
    return AtRemote(name, asked=True, commit=commit, behind=behind), found.get(tag)


def _index(world: World, looked: Looked, version: str, profile: IndexProfile, path: str) -> tuple[OnIndex, tuple[Finding, ...]]:
    project, ignore = looked.project, looked.settings.ignore
    name = project.name or ""
    page = project_page(world, profile, "", name, seconds=SECONDS).page
    at = OnIndex(_called(profile))
    if page.state not in {"there", "absent"}:
        return at, ()
    # What has no file yet is there, and whose it is can be told all the same.
    look = look_up(page, profile.name, name, version, (), world.now())._replace(pypi=profile.name == PYPI.name, left=1, days=None)
    how, theirs = _whose(world, profile, project, page)
    found = judge_look(look, path, ignore) + _named(world, looked, NameStanding(at.shown_at, name, how, theirs), profile, path)
    files = tuple(one.filename for one in of_version(page.files, version)) if version else ()
    return at._replace(asked=True, name=how, versions=versions_in(page.files), files=files), found


def _whose(world: World, profile: IndexProfile, project: Project, page: Page) -> tuple[NameState, str]:
    if page.state == "absent":
        return "free", ""
    shown, ours = described(world, profile, project.name or ""), project_marks(project)
    if shown is None:
        return "unsure", ""
    if shown.marks & ours:
        return "ours", ""
    return ("taken" if shown.marks and ours else "unsure"), told(shown)


def _named(world: World, looked: Looked, standing: NameStanding, profile: IndexProfile, path: str) -> tuple[Finding, ...]:
    """Return what is to be said of a name; names that are free in its place are told beside it."""
    ignore = looked.settings.ignore
    course = Course(world, "check", profile.name)
    beside = name_beside(course, profile, standing, project_marks(looked.project), path)
    for note in course.outcome.notes:
        world.tell(Told("check", "note", note))
    known = {one.rule for one in looked.findings}
    found = (one for one in beside if SAME.get(one.rule) not in known)
    # Of a name whose owner nobody can tell it is not said that it is wrong.
    named = (one._replace(severity="note") if standing.how == "unsure" else one for one in judge_name(standing, path, ignore))
    return (*(one._replace(ignored=ignore.get(one.rule)) for one in found), *named)


def _called(profile: IndexProfile) -> str:
    return profile.name
