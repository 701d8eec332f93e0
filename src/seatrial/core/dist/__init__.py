"""Reads a distribution file in one bounded pass: `read` tells its facts, `digest` its hashes, and `Beside` one while it is fed."""

from seatrial.core.dist.digests import PARALLEL, Beside, digest
from seatrial.core.dist.reading import read

__all__ = ["PARALLEL", "Beside", "digest", "read"]
