"""Resume: go on with the release that was interrupted in a project."""

from functools import partial
from pathlib import Path

from seatrial.app.course import Course, outcome_of
from seatrial.app.going_on import (
    carry_out,
    dist_paths,
    judged_again,
    refuse_other_project,
    refuse_other_repository,
    reopen,
    without_lost,
)
from seatrial.app.journals import refuse_upload, unfinished, user_key
from seatrial.app.looking import Looked, look
from seatrial.app.places import place_for
from seatrial.app.since import note_changes
from seatrial.app.state import locked, state_folder
from seatrial.core.profile import LOCAL
from seatrial.model.release import Outcome
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.release import NOTHING_TO_RESUME

JOBS = 8


def resume(world: World, folder: str) -> Outcome:
    """Carry out what is left of an interrupted release. Never raises Problem nor KeyboardInterrupt: the outcome carries them."""
    return outcome_of(Course(world, "resume", LOCAL.name), lambda course: _resume(course, folder))


def _resume(course: Course, folder: str) -> None:
    looked: Looked = course.step("look", partial(look, course.world, folder))
    state = state_folder(course.world, looked.project.folder)
    with locked(state):
        key = user_key(course.world)
        begun = next(iter(unfinished(state, key)), None)
        if begun is None:
            raise Problem(NOTHING_TO_RESUME, folder=looked.project.folder)
        plan = begun.known.plan
        if not all(Path(path).is_file() for path in dist_paths(looked.project.folder, plan.manifest).values()) or not plan.manifest.name:
            refuse_upload(begun)
        place = place_for(course, plan.index_name, named_by="journal")
        refuse_other_project(course.world, looked, plan.manifest)
        refuse_other_repository(course.world, looked, begun.known)
        known = without_lost(course.world, looked, begun.known, place)
        course.known(known)
        course.note(report=judged_again(course.world, looked, plan.manifest, place.profile))
        paths = dist_paths(looked.project.folder, plan.manifest)
        note_changes(course, looked, place.changes(looked, plan.manifest, paths))
        place.ready(plan.manifest.name)
        carry_out(course, looked, reopen(begun, known, key), place, paths, JOBS)
