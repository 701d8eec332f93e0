"""Resume: go on with the release that was interrupted in a project."""

from seatrial.model.release import Outcome
from seatrial.model.world import World


def resume(world: World, folder: str) -> Outcome:
    """Carry out what is left of an interrupted release. Never raises Problem nor KeyboardInterrupt: the outcome carries them."""
    raise NotImplementedError
