"""Size and hashes of a whole file, on two cores where that pays."""

import hashlib
import queue
import threading
from contextlib import closing
from typing import BinaryIO, Union

from seatrial.core.dist.bounds import MIB
from seatrial.model.dist import Digests

PARALLEL = 4 * MIB
"""A thread costs more than it saves below this size."""
BLOCK = 1 * MIB
AHEAD = 3
"""Blocks that wait for a hash at most."""
Hash = Union["hashlib._Hash", "hashlib.blake2b"]  # noqa: SLF001  (the only name that its type has)


class Beside:
    """A hash that is worked out in a thread of its own, beside the one that feeds it; `apart` says whether that pays. It ends when it is closed."""

    def __init__(self, digest: Hash, *, apart: bool = True) -> None:
        self._digest = digest
        self._blocks: queue.Queue[bytes] = queue.Queue(maxsize=AHEAD)
        self._worker: threading.Thread | None = None
        if apart:
            self._worker = threading.Thread(target=self._work, daemon=True)
            self._worker.start()

    def update(self, block: bytes) -> None:
        """Take some bytes, which are not empty."""
        if self._worker:
            self._blocks.put(block)
        else:
            self._digest.update(block)

    def hexdigest(self) -> str:
        """Return the hash of all that was taken; it takes no more."""
        self.close()
        return self._digest.hexdigest()

    def close(self) -> None:
        """End the thread."""
        if self._worker:
            self._blocks.put(b"")
            self._worker.join()
            self._worker = None

    def _work(self) -> None:
        while block := self._blocks.get():
            self._digest.update(block)


def digest(stream: BinaryIO) -> Digests:
    """Return size, sha256 and blake2b-256 of a seekable stream, read from its start. Raises what the stream raises."""
    size = stream.seek(0, 2)
    stream.seek(0)
    sha256 = hashlib.sha256()
    blake2b = hashlib.blake2b(digest_size=32)
    if size > PARALLEL:
        read = _side_by_side(stream, sha256, blake2b)
    else:
        read = 0
        while block := stream.read(BLOCK):
            read += len(block)
            sha256.update(block)
            blake2b.update(block)
    return Digests(read, sha256.hexdigest(), blake2b.hexdigest())


def _side_by_side(stream: BinaryIO, sha256: Hash, blake2b: Hash) -> int:
    read = 0
    with closing(Beside(blake2b)) as beside:
        while block := stream.read(BLOCK):
            beside.update(block)
            sha256.update(block)
            read += len(block)
    return read
