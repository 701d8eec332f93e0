"""Settling: a change of files that an earlier run was cut off in, and the commit that was to follow, finished or taken back."""

import os
from pathlib import Path

from seatrial.app.bump_commit import settle_bump
from seatrial.app.bump_records import forget, kept
from seatrial.app.bumping import LEFT, NAMED
from seatrial.app.course import Course
from seatrial.app.edits import ASIDE, RECORD, recover, write_all
from seatrial.app.looking import Files, look
from seatrial.app.state import NAME, existing_state
from seatrial.core.build_output import first_of
from seatrial.model.edit import Edit, Purpose, Settled
from seatrial.model.sentence import Said, Sentence
from seatrial.model.world import World

FINISHED = Sentence("STU031", "The change that `{command}` was interrupted in is finished: {files}.")
TAKEN_BACK = Sentence("STU032", "The change that `{command}` was interrupted in is taken back: {files}.")
COMMITTED = Sentence("STU033", "The version {version} is in the commit {commit} now.")


def settle_changes(course: Course, folder: str, *, back: bool) -> bool:
    """Finish what was cut off while files of a project were changed or their commit made; with `back` take it back. Return whether there was such a thing.

    What there is to say is kept in the course. Raises `Problem` as `app.edits.recover` and `app.bump_commit.settle_bump`.
    """
    world = course.world
    state = existing_state(world, folder)
    if state is None:
        return False
    settled, notes = None, []
    if os.path.lexists(Path(state, RECORD)):
        settled = recover(world, folder, back=back)
        notes += _said(settled) if settled else []
    record = kept(world, state)
    if record is not None and record.commit is None and not back:
        landed = settle_bump(world, look(world, folder))
        if landed:
            values = {"version": landed.record.new, "commit": landed.committed.commit[:12]}
            notes += [*landed.notes, Said(COMMITTED, values)]
    elif record is not None and record.commit is None:
        notes += _without_commit(world, folder, record.request.edits)
        forget(state)
    if notes:
        course.note(settled=True, abandoned=back, notes=tuple(notes))
    return bool(notes)


def _said(settled: Settled) -> list[Said]:
    purpose, files = settled.record.purpose, [edit.file for edit in settled.record.edits if edit.file not in settled.left]
    notes = [Said(TAKEN_BACK if settled.back else FINISHED, {"command": f"seatrial {purpose.command}", "files": first_of(files, NAMED)})]
    if settled.left:
        notes.append(Said(LEFT, {"files": first_of(settled.left, NAMED), "record": f"{NAME}/{ASIDE}"}))
    return notes


def _without_commit(world: World, folder: str, edits: tuple[Edit, ...]) -> list[Said]:
    """Take back files that were written and not committed; where they are not as they were written, nothing is left to take back."""
    files = Files(folder)
    if any(files.get(edit.file) != edit.after for edit in edits):
        return []
    write_all(world, folder, [Edit(edit.file, edit.after, edit.before or b"") for edit in edits], Purpose("bump", undoes=True))
    return [Said(TAKEN_BACK, {"command": "seatrial bump", "files": first_of([edit.file for edit in edits], NAMED)})]
