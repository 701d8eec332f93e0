"""Rules on the records of a zip archive that precede its members' data: whether they read the same from the start and from the end."""

from collections.abc import Iterator

from seatrial.core.dist import faults
from seatrial.model.dist import Dist
from seatrial.model.finding import Hit
from seatrial.rules.rule import Rule, Words, rule


def words(reason: str) -> Words:
    """Return PyPI's refusal of a zip archive for a reason."""
    return Words(
        400, f"Invalid distribution file. ZIP archive not accepted: {reason}. See https://docs.{{PYPI}}/archives for more information"
    )


def hits(dist: Dist, kind: str) -> Iterator[Hit]:
    """Yield a hit for each fault of this kind."""
    for fault in dist.faults:
        if fault.kind == kind:
            yield Hit({"filename": dist.filename, "member": fault.member or ""}, member=fault.member)


@rule(
    "ARC031",
    "error",
    "A record of the zip archive is malformed",
    message="A record of {filename} ends too early or contradicts itself.",
    source="warehouse@6b62157:utils/zipfiles.py:39",
    refuses=words("Malformed zip file"),
)
def malformed(dist: Dist) -> Iterator[Hit]:
    """Tools that are less strict may still read such an archive, each in its own way, and see different files.

    Fix: Build the file again with a current build backend.
    """
    return hits(dist, faults.MALFORMED)


@rule(
    "ARC032",
    "error",
    "A member's name has a control character",
    message="{member!r} has a character that cannot be shown.",
    source="warehouse@6b62157:utils/zipfiles.py:74",
    refuses=words("Invalid character in filename"),
)
def name_character(dist: Dist) -> Iterator[Hit]:
    """Such a name can hide what a file is, and some systems cannot create it.

    Fix: Rename the file in the project and build again.
    """
    return hits(dist, faults.NAME_CHARACTER)


@rule(
    "ARC033",
    "error",
    "A member has the same extra field twice",
    message="{member} has the ZIP64 or the Unicode Path field twice.",
    source="warehouse@6b62157:utils/zipfiles.py:85",
    refuses=words("Invalid duplicate extra in local file"),
)
def duplicate_extra(dist: Dist) -> Iterator[Hit]:
    """Tools differ in which of the two they believe, and so in the name or the size that they see.

    Fix: Build the file again with a current build backend.
    """
    return hits(dist, faults.DUPLICATE_EXTRA)


@rule(
    "ARC034",
    "error",
    "A member's Unicode name is not Unicode",
    message="{member} has a Unicode Path field that is not UTF-8.",
    source="warehouse@6b62157:utils/zipfiles.py:134",
    refuses=words("Filename not valid UTF-8"),
)
def path_extra_not_utf8(dist: Dist) -> Iterator[Hit]:
    """Tools differ in the name that they give to such a member.

    Fix: Build the file again with a current build backend.
    """
    return hits(dist, faults.PATH_EXTRA_NOT_UTF8)


@rule(
    "ARC035",
    "error",
    "A member was written in streaming mode",
    message="{member} has its sizes behind its data instead of before it.",
    source="warehouse@6b62157:utils/zipfiles.py:143",
    refuses=words("ZIP contains a data descriptor"),
)
def data_descriptor(dist: Dist) -> Iterator[Hit]:
    """The sizes before the data are empty, so a tool that reads from the start cannot tell where the member ends. A zip writer does this on an output in which it cannot go back.

    Fix: Write the wheel to a file on disk, not to a pipe, or build it by a build backend.
    """
    return hits(dist, faults.DATA_DESCRIPTOR)


@rule(
    "ARC036",
    "error",
    "A member's packed size is told in two ways",
    message="{member} has another packed size before its data than in the directory.",
    source="warehouse@6b62157:utils/zipfiles.py:151",
    refuses=words("Mis-matched data size"),
)
def data_size(dist: Dist) -> Iterator[Hit]:
    """A tool that reads from the start and one that reads from the directory see different files.

    Fix: Build the file again with a current build backend.
    """
    return hits(dist, faults.DATA_SIZE)


@rule(
    "ARC037",
    "error",
    "A member's size is told in two ways",
    message="{member} has another size before its data than in the directory.",
    source="warehouse@6b62157:utils/zipfiles.py:153",
    refuses=words("Mis-matched file size"),
)
def file_size(dist: Dist) -> Iterator[Hit]:
    """A tool that reads from the start and one that reads from the directory see different files.

    Fix: Build the file again with a current build backend.
    """
    return hits(dist, faults.FILE_SIZE)


@rule(
    "ARC038",
    "error",
    "A member's name is not UTF-8",
    message="{member} is written in another encoding.",
    source="warehouse@6b62157:utils/zipfiles.py:155",
    refuses=words("Filename not unicode"),
)
def name_not_utf8(dist: Dist) -> Iterator[Hit]:
    """Tools guess the encoding and give the file different names.

    Fix: Rename the file with ASCII letters, or build by a build backend, which writes UTF-8.
    """
    return hits(dist, faults.NAME_NOT_UTF8)


@rule(
    "ARC039",
    "error",
    "A member is missing in the archive's directory",
    message="{member} is in the archive but not in its directory.",
    source="warehouse@6b62157:utils/zipfiles.py:157",
    refuses=words("Filename not in central directory"),
)
def not_in_directory(dist: Dist) -> Iterator[Hit]:
    """A tool that reads from the start sees a file that others do not see.

    Fix: Build the file again; do not delete members from a finished wheel.
    """
    return hits(dist, faults.NOT_IN_DIRECTORY)


RULES: tuple[Rule[Dist], ...] = (
    malformed, name_character, duplicate_extra, path_extra_not_utf8, data_descriptor, data_size, file_size, name_not_utf8, not_in_directory,
)  # fmt: skip
"""PyPI tells the first that it meets; the reader tells no other."""
