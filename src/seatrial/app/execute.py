"""Execute: carry out what is left of a plan, wave by wave, each step written down before and after."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Literal, NamedTuple

from seatrial.app.course import Course
from seatrial.app.journals import Journal
from seatrial.app.sending import MESSAGE, Put, hold_against_plan, send_wave
from seatrial.core.account import live, verified_text
from seatrial.core.journal import Detail, Replayed
from seatrial.core.plan import next_version, waves
from seatrial.model.release import Event, PushStep, Step, TagStep, UploadStep
from seatrial.model.sentence import Said, Sentence
from seatrial.model.verify import Verified
from seatrial.problem import Problem
from seatrial.problem.release import NO_ANSWER, REFUSED

BEFORE = Said(Sentence("STR001", "Done in an earlier run."))
Sendings = Sequence[Sequence[UploadStep]]


class Acts(NamedTuple):
    """How the steps of a plan are carried out; each raises the Problem that stops it."""

    put: Put
    verify: Callable[[], Verified]
    failure: Callable[[Verified], Problem | None]
    """What came of installing back → the Problem that it is, None where all is well."""
    tag: Callable[[TagStep], None]
    push: Callable[[PushStep], None]
    there: Callable[[UploadStep], bool] | None = None
    """Whether the index has the very file, where sending it again is not harmless; None where it is."""


def execute(course: Course, journal: Journal, acts: Acts, paths: Mapping[str, str], jobs: int) -> None:
    """Carry out the steps that are not done. Raises the Problem that stops it: a wave always finishes, the next never starts after a failure.

    `paths` has the path of each file. A file that is not the plan's is refused before anything is sent.
    """
    course.journal = journal
    _settle(course, journal, acts)
    left = waves(journal.known.plan, frozenset(journal.known.done))
    _skip_done(course, journal.known, left)
    sendings = [uploads for wave in left if (uploads := [step for step in wave if isinstance(step, UploadStep)])]
    if sendings:
        course.step("upload", lambda: _send(course, journal, acts.put, sendings, paths, jobs))
    for step in (step for wave in left for step in wave if not isinstance(step, UploadStep)):
        course.step(step.id, partial(_one, course, journal, step, acts))


def _settle(course: Course, journal: Journal, acts: Acts) -> None:
    """Enter as done what was sent without a known answer and is there, where it must not be sent again to find out."""
    if acts.there is None:
        return
    for step in journal.known.plan.steps:
        if isinstance(step, UploadStep) and step.id in journal.known.doubt and acts.there(step):
            journal.write(Event(course.world.now(), step.id, "done", {"state": "present"}))


def _skip_done(course: Course, known: Replayed, left: Sequence[Sequence[Step]]) -> None:
    open_ids = {step.id for wave in left for step in wave}
    names = dict.fromkeys(_name(step) for step in known.plan.steps)
    for name in names:
        if not any(step.id in open_ids for step in known.plan.steps if _name(step) == name):
            course.skip(name, BEFORE)


def _name(step: Step) -> str:
    return "upload" if isinstance(step, UploadStep) else step.id


def _send(course: Course, journal: Journal, put: Put, sendings: Sendings, paths: Mapping[str, str], jobs: int) -> None:
    steps = [step for wave in sendings for step in wave]
    hold_against_plan(paths, steps)
    sizes = {file.name: file.size for file in journal.known.plan.manifest.files}
    total, before = sum(sizes[step.file] for step in steps), 0
    for wave in sendings:
        problem = send_wave(course.world, wave, put, journal, jobs, before, total) or _refusal(journal.known, wave)
        if problem is not None:
            raise problem
        before += sum(sizes[step.file] for step in wave)


def _refusal(known: Replayed, wave: Sequence[UploadStep]) -> Problem | None:
    for kind, answers in ((REFUSED, known.failed), (NO_ANSWER, known.doubt)):
        for step in wave:
            if step.id in answers:
                return Problem(
                    kind,
                    index=known.plan.index_name,
                    file=step.file,
                    message=str(answers[step.id].get("message", "-")),
                    live=len(live(known)),
                    total=len(known.plan.manifest.files),
                    next=next_version(known.plan.manifest.version),
                )
    return None


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
    if isinstance(step, TagStep):
        acts.tag(step)
    elif isinstance(step, PushStep):
        acts.push(step)
    else:
        return acts.verify()
    return None
