"""Runs inputs made by chance for as long as is asked, in processes with bounds: `python tests/hostile/fuzz.py --count 100000 --seed 1`.

Whatever ends badly is told with its number, and is made again by `--seed N --only NUMBER`.
"""

import argparse
import resource
import select
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
SLOW = 3.0
"""Seconds of processor time, children included."""
HANG = 30.0
"""Seconds on the wall after which a process is ended."""
MEMORY = 512
"""MiB that the process may hold at most …"""
ADDRESSES = 4 << 30
"""… and bytes of addresses that it may have."""


def work(seed: int, begin: int, end: int) -> None:
    """Try the inputs from one number up to another, and write a line for each: number, seconds, MiB, and what is wrong."""
    sys.path[:0] = [str(TESTS)]
    from make.fuzz_trial import tried
    from make.fuzzed import case

    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    with tempfile.TemporaryDirectory() as folder:
        for number in range(begin, end):
            made = case(seed, number)
            begun = _spent()
            try:
                wrong = tried(made, Path(folder))
            except Exception as error:  # noqa: BLE001  (this is what is looked for)
                place = traceback.extract_tb(error.__traceback__)[-1]
                wrong = f"{type(error).__name__}: {error} ({place.filename}:{place.lineno})"
            size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1 << 20 if sys.platform == "darwin" else 1 << 10)
            line = f"{number} {_spent() - begun:.3f} {size} {wrong}".replace("\n", " ")
            sys.stdout.buffer.write(line.encode("utf-8", "backslashreplace") + b"\n")
            sys.stdout.flush()


def _spent() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def run(seed: int, count: int, first: int = 0) -> list[str]:
    """Try so many inputs, and return what ended badly."""
    found: list[str] = []
    number, worst = first, (0.0, 0)
    while number < first + count:
        end = min(number + 2000, first + count)
        command = [sys.executable, __file__, "--seed", str(seed), "--work", str(number), str(end)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
            assert child.stdout is not None
            number, worst = _followed(child, number, worst, found)
            child.kill()
        print(f"seed {seed}: {number - first} of {count}, bad: {len(found)}, slowest: {worst[0]:.2f} s (number {worst[1]})", flush=True)  # noqa: T201  (its output)
    return found


def _followed(child: subprocess.Popen[bytes], number: int, worst: tuple[float, int], found: list[str]) -> tuple[int, tuple[float, int]]:
    """Read the lines of one process until it ends, hangs or grows too large; return the number to go on with."""
    assert child.stdout is not None
    while True:
        if not select.select([child.stdout], [], [], HANG)[0]:
            _tell(found, f"{number}: hangs")
            return number + 1, worst
        line = child.stdout.readline().decode()
        if not line:
            if child.wait() != 0:
                _tell(found, f"{number}: ended by {child.returncode}: {child.stderr.read()[-300:].decode() if child.stderr else ''}")
                return number + 1, worst
            return number, worst
        told, seconds, size, wrong = line.rstrip("\n").split(" ", 3)
        worst = max(worst, (float(seconds), int(told)))
        slow = f"{seconds} s " if float(seconds) > SLOW else ""
        large = f"{size} MiB " if int(size) > MEMORY else ""
        number = int(told) + 1
        if wrong or slow or large:
            _tell(found, f"{told}: {slow}{large}{wrong}")
        if large:
            return number, worst


def _tell(found: list[str], wrong: str) -> None:
    found.append(wrong)
    print(wrong, flush=True)  # noqa: T201  (its output)


def main() -> int:
    """Read the command line, and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--only", type=int)
    parser.add_argument("--work", type=int, nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.work:
        work(asked.seed, *asked.work)
        return 0
    if asked.only is not None:
        work(asked.seed, asked.only, asked.only + 1)
        return 0
    return 1 if run(asked.seed, asked.count, asked.first) else 0


if __name__ == "__main__":
    sys.exit(main())
