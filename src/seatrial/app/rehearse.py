"""Rehearse: everything that a release does but the tag, on an index that is thrown away, or on one for trying such as TestPyPI."""

import secrets
import tempfile
from contextlib import closing
from functools import partial
from pathlib import Path

from seatrial.app.before import Asked, hindered, hold_token, look_before, name_beside
from seatrial.app.build import build_locked
from seatrial.app.course import Course, outcome_of
from seatrial.app.edits import refuse_begun
from seatrial.app.embedded import acts, embedded
from seatrial.app.execute import execute
from seatrial.app.going_on import carry_out, refuse_other_bytes
from seatrial.app.interpreters import announced
from seatrial.app.journals import abandon, refuse_interrupted, start, user_key
from seatrial.app.local import has_version
from seatrial.app.looking import Looked, look, looked_report, shown_path, with_limit
from seatrial.app.naming import OFFLINE, Asking, index_of, metadata_marks, project_marks, standing
from seatrial.app.place import Place
from seatrial.app.places import place_for
from seatrial.app.rehearsals import remember
from seatrial.app.runs import Verdict, remembering, verdict_on
from seatrial.app.since import begin, index_changes, note_changes
from seatrial.app.state import locked, state_folder
from seatrial.app.verify import failure
from seatrial.core.credential.target import PROFILES
from seatrial.core.dist import read
from seatrial.core.metadata import parse
from seatrial.core.plan import make_plan, with_pythons
from seatrial.core.profile import REHEARSAL
from seatrial.index.store import open_store
from seatrial.model.build import BuildOptions, Built
from seatrial.model.dist import Unknown
from seatrial.model.index import NameStanding
from seatrial.model.release import Outcome, RehearseOptions
from seatrial.model.sentence import Said
from seatrial.model.world import World
from seatrial.rules.naming import judge_name


def rehearse(world: World, folder: str, options: RehearseOptions) -> Outcome:
    """Build, check, upload, install back and try a project folder. Never raises Problem nor KeyboardInterrupt: the outcome carries them."""
    return outcome_of(Course(world, "rehearse", options.to or REHEARSAL.name), lambda course: _rehearse(course, folder, options))


def _rehearse(course: Course, folder: str, options: RehearseOptions) -> None:
    index = place_for(course, options.to, jobs=options.jobs) if options.to else None
    profile = index.profile if index else REHEARSAL
    looked = with_limit(course.step("look", partial(look, course.world, folder)), options.file_limit)
    announced(course.world, options.pythons)
    project = looked.project
    course.note(name=project.name, version=project.version, index_name=profile.name, report=looked_report(looked, profile))
    state = state_folder(course.world, project.folder)
    with locked(state):
        refuse_interrupted(course.world, state)
        refuse_begun(course.world, state)
        remembering(
            course.world, looked, state, "rehearse", lambda: _in_state(course, looked, index, state, options), partial(_verdict, course)
        )


def _verdict(course: Course, done: bool) -> Verdict:  # noqa: FBT001  (what the work gave)
    report = course.outcome.report
    return Verdict(done, "" if done or report is None else verdict_on(report.findings).reason)


def _in_state(course: Course, looked: Looked, index: Place | None, state: str, options: RehearseOptions) -> bool:
    """Rehearse what was looked at, for a caller that holds the lock of the project's `state` folder; say whether nothing hindered it."""
    project, profile = looked.project, index.profile if index else REHEARSAL
    asked = Asked(index.profile, index.seen, looked.settings.ignore) if index and index.seen else None
    if asked and project.name and profile.simple_url and hindered(course, asked, project, shown_path(project.folder)):
        return False
    if index and project.name:
        index.ready(project.name)
    asking = _ask(course, looked, options)
    seeking = begin(course.world, options.names_at, project.name, project.version) if options.online else None
    built = build_locked(course.world, looked, BuildOptions(profile, twice=options.twice), state)
    course.built(built)
    _settle_name(course, looked, asking, built, options)
    if seeking:
        note_changes(course, looked, index_changes(course.world, looked, built.manifest, built.paths, seeking))
    if index and asked:
        course.step("look", partial(look_before, course, asked, built.manifest, built.paths))
        hold_token(course, asked, built.manifest, built.paths, index.claims())
    if course.refused():
        return False
    if index:
        _try_at(course, looked, built, index, state, options)
    else:
        _try(course, looked, built, options)
    remember(course.world, state, built.manifest, course.world.now(), profile.name)
    course.note(version_there=has_version(course.world, built.manifest.name, built.manifest.version))
    return True


def _try(course: Course, looked: Looked, built: Built, options: RehearseOptions) -> None:
    with tempfile.TemporaryDirectory(prefix="seatrial-rehearsal-", ignore_cleanup_errors=True) as work:
        place = embedded(open_store(str(Path(work, "index")), lasting=False), REHEARSAL, looked.settings.file_limit, course.world.aside)
        plan = with_pythons(make_plan(built.manifest, REHEARSAL), options.pythons)
        with closing(start(work, plan, secrets.token_bytes(32))) as journal:
            execute(course, journal, acts(course, place, looked, plan.manifest, built.paths, failure), built.paths, options.jobs)


def _try_at(course: Course, looked: Looked, built: Built, index: Place, state: str, options: RehearseOptions) -> None:
    """Rehearse at an index that keeps what it takes: with a journal, so that what is interrupted goes on."""
    plan = with_pythons(make_plan(built.manifest, index.profile, confirm=not index.certain), options.pythons)
    course.note(plan=plan)
    refuse_other_bytes(course, plan, index)
    index.ready(built.manifest.name)
    abandon(state)
    carry_out(course, looked, start(state, plan, user_key(course.world)), index, built.paths, options.jobs)


def _ask(course: Course, looked: Looked, options: RehearseOptions) -> Asking | None:
    if not options.online:
        course.skip("name", Said(OFFLINE))
    if not options.online or looked.project.name is None:
        return None
    return _asking(course, options, looked.project.name, project_marks(looked.project))


def _asking(course: Course, options: RehearseOptions, name: str, marks: frozenset[str]) -> Asking:
    return Asking(course.world, index_of(course.world.environ, options.names_at), name, marks)


def _settle_name(course: Course, looked: Looked, asking: Asking | None, built: Built, options: RehearseOptions) -> None:
    """Keep what is to be said of the name at the end: what was built tells better whose it is than the build files do."""
    if not options.online:
        return
    asked = (asking or _asking(course, options, built.manifest.name, frozenset())).result()
    if asked.status == "unknown":
        return
    marks, path = project_marks(looked.project) | _built_marks(built), shown_path(looked.project.folder)
    how, said = standing(asked, marks)
    named = NameStanding(asked.at, asked.name, how, str(said.values.get("theirs", "")))
    profile = index_of(course.world.environ, options.names_at)
    beside = name_beside(course, profile, named, marks, path) if profile.name in PROFILES else ()
    findings = (*judge_name(named, path, looked.settings.ignore), *beside)
    course.note(report=built.report._replace(findings=(*built.report.findings, *findings)))


def _built_marks(built: Built) -> frozenset[str]:
    name = built.manifest.files[0].name
    with Path(built.paths[name]).open("rb") as file:
        dist = read(file, name)
    return frozenset() if isinstance(dist, Unknown) or dist.metadata is None else metadata_marks(parse(dist.metadata))
