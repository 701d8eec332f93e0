"""Problems with `.seatrial/`, where seatrial keeps what it knows about a project."""

from seatrial.problem import Kind

LINK = Kind(
    "PPR050",
    "The folder .seatrial is not seatrial's own",
    "{path} is a link, or something else than what seatrial makes there.",
    "Manifest, journals and logs are written there; through a link they would be written somewhere else.",
    "Delete {path}; seatrial makes it anew.",
)
FOREIGN = Kind(
    "PPR051",
    "The folder .seatrial belongs to another user",
    "{path} belongs to the user with the number {owner}.",
    "Who owns the folder can put words into a journal and files into a release.",
    "Delete {path}, or work in a copy of the project of your own.",
)
TRACKED = Kind(
    "PPR052",
    "The folder .seatrial is in git",
    "git tracks {path}.",
    "A manifest or a journal that comes with a clone would speak of somebody else's files.",
    "Run `git rm -r --cached .seatrial` and commit; seatrial then keeps the folder out of git by itself.",
)
READ_ONLY = Kind(
    "PPR053",
    "seatrial cannot write in the project",
    "{path} cannot be written: {reason}.",
    "Manifest, journals and logs are kept in `.seatrial` in the project, so that a release can be resumed.",
    "Make the project's folder writable, see that there is room on its disk, or work in a copy of it.",
)
BUSY = Kind(
    "PPR054",
    "seatrial is at work on this project already",
    "Another run of seatrial (process {pid}) works on {path}.",
    "Two runs at once would build over each other's files and send them twice.",
    "Wait until it has ended, or stop process {pid}, and run the command again.",
)
NO_MANIFEST = Kind(
    "PPR055",
    "Nothing has been built yet",
    "There is no manifest at {path}.",
    "The manifest says which files were built from which commit, and what their hashes are.",
    "Run `seatrial build` first.",
)
BAD_MANIFEST = Kind(
    "PPR056",
    "The manifest cannot be read",
    "{path} is not a manifest that this seatrial reads: {reason}.",
    "The manifest says which files belong to the release; a part of that is missing.",
    "Run `seatrial build` again.",
)
KINDS = (LINK, FOREIGN, TRACKED, READ_ONLY, BUSY, NO_MANIFEST, BAD_MANIFEST)
