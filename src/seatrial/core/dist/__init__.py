"""Reads a distribution file in one bounded pass: `read` tells its facts, `digest` its hashes."""

from seatrial.core.dist.digests import digest
from seatrial.core.dist.reading import read

__all__ = ["digest", "read"]
