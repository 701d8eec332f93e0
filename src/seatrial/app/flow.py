"""The flow of uploads: each file starts when what comes before it is done, some side by side; a failure lets the running ones finish."""

import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple

from seatrial.app.journals import Journal
from seatrial.app.sending import Put, Watch
from seatrial.core.journal import Detail
from seatrial.core.retry import BUSY, PATIENCE, fewer, wait_before
from seatrial.model.event import Part, Told
from seatrial.model.index import Answer
from seatrial.model.release import Event, UploadStep
from seatrial.model.sentence import Said, Sentence
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.release import OTHER_BYTES_THERE

AGAIN = Sentence("STU001", "{file}: {reason} Trying again in {seconds} s (try {tries}).")
FEWER = Sentence("STU002", "The index asks for fewer requests: at most {jobs} at a time from now on.")
TOO_LONG = Sentence("STU030", "{file}: the index asks to wait {minutes} min, which is not waited for.")
TICK = 0.1
"""Seconds between two tellings of progress."""
AT_FIRST = 2
"""Files side by side while each is taken QUICK: more of them would only get in each other's way on this side."""
QUICK = 0.02
"""Seconds."""
KEEP = 0.25
"""Seconds between two times at which the journal is made to outlive the machine."""
MESSAGE = 2000
"""Characters of the index's words that are kept."""
NO_CLEAR_ANSWER = frozenset({408, 429})
"""Statuses below 500 that say nothing about the file."""
LOOKS = (1.0, 2.0, 4.0, 8.0)
"""Seconds before further looks at whether an index has a file of which it says so: its pages may be some seconds old."""
MAYBE_THERE = frozenset({400, 403, 409})
"""Statuses with which indexes refuse a file that they have."""


class Line(NamedTuple):
    """How files get to one index."""

    put: Put
    """Send one file once."""
    found: Callable[[UploadStep], str | None]
    """The sha256 that the index shows for the step's file, empty where it shows none, None where it does not show the file."""
    harmless: bool
    """Whether sending the same bytes again is harmless; else the index is asked before."""
    jobs: int


