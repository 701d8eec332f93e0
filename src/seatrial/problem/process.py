"""Problems with child processes."""

from seatrial.problem import Kind

CANNOT_START = Kind(
    "PPC001",
    "A program could not be started",
    "{program} could not be started: {reason}.",
    "seatrial needs this program for the step that it was in.",
    "Install {program}, or put it on PATH, and run the command again.",
)
KINDS = (CANNOT_START,)
