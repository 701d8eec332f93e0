"""Sending one file with its form, as it lies on disk."""

import hashlib
import io
import os
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import BinaryIO, cast

from seatrial.core.dist import PARALLEL, Beside, read
from seatrial.core.metadata import parse
from seatrial.core.protocol import form_of, sent_metadata
from seatrial.model.form import Content, Form
from seatrial.model.index import Answer, Send, Sending
from seatrial.model.release import Artifact, UploadStep
from seatrial.problem import Problem
from seatrial.problem.release import FILE_CHANGED, FILE_MISSING

AT_ONCE = 1024 * 1024
"""Bytes of a file that is read and held against the plan before any of it is sent; of a larger one the last bytes are not sent."""
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

    def __init__(self, file: BinaryIO, path: str, artifact: Artifact, watch: Watch) -> None:
        self._file, self._path, self._artifact, self._watch = file, path, artifact, watch
        self._hash, self._hashed = _hash(artifact.size), 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        if (offset, whence) == (0, os.SEEK_SET) and self._hashed:
            self._hash.close()
            self._hash, self._hashed = _hash(self._artifact.size), 0
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def close(self) -> None:
        self._hash.close()
        super().close()

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # what a buffered reader gives is one of these
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def read(self, size: int = -1) -> bytes:
        if self._watch.stop.is_set():
            raise Stopped
        begin = self._file.tell()
        data = self._file.read(size)
        if data and begin == self._hashed:
            self._hash.update(data)
            self._hashed += len(data)
            if self._hashed == self._artifact.size:
                # Else the request does not end: no index takes what it was not sent to the end.
                _hold(self._path, self._artifact, self._hash.hexdigest())
        name = self._artifact.name
        self._watch.sent[name] = max(self._watch.sent.get(name, 0), begin + len(data))
        return data


def _hash(size: int) -> Beside:
    """Return what hashes a file on its way, the hash of a large one on another processor."""
    return Beside(hashlib.sha256(), apart=size > PARALLEL)


def put(path: str, artifact: Artifact, send: Send, watch: Watch, form: Form | None = None) -> Answer:
    """Send one file with its form, once. Raises Problem where it is not the file of the plan any more: the index then has nothing of it.

    `form` is that of the very bytes of the plan, where it is known; else it is made of the file.
    """
    with opened(path) as file:
        size = os.fstat(file.fileno()).st_size
        if size != artifact.size:
            raise Problem(FILE_CHANGED, path=path, found=hashlib.file_digest(file, "sha256").hexdigest(), planned=artifact.sha256)
        whole: BinaryIO = file
        if size <= AT_ONCE:
            # Nothing is sent of a small file that changed.
            data = file.read(size)
            _hold(path, artifact, hashlib.sha256(data).hexdigest())
            whole = io.BytesIO(data)
        form = form or _form(whole, artifact)
        whole.seek(0)
        with _Body(whole, path, artifact, watch) as body:
            return send(Sending(form, Content(artifact.name), cast("BinaryIO", body), artifact.size))


def _form(file: BinaryIO, artifact: Artifact) -> Form:
    dist = read(file, artifact.name, hashed=False, code=False)._replace(sha256=artifact.sha256, blake2b_256=artifact.blake2b_256)
    text = sent_metadata(dist)
    return form_of(dist, None if text is None else parse(text))


def _hold(path: str, artifact: Artifact, found: str) -> None:
    if found != artifact.sha256:
        raise Problem(FILE_CHANGED, path=path, found=found, planned=artifact.sha256)


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
