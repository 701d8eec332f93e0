"""The contests of `upload`: two hundred wheels of one release at several delays, and large files, beside twine and uv."""

import shutil
from collections.abc import Callable, Sequence
from hashlib import file_digest
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.archives import huge_wheel, large_wheel
from benchmarks.measure import Cost, cost, run
from benchmarks.slow_index import Counted, counted, slow_index
from benchmarks.small_files import wheels_of_one_release

TOKEN = "pypi-benchmark"
COMMANDS = {
    "seatrial": ("seatrial", "upload", "--repository-url"),
    "twine": ("twine", "upload", "--repository-url"),
    "uv": ("uv", "publish", "--publish-url"),
}
"""Each with its own defaults: ours checks the files first, and asks the index before and after."""
SECRETS = {"SEATRIAL_TOKEN": TOKEN, "TWINE_USERNAME": "__token__", "TWINE_PASSWORD": TOKEN, "UV_PUBLISH_TOKEN": TOKEN}
JOBS = 8
"""Our files at once."""
ROOM = 48.0
"""Megabytes above an upload of one small wheel that an upload of a large file may take."""


class Job(NamedTuple):
    """What is sent."""

    name: str
    write: Callable[[Path], object]
    """Puts the files into a folder."""
    delay: int
    """Milliseconds before each answer of the index."""
    limits: dict[str, float]
    """The ratio of the time that one waits, by peer, that we must not pass."""
    rounds: int
    peers: tuple[str, ...] = ("twine", "uv")
    large: bool = False
    """Whether it is one large file, whose memory is looked at."""


RELEASE = wheels_of_one_release
JOBS_OF_UPLOAD = (
    Job("upload of 200 wheels at 0 ms", RELEASE, 0, {"twine": 0.6}, 7),
    Job("upload of 200 wheels at 50 ms", RELEASE, 50, {"twine": 0.2, "uv": 0.2}, 3),
    Job("upload of 200 wheels at 200 ms", RELEASE, 200, {"twine": 0.2, "uv": 0.2}, 2),
    Job("upload of a 500 MB wheel", large_wheel, 0, {"twine": 0.75}, 5, large=True),
    Job("upload of a 5 GB wheel", huge_wheel, 0, {}, 1, peers=(), large=True),
)


class Sent(NamedTuple):
    """One upload."""

    cost: Cost
    counted: Counted


class _Yard:
    """Where uploads start from, and the index that they go to."""

    def __init__(self, folder: Path, index: str) -> None:
        self._folder, self._index = folder, index
        self._runs = 0
        self._small = 0.0

    def send(self, tool: str, delay: int, files: Sequence[Path]) -> Sent:
        """Upload files to an index that has nothing yet, by a user who never did; see that each came in one request."""
        self._runs += 1
        name = f"{tool}-{self._runs}"
        home = self._folder / name
        home.mkdir()
        command = (*COMMANDS[tool], f"{self._index}/{delay}/{name}/legacy/", *files)
        spent = cost(lambda: run(*command, cwd=home, env={**SECRETS, "HOME": str(home), "SEATRIAL_DATA": str(home / "data")}))
        shutil.rmtree(home)
        found = counted(self._index, delay, name)
        if found.uploads != len(files) or sorted(found.files) != sorted(path.name for path in files):
            raise SystemExit(f"{tool} brought {len(found.files)} of {len(files)} files in {found.uploads} requests")
        return Sent(spent, found)

    def small(self) -> float:
        """Return the megabytes that our upload of one small wheel holds."""
        if not self._small:
            place = self._folder / "small"
            place.mkdir()
            self._small = self.send("seatrial", 0, wheels_of_one_release(place, 1)).cost.megabytes
        return self._small


def uploads(folder: Path, words: Sequence[str], names: list[str], repeat: int | None = None) -> int:
    """Run the uploads whose names hold one of the words given, or all, and print what came of them; return how many were lost.

    The names of all of them are added to `names`; `repeat` is how often each is run, in place of its own number.
    """
    names += [job.name for job in JOBS_OF_UPLOAD]
    chosen = [job for job in JOBS_OF_UPLOAD if not words or any(word in job.name for word in words)]
    with slow_index() as index:
        yard = _Yard(folder, index)
        return sum(_contest(job, yard, folder, repeat or job.rounds) for job in chosen)


def _contest(job: Job, yard: _Yard, folder: Path, rounds: int) -> int:
    files = _files(job, folder)
    tools = ("seatrial", *job.peers)
    for tool in tools:
        # Programs and files are read from the disk once before anything counts.
        yard.send(tool, 0, files[:1])
    found = [{tool: yard.send(tool, job.delay, files) for tool in tools} for _ in range(rounds)]
    _hold(files, [sent.counted for one in found for sent in one.values()])
    print(f"{job.name}, rounds: {rounds}")
    failed = 0
    for tool in tools:
        last = found[-1][tool].counted
        costs = [one[tool].cost for one in found]
        wall, cpu, held = (median(one[at] for one in costs) for at in range(3))
        ratio = median(one["seatrial"].cost.wall / one[tool].cost.wall for one in found)
        limit = job.limits.get(tool)
        lost = limit is not None and ratio > limit
        failed += lost
        beside = "" if tool == "seatrial" else f"ours to it {ratio:5.2f}" + ("" if limit is None else f", limit {limit:.2f}{'!' * lost}")
        made = f"uploads {last.uploads}, pages {last.looks}, connections {last.connections}"
        print(f"  {tool:9} wall {wall:8.3f} s  cpu {cpu:8.3f} s  {held:5.0f} MB  {made:46} {beside}", flush=True)
    failed += _too_many(found[-1]["seatrial"].counted)
    return failed + (_held(max(one["seatrial"].cost.megabytes for one in found), yard) if job.large else 0)


def _files(job: Job, folder: Path) -> list[Path]:
    place = folder / f"upload-{job.write.__name__}"
    if not place.is_dir():
        place.mkdir()
        job.write(place)
    return sorted(place.iterdir())


def _hold(files: Sequence[Path], runs: Sequence[Counted]) -> None:
    """See that the index was told the hashes that the files have."""
    hashes = {}
    for path in files:
        with path.open("rb") as stream:
            hashes[path.name] = file_digest(stream, "sha256").hexdigest()
    if any(one.files != hashes for one in runs):
        raise SystemExit("the index was told other hashes than the files have")


def _too_many(ours: Counted) -> bool:
    lost = ours.connections > JOBS + ours.looks
    if lost:
        print(f"  connections were not kept: {ours.connections}!")
    return lost


def _held(megabytes: float, yard: _Yard) -> bool:
    above = megabytes - yard.small()
    print(f"  memory above that for one small wheel: {above:.0f} MB, limit {ROOM:.0f}{'!' * (above > ROOM)}", flush=True)
    return above > ROOM
