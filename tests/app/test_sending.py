"""One file on its way to an index."""

import hashlib
import threading
import time
from pathlib import Path

import pytest

from make.dist import WHEEL_NAME, wheel
from seatrial.app.sending import AT_ONCE, Stopped, Watch, put
from seatrial.core.dist import PARALLEL
from seatrial.model.form import Form
from seatrial.model.index import Answer, Sending
from seatrial.model.release import Artifact
from seatrial.problem import Problem

SIZES = pytest.mark.parametrize("size", [1000, AT_ONCE, PARALLEL], ids=["small", "large", "hashed beside"])


def dist(folder: Path, size: int) -> tuple[str, Artifact]:
    """Put a wheel into a folder, with a member of so many bytes; return its path and what a plan says of it."""
    data = wheel({"data.bin": bytes(size)}, compression=0)
    path = folder / WHEEL_NAME
    path.write_bytes(data)
    return str(path), Artifact(
        WHEEL_NAME, "wheel", len(data), hashlib.sha256(data).hexdigest(), hashlib.blake2b(data, digest_size=32).hexdigest()
    )


class Index:
    """Takes what it is sent, block by block, and so often as it wants."""

    def __init__(self, times: int = 1) -> None:
        self.forms: list[Form] = []
        self.bodies: list[bytes] = []
        self.times = times

    def send(self, sending: Sending) -> Answer:
        """Take one file."""
        self.forms.append(sending.form)
        for _ in range(self.times):
            body = b""
            while len(body) < sending.size:
                block = sending.body.read(300_000)
                if not block:
                    break
                body += block
            self.bodies.append(body)
            sending.body.seek(0)
        return Answer(200, "OK")


@SIZES
def test_an_index_gets_the_file_and_its_form(tmp_path: Path, size: int) -> None:
    """All bytes arrive, also where they are wanted again, how far they are is known, and no thread is left over."""
    (path, artifact), index, watch = dist(tmp_path, size), Index(times=2), Watch()
    before = set(threading.enumerate())
    assert put(path, artifact, index.send, watch).status == 200
    assert index.bodies == [Path(path).read_bytes()] * 2
    assert {name: index.forms[0].get(name) for name in ("name", "version", "sha256_digest", "blake2_256_digest")} == {
        "name": "sample-case",
        "version": "1.0",
        "sha256_digest": artifact.sha256,
        "blake2_256_digest": artifact.blake2b_256,
    }
    assert (watch.sent, set(threading.enumerate()) - before) == ({artifact.name: artifact.size}, set())


def test_a_form_that_is_known_goes_along(tmp_path: Path) -> None:
    """What the check made of a file is not made of it again."""
    (path, artifact), index, form = dist(tmp_path, 1000), Index(), Form((("name", "made before"),))
    put(path, artifact, index.send, Watch(), form)
    assert index.forms == [form]


@SIZES
def test_other_bytes_never_arrive_whole(tmp_path: Path, size: int) -> None:
    """Of a file that changed after the check an index gets no end, and of a small one nothing."""
    (path, artifact), index = dist(tmp_path, size), Index()
    before = set(threading.enumerate())
    data = Path(path).read_bytes()
    Path(path).write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    with pytest.raises(Problem) as raised:
        put(path, artifact, index.send, Watch(), Form(()))
    assert (raised.value.kind.id, raised.value.values["planned"]) == ("PRL006", artifact.sha256)
    assert (index.bodies, len(index.forms)) == ([], int(size >= AT_ONCE))
    assert set(threading.enumerate()) <= before


def test_a_file_of_another_size_is_not_begun(tmp_path: Path) -> None:
    """Its form is not even made."""
    (path, artifact), index = dist(tmp_path, 1000), Index()
    with Path(path).open("ab") as file:
        file.write(b"x")
    with pytest.raises(Problem) as raised:
        put(path, artifact, index.send, Watch())
    assert (raised.value.kind.id, index.forms) == ("PRL006", [])


def test_the_word_to_stop_ends_a_large_file(tmp_path: Path) -> None:
    """It is read no further, and what hashed it ends as well."""
    (path, artifact), watch = dist(tmp_path, PARALLEL), Watch()
    before = set(threading.enumerate())

    def send(sending: Sending) -> Answer:
        sending.body.read(1000)
        watch.stop.set()
        sending.body.read(1000)
        return Answer(200, "OK")

    with pytest.raises(Stopped):
        put(path, artifact, send, watch)
    until = time.monotonic() + 5
    while not set(threading.enumerate()) <= before and time.monotonic() < until:
        time.sleep(0.01)
    assert set(threading.enumerate()) <= before
