"""Resume: go on with a release or an upload that was interrupted, or give it up."""

from functools import partial
from pathlib import Path

from seatrial.app.begun import begun_here, the_one
from seatrial.app.carrying import Manner, attested, carry_out_upload, reached
from seatrial.app.course import Course, outcome_of
from seatrial.app.giving_up import give_up
from seatrial.app.going_on import (
    carry_out,
    dist_paths,
    judged_again,
    refuse_other_project,
    refuse_other_repository,
    reopen,
    without_lost,
)
from seatrial.app.journals import Found, go_on, refuse_upload, unfinished, user_key
from seatrial.app.looking import look, reached_folder
from seatrial.app.naming_again import named_again, refuse_unnamed, target_again
from seatrial.app.places import place_for
from seatrial.app.release_bump import unreleased, with_undo
from seatrial.app.settling import settle_changes
from seatrial.app.since import note_changes
from seatrial.app.state import locked
from seatrial.core.plan import is_upload, paths_of
from seatrial.core.profile import LOCAL
from seatrial.model.release import Outcome
from seatrial.model.resumption import ResumeOptions, Way
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.release import NOTHING_TO_RESUME

JOBS = 8


def resume(world: World, folder: str, options: ResumeOptions = ResumeOptions()) -> Outcome:  # noqa: B008  (it is frozen)
    """Carry out what is left of what was interrupted, or give it up. Never raises Problem nor KeyboardInterrupt: the outcome carries them."""
    return with_undo(outcome_of(Course(world, "resume", LOCAL.name), lambda course: _resume(course, folder, options)))


def _resume(course: Course, folder: str, options: ResumeOptions) -> None:
    path = reached_folder(folder)
    if settle_changes(course, path, back=options.abandon):
        return
    if options.abandon:
        if not unreleased(course, path, alone=_nothing_begun(course.world, path), back=True):
            give_up(course, path, options)
        return
    found = begun_here(course.world, path)
    if unreleased(course, path, alone=not found, back=False):
        return
    chosen = the_one(found, options, path)
    with locked(str(chosen.path.parent)):
        key = user_key(course.world)
        # Another run may have gone on with it since.
        begun = next((one for one in unfinished(str(chosen.path.parent), key) if one.path == chosen.path), None)
        if begun is None:
            raise Problem(NOTHING_TO_RESUME, folder=path)
        if is_upload(begun.known.plan) and paths_of(begun.known.plan):
            _go_on_with_upload(course, begun, key, options)
        else:
            _go_on_with_release(course, path, begun, key, options)


def _nothing_begun(world: World, folder: str) -> bool:
    try:
        return not begun_here(world, folder)
    except Problem:
        # What cannot be believed is given up too.
        return False


def _go_on_with_upload(course: Course, begun: Found, key: bytes, options: ResumeOptions) -> None:
    """Send what is left of an upload from where its files lie."""
    plan, world = begun.known.plan, course.world
    way = plan.way or Way(plan.index_name)
    course.note(command="upload")
    course.known(begun.known)
    target = target_again(world, plan, way, options)
    manner = Manner(plan.manifest.name or None, interactive=options.interactive, attested=bool(attested(begun.known)))
    with refuse_unnamed(plan), reached(world, target, way, manner) as place:
        carry_out_upload(course, go_on(begun, key), place, hold=True)


def _go_on_with_release(course: Course, folder: str, begun: Found, key: bytes, options: ResumeOptions) -> None:
    """Carry out what is left of a release, whose files lie in `dist` of its project."""
    looked = course.step("look", partial(look, course.world, folder))
    plan = begun.known.plan
    if not all(Path(path).is_file() for path in dist_paths(looked.project.folder, plan.manifest).values()) or not plan.manifest.name:
        refuse_upload(begun)
    place = place_for(course, plan.index_name, named_by=named_again(course.world, plan.index_name, options))
    refuse_other_project(course.world, looked, plan.manifest)
    refuse_other_repository(course.world, looked, begun.known)
    known = without_lost(course.world, looked, begun.known, place)
    course.known(known)
    course.note(report=judged_again(course.world, looked, plan.manifest, place.profile))
    paths = dist_paths(looked.project.folder, plan.manifest)
    note_changes(course, looked, place.changes(looked, plan.manifest, paths))
    with refuse_unnamed(plan):
        place.ready(plan.manifest.name)
    carry_out(course, looked, reopen(begun, known, key), place, paths, JOBS)
