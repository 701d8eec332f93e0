"""The course of a release: listens to all that is told, so that an outcome can be given however it ends."""

import threading
from collections.abc import Callable, Mapping
from typing import Any, Literal

from seatrial.app.journals import Journal
from seatrial.core.account import files_of, tag_of, verified_of
from seatrial.core.journal import Detail, Replayed
from seatrial.core.upload_order import in_order
from seatrial.model.build import Built
from seatrial.model.event import Told
from seatrial.model.finding import Severity
from seatrial.model.release import FileOutcome, Outcome, StepOutcome
from seatrial.model.sentence import Said
from seatrial.model.world import World
from seatrial.problem import Problem

ORDER: tuple[Severity, ...] = ("error", "warning", "note")


class Course:
    """What a release has come to so far."""

    def __init__(self, world: World, command: str, index_name: str) -> None:
        self.journal: Journal | None = None
        self.before: Mapping[str, Detail] = {}
        """Steps that were done before this run."""
        self.outcome = Outcome(command, index_name)
        self.world = world._replace(tell=self._hear)
        """The same world; what is told in it is heard here too. It may be used by several threads."""
        self._tell = world.tell
        self._lock = threading.Lock()
        self._begun: dict[str, float] = {}
        self._steps: dict[str, StepOutcome] = {}

    def note(self, **facts: Any) -> None:
        """Keep facts for the outcome, by the names of its fields."""
        self.outcome = self.outcome._replace(**facts)

    def step(self, name: str, work: Callable[[], Any]) -> Any:
        """Do some work as a step; return what it gives. The step has failed where the work raises."""
        self.world.tell(Told(name, "started"))
        result = work()
        self.world.tell(Told(name, "done"))
        return result

    def skip(self, name: str, said: Said) -> None:
        """Tell that a step is not needed."""
        self.world.tell(Told(name, "skipped", said))

    def built(self, built: Built) -> None:
        """Keep what a build gave; nothing of it is sent yet."""
        files = tuple(FileOutcome(file.name, file.size, file.sha256, "not sent") for file in in_order(built.manifest.files))
        self.note(name=built.manifest.name, version=built.manifest.version, files=files, report=built.report, contents=built.contents)

    def known(self, known: Replayed) -> None:
        """Keep what a journal tells."""
        manifest, verified = known.plan.manifest, verified_of(known)
        self.before = known.done
        files = files_of(known, self.before)
        self.note(
            name=manifest.name or None, version=manifest.version or None, index_name=known.plan.index_name, plan=known.plan, files=files
        )
        self.note(verified=verified.verifications, unproven=verified.unproven, tag=tag_of(known))

    def refused(self, fail_on: Severity = "error") -> bool:
        """Whether something was found that is as grave as `fail_on`, which keeps the files from being sent."""
        grave = ORDER[: ORDER.index(fail_on) + 1]
        report = self.outcome.report
        return report is not None and any(finding.severity in grave and finding.ignored is None for finding in report.findings)

    def end(self, problem: Problem | None = None, *, interrupted: bool = False) -> Outcome:
        """Return the outcome; steps that are still running have failed."""
        for name in list(self._begun):
            self.world.tell(Told(name, "failed"))
        if self.journal is not None:
            known = self.journal.known
            verified, files = verified_of(known), files_of(known, self.before)
            self.note(files=files, verified=verified.verifications, unproven=verified.unproven, tag=tag_of(known), plan=known.plan)
        return self.outcome._replace(
            steps=tuple(self._steps.values()), problem=problem.facts() if problem else None, interrupted=interrupted
        )

    def _hear(self, told: Told) -> None:
        with self._lock:
            now = self.world.clock()
            if told.state == "started":
                self._begun.setdefault(told.step, now)
                self._steps.setdefault(told.step, StepOutcome(told.step, "failed", 0.0))
            elif told.state in {"done", "failed", "skipped"}:
                self._close(told, now)
            self._tell(told)

    def _close(self, told: Told, now: float) -> None:
        # A step may be told of in several stretches (look, then build, then look again): its seconds add up.
        state: Literal["done", "failed", "skipped"] = "done" if told.state == "done" else "failed" if told.state == "failed" else "skipped"
        before = self._steps.get(told.step)
        seconds = (before.seconds if before else 0.0) + now - self._begun.pop(told.step, now)
        self._steps[told.step] = StepOutcome(told.step, state, seconds, told.said or (before.note if before else None))


def outcome_of(course: Course, work: Callable[[Course], None]) -> Outcome:
    """Do the work of a command; return its outcome, whether it ends well, with a Problem, or by Ctrl-C."""
    try:
        work(course)
    except Problem as problem:
        return course.end(problem)
    except KeyboardInterrupt:
        return course.end(interrupted=True)
    return course.end()
