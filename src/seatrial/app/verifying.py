"""Verifying without an index: files, a place in git or an editable installation, in fresh environments."""

from seatrial.app.course import Course, outcome_of
from seatrial.app.verify_editable import verify_editable
from seatrial.app.verify_files import verify_files
from seatrial.app.verify_git import verify_git
from seatrial.core.install_from import kind_of
from seatrial.model.release import Outcome
from seatrial.model.verify import VerifyOptions
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.target import NOT_FROM_INDEX

COMMAND = "verify"
NO_INDEX = ""
"""Nothing is sent anywhere."""


def verifying(world: World, options: VerifyOptions) -> Outcome:
    """Verify what the options name. Runs its code. Never raises Problem nor KeyboardInterrupt: the outcome carries them."""
    return outcome_of(Course(world, COMMAND, NO_INDEX), lambda course: _verifying(course, options))


def _verifying(course: Course, options: VerifyOptions) -> None:
    if options.editable is not None:
        verify_editable(course, options)
        return
    kinds = {target: kind_of(target) for target in options.targets}
    for target, kind in kinds.items():
        if kind == "release":
            raise Problem(NOT_FROM_INDEX, target=target)
    if "git" in kinds.values():
        verify_git(course, options)
    else:
        verify_files(course, options)
