"""Rehearse: everything that a release does, on an index that is thrown away."""

from seatrial.model.release import Outcome, RehearseOptions
from seatrial.model.world import World


def rehearse(world: World, folder: str, options: RehearseOptions) -> Outcome:
    """Build, check, upload, install back and try a project folder. Never raises Problem nor KeyboardInterrupt: the outcome carries them."""
    raise NotImplementedError
