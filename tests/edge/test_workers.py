"""Work is shared out among processes, and none of them takes the others with it."""

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from seatrial.edge import workers
from seatrial.edge.workers import spread

BATCHES = [[0, 1], [2], [3, 4, 5], [6], [7]]
RUN = """
import os, sys, time
from seatrial.edge import workers
workers.processors = lambda: 2
def work(piece):
    open(f"{sys.argv[1]}/{os.getpid()}", "w").close()
    time.sleep(60)
list(workers.spread([[0], [1], [2]], work))
"""


@pytest.fixture(autouse=True)
def _two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "processors", lambda: 2)


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_every_piece_is_done_once_and_by_others() -> None:
    """Two processes do the work, a batch stays together, and when all is done both are gone."""
    done = dict(spread(BATCHES, lambda piece: (piece, os.getpid())))
    assert sorted(done) == list(range(8))
    assert all(answer[0] == piece for piece, answer in done.items())
    pids = {answer[1] for answer in done.values()}
    assert os.getpid() not in pids
    assert len({done[piece][1] for piece in (3, 4, 5)}) == 1
    assert not any(map(is_there, pids))


def test_long_answers_arrive_whole() -> None:
    """An answer that no pipe can hold comes piece by piece, beside those of others."""
    answers = dict(spread([[1], [2], [3]], lambda piece: bytes([piece]) * 3_000_000))
    assert answers == {piece: bytes([piece]) * 3_000_000 for piece in (1, 2, 3)}


@pytest.mark.parametrize("end", [lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: os._exit(0)], ids=["killed", "ended"])
def test_what_ends_a_worker_costs_one_piece(end: Callable[[], None], tmp_path: Path) -> None:
    """A piece that ends its process is tried once more and then given up; all others are done."""

    def work(piece: int) -> str:
        if piece in {3, 6}:
            with (tmp_path / str(piece)).open("a") as tried:
                tried.write("x")
            end()
        return f"done {piece}"

    assert dict(spread(BATCHES, work)) == {piece: None if piece in {3, 6} else f"done {piece}" for piece in range(8)}
    assert [(tmp_path / name).read_text() for name in "36"] == ["xx", "xx"]


def test_a_worker_that_is_ended_from_outside_loses_nothing(tmp_path: Path) -> None:
    """Where the system ends a process that did no harm, its work is done by another."""

    def work(piece: int) -> int:
        if not (tmp_path / "once").exists():
            (tmp_path / "once").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return piece * 2

    assert dict(spread(BATCHES, work)) == {piece: piece * 2 for piece in range(8)}


def test_an_error_is_raised_where_it_is_seen() -> None:
    """What goes wrong in a worker goes wrong here, with its own traceback; answers that cannot be sent are made here."""

    def work(piece: int) -> object:
        if piece == 4:
            raise ValueError("four")
        return (lambda: piece) if piece == 0 else piece

    with pytest.raises(ValueError, match="four"):
        list(spread(BATCHES, work))
    assert callable(dict(spread([[0], [1]], work))[0])


def test_where_there_is_one_processor_nothing_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """On one processor, for one batch, and where the system gives no process, the work is done here."""

    def none() -> int:
        raise OSError(errno.EAGAIN, "no more processes")

    here = dict.fromkeys(range(8), os.getpid())
    assert dict(spread([list(range(8))], lambda _: os.getpid())) == here
    with monkeypatch.context() as patch:
        patch.setattr(os, "fork", none)
        opened = len(list(Path("/dev/fd").iterdir()))
        assert dict(spread(BATCHES, lambda _: os.getpid())) == here
        assert len(list(Path("/dev/fd").iterdir())) == opened
    monkeypatch.setattr(workers, "processors", lambda: 1)
    assert dict(spread(BATCHES, lambda _: os.getpid())) == here


def test_whoever_stops_listening_leaves_nobody_behind() -> None:
    """When the answers are of no use any more the workers end, also in the midst of their work."""
    pids = []
    results = spread([[0], [1], [2]], lambda piece: os.getpid() if piece == 0 else time.sleep(60))
    pids.append(next(results)[1])
    begun = time.monotonic()
    results.close()  # type: ignore[attr-defined]  # it is a generator
    assert time.monotonic() - begun < 5
    assert not any(map(is_there, pids))


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGKILL])
def test_no_worker_outlives_its_parent(stop: signal.Signals, tmp_path: Path) -> None:
    """Ctrl-C ends all at once with one traceback at the most, that of the parent; and a parent that is killed leaves no process that works on for nobody."""
    run = RUN if stop == signal.SIGINT else RUN.replace("60", "1")
    with subprocess.Popen([sys.executable, "-c", run, str(tmp_path)], stderr=subprocess.PIPE, text=True, start_new_session=True) as parent:
        while len(list(tmp_path.iterdir())) < 2:
            time.sleep(0.01)
        begun = time.monotonic()
        # As a terminal does: everybody in the group gets it.
        os.killpg(parent.pid, stop) if stop == signal.SIGINT else parent.kill()
        # Every process that is left has the other end of this pipe.
        _, said = parent.communicate(timeout=20)
        assert time.monotonic() - begun < 5
        assert said.count("Traceback") == (stop == signal.SIGINT)
