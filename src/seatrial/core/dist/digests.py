"""Size and hashes of a whole file, on two cores where that pays."""

import hashlib
import queue
import threading
from typing import BinaryIO

from seatrial.core.dist.bounds import MIB
from seatrial.model.dist import Digests

PARALLEL = 4 * MIB
"""A thread costs more than it saves below this size."""
BLOCK = 1 * MIB


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


def _side_by_side(stream: BinaryIO, sha256: "hashlib._Hash", blake2b: "hashlib.blake2b") -> int:
    blocks: queue.Queue[bytes] = queue.Queue(maxsize=4)

    def work() -> None:
        while block := blocks.get():
            blake2b.update(block)

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    read = 0
    try:
        while block := stream.read(BLOCK):
            blocks.put(block)
            sha256.update(block)
            read += len(block)
    finally:
        blocks.put(b"")
        worker.join()
    return read
