"""Verifying outside of a release: what is on an index, files, a place in git or an editable installation, in fresh environments."""

from seatrial.app.course import Course, outcome_of
from seatrial.app.verify_editable import verify_editable
from seatrial.app.verify_files import verify_files
from seatrial.app.verify_git import verify_git
from seatrial.app.verify_published import verify_published
from seatrial.core.install_from import kind_of
from seatrial.model.release import Outcome
from seatrial.model.verify import VerifyOptions
from seatrial.model.world import World

COMMAND = "verify"
NO_INDEX = ""
"""Of files, of git and of a folder."""


def verifying(world: World, options: VerifyOptions) -> Outcome:
    """Verify what the options name. Runs its code. Never raises Problem nor KeyboardInterrupt: the outcome carries them."""
    return outcome_of(Course(world, COMMAND, NO_INDEX), lambda course: _verifying(course, options))


def _verifying(course: Course, options: VerifyOptions) -> None:
    if options.editable is not None:
        verify_editable(course, options)
        return
    kinds = [kind_of(target) for target in options.targets]
    if options.from_index is not None or "release" in kinds:
        verify_published(course, options)
    elif "git" in kinds:
        verify_git(course, options)
    else:
        verify_files(course, options)
