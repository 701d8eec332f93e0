"""Giving up what was interrupted: nothing is sent, its journal is set aside, and what is live is said."""

from seatrial.app.begun import begun_here, folders, the_one
from seatrial.app.course import Course
from seatrial.app.journals import kept_key, unreadable
from seatrial.app.state import locked
from seatrial.app.upload_journals import give_up_journal
from seatrial.core.account import files_of, given_up
from seatrial.model.resumption import ResumeOptions
from seatrial.model.sentence import Said, Sentence

UNREADABLE = Sentence("STU012", "{path} could not be read and was set aside: nobody knows what of it is live.")


def give_up(course: Course, folder: str, options: ResumeOptions) -> None:
    """Give up what is meant, in a project or outside of any; where there are journals that cannot be read, these.

    Raises Problem where nothing was begun, or several things were.
    """
    world = course.world
    key = kept_key(world)
    notes = []
    for state in folders(world, folder):
        for path in unreadable(state, key):
            with locked(state):
                give_up_journal(world, path)
            notes.append(Said(UNREADABLE, {"path": str(path)}))
    if notes:
        course.note(abandoned=True, notes=tuple(notes))
        return
    begun = the_one(begun_here(world, folder), options, folder)
    with locked(str(begun.path.parent)):
        give_up_journal(world, begun.path)
    course.known(begun.known)
    course.note(abandoned=True, files=files_of(begun.known), notes=given_up(begun.known))
