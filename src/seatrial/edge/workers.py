"""Worker processes that share out work among the processors: what ends one of them costs the piece of work that it was at, and no other."""

import contextlib
import gc
import os
import pickle
import select
import signal
import struct
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

MOST = 8
"""Workers at the most, however many processors there are: each holds as much memory as a run without any."""
AHEAD = 2
"""Pieces of work that a worker knows of, so that it need not wait for us between two."""
GRACE = 0.5
"""Seconds that a worker has to end by itself once it is told to."""
BLOCK = 1024 * 1024
PIECE = struct.Struct("<I")
LENGTH = struct.Struct("<Q")
HELD = (signal.SIGINT, signal.SIGTERM)
Work = Callable[[int], Any]


class _Worker(NamedTuple):
    """One process, its two pipes, and what it is at."""

    pid: int
    tasks: int
    results: int
    given: deque[int]
    """Pieces that it has not answered, in the order in which it takes them."""
    answer: bytearray
    """What has come of its next answer."""


def spread(batches: Sequence[Sequence[int]], work: Work) -> Iterator[tuple[int, Any]]:
    """Yield each piece of work with what came of it, as it is done; None for one that ended its worker, twice.

    A batch goes to one worker, which may remember what its pieces have in common. `work` is called in this process where there is one
    processor only, and for a piece that failed in a worker, so that the error is raised where somebody sees it.
    """
    count = min(processors(), MOST, len(batches))
    if count < 2 or not _may_fork():
        yield from ((piece, work(piece)) for batch in batches for piece in batch)
        return
    waiting = deque(batches)
    team: dict[int, _Worker] = {}
    try:
        yield from _collected(team, waiting, count, work)
    except BaseException:
        _stop(team)
        raise
    finally:
        _dismiss(team)


def processors() -> int:
    """Return how many processors this process may use."""
    asked = getattr(os, "sched_getaffinity", None)
    return len(asked(0)) if asked else os.cpu_count() or 1


def _may_fork() -> bool:
    # A copy of this process begins its work at once; a new interpreter imports for longer than it judges a dozen small files. The copy takes no
    # lock that a thread of ours may have held: it reads files, writes to a pipe of its own, and ends without clearing up. On macOS libraries of
    # the system may run threads of their own, and a copy is not safe there.
    return hasattr(os, "fork") and sys.platform != "darwin"


def _collected(team: dict[int, _Worker], waiting: deque[Sequence[int]], count: int, work: Work) -> Iterator[tuple[int, Any]]:
    tried: set[int] = set()
    while waiting or any(worker.given for worker in team.values()):
        while waiting and len(team) < count and _begin(team, work):
            pass
        if not team:
            # The system gives us no process.
            yield from ((piece, work(piece)) for batch in waiting for piece in batch)
            return
        for worker in team.values():
            _give(worker, waiting)
        for results in _readable(team):
            worker = team[results]
            block = os.read(results, BLOCK)
            if block:
                yield from ((piece, pickle.loads(data) if data else work(piece)) for piece, data in _answered(worker, block))  # noqa: S301  (from a copy of ourselves)
            else:
                yield from _lost(team.pop(results), waiting, tried)


def _readable(team: Mapping[int, _Worker]) -> list[int]:
    # select cannot take the numbers of a process that has very many files open.
    poll = select.poll()
    for results in team:
        poll.register(results, select.POLLIN)
    return [results for results, _ in poll.poll()]


def _give(worker: _Worker, waiting: deque[Sequence[int]]) -> None:
    while waiting and len(worker.given) < AHEAD:
        batch = waiting.popleft()
        worker.given.extend(batch)
        # One that has ended is met where its answers are read.
        with contextlib.suppress(BrokenPipeError):
            os.write(worker.tasks, b"".join(map(PIECE.pack, batch)))


