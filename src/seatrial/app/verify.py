"""Verify: install a release's files back from the index into fresh environments, and try them there."""

from collections.abc import Mapping

from seatrial.model.release import Manifest
from seatrial.model.settings import Settings
from seatrial.model.verify import Verified
from seatrial.model.world import World
from seatrial.problem import Problem


def verify(
    world: World, manifest: Manifest, urls: Mapping[str, str], settings: Settings, logs: str, project: str | None = None, python: str | None = None
) -> Verified:
    """Install every file of the manifest that this machine can install, and try what it brings.

    `urls` has the URL of each file with `#sha256=`; files in it that are not the manifest's are other files of the same plan and may
    serve as dependencies. `logs` is an existing folder that takes whole outputs. `project` is the folder of which a smoke
    command may name files (they are copied to where it runs). `python` is another interpreter to install for.
    What goes wrong with a file is told in its `Verification`; `Problem` PVF… is raised only where no environment can be made.
    """
    raise NotImplementedError


def failure(verified: Verified, log: str | None = None) -> Problem | None:
    """Return the problem that a verification with failed installations is, None where all are fine."""
    raise NotImplementedError
