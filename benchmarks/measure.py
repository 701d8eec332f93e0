"""Run commands in turn and compare what they cost."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
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


def ratio(contest: Contest, rounds: int) -> tuple[float, float, float]:
    """Return the median of the paired ratios, and the medians of ours and theirs."""
    cost(contest.ours)
    cost(contest.theirs)
    pairs = [(_unit(cost(contest.ours), contest.unit), _unit(cost(contest.theirs), contest.unit)) for _ in range(rounds)]
    return (
        statistics.median(ours / theirs for ours, theirs in pairs),
        statistics.median(ours for ours, _ in pairs),
        statistics.median(theirs for _, theirs in pairs),
    )


def _unit(one: Cost, unit: str) -> float:
    return one.cpu if unit == "cpu" else one.wall


def run(*args: str | Path, cwd: Path | None = None, path: str | None = None, statuses: Sequence[int] = (0,)) -> None:
    """Run one command silently; show its output if it ends with another status."""
    environ = {**os.environ, "PATH": path or f"{BIN}{os.pathsep}{os.environ['PATH']}"}
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
