"""Size and hashes of a file."""

import hashlib
import io
import threading

import pytest

from seatrial.core.dist import PARALLEL, Beside, digest


@pytest.mark.parametrize("size", [0, 1000, PARALLEL + 3_000_000])
def test_a_digest_is_that_of_the_whole_file(size: int) -> None:
    """Whether on one processor or on two, the hashes are those of every byte."""
    data = bytes(range(256)) * (size // 256 + 1)
    assert digest(io.BytesIO(data)) == (len(data), hashlib.sha256(data).hexdigest(), hashlib.blake2b(data, digest_size=32).hexdigest())


@pytest.mark.parametrize("apart", [True, False])
def test_a_hash_is_the_same_in_a_thread_of_its_own(*, apart: bool) -> None:
    """What is fed in pieces amounts to the whole, and the thread is gone as soon as it is closed, once or twice."""
    before = threading.active_count()
    beside = Beside(hashlib.sha256(), apart=apart)
    assert threading.active_count() == before + apart
    for _ in range(10):
        beside.update(b"abc" * 100)
    assert beside.hexdigest() == hashlib.sha256(b"abc" * 1000).hexdigest()
    beside.close()
    assert threading.active_count() == before
