"""Whether time and memory of a check grow no faster than what is checked."""

from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from benchmarks.measure import cost, run
from benchmarks.packing import wheel
from benchmarks.small_files import small_files

FILES = (250, 500, 1000)
MEMBERS = (25_000, 50_000, 100_000)
ROUNDS = 3
FASTER = 1.25
"""By how much a step may cost more than in proportion: the machine is not quiet to a quarter."""
EMPTY_METADATA = (
    b"Metadata-Version: 2.1\nName: large\nVersion: 1.0\nSummary: A file for benchmarks\nLicense: MIT\nRequires-Python: >=3.9\n\nText.\n"
)


def growth(folder: Path) -> int:
    """Print what a check costs of ever more small wheels and of a wheel with ever more members; return how many steps grew too fast."""
    return _grown("small wheels", FILES, folder, _wheels) + _grown("members of a wheel", MEMBERS, folder, _members)


def _grown(what: str, sizes: Sequence[int], folder: Path, write: Callable[[Path, int], list[Path]]) -> int:
    print(f"{'check of so many ' + what:36} {'wall s':>8} {'cpu s':>8} {'MB':>6}  cpu of a step in proportion")
    before = None
    failed = 0
    for size in sizes:
        place = folder / f"{write.__name__}{size}"
        place.mkdir()
        files = write(place, size)
        costs = [cost(lambda files=files: run("seatrial", "check", *files)) for _ in range(ROUNDS)]
        cpu = median(one.cpu for one in costs)
        step = "" if before is None else f"{cpu / before[1] / (size / before[0]):.2f}"
        failed += before is not None and float(step) > FASTER
        print(
            f"{size:36,} {median(one.wall for one in costs):8.2f} {cpu:8.2f} {median(one.megabytes for one in costs):6.0f}  {step}",
            flush=True,
        )
        before = size, cpu
    return failed


def _wheels(folder: Path, count: int) -> list[Path]:
    return [path for path in small_files(folder, count, "markdown") if path.suffix == ".whl"]


def _members(folder: Path, count: int) -> list[Path]:
    members = [("large/__init__.py", b""), *((f"large/data/d{at % 100}/member{at}.txt", b"%d" % at) for at in range(count))]
    return [wheel(folder, "large", EMPTY_METADATA, members)]
