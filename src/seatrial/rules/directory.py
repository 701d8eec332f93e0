"""Rules on the directory of a zip archive and on its end."""

from collections.abc import Iterator

from seatrial.core.dist import faults
from seatrial.model.dist import Dist
from seatrial.model.finding import Hit
from seatrial.rules.framing import hits, words
from seatrial.rules.rule import Rule, rule


@rule(
    "ARC040",
    "error",
    "A member has a comment",
    message="The directory of {filename} has a comment at a member.",
    source="warehouse@6b62157:utils/zipfiles.py:176",
    refuses=words("Comment in central directory"),
)
def record_comment(dist: Dist) -> Iterator[Hit]:
    """Comments can hide data between the records.

    Fix: Build the file again with a current build backend.
    """
    return hits(dist, faults.RECORD_COMMENT)


@rule(
    "ARC041",
    "error",
    "The archive's directory names a file twice",
    message="{member} is in the directory twice.",
    source="warehouse@6b62157:utils/zipfiles.py:315",
    refuses=words("Duplicate filename in central directory"),
)
def twice_in_directory(dist: Dist) -> Iterator[Hit]:
    """It depends on the tool which of the two is installed.

    Fix: Build the file again; do not add to a finished wheel what is in it already.
    """
    return hits(dist, faults.TWICE_IN_DIRECTORY)


@rule(
    "ARC042",
    "error",
    "The archive's directory names a file that is not there",
    message="{member} is in the directory but not in the archive.",
    source="warehouse@6b62157:utils/zipfiles.py:319",
    refuses=words("Missing filename in local headers"),
)
def no_local_header(dist: Dist) -> Iterator[Hit]:
    """A tool that reads from the directory fails at this file.

    Fix: Build the file again.
    """
    return hits(dist, faults.NO_LOCAL_HEADER)


@rule(
    "ARC043",
    "error",
    "The archive holds a file twice",
    message="{member} is in the archive twice.",
    source="warehouse@6b62157:utils/zipfiles.py:326",
    refuses=words("Duplicate filename in local headers"),
)
def two_local_headers(dist: Dist) -> Iterator[Hit]:
    """It depends on the tool which of the two is installed.

    Fix: Build the file again; do not add to a finished wheel what is in it already.
    """
    return hits(dist, faults.TWO_LOCAL_HEADERS)


@rule(
    "ARC044",
    "error",
    "The number of members is told in two ways",
    message="The end of {filename} gives another number of members than its directory has.",
    source="warehouse@6b62157:utils/zipfiles.py:344",
    refuses=words("Mismatched central directory records"),
)
def directory_count(dist: Dist) -> Iterator[Hit]:
    """Tools differ in how many members they see.

    Fix: Build the file again.
    """
    return hits(dist, faults.DIRECTORY_COUNT)


@rule(
    "ARC045",
    "error",
    "The archive's directory is not where its end says",
    message="The end of {filename} gives another place for the directory.",
    source="warehouse@6b62157:utils/zipfiles.py:348",
    refuses=words("Mismatched central directory offset"),
)
def directory_offset(dist: Dist) -> Iterator[Hit]:
    """Something was put before the archive, or cut out of it.

    Fix: Build the file again, and put nothing before it.
    """
    return hits(dist, faults.DIRECTORY_OFFSET)


@rule(
    "ARC046",
    "error",
    "The archive's directory has not the size that its end says",
    message="The end of {filename} gives another size of the directory.",
    source="warehouse@6b62157:utils/zipfiles.py:353",
    refuses=words("Mismatched central directory size"),
)
def directory_size(dist: Dist) -> Iterator[Hit]:
    """Something was put into the directory that belongs to no member.

    Fix: Build the file again.
    """
    return hits(dist, faults.DIRECTORY_SIZE)


@rule(
    "ARC047",
    "error",
    "The archive's end has extensible data",
    message="The ZIP64 end record of {filename} has extensible data.",
    source="warehouse@6b62157:utils/zipfiles.py:219",
    refuses=words("ZIP64 extensible data not allowed"),
)
def extensible_data(dist: Dist) -> Iterator[Hit]:
    """Nothing in packaging uses it, and it can hide data.

    Fix: Build the file again with a current build backend.
    """
    return hits(dist, faults.EXTENSIBLE_DATA)


@rule(
    "ARC048",
    "error",
    "The archive has bytes between its records",
    message="{filename} has bytes that belong to no record, for instance before its first member.",
    source="warehouse@6b62157:utils/zipfiles.py:370",
    refuses=words("Unknown record signature"),
)
def unknown_record(dist: Dist) -> Iterator[Hit]:
    """Data beside the members can make the file something else as well, a script for instance.

    Fix: Build the file again, and put nothing before it or into it.
    """
    return hits(dist, faults.UNKNOWN_RECORD)


@rule(
    "ARC049",
    "error",
    "The archive and its directory name different files",
    message="The members of {filename} are not those of its directory.",
    source="warehouse@6b62157:utils/zipfiles.py:382",
    refuses=words("Mis-matched local headers and central directory"),
)
def headers_differ(dist: Dist) -> Iterator[Hit]:
    """A tool that reads from the start and one that reads from the directory see different files.

    Fix: Build the file again.
    """
    return hits(dist, faults.HEADERS_DIFFER)


@rule(
    "ARC050",
    "error",
    "The archive has bytes behind its end",
    message="{filename} goes on behind its end.",
    source="warehouse@6b62157:utils/zipfiles.py:385",
    refuses=words("Trailing data"),
)
def trailing_data(dist: Dist) -> Iterator[Hit]:
    """A second archive may stand there, and some tools would read that one.

    Fix: Build the file again, and add nothing to it.
    """
    return hits(dist, faults.TRAILING_DATA)


RULES: tuple[Rule[Dist], ...] = (
    record_comment, twice_in_directory, no_local_header, two_local_headers, directory_count, directory_offset, directory_size,
    extensible_data, unknown_record, headers_differ, trailing_data,
)  # fmt: skip
"""PyPI tells the first that it meets; the reader tells no other."""
