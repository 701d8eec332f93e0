"""Release: build what is committed, put it on an index, install it back, tag it; go on where an earlier run stopped."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from seatrial.app.before import Asked, hindered, hold_token, look_before
from seatrial.app.build import build_locked
from seatrial.app.bump_records import forget_released
from seatrial.app.course import Course, outcome_of
from seatrial.app.dry_run import Places, as_if_kept, places
from seatrial.app.going_on import (
    carry_out,
    choose,
    dist_paths,
    judged_again,
    refuse_other_bytes,
    refuse_other_repository,
    reopen,
    without_lost,
)
from seatrial.app.interpreters import announced
from seatrial.app.journals import Found, abandon, any_journal, finish, finished, start, unfinished, user_key
from seatrial.app.looking import Looked, look, looked_report, shown_path, uncommitted, with_limit
from seatrial.app.place import Place, has_all
from seatrial.app.places import place_for
from seatrial.app.plan_file import refuse_place, write_plan
from seatrial.app.rehearsals import last_rehearsal
from seatrial.app.release_bump import before_release, with_undo
from seatrial.app.sending import hold_against_plan
from seatrial.app.since import note_changes
from seatrial.app.tagging import GLANCE, PATIENCE, refuse_nobody, refuse_other_tag, tag_name
from seatrial.core.journal import Replayed, standing
from seatrial.core.plan import VERIFY, make_plan, on_a_commit_to_come, pythons_of, waves, with_pythons
from seatrial.model.build import BuildOptions
from seatrial.model.event import Told
from seatrial.model.release import Outcome, PushStep, ReleaseOptions, TagStep, UploadStep
from seatrial.model.sentence import Said, Sentence
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.git import MISSING
from seatrial.problem.release import (
    FILE_CHANGED,
    FILE_MISSING,
    NO_COMMIT,
    NO_REMOTE,
    NOT_COMMITTED,
    TAG_ELSEWHERE,
)

GOING_ON = Sentence("STR020", "An earlier run was interrupted: going on with {name} {version}, without building again.")
DONE_BEFORE = Sentence("STR021", "{name} {version} is released already, from this very commit. Nothing was left to do.")
NOT_ASKED = Sentence("STR022", "{remote} could not be asked whether it has the tag {tag}.")
NAMED = 10
"""Files that a Problem names at most."""


def release(world: World, folder: str, options: ReleaseOptions) -> Outcome:
    """Take a project folder to a verified, tagged release. Never raises Problem nor KeyboardInterrupt: the outcome carries them."""
    return with_undo(outcome_of(Course(world, "release", options.to), lambda course: _release(course, folder, options)))


def _release(course: Course, folder: str, options: ReleaseOptions) -> None:
    index = place_for(course, options.to, jobs=options.jobs)
    course.note(index_name=index.profile.name)
    announced(course.world, options.pythons)
    given = before_release(course, folder, options, index)
    looked = with_limit(course.step("look", partial(look, course.world, folder, given)), options.file_limit)
    course.note(name=looked.project.name, version=looked.project.version, dry_run=options.dry_run)
    commit = looked.repository.commit if looked.repository else None
    if looked.repository is None and course.world.find("git") is None:
        raise Problem(MISSING)
    if commit is None:
        raise Problem(NO_COMMIT, folder=looked.project.folder)
    if _to_come(course):
        # What was begun or done from HEAD is nothing to a commit that is still to come.
        commit = ""
    refuse_place(course.world, looked, options.plan_file)
    with places(course.world, looked.project.folder, dry_run=options.dry_run) as place:
        # A dry run makes no key; where there is a journal, there is one.
        key = b"" if options.dry_run and not any_journal(place.state) else user_key(course.world)
        if options.abandon and not options.dry_run:
            abandon(place.state)
        begun = None if options.abandon else _begun(course.world, looked, unfinished(place.state, key), commit, index.profile.name)
        if begun and _can_go_on(looked, without_lost(course.world, looked, begun.known, index)):
            _go_on(course, looked, index, begun, key, options)
            return
        _refuse_uncommitted(looked)
        done = _done_before(place.state, key, commit, index)
        if done:
            _go_on(course, looked, index, done, key, options)
        else:
            _anew(course, looked, index, place, key, options)


def _to_come(course: Course) -> bool:
    """Whether this is the dry run of a release whose version is not raised yet."""
    return course.outcome.dry_run and bool(course.outcome.part)


def _begun(world: World, looked: Looked, found: Sequence[Found], commit: str, index_name: str) -> Found | None:
    """Return the release of this very commit that was begun. Raises Problem for one that was interrupted and is another commit's or repository's."""
    for one in found:
        refuse_other_repository(world, looked, one.known)
    return choose(found, commit, index_name)


def _can_go_on(looked: Looked, known: Replayed) -> bool:
    """Whether what is left of a release can be done with the files that lie in `dist`; raises Problem where it must and they changed."""
    left = [step for wave in waves(known.plan, frozenset(known.done)) for step in wave if isinstance(step, UploadStep)]
    try:
        hold_against_plan(dist_paths(looked.project.folder, known.plan.manifest), left)
    except Problem as problem:
        if problem.kind in {FILE_CHANGED, FILE_MISSING} and standing(known) != "interrupted":
            return False
        raise
    return True


def _done_before(state: str, key: bytes, commit: str, index: Place) -> Found | None:
    for one in finished(state, key):
        plan = one.known.plan
        if plan.index_name == index.profile.name and plan.manifest.commit == commit and has_all(index, plan.manifest):
            return one
    return None


def _go_on(course: Course, looked: Looked, index: Place, begun: Found, key: bytes, options: ReleaseOptions) -> None:
    """Carry out what is left of a release that was begun, or say that nothing is."""
    known, manifest = without_lost(course.world, looked, begun.known, index), begun.known.plan.manifest
    plan = known.plan
    kinds = {type(step) for step in plan.steps}
    # What was sent by a rehearsal there has no tag yet.
    if TagStep not in kinds or (options.push and PushStep not in kinds):
        tagging = make_plan(
            manifest, index.profile, *_tag(course, looked, manifest.name, manifest.version, options), confirm=not index.certain
        )
        plan = with_pythons(tagging, pythons_of(plan))
    values = {"name": manifest.name, "version": manifest.version}
    if VERIFY not in known.done:
        plan = with_pythons(plan, options.pythons)
    known = known._replace(plan=plan)
    course.known(known)
    course.note(report=judged_again(course.world, looked, manifest, index.profile))
    note_changes(course, looked, index.changes(looked, manifest, dist_paths(looked.project.folder, manifest)))
    write_plan(plan, options.plan_file)
    nothing_left = all(step.id in known.done for step in plan.steps)
    if nothing_left:
        course.note(notes=(Said(DONE_BEFORE, values),))
    if options.dry_run:
        return
    if nothing_left:
        finish(begun.path)
        forget_released(course.world, str(begun.path.parent), manifest.version)
        return
    if standing(known) == "interrupted":
        course.world.tell(Told("upload", "note", Said(GOING_ON, values)))
    index.ready(manifest.name)
    carry_out(course, looked, reopen(begun, known, key), index, dist_paths(looked.project.folder, manifest), options.jobs)


def _anew(course: Course, looked: Looked, index: Place, place: Places, key: bytes, options: ReleaseOptions) -> None:
    """Build what is committed and release it."""
    world, project = course.world, looked.project
    course.note(report=looked_report(looked, index.profile))
    asked = Asked(index.profile, index.seen, looked.settings.ignore) if index.seen else None
    if asked and project.name and index.profile.simple_url and hindered(course, asked, project, shown_path(project.folder)):
        return
    early = _tag(course, looked, project.name, project.version, options) if project.name and project.version else None
    if not options.dry_run and project.name:
        index.ready(project.name)
    built = build_locked(world, looked, BuildOptions(index.profile, place.out, keep_manifest=not options.dry_run), place.work)
    if options.dry_run:
        built = built._replace(report=as_if_kept(built.report, built.paths, str(Path(project.folder, "dist"))))
    course.built(built)
    note_changes(course, looked, index.changes(looked, built.manifest, built.paths))
    if asked:
        course.step("look", partial(look_before, course, asked, built.manifest, built.paths))
        hold_token(course, asked, built.manifest, built.paths, index.claims())
        course.note(rehearsed=last_rehearsal(course.world, place.state, built.manifest, world.now()))
    if course.refused(options.fail_on):
        return
    manifest = built.manifest
    known = early if (project.name, project.version) == (manifest.name, manifest.version) else None
    tag, remote = known or _tag(course, looked, manifest.name, manifest.version, options)
    plan = with_pythons(make_plan(manifest, index.profile, tag, remote, confirm=not index.certain), options.pythons)
    if _to_come(course):
        plan = on_a_commit_to_come(plan)
    course.note(plan=plan)
    write_plan(plan, options.plan_file)
    refuse_other_bytes(course, plan, index)
    if not options.dry_run:
        index.ready(manifest.name)
        abandon(place.state)
        carry_out(course, looked, start(place.state, plan, key), index, built.paths, options.jobs)


def _tag(course: Course, looked: Looked, name: str, version: str, options: ReleaseOptions) -> tuple[str, str | None]:
    """Return the tag, and the remote to push it to. Raises Problem where the tag is on another commit, or cannot be made or pushed."""
    world, folder, repository = course.world, looked.project.folder, looked.repository
    tag = tag_name(looked.settings.tag, name, version)
    commit = str(repository.commit) if repository else ""
    refuse_other_tag(world, folder, tag, commit, None)
    refuse_nobody(world, folder, tag)
    remote = world.git.remote(folder)
    if options.push and remote is None:
        raise Problem(NO_REMOTE, folder=folder, tag=tag)
    try:
        refuse_other_tag(world, folder, tag, commit, remote, PATIENCE if options.push else GLANCE)
    except Problem as problem:
        if options.push or problem.kind is TAG_ELSEWHERE:
            raise
        world.tell(Told("look", "note", Said(NOT_ASKED, {"remote": str(remote), "tag": tag})))
    return tag, remote if options.push else None


def _refuse_uncommitted(looked: Looked) -> None:
    files = uncommitted(looked.repository) if looked.repository else ()
    if files:
        raise Problem(NOT_COMMITTED, count=len(files), files=", ".join(files[:NAMED]))
