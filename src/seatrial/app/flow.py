"""The flow of uploads: each file starts when what comes before it is done, some side by side; a failure lets the running ones finish."""

import queue
import threading
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from seatrial.app.journals import Journal
from seatrial.app.sending import Put, Watch
from seatrial.core.journal import Detail
from seatrial.core.retry import BUSY, fewer, wait_before
from seatrial.model.event import Told
from seatrial.model.index import Answer
from seatrial.model.release import Event, UploadStep
from seatrial.model.sentence import Said, Sentence
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.release import OTHER_BYTES_THERE

AGAIN = Sentence("STU001", "{file}: {reason} Trying again in {seconds} s (try {tries}).")
FEWER = Sentence("STU002", "The index asks for fewer requests: at most {jobs} at a time from now on.")
TICK = 0.1
"""Seconds between two tellings of progress."""
KEEP = 0.25
"""Seconds between two times at which the journal is made to outlive the machine."""
MESSAGE = 2000
"""Characters of the index's words that are kept."""
NO_CLEAR_ANSWER = frozenset({408, 429})
"""Statuses below 500 that say nothing about the file."""
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


class _Ended(NamedTuple):
    step: UploadStep
    result: Answer | Exception


class Flow:
    """The uploads of a plan under way."""

    def __init__(self, world: World, journal: Journal, line: Line, steps: Sequence[UploadStep]) -> None:
        self.watch = Watch()
        self._world, self._journal, self._line = world, journal, line
        self._waiting = list(steps)
        self._ended: queue.SimpleQueue[_Ended] = queue.SimpleQueue()
        self._tasks: queue.SimpleQueue[UploadStep | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._running = 0
        self._allowed = line.jobs
        self._stopping = False
        self._kept, self._told = world.clock(), 0.0
        sizes = {file.name: file.size for file in journal.known.plan.manifest.files}
        self._total = sum(sizes[step.file] for step in steps)

    def run(self) -> Problem | None:
        """Send everything; return the Problem that kept a file from being sent. What the index said of each is in the journal."""
        problem: Problem | None = None
        try:
            while self._start() or self._running:
                ended = self._next()
                self._progress()
                self._keep()
                if ended is not None:
                    self._running -= 1
                    problem = self._enter(ended) or problem
        finally:
            self.watch.stop.set()
            for _ in self._threads:
                self._tasks.put(None)
            self._journal.keep()
        return problem

    def _keep(self) -> None:
        # The disk takes longer for each event than many an index for a file. What a machine that loses power forgets is asked of the index.
        now = self._world.clock()
        if now - self._kept > KEEP:
            self._journal.keep()
            self._kept = now

    def _start(self) -> bool:
        """Start what may be started; return whether anything was."""
        begun = False
        while not self._stopping and self._running < self._allowed and (step := self._ready()) is not None:
            self._waiting.remove(step)
            self._journal.write(Event(self._world.now(), step.id, "started"), lasting=False)
            if self._running == len(self._threads):
                thread = threading.Thread(target=self._work, daemon=True)
                self._threads.append(thread)
                thread.start()
            self._tasks.put(step)
            self._running += 1
            begun = True
        return begun

    def _ready(self) -> UploadStep | None:
        done = self._journal.known.done
        return next((step for step in self._waiting if all(before in done for before in step.after)), None)

    def _work(self) -> None:
        while (step := self._tasks.get()) is not None:
            try:
                self._ended.put(_Ended(step, self._sent(step)))
            except Exception as error:  # noqa: BLE001  (handed to the main thread, which raises it)
                self._ended.put(_Ended(step, error))

    def _sent(self, step: UploadStep) -> Answer:
        """Send one file until it is clear what became of it, or no more is to be tried."""
        tries = 0
        while True:
            answer = self._line.put(step, self.watch)
            tries += 1
            self.watch.seen |= answer.status is not None
            if self.watch.stop.is_set():
                # Nobody waits for this file any more: what would be asked and told now came after the end.
                return answer
            if self._has(step, answer):
                return Answer(200, "", present=tries == 1)
            wait = wait_before(tries, answer, _chance(step.id, tries), seen=self.watch.seen)
            if wait is None:
                return answer
            self._tell_again(step, answer, wait, tries)
            if self.watch.stop.wait(wait):
                return answer
            if not self._line.harmless and answer.sent and self._has_now(step):
                return Answer(200, "")

    def _has(self, step: UploadStep, answer: Answer) -> bool:
        """Whether an index that refuses the file does so because it has it."""
        return answer.status in MAYBE_THERE and not self._line.harmless and self._has_now(step)

    def _has_now(self, step: UploadStep) -> bool:
        found = self._line.found(step)
        if found and found != step.sha256:
            raise Problem(OTHER_BYTES_THERE, file=step.file, found=found, planned=step.sha256)
        return found == step.sha256

    def _tell_again(self, step: UploadStep, answer: Answer, wait: float, tries: int) -> None:
        self._allowed = min(self._allowed, fewer(self._allowed, answer))
        if answer.status in BUSY:
            self._world.tell(Told("upload", "note", Said(FEWER, {"jobs": self._allowed})))
        reason = answer.message if answer.status is None else f"{answer.status} {answer.message}"
        said = Said(AGAIN, {"file": step.file, "reason": reason.rstrip(".") + ".", "seconds": f"{wait:.0f}", "tries": tries + 1})
        self._world.tell(Told("upload", "note", said))

    def _next(self) -> _Ended | None:
        try:
            return self._ended.get(timeout=TICK)
        except queue.Empty:
            return None

    def _progress(self) -> None:
        now = self._world.clock()
        if now - self._told < TICK:
            return
        self._told = now
        done = min(sum(self.watch.sent.values()), self._total)
        self._world.tell(Told("upload", "progress", done=done, total=self._total, unit="bytes"))

    def _enter(self, ended: _Ended) -> Problem | None:
        step, result = ended
        if isinstance(result, Problem):
            self._stopping = True
            self._journal.write(Event(self._world.now(), step.id, "failed", {"state": "not sent", "message": str(result)[:MESSAGE]}))
            return result
        if isinstance(result, Exception):
            raise result
        kind, detail = _judged(result)
        self._stopping |= kind == "failed"
        self._journal.write(Event(self._world.now(), step.id, kind, detail), lasting=kind == "failed")
        return None


def _chance(step: str, tries: int) -> float:
    """Return a number from 0 to 1 that differs from file to file, so that many do not come back at one moment."""
    return hash((step, tries)) % 1000 / 1000


def _judged(answer: Answer) -> tuple[Literal["done", "failed"], Detail]:
    if answer.status is not None and 200 <= answer.status < 300:
        return "done", {"state": "present" if answer.present else "uploaded"}
    if not answer.sent:
        return "failed", {"state": "not sent", "message": answer.message[:MESSAGE]}
    unclear = answer.status is None or answer.status >= 500 or answer.status in NO_CLEAR_ANSWER
    return "failed", {"state": "in doubt" if unclear else "refused", "status": answer.status or 0, "message": answer.message[:MESSAGE]}
