"""Judges workflows that are there: those of a repository, or files that are named."""

import os
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from seatrial.app.ci import PLACE
from seatrial.app.looking import Files, Looked, shown_path
from seatrial.core.ci.document import LONGEST
from seatrial.core.ci.publishing import publishings
from seatrial.core.ci.workflow import read_workflow
from seatrial.core.profile import PYPI
from seatrial.core.project.assemble import read_project
from seatrial.core.settings import settings_of
from seatrial.model.event import Told
from seatrial.model.finding import Finding
from seatrial.model.project import Project
from seatrial.model.report import Report, Subject
from seatrial.model.sentence import Said, Sentence
from seatrial.model.settings import Settings
from seatrial.model.workflow import Judged
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.ci import NO_WORKFLOWS, UNREADABLE
from seatrial.rules.repository import version_by_git
from seatrial.rules.workflow import judge_workflow

ENDINGS = (".yml", ".yaml")
NONE_PUBLISHES = Sentence("GHA011", "No job here publishes, as far as can be seen: much of what is looked for concerns those alone.")
MOST = 1000
"""Files of the folder that are looked at."""
QUICK = 256 * 1024
"""Bytes of workflows that may publish that are read for a look at a project; of those that are common, hundreds."""
MAY_PUBLISH = (b"pypi", b"twine", b"publish", b"maturin", b"seatrial", b"setup.py")
"""What a workflow that publishes has one of."""


class _Known(NamedTuple):
    """What of a project a workflow is held against."""

    tag: str = ""
    by_tags: bool = False
    settings: Settings = Settings()


def check_workflows(world: World, paths: Sequence[str]) -> Report:
    """Judge workflows: files as they are, of a folder those in `.github/workflows` of its repository. Nothing is run.

    Raises `Problem` PCI006 where a folder has none, PCI007 where a file cannot be read.
    """
    subjects: list[Subject] = []
    findings: list[Finding] = []
    published = False
    for path in paths:
        found = tuple(_files(world, path))
        known = _known(_project_of(path))
        for shown, data in found:
            flow = read_workflow(data, shown)
            published |= any(publishings(flow, job) for job in flow.jobs)
            subjects.append(Subject(shown, "workflow", size=len(data)))
            findings += judge_workflow(Judged(flow, known.tag, known.by_tags), shown, known.settings.ignore)
    if not published:
        world.tell(Told("check", "note", Said(NONE_PUBLISHES)))
    return Report(PYPI.name, PYPI.date, tuple(subjects), tuple(findings))


def publishing_workflows(looked: Looked, path: str) -> tuple[tuple[Finding, ...], bool | None]:
    """Return the findings on those workflows of a project's repository that publish, and whether there is one; `path` names the project to the user.

    Where there is more to read than a look has time for, None tells that it was not read to the end.
    """
    project, settings = looked.project, looked.settings
    top = looked.repository.root if looked.repository else project.folder
    findings: list[Finding] = []
    published: bool | None = False
    known: _Known | None = None
    left = QUICK
    for name, data in _in_folder(top):
        low = data.lower()
        if not any(word in low for word in MAY_PUBLISH):
            continue
        left -= len(data)
        if left < 0:
            return tuple(findings), None
        flow = read_workflow(data, name)
        if not any(publishings(flow, job) for job in flow.jobs):
            continue
        published = True
        known = known or _of_project(project, settings)
        file = os.path.relpath(str(Path(top, name)), project.folder)
        found = judge_workflow(Judged(flow, known.tag, known.by_tags), path, settings.ignore)
        findings += (one._replace(file=file) for one in found)
    return tuple(findings), published


def _files(world: World, path: str) -> Iterator[tuple[str, bytes]]:
    if not Path(path).is_dir():
        yield path, _read(path)
        return
    repository = world.git.look(str(Path(path).resolve()))
    top = repository.root if repository else path
    found = [(shown_path(str(Path(top, name))), data) for name, data in _in_folder(top)]
    if not found:
        raise Problem(NO_WORKFLOWS, path=str(Path(path).resolve()))
    yield from found


def _in_folder(top: str) -> Iterator[tuple[str, bytes]]:
    """Yield the workflows of a repository, their paths relative to its top folder."""
    try:
        names = sorted(one.name for one in islice(Path(top, PLACE).iterdir(), MOST) if one.name.endswith(ENDINGS))
    except OSError:
        return
    # Through `Files`, because a link in a repository may lead anywhere.
    files = Files(top)
    yield from ((f"{PLACE}/{name}", files[f"{PLACE}/{name}"]) for name in names if f"{PLACE}/{name}" in files)


def _read(path: str) -> bytes:
    try:
        # Without waiting, because a pipe with no writer would hang.
        number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
        with os.fdopen(number, "rb") as file:
            return file.read(LONGEST + 1) or b""
    except (OSError, ValueError) as error:
        raise Problem(UNREADABLE, path=path, reason=getattr(error, "strerror", None) or str(error)) from error


def _project_of(path: str) -> str:
    """Return the folder of the project that a workflow belongs to: above `.github/workflows`, else where it lies."""
    whole = Path(path).resolve()
    if whole.is_dir():
        return str(whole)
    folder = whole.parent
    return str(folder.parent.parent if folder.parts[-2:] == (".github", "workflows") else folder)


def _known(folder: str) -> _Known:
    """Return what the project in a folder says; nothing where there is none that can be read."""
    try:
        files = Files(folder)
        settings = settings_of(files).settings
        project = read_project(files, (), folder)
    except Problem:
        return _Known()
    return _of_project(project, settings)


def _of_project(project: Project, settings: Settings) -> _Known:
    own = settings.tag.replace("{name}", project.name or "{name}")
    said = settings.tag != Settings().tag and "{name}" not in own
    return _Known(own if said else "", version_by_git(project), settings)
