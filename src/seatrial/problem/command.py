"""Problems with the command line's own files and programs."""

from seatrial.problem import Kind

OUTPUT_LOST = Kind(
    "PCL001",
    "The result could not be written",
    "Writing the result to the standard output failed: {reason}.",
    "The work itself is done; only its report is incomplete.",
    "Make room, or send the output elsewhere, and run the command again.",
)
REPORT_PLACE = Kind(
    "PCL002",
    "A report cannot be written there",
    "{path} cannot be written: {reason}.",
    "Reports are written when the work is done; nothing was begun, so that it is not done for nothing.",
    "Make the folder that it lies in, or name another file.",
)
REPORT_LOST = Kind(
    "PCL003",
    "A report could not be written",
    "Writing {path} failed: {reason}.",
    "The work itself is done, and how it ended is told above; only this file is missing or as it was before.",
    "Make room, or name another file, and run the command again.",
)
EVENTS_PLACE = Kind(
    "PCL004",
    "The events cannot be written there",
    "{path} cannot be opened for writing: {reason}.",
    "Events are written while the work is done; nothing was begun.",
    "Make the folder that it lies in, or name a file that is no link; a pipe needs a reader.",
)
KINDS = (OUTPUT_LOST, REPORT_PLACE, REPORT_LOST, EVENTS_PLACE)
