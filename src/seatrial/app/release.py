"""Release: build what is committed, put it on an index, install it back, tag it; go on where an earlier run stopped."""

from seatrial.model.release import Outcome, ReleaseOptions
from seatrial.model.world import World


def release(world: World, folder: str, options: ReleaseOptions) -> Outcome:
    """Take a project folder to a verified, tagged release. Never raises Problem nor KeyboardInterrupt: the outcome carries them."""
    raise NotImplementedError
