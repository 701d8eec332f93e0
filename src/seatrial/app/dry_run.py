"""A dry run: what it needs lies in a folder that is thrown away, and what it tells names the places of a real run."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from seatrial.app.edits import refuse_begun
from seatrial.app.looking import shown_path
from seatrial.app.state import LOGS, NAME, locked, state_folder
from seatrial.model.report import Report
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.build import NO_ROOM


class Places(NamedTuple):
    """Where a run puts what it makes."""

    state: str
    """Folder of the project's journals; where a dry run finds none, an empty one."""
    work: str
    """Folder for the logs and the manifest of a build."""
    out: str | None = None
    """Folder for built files; None for the project's own."""


@contextmanager
def places(world: World, folder: str, *, dry_run: bool) -> Iterator[Places]:
    """Give the places of a run in a project, which is kept to it while the context lasts; a dry run leaves nothing in the project.

    Only a log that a `Problem` names survives a dry run. Raises `Problem` PPR050 to PPR054, PBD013, PFX008 where files of the project are half changed.
    """
    if not dry_run:
        with _kept(world, folder) as state:
            yield Places(state, state)
    elif os.path.lexists(Path(folder, NAME)):
        with _kept(world, folder) as state, _scratch() as scratch:
            yield scratch._replace(state=state)
    else:
        with _scratch() as scratch:
            yield scratch


@contextmanager
def _kept(world: World, folder: str) -> Iterator[str]:
    state = state_folder(world, folder)
    with locked(state):
        refuse_begun(world, state)
        yield state


@contextmanager
def _scratch() -> Iterator[Places]:
    try:
        folder = tempfile.mkdtemp(prefix="seatrial-dry-run-")
        Path(folder, LOGS).mkdir()
    except OSError as error:
        raise Problem(NO_ROOM, reason=error.strerror or str(error)) from error
    out, named = Path(folder, "dist"), False
    try:
        yield Places(folder, folder, str(out))
    except Problem as problem:
        named = str(problem.values.get("log", "")).startswith(folder)
        raise
    finally:
        shutil.rmtree(out if named else folder, ignore_errors=True)


def as_if_kept(report: Report, paths: Mapping[str, str], dist: str) -> Report:
    """Return a report on built files that speaks of them as if they lay in a folder; `paths` has where they lie, by name."""
    names = {shown_path(path): shown_path(str(Path(dist, name))) for name, path in paths.items()}
    subjects = tuple(one._replace(path=names.get(one.path, one.path)) for one in report.subjects)
    findings = tuple(one._replace(subject=names.get(one.subject, one.subject)) for one in report.findings)
    return report._replace(subjects=subjects, findings=findings)
