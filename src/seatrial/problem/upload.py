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
KINDS = (UNTRUSTED, SENT_ELSEWHERE, REDIRECTED_IN_CIRCLES, UNREADABLE_CERTIFICATE)
