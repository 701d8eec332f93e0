"""A build that failed for want of a file which lies in the project, but which git ignores."""

import os
from pathlib import Path

from seatrial.app.looking import Looked
from seatrial.core.lacking import spoken_of
from seatrial.problem import Problem
from seatrial.problem.build import BACKEND_FAILED, IGNORED_FILE


def explained(problem: Problem, looked: Looked) -> Problem:
    """Return a better problem than the backend's where the line that tells most names a file of the project that the clean copy lacks."""
    if problem.kind is not BACKEND_FAILED or looked.repository is None:
        return problem
    line = str(problem.values["line"])
    known = frozenset(looked.project.listing)
    missing = next((path for path in spoken_of(line) if path not in known and _lies_in(looked.project.folder, path)), None)
    return problem if missing is None else Problem(IGNORED_FILE, path=missing, **problem.values)


def _lies_in(folder: str, path: str) -> bool:
    """Whether there is such a plain file, and no link leads to it from inside the project out of it."""
    try:
        real = os.path.realpath(Path(folder, path))
        return Path(real).is_relative_to(os.path.realpath(folder)) and Path(real).is_file()
    except (OSError, ValueError):
        return False
