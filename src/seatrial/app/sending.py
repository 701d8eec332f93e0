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
from seatrial.model.release import Artifact, UploadStep
from seatrial.problem import Problem
from seatrial.problem.release import FILE_CHANGED, FILE_MISSING

BLOCK = 256 * 1024
"""Bytes that are read at once."""
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
    """A file that says how far it is read, ends at the word to stop, and never ends well with other bytes than those of the plan."""

    def __init__(self, file: io.BufferedReader, path: str, artifact: Artifact, watch: Watch) -> None:
        self._file, self._path, self._artifact, self._watch = file, path, artifact, watch
        self._hash, self._hashed = hashlib.sha256(), 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        if (offset, whence) == (0, os.SEEK_SET):
            self._hash, self._hashed = hashlib.sha256(), 0
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # what BufferedReader gives is one of these
        if self._watch.stop.is_set():
            raise Stopped
        begin = self._file.tell()
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        if begin == self._hashed:
            self._hash.update(data)
            self._hashed += len(data)
        if data and self._hashed == self._artifact.size and self._hash.hexdigest() != self._artifact.sha256:
            # The request does not end: no index takes what it was not sent to the end.
            raise Problem(FILE_CHANGED, path=self._path, found=self._hash.hexdigest(), planned=self._artifact.sha256)
        name = self._artifact.name
        self._watch.sent[name] = max(self._watch.sent.get(name, 0), self._file.tell())
        return len(data)


def put(path: str, artifact: Artifact, send: Send, watch: Watch) -> Answer:
    """Send one file with its form, once. Raises Problem where it is not the file of the plan any more: the index then has nothing of it."""
    with opened(path) as file:
        size = os.fstat(file.fileno()).st_size
        if size != artifact.size:
            raise Problem(FILE_CHANGED, path=path, found=hashlib.file_digest(file, "sha256").hexdigest(), planned=artifact.sha256)
        dist = read(file, artifact.name, hashed=False, code=False)._replace(sha256=artifact.sha256, blake2b_256=artifact.blake2b_256)
        text = sent_metadata(dist)
        form = form_of(dist, None if text is None else parse(text))
        file.seek(0)
        body = io.BufferedReader(_Body(file, path, artifact, watch), BLOCK)
        return send(Sending(form, Content(artifact.name), body, artifact.size))


def hold_against_plan(paths: Mapping[str, str], steps: Sequence[UploadStep]) -> None:
    """Raise Problem where a file that is to be sent is missing or is not the file of the plan."""
    for step in steps:
        path = paths[step.file]
        with opened(path) as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != step.sha256:
            raise Problem(FILE_CHANGED, path=path, found=found, planned=step.sha256)


def opened(path: str) -> io.BufferedReader:
    """Open a file for reading; no link is followed, and no pipe waited for. Raises Problem PRL021."""
    try:
        return os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC), "rb")
    except OSError as error:
        raise Problem(FILE_MISSING, path=path, reason=error.strerror or str(error)) from error
