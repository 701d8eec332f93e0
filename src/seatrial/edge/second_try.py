"""A build that failed from the sdist, tried from the tree: tells what the sdist lacks."""

import os
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from seatrial.core.build_output import shortened
from seatrial.core.lacking import Lacking, lacking
from seatrial.problem import Problem
from seatrial.problem.build import (
    BACKEND_FAILED,
    BACKEND_MISSING,
    BAD_TABLE,
    NO_BUILD_FILE,
    READS_OUTSIDE,
    SDIST_FAILS,
    SDIST_LACKS,
)

LISTED = 200_000
"""Files of a tree that are compared."""
NAMED = 5
"""Files that a problem names."""
TRIED = {BACKEND_FAILED, BACKEND_MISSING, BAD_TABLE, NO_BUILD_FILE}
"""Problems of a build that may come of a file that the sdist lacks."""


def explained(problem: Problem, tree: str, unpacked: str, sdist: str, tell: Callable[[], None], build: Callable[[], None]) -> Problem:
    """Return what is wrong with an sdist from which no wheel could be built.

    `tree` is the folder that the sdist was made from, `unpacked` what it holds, `build` builds a wheel from the tree, which `tell` announces.
    Where that fails too, or nothing is lacking, the problem is returned as it is.
    """
    if problem.kind not in TRIED:
        return problem
    line = str(problem.values.get("line", problem.values.get("reason", "")))
    found = lacking(line, _files(tree), _files(unpacked))
    if not any(found):
        return problem
    tell()
    try:
        build()
    except Problem:
        return problem
    return _problem(found, line, Path(sdist).name, str(problem.values.get("log", "-")))


def _problem(found: Lacking, line: str, sdist: str, log: str) -> Problem:
    if found.named:
        return Problem(SDIST_LACKS, sdist=sdist, files=shortened(found.named, NAMED), line=line, log=log)
    if found.outside:
        return Problem(READS_OUTSIDE, sdist=sdist, path=found.outside, line=line, log=log)
    return Problem(SDIST_FAILS, sdist=sdist, files=shortened(found.others, NAMED) or "-", line=line, log=log)


def _files(folder: str) -> Iterator[str]:
    return islice(_walk(folder), LISTED)


def _walk(folder: str) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != ".git")
        below = os.path.relpath(place, folder)
        for name in files:
            yield name if below == "." else f"{below}/{name}"
