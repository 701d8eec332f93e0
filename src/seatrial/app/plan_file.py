"""The file that takes the plan of a release: written where it is asked for, and never where it would change the project."""

import errno
import json
import os
from pathlib import Path

from seatrial.app.looking import Looked
from seatrial.core.plan import plan_data
from seatrial.model.release import Plan
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.command import REPORT_PLACE
from seatrial.problem.release import CANNOT_WRITE, PLAN_IN_TREE


def refuse_place(world: World, looked: Looked, path: str | None) -> None:
    """Raise `Problem` before anything is done: PCL002 where there is no folder for the file, PRL024 where it would count as a change of the project."""
    if path is None:
        return
    real = _real(path)
    if real.is_dir() or not real.parent.is_dir():
        raise Problem(REPORT_PLACE, path=path, reason=os.strerror(errno.EISDIR if real.is_dir() else errno.ENOENT))
    if looked.repository is None:
        return
    root = looked.repository.root
    if real.is_relative_to(Path(root).resolve()) and not world.git.ignores(root, str(real)):
        raise Problem(PLAN_IN_TREE, path=path, folder=root)


def write_plan(plan: Plan, path: str | None) -> None:
    """Write a plan as JSON, where a file for it is named. Raises `Problem` PRL019."""
    if path is None:
        return
    try:
        Path(path).write_text(json.dumps(plan_data(plan), indent=2) + "\n", "utf-8")
    except (OSError, ValueError) as error:
        raise Problem(CANNOT_WRITE, path=path, reason=getattr(error, "strerror", None) or str(error)) from error


def _real(path: str) -> Path:
    try:
        return Path(path).resolve()
    except (OSError, ValueError, RuntimeError) as error:
        raise Problem(CANNOT_WRITE, path=path, reason=getattr(error, "strerror", None) or str(error)) from error