class Flow:
    """The uploads of a plan under way."""

    def __init__(self, world: World, journal: Journal, line: Line, steps: Sequence[UploadStep]) -> None:
        self.watch = Watch()
        self._world, self._journal, self._line = world, journal, line
        self._waiting = list(steps)
        self._running, self._allowed = 0, line.jobs
        self._stopping = False
        self._problem: Problem | None = None
        self._failed: BaseException | None = None
        self._turn = threading.Condition()
        """Held by whoever looks at what is above, or writes to the journal."""
        self._unsure = set(journal.known.doubt)
        """Steps whose file may be on the index, for all that is known."""
        self._most = min(line.jobs, len(steps))
        self._senders = 0
        self._over = threading.Event()
        self._kept = world.clock()
        self._sizes = {file.name: file.size for file in journal.known.plan.manifest.files}
        self._total = sum(self._sizes[step.file] for step in steps)
        self._under_way: dict[str, float] = {}
        """When each file began, those first that began first."""

    def run(self) -> Problem | None:
        """Send everything; return the Problem that kept a file from being sent. What the index said of each is in the journal."""
        try:
            with self._turn:
                self._start(AT_FIRST)
            self._progress()
            while not self._over.wait(TICK):
                with self._turn:
                    self._widen(self._under_way.values())
                self._progress()
                self._keep()
            self._progress()
        finally:
            self.watch.stop.set()
            with self._turn:
                self._stopping = True
                self._turn.notify_all()
                self._journal.keep()
        if self._failed is not None:
            raise self._failed
        return self._problem

    def _widen(self, began: Iterable[float]) -> None:
        """Send more files side by side where one of these has taken long, or is taking long."""
        now = self._world.clock()
        if self._waiting and not self._stopping and any(now - one > QUICK for one in began):
            self._start(self._most)

    def _start(self, number: int) -> None:
        while self._senders < min(number, self._most):
            self._senders += 1
            threading.Thread(target=self._work, daemon=True).start()

    def _keep(self) -> None:
        # The disk takes longer for each event than many an index for a file. What a machine that loses power forgets is asked of the index.
        now = self._world.clock()
        if now - self._kept > KEEP:
            with self._turn:
                self._journal.keep()
            self._kept = now

    def _work(self) -> None:
        try:
            while (step := self._next()) is not None:
                self._enter(step, self._result(step))
        except BaseException as error:  # noqa: BLE001  (handed to the main thread, which raises it)
            self._failed = error
            self._over.set()
        finally:
            with self._turn:
                self._senders -= 1
                self._turn.notify_all()
                if not self._senders:
                    self._over.set()

    def _next(self) -> UploadStep | None:
        """Return the next file once it may be sent, its beginning entered; None where there is none any more."""
        with self._turn:
            while not self._stopping and self._waiting:
                step = self._ready()
                if step is None and not self._running:
                    break
                if step is not None and self._running < self._allowed:
                    self._waiting.remove(step)
                    self._journal.write(Event(self._world.now(), step.id, "started"), lasting=False)
                    self._running += 1
                    self._under_way[step.file] = self._world.clock()
                    return step
                self._turn.wait()
        return None

    def _ready(self) -> UploadStep | None:
        done = self._journal.known.done
        return next((step for step in self._waiting if all(before in done for before in step.after)), None)

    def _result(self, step: UploadStep) -> Answer | Problem:
        try:
            return self._sent(step)
        except Problem as problem:
            return problem

    def _sent(self, step: UploadStep) -> Answer:
        """Send one file until it is clear what became of it, or no more is to be tried."""
        tries = 0
        while True:
            answer = self._line.put(step, self.watch)
            tries += 1
            self.watch.seen |= answer.status is not None
            if answer.sent and _is_unclear(answer):
                self._unsure.add(step.id)
            if self.watch.stop.is_set():
                # Nobody waits for this file any more: what would be asked and told now came after the end.
                return answer
            if self._has(step, answer, unsure=tries > 1 or step.id in self._unsure):
                return Answer(200, "", present=tries == 1)
            wait = wait_before(tries, answer, _chance(step.id, tries), seen=self.watch.seen)
            if wait is None:
                self._tell_too_long(step, answer)
                return answer
            self._tell_again(step, answer, wait, tries)
            if self.watch.stop.wait(wait):
                return answer
            if not self._line.harmless and answer.sent and self._has_now(step):
                return Answer(200, "")

    def _has(self, step: UploadStep, answer: Answer, *, unsure: bool) -> bool:
        """Whether an index that refuses the file does so because it has it; `unsure` where it may be ourselves who brought it there."""
        if answer.status not in MAYBE_THERE or self._line.harmless:
            return False
        looks = LOOKS if unsure and (answer.status == 409 or "exist" in answer.message.lower()) else ()
        return self._has_now(step) or any(not self.watch.stop.wait(wait) and self._has_now(step) for wait in looks)

    def _has_now(self, step: UploadStep) -> bool:
        found = self._line.found(step)
        if found and found != step.sha256:
            raise Problem(OTHER_BYTES_THERE, file=step.file, found=found, planned=step.sha256)
        return found == step.sha256

    def _tell_again(self, step: UploadStep, answer: Answer, wait: float, tries: int) -> None:
        with self._turn:
            self._allowed = min(self._allowed, fewer(self._allowed, answer))
        if answer.status in BUSY:
            self._world.tell(Told("upload", "note", Said(FEWER, {"jobs": self._allowed})))
        status = "" if answer.status is None or answer.message.startswith(str(answer.status)) else f"{answer.status} "
        reason = status + answer.message
        said = Said(AGAIN, {"file": step.file, "reason": reason.rstrip(".") + ".", "seconds": f"{wait:.0f}", "tries": tries + 1})
        self._world.tell(Told("upload", "note", said))

    def _tell_too_long(self, step: UploadStep, answer: Answer) -> None:
        if (wait := answer.retry_after or 0.0) > PATIENCE:
            self._world.tell(Told("upload", "note", Said(TOO_LONG, {"file": step.file, "minutes": f"{wait / 60:.0f}"})))

    def _progress(self) -> None:
        sent = self.watch.sent.copy()
        done = min(sum(sent.values()), self._total)
        parts = tuple(Part(file, min(sent.get(file, 0), self._sizes[file]), self._sizes[file]) for file in tuple(self._under_way))
        self._world.tell(Told("upload", "progress", done=done, total=self._total, unit="bytes", parts=parts))

    def _enter(self, step: UploadStep, result: Answer | Problem) -> None:
        kind, detail = _judged(result, unsure=step.id in self._unsure)
        with self._turn:
            self._running -= 1
            self._widen((self._under_way.pop(step.file),))
            self._turn.notify_all()
            if self.watch.stop.is_set():
                # Nobody listens any more, and the journal may be closed.
                return
            self._stopping |= kind == "failed"
            self._problem = result if isinstance(result, Problem) else self._problem
            self._journal.write(Event(self._world.now(), step.id, kind, detail), lasting=kind == "failed")


def _chance(step: str, tries: int) -> float:
    """Return a number from 0 to 1 that differs from file to file, so that many do not come back at one moment."""
    return hash((step, tries)) % 1000 / 1000


def _is_unclear(answer: Answer) -> bool:
    return answer.status is None or answer.status >= 500 or answer.status in NO_CLEAR_ANSWER


def _judged(answer: Answer | Problem, *, unsure: bool) -> tuple[Literal["done", "failed"], Detail]:
    """Return what to enter for a file. A try that sent nothing says nothing of an earlier one: where that leaves one `unsure`, it stays in doubt."""
    if isinstance(answer, Problem):
        unsure &= answer.kind is not OTHER_BYTES_THERE
        return "failed", {"state": "in doubt" if unsure else "not sent", "message": str(answer)[:MESSAGE]}
    if answer.status is not None and 200 <= answer.status < 300:
        return "done", {"state": "present" if answer.present else "uploaded"}
    said: Detail = {"message": answer.message[:MESSAGE]}
    if not answer.sent and not unsure:
        return "failed", {"state": "not sent", **said}
    state = "in doubt" if not answer.sent or _is_unclear(answer) else "refused"
    return "failed", {"state": state, "status": answer.status or 0, **said}
