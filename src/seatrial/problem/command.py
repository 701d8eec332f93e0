"""Problems with the command line's own files and programs."""

from seatrial.problem import Kind

OUTPUT_LOST = Kind(
    "PCL001",
    "The result could not be written",
    "Writing the result to the standard output failed: {reason}.",
    "The work itself is done; only its report is incomplete.",
    "Make room, or send the output elsewhere, and run the command again.",
)
KINDS = (OUTPUT_LOST,)
