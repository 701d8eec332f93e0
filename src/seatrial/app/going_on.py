"""Going on: what an earlier run left of a release, and carrying out the rest of it."""

from collections.abc import Iterable, Mapping
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path

from seatrial.app.build import judge_built
from seatrial.app.bump_records import forget_released
from seatrial.app.course import Course
from seatrial.app.execute import execute
from seatrial.app.journals import Found, Journal, finish, go_on, refuse_upload, start
from seatrial.app.looking import Looked, looked_report
from seatrial.app.place import Place
from seatrial.app.tagging import refuse_nobody
from seatrial.app.verify import installer_of
from seatrial.core.account import aftermath, live, whereabouts
from seatrial.core.journal import Replayed, standing
from seatrial.core.plan import VERIFY, next_version
from seatrial.core.profile import DOMAIN
from seatrial.core.protocol import normal
from seatrial.model.index import IndexProfile
from seatrial.model.release import Manifest, Plan, TagStep, UploadStep
from seatrial.model.report import Report
from seatrial.model.verify import Verified
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.git import MISSING
from seatrial.problem.release import NO_COMMIT, NOT_VERIFIED, OTHER_BYTES, OTHER_PROJECT, OTHER_REPOSITORY, UNFINISHED
from seatrial.rules.arrival import exists

EXISTS = exists.refuses.message if exists.refuses else ""
NAMED = 10
"""Files that a Problem names at most."""


def carry_out(course: Course, looked: Looked, journal: Journal, place: Place, paths: Mapping[str, str], jobs: int) -> None:
    """Carry out what is left of the plan of a journal at its index, and set the journal aside when all is done."""
    manifest = journal.known.plan.manifest
    with closing(journal), ExitStack() as ending:
        ending.callback(place.finish)
        for step in journal.known.plan.steps:
            if isinstance(step, TagStep) and step.id not in journal.known.done:
                refuse_nobody(course.world, looked.project.folder, step.tag)
        execute(course, journal, place.acts(course, looked, manifest, paths, partial(_not_verified, course, place)), paths, jobs)
    finish(journal.path)
    forget_released(course.world, str(journal.path.parent), manifest.version)


def reopen(begun: Found, known: Replayed, key: bytes) -> Journal:
    """Open the journal of a release that was begun; it is written anew where `known`, what is true of it now, is not what it tells."""
    same = known.done == begun.known.done and known.plan == begun.known.plan
    return go_on(begun, key) if same else start(str(begun.path.parent), known.plan, key, known.done)


def without_lost(world: World, looked: Looked, known: Replayed, place: Place) -> Replayed:
    """Take for not done what was lost since: a tag that somebody deleted, files that the index has no more, and what was verified with them."""
    folder = looked.project.folder
    lost = {step.id for step in known.plan.steps if isinstance(step, TagStep) and world.git.tag_commit(folder, step.tag) is None}
    there = place.shows(known.plan.manifest.name) if place.certain else {}
    for step in known.plan.steps if place.certain else ():
        if isinstance(step, UploadStep) and step.id in known.done and there.get(step.file) != step.sha256:
            lost |= {step.id, VERIFY}
    done = {step: detail for step, detail in known.done.items() if step not in lost}
    if VERIFY not in lost:
        return known._replace(done=done)
    doubt = {step: detail for step, detail in known.doubt.items() if step != VERIFY}
    return known._replace(done=done, doubt=doubt, failed={step: detail for step, detail in known.failed.items() if step != VERIFY})


def refuse_other_repository(world: World, looked: Looked, known: Replayed) -> None:
    """Raise Problem where a release that was interrupted was built from a commit that this repository does not have."""
    manifest, folder = known.plan.manifest, looked.project.folder
    if standing(known) == "interrupted" and manifest.commit and not world.git.has_commit(folder, manifest.commit):
        raise Problem(OTHER_REPOSITORY, name=manifest.name, version=manifest.version, commit=manifest.commit, folder=folder)


def refuse_other_project(world: World, looked: Looked, manifest: Manifest) -> None:
    """Raise Problem where a release that was begun is not one of this project, or there is no commit at all that could be tagged."""
    name, folder = looked.project.name, looked.project.folder
    if name is not None and normal(name) != normal(manifest.name):
        raise Problem(OTHER_PROJECT, name=manifest.name, version=manifest.version, folder=folder, found=name)
    if looked.repository is None and world.find("git") is None:
        raise Problem(MISSING)
    if looked.repository is None or looked.repository.commit is None:
        raise Problem(NO_COMMIT, folder=folder)


def judged_again(world: World, looked: Looked, manifest: Manifest, profile: IndexProfile) -> Report:
    """Return what is to be said of the files of an earlier build, where the very bytes still lie in `dist`; else of the tree alone."""
    paths = {name: path for name, path in dist_paths(looked.project.folder, manifest).items() if Path(path).is_file()}
    report, judged = judge_built(world, looked, profile, paths)
    same = {one.dist.sha256 for one in judged} == {file.sha256 for file in manifest.files}
    return report if same else looked_report(looked, profile)


def dist_paths(folder: str, manifest: Manifest) -> Mapping[str, str]:
    """Return where the files of an earlier build lie."""
    return {file.name: str(Path(folder, "dist", file.name)) for file in manifest.files}


def choose(found: Iterable[Found], commit: str | None, index_name: str) -> Found | None:
    """Return the release of this very commit to an index that was begun, None where there is none.

    Raises Problem where another release was interrupted: it would be left half done.
    """
    same = None
    for one in found:
        plan = one.known.plan
        if plan.index_name == index_name and plan.manifest.commit == commit:
            same = same or one
        elif standing(one.known) == "interrupted":
            refuse_upload(one)
            raise Problem(
                UNFINISHED,
                name=plan.manifest.name,
                version=plan.manifest.version,
                the_index=plan.index_name,
                live=len(live(one.known)),
                total=len(plan.manifest.files),
            )
    return same


def refuse_other_bytes(course: Course, plan: Plan, place: Place) -> None:
    """Raise Problem where the index has files of the plan under the same names with other bytes; each gets the words that the index would refuse it with."""
    there = place.shows(plan.manifest.name)
    words = {
        file.name: EXISTS.format(PYPI=DOMAIN, filename=file.name, digest=file.blake2b_256)
        for file in plan.manifest.files
        if there.get(file.name) and there[file.name] != file.sha256
    }
    if words:
        course.note(files=tuple(file._replace(message=words.get(file.name)) for file in course.outcome.files))
        files = ", ".join(list(words)[:NAMED])
        raise Problem(OTHER_BYTES, the_index=plan.index_name, count=len(words), files=files, next=next_version(plan.manifest.version))


def _not_verified(course: Course, place: Place, verified: Verified) -> Problem | None:
    bad = next((one for one in verified.verifications if not one.ok), None)
    if bad is None or course.journal is None:
        return None
    known: Replayed = course.journal.known
    manifest = known.plan.manifest
    course.note(notes=aftermath(place.profile, known, place.folder))
    return Problem(
        NOT_VERIFIED,
        name=manifest.name,
        version=manifest.version,
        the_index=known.plan.index_name,
        file=bad.file,
        tool=installer_of(bad),
        reason=bad.message or "-",
        files=", ".join(live(known)),
        next=next_version(manifest.version),
        where=whereabouts(place.profile, manifest, place.folder),
    )
