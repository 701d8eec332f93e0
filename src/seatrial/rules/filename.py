"""Rules on the name of a file, before PyPI looks into it."""

import re
from collections.abc import Iterator

from seatrial.model.dist import Upload
from seatrial.model.finding import Hit
from seatrial.rules.form import first
from seatrial.rules.rule import Rule, Words, rule

CONTROL = frozenset((*range(0x20), 0x7F))
ENDING = re.compile(r".+?(?P<ending>\.(tar\.gz|zip|whl))$", re.IGNORECASE)
ENDINGS = {"sdist": (".tar.gz", ".zip"), "bdist_wheel": (".whl",)}
LONGEST_NAME = 255
"""Bytes in one part of a path, on the file systems that PyPI's server and most others use."""


@rule(
    "NAM001",
    "error",
    "The file name has a control character",
    message="The name {filename!r} has a character that cannot be shown.",
    source="warehouse@6b62157:forklift/legacy.py:249",
    refuses=Words(
        400, "Cannot upload a file with non-printable characters (ordinals 0-31) or the DEL character (ordinal 127) in the name."
    ),
)
def control_character(upload: Upload) -> Iterator[Hit]:
    """Such a name can hide what a file is, and breaks tools that print it.

    Fix: Rename the file to the name that the build gave it.
    """
    if any(ord(one) in CONTROL for one in upload.dist.filename):
        yield Hit({"filename": upload.dist.filename})


@rule(
    "NAM002",
    "error",
    "The file name has a slash",
    message="The name {filename!r} has a slash or a backslash.",
    source="warehouse@6b62157:forklift/legacy.py:262",
    refuses=Words(400, "Cannot upload a file with '/' or '\\' in the name."),
)
def slash(upload: Upload) -> Iterator[Hit]:
    """A name with a slash is a path; the index stores files under names.

    Fix: Send the bare file name.
    """
    if "/" in upload.dist.filename or "\\" in upload.dist.filename:
        yield Hit({"filename": upload.dist.filename})


@rule(
    "NAM003",
    "error",
    "The file name does not end as its kind does",
    message="The name {filename} ends in {ending}, which does not go with filetype {filetype}.",
    source="warehouse@6b62157:forklift/legacy.py:268",
    refuses=Words(
        400,
        "Invalid file extension: Extension {ending} is invalid for filetype {filetype}. "
        "See https://www.python.org/dev/peps/pep-0527 for more information.",
    ),
)
def ending_of_kind(upload: Upload) -> Iterator[Hit]:
    """A wheel ends in `.whl`, an sdist in `.tar.gz`, in lower case; installers find out by the ending what a file is.

    Fix: Build the file again and keep the name that the build gives it.
    """
    found = ENDING.match(upload.dist.filename)
    filetype = first(upload.form, "filetype")
    if found and found["ending"] not in ENDINGS.get(filetype, ()):
        yield Hit({"filename": upload.dist.filename, "ending": found["ending"], "filetype": filetype})


@rule(
    "NAM004",
    "error",
    "PyPI does not take files of this name",
    message="The name {filename} ends in none of .whl, .tar.gz and .zip.",
    source="warehouse@6b62157:forklift/legacy.py:277",
    refuses=Words(
        400,
        "Invalid file extension: Use .tar.gz, .whl or .zip extension. "
        "See https://www.python.org/dev/peps/pep-0527 and https://peps.python.org/pep-0715/ for more information",
    ),
)
def ending_unknown(upload: Upload) -> Iterator[Hit]:
    """PyPI takes wheels and sdists; eggs, installers and other archives are no longer taken.

    Fix: Build a wheel and an sdist, and upload those.
    """
    if not ENDING.match(upload.dist.filename):
        yield Hit({"filename": upload.dist.filename})


@rule(
    "NAM005",
    "error",
    "The file name is too long to be stored",
    message="The name has {length} bytes; {longest} are possible.",
    source="warehouse@6b62157:forklift/legacy.py:1141",
    refuses=Words(None, "PyPI's server cannot store a file of so long a name, and ends the connection without an answer."),
)
def too_long_to_store(upload: Upload) -> Iterator[Hit]:
    """File systems end names at 255 bytes: the server breaks on this file, and so would many users' machines.

    Fix: Shorten the project name, the version or the tags.
    """
    length = len(upload.dist.filename.encode("utf-8", "surrogateescape"))
    if length > LONGEST_NAME:
        yield Hit({"length": length, "longest": LONGEST_NAME})


RULES: tuple[Rule[Upload], ...] = (control_character, slash, ending_of_kind, ending_unknown, too_long_to_store)
"""In PyPI's order; the last one strikes after the content type."""
