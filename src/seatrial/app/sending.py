"""Sending files: one file with its form, and a wave of files side by side."""

import hashlib
import io
import os
import queue
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from seatrial.app.journals import Journal
from seatrial.core.dist import read
from seatrial.core.journal import Detail
from seatrial.core.metadata import parse
from seatrial.core.protocol import form_of
from seatrial.model.dist import Unknown
from seatrial.model.event import Tell, Told
from seatrial.model.form import Content
from seatrial.model.index import Answer, Send, Sending
from seatrial.model.release import Event, UploadStep
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.release import FILE_CHANGED, FILE_MISSING

TICK = 0.1
"""Seconds between two tellings of progress."""
MESSAGE = 2000
"""Characters of the index's words that are kept."""
NO_CLEAR_ANSWER = frozenset({408, 429})
"""Statuses below 500 that say nothing about the file."""
Put = Callable[[UploadStep, "Watch"], Answer]


class Watch:
    """How far a wave of uploads is, and the word to stop."""

    def __init__(self) -> None:
        self.stop = threading.Event()
        self.sent: dict[str, int] = {}


class Stopped(Exception):  # noqa: N818  (an interruption, not an error)
    """Raised where a file is read for sending after the word to stop."""


class _Body(io.RawIOBase):
    """A file that says how far it is read, and ends when the wave is stopped."""

    def __init__(self, file: io.BufferedReader, name: str, watch: Watch) -> None:
        self._file, self._name, self._watch = file, name, watch

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # what BufferedReader gives is one of these
        if self._watch.stop.is_set():
            raise Stopped
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        self._watch.sent[self._name] = max(self._watch.sent.get(self._name, 0), self._file.tell())
        return len(data)


def put(path: str, step: UploadStep, send: Send, watch: Watch) -> Answer:
    """Send one file with its form. Raises Problem where it is not the file of the plan any more: then nothing was sent."""
    with _opened(path) as file:
        dist = read(file, step.file)
        if dist.sha256 != step.sha256:
            raise Problem(FILE_CHANGED, path=path, found=dist.sha256, planned=step.sha256)
        file.seek(0)
        metadata = None if isinstance(dist, Unknown) or dist.metadata is None else parse(dist.metadata)
        body = io.BufferedReader(_Body(file, step.file, watch), 256 * 1024)
        return send(Sending(form_of(dist, metadata), Content(step.file), body, dist.size))


def hold_against_plan(paths: Mapping[str, str], steps: Sequence[UploadStep]) -> None:
    """Raise Problem where a file that is to be sent is missing or is not the file of the plan."""
    for step in steps:
        path = paths[step.file]
        with _opened(path) as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != step.sha256:
            raise Problem(FILE_CHANGED, path=path, found=found, planned=step.sha256)


def send_wave(
    world: World, steps: Sequence[UploadStep], put_one: Put, journal: Journal, jobs: int, before: int, total: int
) -> Problem | None:
    """Send files side by side, to the end of the wave whatever becomes of one; return the Problem that kept a file from being sent.

    What the index said of each is in the journal. `before` and `total` are the bytes of the files before it and of all.
    """
    watch, tasks, answers = Watch(), queue.SimpleQueue[UploadStep | None](), queue.SimpleQueue[tuple[UploadStep, Answer | Exception]]()
    workers = min(jobs, len(steps))
    for _ in range(workers):
        threading.Thread(target=_work, args=(tasks, answers, put_one, watch), daemon=True).start()
    waiting, running, problem = list(steps), 0, None
    try:
        while waiting or running:
            while waiting and running < workers:
                journal.write(Event(world.now(), waiting[0].id, "started"))
                tasks.put(waiting.pop(0))
                running += 1
            result = _next(answers)
            _progress(world.tell, watch, before, total)
            if result is not None:
                running -= 1
                problem = _enter(world, journal, *result) or problem
    finally:
        watch.stop.set()
        for _ in range(workers):
            tasks.put(None)
    return problem


def _work(
    tasks: "queue.SimpleQueue[UploadStep | None]",
    answers: "queue.SimpleQueue[tuple[UploadStep, Answer | Exception]]",
    put_one: Put,
    watch: Watch,
) -> None:
    while (step := tasks.get()) is not None:
        try:
            answers.put((step, put_one(step, watch)))
        except Exception as error:  # noqa: BLE001  (handed to the main thread, which raises it)
            answers.put((step, error))


def _next(answers: "queue.SimpleQueue[tuple[UploadStep, Answer | Exception]]") -> tuple[UploadStep, Answer | Exception] | None:
    try:
        return answers.get(timeout=TICK)
    except queue.Empty:
        return None


def _progress(tell: Tell, watch: Watch, before: int, total: int) -> None:
    tell(Told("upload", "progress", done=min(before + sum(watch.sent.values()), total), total=total, unit="bytes"))


def _enter(world: World, journal: Journal, step: UploadStep, result: Answer | Exception) -> Problem | None:
    if isinstance(result, Problem):
        journal.write(Event(world.now(), step.id, "failed", {"state": "not sent", "message": str(result)[:MESSAGE]}))
        return result
    if isinstance(result, Exception):
        raise result
    journal.write(Event(world.now(), step.id, *_judged(result)))
    return None


def _judged(answer: Answer) -> tuple[Literal["done", "failed"], Detail]:
    if answer.status == 200:
        return "done", {"state": "present" if answer.present else "uploaded"}
    unclear = answer.status is None or answer.status >= 500 or answer.status in NO_CLEAR_ANSWER
    return "failed", {"state": "in doubt" if unclear else "refused", "status": answer.status or 0, "message": answer.message[:MESSAGE]}


def _opened(path: str) -> io.BufferedReader:
    try:
        return os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC), "rb")
    except OSError as error:
        raise Problem(FILE_MISSING, path=path, reason=error.strerror or str(error)) from error
