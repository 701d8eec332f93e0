"""The version that a release raises first: once, however often the release is begun again, and taken back by one command while nothing is live."""

import os
import shlex
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from seatrial.app.ahead import ahead
from seatrial.app.bump import carry_out, prepare
from seatrial.app.bump_commit import half_done, settle_bump, undo_command
from seatrial.app.bump_records import NAME as RECORD
from seatrial.app.bump_records import forget, keep, kept
from seatrial.app.bump_tag import bump_tag, next_tag
from seatrial.app.course import Course
from seatrial.app.edits import RECORD as EDITS
from seatrial.app.edits import begun, recover, refuse_begun
from seatrial.app.going_on import choose
from seatrial.app.journals import abandon, kept_key, unfinished
from seatrial.app.looking import Files, Looked, look, uncommitted
from seatrial.app.place import Place
from seatrial.app.plan_file import refuse_place
from seatrial.app.state import NAME as STATE
from seatrial.app.state import existing_state, locked, state_folder
from seatrial.app.tagging import refuse_other_tag, tag_name
from seatrial.core.account import live
from seatrial.core.bump.places import find_places
from seatrial.core.bump.versions import same
from seatrial.core.project.scm import scm_of
from seatrial.model.bump import Bumped, BumpOptions, BumpRecord, CommitRequest, Committed
from seatrial.model.release import Outcome, ReleaseOptions
from seatrial.model.sentence import Said, Sentence
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.edits import INTERRUPTED
from seatrial.problem.git import MISSING
from seatrial.problem.release import NO_COMMIT, NO_REMOTE, NOT_COMMITTED
from seatrial.problem.release_part import OTHER_BUMP

RAISED_BEFORE = Sentence("BMP066", "An earlier run raised the version from {old} to {new} and did not release it; it is not raised again.")
WAITS = Sentence("BMP067", "The version {new}, raised from {old}, is committed and not released: {command}")
GIVEN_UP = Sentence(
    "BMP068",
    "The version {new}, raised from {old}, is no longer waited for; this takes its commit back, as long as no other came after it: {undo}",
)
ALREADY = Sentence("BMP070", "The project says {version} already: nothing is raised.")
UNDO = Sentence(
    "BMP069",
    "The version {new}, raised from {old}, is committed, and nothing of it is live; as long as no other commit came after it, this takes it back: {command}",
)
NAMED = 10
"""Files that a Problem names at most."""
LIVE = frozenset({"uploaded", "present", "in doubt"})
Given = Mapping[str, bytes]


def before_release(course: Course, folder: str, options: ReleaseOptions, index: Place) -> Given:
    """See to the version that is to be released; return the contents by which a dry run looks at the project, of a real run nothing.

    What an earlier run was cut off in is ended. Where the options name a part it is raised, unless an earlier run did that already. What is known
    to stand in the way of the release is told before. Raises `Problem` as `app.bump.prepare`, `app.bump_commit.commit_bump`, `app.bump_tag.next_tag`,
    PBP036 where another part was raised before, and as a release does.
    """
    course.note(part=options.part)
    if not options.part and not any(os.path.lexists(Path(folder, STATE, name)) for name in (RECORD, EDITS)):
        return {}
    looked = look(course.world, folder)
    course.note(name=looked.project.name, version=looked.project.version, dry_run=options.dry_run)
    if options.part and options.abandon and not options.dry_run:
        _give_up(course.world, looked)
    looked = _settled(course, looked, folder, dry_run=options.dry_run)
    record = waiting(course.world, looked)
    if record:
        _go_on(course, looked, record, options.part)
        return {}
    if options.part and same(_version(looked), options.part):
        course.note(part="", notes=(*course.outcome.notes, Said(ALREADY, {"version": options.part})))
        return {}
    return _raised(course, looked, folder, options, index) if options.part else {}


