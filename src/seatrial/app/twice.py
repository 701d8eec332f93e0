"""A project built twice, side by side in two places, and what differs between both."""

import os
import threading
import warnings
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from seatrial.app.looking import Looked
from seatrial.app.making import Made, make
from seatrial.app.state import fresh_log
from seatrial.core.sameness import compare
from seatrial.model.build import Twin, Twins
from seatrial.model.world import World
from seatrial.problem import Problem

LOG = "build-again.log"
LATER = 1.1
"""Seconds between the beginnings of both builds, so that a second which one of them writes down is not that of the other."""
PLACE = "seatrial-build-again-in-a-place-with-another-name-"


def make_twice(world: World, looked: Looked, works: tuple[Path, Path], log: str, state: str) -> tuple[Made, Made | Problem]:
    """Build a project in two empty folders; return what came of both.

    The second build runs beside the first on a machine with two processors, else after it: in a place with another name, in another time zone
    and with another umask. That it fails is returned, not raised. Raises what the first build raises.
    """
    ended = threading.Event()
    again = fresh_log(state, LOG)
    # Two threads must not both set what is done with warnings, so that the second build leaves it alone.
    with warnings.catch_warnings(), ThreadPoolExecutor(1) as pool:
        warnings.simplefilter("ignore")
        try:
            later = pool.submit(_again, world, looked, works[1], again, ended) if (os.cpu_count() or 1) > 1 else None
            first = make(world, looked, works[0], log)
            later = later or pool.submit(_again, world, looked, works[1], again, ended)
            return first, _result(later)
        except BaseException:
            ended.set()
            raise


def _again(world: World, looked: Looked, work: Path, log: str, ended: threading.Event) -> Made:
    ended.wait(LATER)
    return make(world, looked, work, log, ended.is_set)


def _result(later: "Future[Made]") -> Made | Problem:
    try:
        return later.result()
    except Problem as problem:
        return problem


def twins_of(first: Made, second: Made | Problem, began: float, shown: str) -> Twins:
    """Return how the files of two builds differ; `began` is when the first began, `shown` the folder in which people find its files."""
    if isinstance(second, Problem):
        return Twins(failed=str(second))
    mine, theirs = ({Path(file).name: file for file in made.result.files} for made in (first, second))
    files = []
    for name in mine:
        if name in theirs:
            with Path(mine[name]).open("rb") as one, Path(theirs[name]).open("rb") as other:
                files.append(Twin(str(Path(shown, name)), compare(one, other, int(began))))
    return Twins(tuple(files), tuple(sorted(mine.keys() - theirs.keys())), tuple(sorted(theirs.keys() - mine.keys())))
