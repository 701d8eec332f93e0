"""Run commands in turn and compare what they cost."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

BIN = Path(sys.executable).parent


class Cost(NamedTuple):
    """What one run cost, its children included, in seconds."""

    wall: float
    cpu: float
    megabytes: float
    """The most that one process held."""


class Contest(NamedTuple):
    """Two ways of doing the same job."""

    name: str
    ours: Callable[[], None]
    theirs: Callable[[], None]
    peer: str
    unit: str
    """`cpu` or `wall`."""
    limit: float
    """The ratio that we must not pass."""
    room: float | None = None
    """Megabytes that we may hold above a check of a small file; None where nobody asks."""
    rounds: int = 7


def cost(job: Callable[[], None]) -> Cost:
    """Run a job in a child of its own and take its cost by wait4."""
    begun = time.perf_counter()
    child = os.fork()
    if child == 0:
        try:
            job()
        except BaseException as error:  # noqa: BLE001  (the child must not run on)
            print(error, file=sys.stderr)
            os._exit(1)
        os._exit(0)
    _, status, usage = os.wait4(child, 0)
    if status:
        raise SystemExit("a command failed; see above")
    scale = 1 if sys.platform == "darwin" else 1024
    return Cost(time.perf_counter() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * scale / 2**20)


class Compared(NamedTuple):
    """What came of a contest in one unit: medians of the pairs."""

    ratio: float
    ours: float
    theirs: float


def compared(contest: Contest, rounds: int) -> dict[str, Compared]:
    """Return what came of a contest by `cpu` and by `wall`; ours and theirs are run in turn, so that both meet the same machine."""
    cost(contest.ours)
    cost(contest.theirs)
    pairs = [(cost(contest.ours), cost(contest.theirs)) for _ in range(rounds)]
    return {
        "cpu": _compared([(ours.cpu, theirs.cpu) for ours, theirs in pairs]),
        "wall": _compared([(ours.wall, theirs.wall) for ours, theirs in pairs]),
    }


def _compared(pairs: Sequence[tuple[float, float]]) -> Compared:
    return Compared(
        statistics.median(ours / theirs for ours, theirs in pairs),
        statistics.median(ours for ours, _ in pairs),
        statistics.median(theirs for _, theirs in pairs),
    )


def run(
    *args: str | Path,
    cwd: Path | None = None,
    path: str | None = None,
    env: Mapping[str, str] | None = None,
    statuses: Sequence[int] = (0,),
) -> None:
    """Run one command silently, with further variables; show its output if it ends with another status."""
    environ = {**os.environ, "PATH": path or f"{BIN}{os.pathsep}{os.environ['PATH']}", **(env or {})}
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryFile() as output:
        program = shutil.which(str(args[0]), path=environ["PATH"]) or str(args[0])
        status = subprocess.run(
            [program, *map(str, args[1:])], cwd=cwd, env=environ, stdout=output, stderr=output, stdin=subprocess.DEVNULL, check=False
        ).returncode
        if status not in statuses:
            output.seek(0)
            sys.stderr.write(output.read().decode("utf-8", "replace"))
            raise SystemExit(f"{' '.join(map(str, args))} ended with {status}")


def compare(contests: Iterable[Contest], words: Sequence[str], names: list[str]) -> int:
    """Run the contests whose names hold one of the words given, or all; print what came of them and return how many were lost.

    The names of all of them are added to `names`.
    """
    failed = 0
    small = None
    print(f"{'job':36} {'unit':4} {'ours':>8} {'theirs':>8} {'ratio':>6} {'limit':>6}  beside")
    for contest in contests:
        names.append(contest.name)
        if words and not any(word in contest.name for word in words):
            continue
        for unit, found in compared(contest, contest.rounds).items():
            counts = unit == contest.unit
            failed += counts and found.ratio > contest.limit
            limit = f"{contest.limit:6.2f}{' ' if found.ratio <= contest.limit else '!'}" if counts else " " * 7
            print(f"{contest.name:36} {unit:4} {found.ours:8.3f} {found.theirs:8.3f} {found.ratio:6.2f} {limit} {contest.peer}", flush=True)
        if contest.room is not None:
            small = small or cost(lambda: run("seatrial", "check", __file__, statuses=(1,))).megabytes
            held = cost(contest.ours).megabytes - small
            failed += held > contest.room
            mark = " " if held <= contest.room else "!"
            print(f"{'  memory above that for a small file':59} {held:6.0f} {contest.room:6.0f}{mark} MB", flush=True)
    return failed