def waiting(world: World, looked: Looked) -> BumpRecord | None:
    """Return what is written down of a version that was raised for a release and is not released; None where the project has another version by now."""
    folder = looked.project.folder
    state = existing_state(world, folder)
    record = kept(world, state) if state else None
    if record is None or not record.release or record.commit is None:
        return None
    head = looked.repository.commit if looked.repository else None
    if head != record.commit and any(
        one.known.plan.manifest.version == record.new and live(one.known) for one in unfinished(str(state), kept_key(world))
    ):
        # Its file names are used up, and somebody went on from it: what is there now needs another version.
        return None
    if record.request.parent == record.commit:
        return record if record.tag and world.git.tag_commit(folder, record.tag) == record.commit else None
    return record if same(_version(looked), record.new) else None


def _version(looked: Looked) -> str:
    """Return the version that the project's files state; empty where none does."""
    found = find_places(looked.project, Files(looked.project.folder), looked.settings.bump_files)
    return looked.project.version or found.version or ""


def unreleased(course: Course, folder: str, *, alone: bool, back: bool) -> bool:
    """See to a raised version that waits for its release when something is resumed; with `back` it is given up. Return whether there is nothing else to do.

    `alone` where nothing else was begun: then it is said how its release goes on. Raises `Problem` PBP030, and as `app.looking.look`.
    """
    if not os.path.lexists(Path(folder, STATE, RECORD)):
        return False
    looked = look(course.world, folder)
    record = waiting(course.world, looked)
    if record is None:
        return False
    _go_on(course, looked, record, "")
    values = {"old": record.old, "new": record.new}
    if back:
        forget(str(existing_state(course.world, looked.project.folder)))
        undo = course.outcome.bumped.committed.undo if course.outcome.bumped and course.outcome.bumped.committed else "-"
        course.note(bumped=None, notes=(Said(GIVEN_UP, {**values, "undo": undo}),))
    elif alone:
        command = shlex.join(("seatrial", "release", "--to", record.release))
        course.note(bumped=None, notes=(Said(WAITS, {**values, "command": command}),))
    if alone:
        course.note(settled=True, abandoned=back)
    return alone


def with_undo(outcome: Outcome) -> Outcome:
    """Return the same with the command that takes the raised version back, where nothing of it is live."""
    committed = outcome.bumped.committed if outcome.bumped else None
    if outcome.bumped is None or committed is None or any(file.state in LIVE for file in outcome.files):
        return outcome
    values = {"old": outcome.bumped.old or "-", "new": outcome.bumped.new or "-", "command": committed.undo}
    return outcome._replace(undo=committed.undo, notes=(*outcome.notes, Said(UNDO, values)))


def _give_up(world: World, looked: Looked) -> None:
    state = existing_state(world, looked.project.folder)
    if state:
        with locked(state):
            abandon(state)
        forget(state)


def _settled(course: Course, looked: Looked, folder: str, *, dry_run: bool) -> Looked:
    """End what an earlier bump was cut off in; return what the project is then. A dry run only says that there is such a thing."""
    world, path = course.world, looked.project.folder
    state = existing_state(world, path)
    if state is None:
        return looked
    cut_off = begun(world, state)
    if cut_off and (dry_run or cut_off.purpose.command != "bump" or kept(world, state) is None):
        refuse_begun(world, state)
    if cut_off:
        recover(world, path, back=cut_off.purpose.undoes)
    record = half_done(world, looked)
    if record and dry_run:
        raise Problem(INTERRUPTED, command="bump", files=", ".join(edit.file for edit in record.request.edits[:NAMED]))
    landed = None if dry_run else settle_bump(world, looked)
    if landed:
        course.note(notes=(*course.outcome.notes, *landed.notes))
    return look(world, folder) if cut_off or landed else looked


def _go_on(course: Course, looked: Looked, record: BumpRecord, part: str) -> None:
    """Release what an earlier run raised. Raises Problem PBP036 where it was raised otherwise than it is asked for now."""
    commit = looked.repository.commit if looked.repository else None
    scm = record.request.parent == record.commit
    undo = _tag_undo(looked, record.tag or "") if scm else undo_command(looked, record.request.parent)
    if part and part.strip().lower() != record.to.strip().lower() and not same(record.new, part):
        raise Problem(OTHER_BUMP, was=record.to, old=record.old, new=record.new, to=part, index=record.release, undo=undo)
    notes = course.outcome.notes
    if part and not notes:
        course.note(notes=(Said(RAISED_BEFORE, {"old": record.old, "new": record.new}),))
    # After another commit the command would take that back too.
    committed = Committed(record.commit or "", record.request.parent, None, undo) if commit == record.commit else None
    course.note(bumped=Bumped(looked.project.folder, record.name, record.old, record.new, committed=committed, tag=record.tag), part="")


