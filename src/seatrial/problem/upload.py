"""Problems with sending files to an index."""

from seatrial.problem import Kind

UNTRUSTED = Kind(
    "PUP001",
    "The index cannot prove who it is",
    "The certificate of {url} is not accepted: {reason}.",
    "Whoever answers there could read your token and the files. Nothing was sent.",
    "See that the address is right and that this computer's clock is. Where your company has certificates of its own, name their file with --cert or SEATRIAL_CERT.",
)
SENT_ELSEWHERE = Kind(
    "PUP002",
    "The index sends the upload elsewhere",
    "{url} answered that the upload belongs to {target}.",
    "A token goes only to the address that it was meant for, so this is not followed.",
    "If you trust {target}, name it as the address for uploads.",
)
REDIRECTED_IN_CIRCLES = Kind(
    "PUP003",
    "The index sends the upload in circles",
    "{url} sent the upload from one address to the next, {times} times.",
    "The address for uploads is not right, or the index is not set up well.",
    "Look up the address for uploads in the documentation of the index; it is not the one that pip reads from.",
)
UNREADABLE_CERTIFICATE = Kind(
    "PUP004",
    "A certificate cannot be read",
    "{path}: {reason}.",
    "The connection to the index needs it, and is not made without it.",
    "Name a readable file in PEM format.",
)
NO_FILES = Kind(
    "PUP005",
    "There is nothing to upload",
    "There is no wheel and no sdist in {places}.",
    "An upload sends files that were built before.",
    "Build them with `seatrial build`, or name the files.",
)
TWO_OF_ONE_NAME = Kind(
    "PUP006",
    "Two files have one name",
    "{first} and {second} are different files of one name.",
    "An index keeps one file of each name.",
    "Name the one that is to be sent.",
)
NO_NAME = Kind(
    "PUP007",
    "A file does not tell whose it is",
    "{path} has no project name and version that can be read.",
    "An index files what it takes under the project and its version.",
    "Run `seatrial check {path}` to see what is wrong with it.",
)
KINDS = (UNTRUSTED, SENT_ELSEWHERE, REDIRECTED_IN_CIRCLES, UNREADABLE_CERTIFICATE, NO_FILES, TWO_OF_ONE_NAME, NO_NAME)