def _answered(worker: _Worker, block: bytes) -> Iterator[tuple[int, bytes]]:
    worker.answer.extend(block)
    while len(worker.answer) >= LENGTH.size:
        end = LENGTH.size + LENGTH.unpack_from(worker.answer)[0]
        if len(worker.answer) < end:
            return
        data = bytes(worker.answer[LENGTH.size : end])
        del worker.answer[:end]
        yield worker.given.popleft(), data


def _lost(worker: _Worker, waiting: deque[Sequence[int]], tried: set[int]) -> Iterator[tuple[int, None]]:
    """Bury a worker; what it was at is tried once more, because a system that is short of memory ends whomever it likes."""
    _bury(worker)
    if not worker.given:
        return
    piece = worker.given.popleft()
    waiting.extendleft([[one] for one in reversed(worker.given)])
    if piece in tried:
        yield piece, None
    else:
        tried.add(piece)
        waiting.append([piece])


def _begin(team: dict[int, _Worker], work: Work) -> bool:
    """Start a worker; false where the system gives none."""
    ends: list[int] = []
    with _held():
        try:
            ends += os.pipe()
            ends += os.pipe()
            pid = os.fork()
        except OSError:
            for end in ends:
                os.close(end)
            return False
        tasks, ours, answers, results = ends
        if not pid:
            _live(work, tasks, results, [ours, answers, *(end for one in team.values() for end in (one.tasks, one.results))])
        os.close(tasks)
        os.close(results)
        team[answers] = _Worker(pid, ours, answers, deque(), bytearray())
    return True


def _live(work: Work, tasks: int, results: int, others: Sequence[int]) -> None:
    """Do what a worker does, and end this process: without a word, and without clearing up what is another's."""
    status = 1
    try:
        # An open end in a copy would hide that its owner is gone.
        for end in others:
            os.close(end)
        # Ctrl-C reaches every process of a terminal; who started us tells us to stop, so that what we run ends too.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, HELD)
        # What there is already stays, so that nobody need look whether it is still of use, and the memory is not copied for that.
        gc.freeze()
        while len(piece := os.read(tasks, PIECE.size)) == PIECE.size:
            _answer(results, work, PIECE.unpack(piece)[0])
        status = 0
    except BaseException:  # noqa: BLE001, S110  (whatever it is, whoever started us sees that we are gone)
        pass
    finally:
        os._exit(status)


def _answer(results: int, work: Work, piece: int) -> None:
    try:
        data = pickle.dumps(work(piece), pickle.HIGHEST_PROTOCOL)
    except Exception:  # noqa: BLE001  (raised once more where somebody sees it)
        data = b""
    rest = memoryview(LENGTH.pack(len(data)) + data)
    while rest:
        rest = rest[os.write(results, rest) :]


@contextlib.contextmanager
def _held() -> Iterator[None]:
    """Hold back what would stop us between the start of a process and the note of it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, HELD)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _stop(team: Mapping[int, _Worker]) -> None:
    for worker in team.values():
        with contextlib.suppress(ProcessLookupError):
            os.kill(worker.pid, signal.SIGTERM)


def _dismiss(team: dict[int, _Worker]) -> None:
    """Let every worker go; one that does not is ended."""
    with _held():
        for worker in team.values():
            os.close(worker.tasks)
        deadline = time.monotonic() + GRACE
        for worker in team.values():
            while not os.waitpid(worker.pid, os.WNOHANG)[0]:
                if time.monotonic() > deadline:
                    os.kill(worker.pid, signal.SIGKILL)
                    os.waitpid(worker.pid, 0)
                    break
                time.sleep(0.001)
            os.close(worker.results)
        team.clear()


def _bury(worker: _Worker) -> None:
    with _held():
        for end in (worker.tasks, worker.results):
            os.close(end)
        # It gave up its pipe, and may be stopped all the same.
        os.kill(worker.pid, signal.SIGKILL)
        os.waitpid(worker.pid, 0)