def _raised(course: Course, looked: Looked, folder: str, options: ReleaseOptions, index: Place) -> Given:
    _refuse(course, looked, options, index)
    asked = BumpOptions(options.part, dry_run=options.dry_run, commit=True)
    scm = scm_of(looked.project, Files(looked.project.folder))
    return _by_tag(course, looked, scm, asked, options) if scm else _by_files(course, folder, asked, options)


def _refuse(course: Course, looked: Looked, options: ReleaseOptions, index: Place) -> None:
    """Raise Problem for what would stop the release only after the version was raised."""
    world, folder, repository = course.world, looked.project.folder, looked.repository
    if repository is None and world.find("git") is None:
        raise Problem(MISSING)
    if repository is None or repository.commit is None:
        raise Problem(NO_COMMIT, folder=folder)
    refuse_place(world, looked, options.plan_file)
    state = existing_state(world, folder)
    if state:
        choose(unfinished(state, kept_key(world)), None, index.profile.name)
    files = uncommitted(repository)
    if files:
        raise Problem(NOT_COMMITTED, count=len(files), files=", ".join(files[:NAMED]))
    if not options.dry_run and looked.project.name:
        index.ready(looked.project.name)


def _by_files(course: Course, folder: str, asked: BumpOptions, options: ReleaseOptions) -> Given:
    world = course.world
    prepared = prepare(world, folder, asked, lambda known: course.note(bumped=known), release=options.to)
    bumped = prepared.bumped
    course.note(bumped=bumped, version=bumped.new)
    if options.push:
        _refuse_push(world, prepared.looked, tag_name(prepared.looked.settings.tag, prepared.looked.project.name or "", bumped.new or ""))
    if options.dry_run:
        course.world = ahead(world, bumped.edits)
        return {edit.file: edit.after for edit in bumped.edits}
    done = course.step("bump", partial(carry_out, world, prepared, asked))
    course.note(bumped=done, part="", notes=(*course.outcome.notes, *done.notes))
    return {}


def _by_tag(course: Course, looked: Looked, scm: str, asked: BumpOptions, options: ReleaseOptions) -> Given:
    world, folder = course.world, looked.project.folder
    coming = next_tag(world, looked, asked)
    course.note(version=coming.new)
    if options.push:
        _refuse_push(world, looked, coming.tag)
    if options.dry_run:
        course.note(bumped=bump_tag(world, looked, scm, asked))
        course.world = ahead(world, (), coming.tag)
        return {}
    name = looked.project.name or Path(folder).name
    record = BumpRecord(
        name, coming.old, coming.new, options.part, CommitRequest(coming.commit, (), ""), coming.tag, options.to, coming.commit
    )
    keep(world, state_folder(world, folder), record)
    bumped = course.step("bump", lambda: bump_tag(world, looked, scm, asked))
    branch = looked.repository.branch if looked.repository else None
    committed = Committed(coming.commit, coming.commit, branch, _tag_undo(looked, coming.tag))
    course.note(bumped=bumped._replace(committed=committed), part="", notes=(*course.outcome.notes, *bumped.notes))
    return {}


def _refuse_push(world: World, looked: Looked, tag: str) -> None:
    """Raise Problem where the tag of the new version could not be pushed, before there is anything to tag."""
    folder = looked.project.folder
    remote = world.git.remote(folder)
    if remote is None:
        raise Problem(NO_REMOTE, folder=folder, tag=tag)
    refuse_other_tag(world, folder, tag, "", remote)


def _tag_undo(looked: Looked, tag: str) -> str:
    where = undo_command(looked, "").partition(" reset ")[0]
    return f"{where} {shlex.join(('tag', '-d', tag))}"
