"""Execute: carry out what is left of a plan, in their order, each step written down before and after."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Literal, NamedTuple

from seatrial.app.course import Course
from seatrial.app.flow import MESSAGE, Flow, Line
from seatrial.app.journals import Journal
from seatrial.app.sending import Put, hold_against_plan
from seatrial.core.account import live, verified_text
from seatrial.core.journal import Detail, Replayed
from seatrial.core.plan import next_version, waves
from seatrial.model.release import ConfirmStep, Event, PushStep, Step, TagStep, UploadStep, VerifyStep
from seatrial.model.sentence import Kind, Said, Sentence
from seatrial.model.verify import Verified
from seatrial.problem import Problem
from seatrial.problem.release import NO_ANSWER, NOT_REACHED, REFUSED
from seatrial.problem.upload import NOT_LET_IN, WRONG_ADDRESS

BEFORE = Said(Sentence("STR001", "Done in an earlier run."))
GRAVEST = (REFUSED, NOT_LET_IN, WRONG_ADDRESS, NO_ANSWER, NOT_REACHED)
NOBODY = frozenset({401, 403, 407})
"""Statuses that answer to the credential."""
NOWHERE = frozenset({404, 405})
"""Statuses that answer to the address, as a redirect to no place does."""


def _no_failure(verified: Verified) -> Problem | None:  # noqa: ARG001  (nothing was installed)
    return None


class Acts(NamedTuple):
    """How the steps of a plan are carried out; each raises the Problem that stops it. A plan that has no such step needs no act for it."""

    put: Put
    found: Callable[[UploadStep], str | None]
    """The sha256 that the index shows for a file, empty where it shows none, None where it does not show the file."""
    harmless: bool
    """Whether sending the same bytes again is harmless; else the index is asked before."""
    confirm: Callable[[], Verified] | None = None
    verify: Callable[[], Verified] | None = None
    failure: Callable[[Verified], Problem | None] = _no_failure
    """What came of installing back → the Problem that it is, None where all is well."""
    tag: Callable[[TagStep], None] | None = None
    push: Callable[[PushStep], None] | None = None


def execute(course: Course, journal: Journal, acts: Acts, paths: Mapping[str, str], jobs: int, *, hold: bool = True) -> None:
    """Carry out the steps that are not done. Raises the Problem that stops it: after a failure the files that are under way are sent to their end, and nothing else is begun.

    `paths` has the path of each file. A file that is not the plan's is refused before anything is sent; without `hold`, where the plan was made of
    these very files a moment ago, no later than in the middle of its own request.
    """
    course.journal = journal
    _settle(course, journal, acts)
    left = [step for wave in waves(journal.known.plan, frozenset(journal.known.done)) for step in wave]
    _skip_done(course, journal.known, left)
    if uploads := [step for step in left if isinstance(step, UploadStep)]:
        course.step("upload", lambda: _send(course, journal, acts, uploads, paths if hold else {}, jobs))
    for step in (step for step in left if not isinstance(step, UploadStep)):
        course.step(step.id, partial(_one, course, journal, step, acts))


def _settle(course: Course, journal: Journal, acts: Acts) -> None:
    """Enter as done what was sent without a known answer and is there, where it must not be sent again to find out."""
    if acts.harmless:
        return
    for step in journal.known.plan.steps:
        if isinstance(step, UploadStep) and step.id in journal.known.doubt and acts.found(step) == step.sha256:
            journal.write(Event(course.world.now(), step.id, "done", {"state": "present"}))


def _skip_done(course: Course, known: Replayed, left: Sequence[Step]) -> None:
    open_ids = {step.id for step in left}
    names = dict.fromkeys(_name(step) for step in known.plan.steps)
    for name in names:
        if not any(step.id in open_ids for step in known.plan.steps if _name(step) == name):
            course.skip(name, BEFORE)


def _name(step: Step) -> str:
    return "upload" if isinstance(step, UploadStep) else step.id


def _send(course: Course, journal: Journal, acts: Acts, steps: Sequence[UploadStep], paths: Mapping[str, str], jobs: int) -> None:
    hold_against_plan(paths, [step for step in steps if step.file in paths])
    line = Line(acts.put, acts.found, acts.harmless, jobs)
    problem = Flow(course.world, journal, line, steps).run() or _failure(journal.known, steps)
    if problem is not None:
        raise problem


def _failure(known: Replayed, steps: Sequence[UploadStep]) -> Problem | None:
    """Return the gravest thing that became of the files."""
    found = [(_kind(detail), step, detail) for group in (known.failed, known.doubt) for step in steps if (detail := group.get(step.id))]
    if not found:
        return None
    kind, step, detail = min(found, key=lambda one: GRAVEST.index(one[0]))
    manifest = known.plan.manifest
    version = next((file.version for file in manifest.files if file.name == step.file), "") or manifest.version
    values = {"message": str(detail.get("message", "-")), "next": next_version(version)}
    more = {"reason": values["message"].rstrip(".")} if kind is NOT_REACHED else {**values, "status": int(detail.get("status", 0))}
    there = {"live": len(live(known)), "total": len(manifest.files)}
    return Problem(kind, the_index=known.plan.index_name, file=step.file, **there, **more)


def _kind(detail: Detail) -> Kind:
    state, status = detail.get("state"), int(detail.get("status", 0))
    if state != "refused":
        return NOT_REACHED if state == "not sent" else NO_ANSWER
    if status in NOBODY:
        return NOT_LET_IN
    return WRONG_ADDRESS if status < 400 or status in NOWHERE else REFUSED


def _one(course: Course, journal: Journal, step: Step, acts: Acts) -> None:
    def enter(kind: Literal["started", "done", "failed"], detail: Detail) -> None:
        journal.write(Event(course.world.now(), step.id, kind, detail))

    enter("started", {})
    try:
        verified = _act(step, acts)
    except Problem as problem:
        enter("failed", {"state": "failed", "message": str(problem)[:MESSAGE]})
        raise
    wrong = acts.failure(verified) if verified else None
    enter("failed" if wrong else "done", {"verified": verified_text(verified)} if verified else {})
    if wrong:
        raise wrong


def _act(step: Step, acts: Acts) -> Verified | None:
    if isinstance(step, TagStep) and acts.tag:
        acts.tag(step)
    elif isinstance(step, PushStep) and acts.push:
        acts.push(step)
    elif isinstance(step, ConfirmStep) and acts.confirm:
        return acts.confirm()
    elif isinstance(step, VerifyStep) and acts.verify:
        return acts.verify()
    return None
