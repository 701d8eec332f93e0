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
UNKNOWN_ID = Kind(
    "PCL005",
    "There is no such id",
    "No rule, no problem and no error text is called {id}. Near it: {near}.",
    "Every rule, problem and error text has an id of its own, which stands wherever it is told; an id that is gone is not used again.",
    "Look the id up with `seatrial explain --list`.",
)
TEXT_UNREADABLE = Kind(
    "PCL006",
    "The file to explain cannot be read",
    "{path} cannot be read: {reason}.",
    "One word that looks like a path is taken for a file; anything else is taken for the text itself.",
    'Correct the name of the file, or give the text in quotation marks: `seatrial explain "TEXT"`.',
)
NO_ID_BEGINS = Kind(
    "PCL007",
    "No id begins so",
    "Nothing has an id that begins with {text}. Ids begin with: {prefixes}.",
    "An id is three letters for its subject and three digits.",
    "Give `seatrial explain --list` one of these beginnings, or none.",
)
NEARLY_AN_ID = Kind(
    "PCL009",
    "That is not quite an id",
    "{text} is not written as ids are. Did you mean {near}?",
    "An id is three letters for its subject and three digits, without a space or a dash.",
    "Run `seatrial explain {near}`; `seatrial explain --list` lists all.",
)
ONLY_A_BEGINNING = Kind(
    "PCL010",
    "That is only the beginning of an id",
    "{text} is how ids begin, {near} for instance.",
    "An id is three letters for its subject and three digits.",
    "Run `seatrial explain --list {text}`, which lists them, or give a whole id.",
)
KINDS = (OUTPUT_LOST, REPORT_PLACE, REPORT_LOST, EVENTS_PLACE, UNKNOWN_ID, TEXT_UNREADABLE, NO_ID_BEGINS, NEARLY_AN_ID, ONLY_A_BEGINNING)
