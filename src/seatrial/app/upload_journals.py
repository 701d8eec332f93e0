"""The journals of uploads: which folder each lies in, how it is begun or gone on with, and what becomes of it at the end."""

import os
from collections.abc import Mapping
from pathlib import Path

from seatrial.app.course import Course
from seatrial.app.journals import Found, Journal, go_on, start
from seatrial.app.looking import BUILD_FILES
from seatrial.app.state import state_folder
from seatrial.core.journal import Detail
from seatrial.model.event import Told
from seatrial.model.release import Plan
from seatrial.model.sentence import Said, Sentence
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.release import CANNOT_WRITE

GOING_ON = Sentence("STU007", "An earlier upload of these files was interrupted: going on with what is left.")
FOLDER = "uploads"
"""Of the user's data, for journals of uploads outside of any project, a folder for each: such uploads are in nobody's way."""


def folder_for(world: World, plan: Plan) -> str:
    """Return the folder for the journal: that of the project in the working folder, else one in the user's data."""
    here = os.getcwd()  # noqa: PTH109
    if any(Path(here, name).is_file() for name in BUILD_FILES):
        return state_folder(world, here)
    folder = Path(world.data_folder, FOLDER, plan.id)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Problem(CANNOT_WRITE, path=str(folder), reason=error.strerror or str(error)) from error
    return str(folder)


def open_journal(course: Course, state: str, plan: Plan, key: bytes, begun: Found | None, done: Mapping[str, Detail]) -> Journal:
    """Begin the journal of an upload, or go on with the one that was begun, and say so. `done` are the files that are there already."""
    if begun is None:
        journal = start(state, plan, key, done)
        course.known(journal.known._replace(done={}))
        return journal
    course.known(begun.known)
    course.world.tell(Told("upload", "note", Said(GOING_ON)))
    return go_on(begun, key)
