"""The journals of uploads: which folder each lies in, how it is begun or gone on with, and what becomes of it at the end."""

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from seatrial.app.course import Course
from seatrial.app.journals import Found, Journal, any_journal, finish, go_on, set_aside, start, unfinished, user_key
from seatrial.app.looking import BUILD_FILES
from seatrial.app.state import at_work, state_folder
from seatrial.core.account import live
from seatrial.core.journal import Detail, standing
from seatrial.core.plan import is_upload, replaces
from seatrial.model.event import Told
from seatrial.model.release import Plan
from seatrial.model.sentence import Said, Sentence
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.release import CANNOT_WRITE
from seatrial.problem.state import READ_ONLY

GOING_ON = Sentence("STU007", "An earlier upload of these files was interrupted: going on with what is left.")
ELSEWHERE = Sentence("STU011", "{path} cannot be written to ({reason}): how far this upload got is kept in your data folder.")
FOLDER = "uploads"
"""Of the user's data, for journals of uploads outside of any project, a folder for each: such uploads are in nobody's way."""


def folder_for(world: World, plan: Plan) -> str:
    """Return the folder for the journal of an upload: where it was begun, else that of the project in the working folder, else one in the user's data.

    A project that nothing can be written to is in the way of no upload, and that is said.
    """
    outside = Path(world.data_folder, FOLDER, plan.id)
    here = os.getcwd()  # noqa: PTH109
    if not any_journal(str(outside)) and is_project(here):
        with _passing_read_only(world):
            return _written_to(state_folder(world, here))
    try:
        outside.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Problem(CANNOT_WRITE, path=str(outside), reason=error.strerror or str(error)) from error
    return str(outside)


def is_project(folder: str) -> bool:
    """Whether a folder is that of a project, which has a place of its own for journals."""
    return any(Path(folder, name).is_file() for name in BUILD_FILES)


@contextmanager
def _passing_read_only(world: World) -> Iterator[None]:
    """Go on where a project cannot be written to, and say so."""
    try:
        yield
    except Problem as problem:
        if problem.kind is not READ_ONLY:
            raise
        world.tell(Told("upload", "note", Said(ELSEWHERE, problem.values)))


def _written_to(state: str) -> str:
    """Return a folder. Raises Problem PPR053 where nothing can be written to it."""
    if not os.access(state, os.W_OK | os.X_OK):
        raise Problem(READ_ONLY, path=state, reason=os.strerror(errno.EACCES))
    return state


def open_journal(course: Course, state: str, plan: Plan, key: bytes, begun: Found | None, done: Mapping[str, Detail]) -> Journal:
    """Begin the journal of an upload, or go on with the one that was begun, and say so. `done` are the files that are there already."""
    if begun is None:
        _clear(course.world, Path(state), key, plan)
        journal = start(state, plan, key, done)
        course.known(journal.known._replace(done={}))
        return journal
    course.known(begun.known)
    course.world.tell(Told("upload", "note", Said(GOING_ON)))
    # The files may lie elsewhere by now, or the way be another.
    return go_on(begun, key) if begun.known.plan == plan else start(state, plan, key, {**begun.known.done, **done})


def finish_upload(world: World, journal: Journal) -> None:
    """Set the journal of a finished upload aside, with those of uploads that it stands in for; outside of a project nothing is left of it."""
    plan, state = journal.known.plan, journal.path.parent
    replaced = [one for one in _others(world, state, user_key(world), plan) if replaces(plan, one.known.plan)]
    if _is_outside(world, state):
        _forget(state)
    else:
        finish(journal.path)
    for one in replaced:
        give_up_journal(world, one.path)


def _clear(world: World, state: Path, key: bytes, plan: Plan) -> None:
    """Set aside what nothing came of: uploads that were refused before anything of them was on an index. The next try takes their place."""
    for one in _others(world, state, key, plan):
        if standing(one.known) in {"ended", "untouched"} and not live(one.known):
            give_up_journal(world, one.path)


def _others(world: World, state: Path, key: bytes, plan: Plan) -> list[Found]:
    """Return the uploads beside one that were begun and that no other run is at; those that cannot be read are passed over."""
    found: list[Found] = []
    places = sorted(state.parent.iterdir()) if _is_outside(world, state) else [state]
    for place in places:
        if place == state or not at_work(str(place)):
            with suppress(Problem):
                found += [one for one in unfinished(str(place), key) if is_upload(one.known.plan)]
    return [one for one in found if one.known.plan.id != plan.id]


def give_up_journal(world: World, path: Path) -> None:
    """Set the journal of what is given up aside; outside of a project nothing is left of it."""
    if _is_outside(world, path.parent):
        _forget(path.parent)
    else:
        set_aside(path)


def _is_outside(world: World, folder: Path) -> bool:
    return folder.parent == Path(world.data_folder, FOLDER)


def _forget(folder: Path) -> None:
    # Whatever is left in the way is in nobody's: the journal goes first.
    for path in sorted(folder.glob("*"), key=lambda path: not path.name.startswith("journal-")):
        with suppress(OSError):
            path.unlink()
    with suppress(OSError):
        folder.rmdir()
