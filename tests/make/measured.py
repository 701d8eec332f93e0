"""The program as a real process, watched from outside: what it said, how long it ran, the most memory that it or a child of it held."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from make.cli import environment

WATCH = """
import json, os, resource, sys, time
seconds, report, argv = float(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
begun = time.monotonic()
child = os.fork()
if child == 0:
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 1))
    resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.close(report)
    os.execv(argv[0], argv)
_, status, usage = os.wait4(child, 0)
scale = 1 if sys.platform == "darwin" else 1024
found = [os.waitstatus_to_exitcode(status), time.monotonic() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * scale]
os.write(report, json.dumps(found).encode())
"""
"""Starts the program from a process that is small itself: Linux counts the memory of the one that forks as the child's own."""
KILLED = 60
"""Seconds of processor time after which a run is ended, so that a hang is a failure and not a wait."""


REFERENCE = 0.22
"""Processor seconds of `pace`'s work on the machine on which the bounds were set."""


class Ran(NamedTuple):
    """One run."""

    status: int
    """Negative where a signal ended it."""
    out: str
    err: str
    seconds: float
    """Of processor time, of the program and its children; the clock on the wall says little on a busy machine. Told as on the machine on which
    the bounds were set, where this one is slower."""
    megabytes: float
    """The most that one process held."""

    @property
    def answer(self) -> Any:
        """The object that was printed."""
        return json.loads(self.out)

    @property
    def verdicts(self) -> list[str]:
        """The verdict on each file, in order."""
        return [subject["verdict"] for subject in self.answer["subjects"]]

    @property
    def rules(self) -> set[str]:
        """The rules that found something."""
        return {finding["rule"] for finding in self.answer["findings"]}


@cache
def pace() -> float:
    """Return how many times slower this machine is than the one on which the bounds were set, 1 where it is not."""
    begun = time.process_time()
    sum(number * number for number in range(3_000_000))
    return max(1.0, (time.process_time() - begun) / REFERENCE)


def measured(*args: str | bytes | Path, home: Path, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> Ran:
    """Run the program to its end and return what came of it; a run that takes too long is ended by a signal."""
    surroundings = {**environment(home), **(env or {})}
    surroundings.pop("COVERAGE_PROCESS_START", None)
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, tempfile.TemporaryFile() as report:
        watched = [
            sys.executable,
            "-I",
            "-S",
            "-c",
            WATCH,
            str(round(KILLED * pace())),
            str(report.fileno()),
            sys.executable,
            "-m",
            "seatrial",
            *args,
        ]
        subprocess.run(
            watched, stdin=subprocess.DEVNULL, stdout=out, stderr=err, cwd=cwd or home, env=surroundings, check=True,
            pass_fds=(report.fileno(),), timeout=10 * KILLED * pace(),
        )  # fmt: skip
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode())
        report.seek(0)
        status, _, cpu, size = json.load(report)
    return Ran(status, *texts, cpu / pace(), size / 2**20)


def checked(*paths: str | bytes | Path, home: Path, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> Ran:
    """Check files as `seatrial check --format json` does; it must end by itself, with an object on stdout and no crash."""
    ran = measured("check", "--format", "json", *paths, home=home, cwd=cwd, env=env)
    assert ran.status in {0, 1}, (ran.status, ran.err[-2000:])
    return ran


def written(folder: Path, name: str, data: bytes) -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def crowd(folder: Path, name: str, files: Mapping[str, bytes]) -> list[Path]:
    """Write files that all have one name, each into a folder of its own that says what it is."""
    return [written(folder / label, name, data) for label, data in files.items()]
