"""Sending one file with its form, as it lies on disk."""

import hashlib
import io
import os
import threading
from collections.abc import Callable, Mapping, Sequence

from seatrial.core.dist import read
from seatrial.core.metadata import parse
from seatrial.core.protocol import form_of, sent_metadata
from seatrial.model.form import Content
from seatrial.model.index import Answer, Send, Sending
from seatrial.model.release import UploadStep
from seatrial.problem import Problem
from seatrial.problem.release import FILE_CHANGED, FILE_MISSING

Put = Callable[[UploadStep, "Watch"], Answer]


class Watch:
    """How far the files are that are under way, and the word to stop."""

    def __init__(self) -> None:
        self.stop = threading.Event()
        self.sent: dict[str, int] = {}
        """Bytes by file."""
        self.seen = False
        """Whether the index has answered anything."""


class Stopped(Exception):  # noqa: N818  (an interruption, not an error)
    """Raised where a file is read for sending after the word to stop."""


class _Body(io.RawIOBase):
    """A file that says how far it is read, and ends at the word to stop."""

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
        text = sent_metadata(dist)
        metadata = None if text is None else parse(text)
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


def _opened(path: str) -> io.BufferedReader:
    try:
        return os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC), "rb")
    except OSError as error:
        raise Problem(FILE_MISSING, path=path, reason=error.strerror or str(error)) from error
