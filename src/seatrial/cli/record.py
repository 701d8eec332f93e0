"""The file of `--events`: a line for each thing as it happens, written beside the work, which it can neither stop nor delay."""

import os
import queue
import threading
import time
from typing import Self

from seatrial.model.event import Told
from seatrial.model.sentence import Sentence
from seatrial.problem import Problem
from seatrial.problem.command import EVENTS_PLACE
from seatrial.report.escape import escape
from seatrial.report.events import end_line, event_line, start_line
from seatrial.text.words import Language, say

LOST = Sentence("CLI240", "The events in {path} are not complete from here on: {reason}. The work goes on.")
SLOW = Sentence("CLI241", "they could not be written in time")
WAITING = 10_000
"""Lines that wait for a slow disk; what comes then is lost."""
PATIENCE = 5.0
"""Seconds that the end of a run waits for a slow disk."""


class Record:
    """Takes what is told, from any thread, and writes it as lines; the first line is written when it is made."""

    def __init__(self, path: str, command: str, language: Language) -> None:
        self.path = path
        self.language = language
        self._lines: queue.Queue[str | None] = queue.Queue(WAITING)
        self._fault = ""
        self._complained = False
        self._over = False
        self._file = _opened(path)
        self._writer = threading.Thread(target=self._write, daemon=True)
        self._writer.start()
        self._put(start_line(command, time.time()))

    def tell(self, told: Told) -> Self:
        """Take one thing that happened."""
        self._put(event_line(told, self.language, time.time()))
        return self

    def end(self, status: int) -> None:
        """Write the last line and wait, not for ever, until everything is written; a second end is none."""
        if self._over:
            return
        self._over = True
        if not self._writer.is_alive():
            return
        until = time.monotonic() + PATIENCE
        try:
            for last in (end_line(status, time.time()), None):
                self._lines.put(last, timeout=max(until - time.monotonic(), 0))
        except queue.Full:
            self._fault = self._fault or say(self.language, SLOW)
        self._writer.join(max(until - time.monotonic(), 0))
        if self._writer.is_alive():
            self._fault = self._fault or say(self.language, SLOW)

    def complaint(self) -> str:
        """Return, once, that lines were lost and why; else nothing."""
        if self._complained or not self._fault:
            return ""
        self._complained = True
        return say(self.language, LOST, {"path": escape(self.path), "reason": escape(self._fault)})

    def _put(self, line: str) -> None:
        if self._fault or self._over:
            return
        try:
            self._lines.put_nowait(line)
        except queue.Full:
            self._fault = say(self.language, SLOW)

    def _write(self) -> None:
        try:
            while (line := self._lines.get()) is not None:
                data = line.encode("ascii")
                while data:
                    data = data[os.write(self._file, data) :]
        except OSError as error:
            self._fault = error.strerror or str(error)
        finally:
            os.close(self._file)


def _opened(path: str) -> int:
    """Open the file, which no link may lead elsewhere; a pipe must have its reader. Raises Problem PCL004."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
    try:
        file = os.open(path, flags, 0o644)
        os.set_blocking(file, True)
    except OSError as error:
        raise Problem(EVENTS_PLACE, path=path, reason=error.strerror or str(error)) from error
    return file
