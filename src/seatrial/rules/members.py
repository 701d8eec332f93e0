"""Rules on what is met when the members of an archive are read."""

from collections.abc import Iterator

from seatrial.core.dist import faults
from seatrial.model.dist import Dist
from seatrial.model.finding import Hit
from seatrial.rules.opening import BREAKS, POLICY, REFUSED, UNNAMED, hits
from seatrial.rules.rule import Rule, Words, rule


@rule(
    "ARC016",
    "error",
    "The first file that PyPI reads is damaged",
    message="{member} cannot be unpacked ({detail}).",
    source="warehouse@6b62157:forklift/legacy.py:413",
    refuses=UNNAMED,
)
def first_unreadable(dist: Dist) -> Iterator[Hit]:
    """PyPI reads WHEEL, or PKG-INFO, before anything else; its answer does not say what is wrong.

    Fix: Build the file again.
    """
    return hits(dist, faults.FIRST_UNREADABLE)


@rule(
    "ARC017",
    "error",
    "The first file that PyPI reads breaks its server",
    message="{member} cannot be unpacked ({detail}).",
    source="warehouse@6b62157:forklift/legacy.py:385",
    refuses=BREAKS,
)
def first_breaks(dist: Dist) -> Iterator[Hit]:
    """An encrypted or damaged WHEEL or PKG-INFO makes the server fail: clients see an error of the server, and try again in vain.

    Fix: Build the file again, without encryption.
    """
    return hits(dist, faults.FIRST_BREAKS)


@rule(
    "ARC018",
    "error",
    "A Python file in the archive is damaged",
    message="{member} cannot be unpacked ({detail}).",
    source="warehouse@6b62157:utils/scanner.py:84",
    refuses=UNNAMED,
)
def source_unreadable(dist: Dist) -> Iterator[Hit]:
    """PyPI reads every Python file for its malware scan; its answer does not say what is wrong.

    Fix: Build the file again.
    """
    return hits(dist, faults.SOURCE_UNREADABLE)


@rule(
    "ARC019",
    "error",
    "A Python file in the archive breaks PyPI's server",
    message="{member} cannot be unpacked ({detail}).",
    source="warehouse@6b62157:utils/scanner.py:84",
    refuses=BREAKS,
)
def source_breaks(dist: Dist) -> Iterator[Hit]:
    """An encrypted or damaged Python file makes the server fail: clients see an error of the server, and try again in vain.

    Fix: Build the file again, without encryption.
    """
    return hits(dist, faults.SOURCE_BREAKS)


@rule(
    "ARC020",
    "error",
    "The archive has code encrypted by PyArmor",
    message="{member} is encrypted by PyArmor.",
    source="warehouse@6b62157:utils/scanner_rules/pyarmor.yar",
    refuses=Words(400, REFUSED + "PyArmor-encrypted content is not allowed. " + POLICY),
)
def pyarmor(dist: Dist) -> Iterator[Hit]:
    """Nobody can see what encrypted code does, so PyPI's rules of use forbid it.

    Fix: Publish the code as it is, or distribute the package elsewhere.
    """
    return hits(dist, faults.PYARMOR)


@rule(
    "ARC021",
    "error",
    "The archive has code encrypted by SourceDefender",
    message="{member} is encrypted by SourceDefender.",
    source="warehouse@6b62157:utils/scanner_rules/sourcedefender.yar",
    refuses=Words(400, REFUSED + "SourceDefender-encrypted content is not allowed. " + POLICY),
)
def sourcedefender(dist: Dist) -> Iterator[Hit]:
    """Nobody can see what encrypted code does, so PyPI's rules of use forbid it.

    Fix: Publish the code as it is, or distribute the package elsewhere.
    """
    return hits(dist, faults.SOURCEDEFENDER)


@rule(
    "ARC060",
    "warning",
    "The archive has too many members to be judged",
    message="{filename} has more members than are looked at.",
    undecides=True,
)
def too_many_members(dist: Dist) -> Iterator[Hit]:
    """Reading stops at a bound, so that no file can exhaust this machine; what comes behind it is not known.

    Fix: Leave out what the package does not need; keep large data in a few files.
    """
    return hits(dist, faults.TOO_MANY_MEMBERS)


@rule(
    "ARC061",
    "warning",
    "The archive unpacks to too much to be judged",
    message="{filename} has more data than is looked at.",
    undecides=True,
)
def too_much_data(dist: Dist) -> Iterator[Hit]:
    """Reading stops at a bound, so that no file can exhaust this machine; what comes behind it is not known.

    Fix: Leave out what the package does not need.
    """
    return hits(dist, faults.TOO_MUCH_DATA)


@rule(
    "ARC062",
    "error",
    "A member cannot be unpacked",
    message="{member} cannot be unpacked ({detail}).",
)
def member_damaged(dist: Dist) -> Iterator[Hit]:
    """PyPI takes this file, because it does not read this member, but pip and uv stop at it: nobody can install the package.

    Fix: Build the file again.
    """
    return hits(dist, faults.MEMBER_DAMAGED)


@rule(
    "ARC063",
    "note",
    "Not everything was searched for secrets",
    message="Files that were not searched: {detail}.",
)
def not_searched(dist: Dist) -> Iterator[Hit]:
    """Large files are not searched, so that a check stays quick.

    Fix: Nothing has to be done; look into these files yourself if they can hold a password or a token.
    """
    return hits(dist, faults.NOT_SEARCHED)


@rule(
    "ARC066",
    "note",
    "Not every module was parsed",
    message="Modules that were not parsed: {detail}.",
)
def not_parsed(dist: Dist) -> Iterator[Hit]:
    """Of a very large wheel only the targets of scripts and the modules near the top are parsed; a syntax error in the others is not seen.

    Fix: Nothing has to be done; the project's own linter looks at all of its modules.
    """
    return hits(dist, faults.NOT_PARSED)


@rule(
    "ARC064",
    "error",
    "The file cannot be read",
    message="{filename}: {detail}{nearest}.",
)
def unreadable_file(dist: Dist) -> Iterator[Hit]:
    """There is no file under this path, or it is not a plain file, or its permissions do not allow to read it; so nothing is known of it.

    Fix: Correct the path or the permissions. For files that are not built yet: `seatrial build`.
    """
    # Who looked for the file knows what lies beside it.
    return (hit._replace(values={**hit.values, "nearest": ""}) for hit in hits(dist, faults.UNREADABLE_FILE))


@rule(
    "ARC069",
    "error",
    "The file could not be judged",
    message="Judging {filename} broke off.",
    undecides=True,
)
def broken_off(dist: Dist) -> Iterator[Hit]:
    """The process that judged the file took more memory than there is, was ended from outside, or met a fault of Python itself; so nothing is known of the file.

    Fix: Check the file once more by itself. If that breaks off too, do not trust the file, and report what it is made of.
    """
    return hits(dist, faults.BROKEN_OFF)


@rule(
    "ARC065",
    "error",
    "The folder is no project that can be checked",
    message="{detail}",
)
def no_project(dist: Dist) -> Iterator[Hit]:
    """A folder is checked by its build files, and this one has none that can be read.

    Fix: Name the folder that holds pyproject.toml, or the files that were built.
    """
    return hits(dist, faults.NO_PROJECT)


RULES: tuple[Rule[Dist], ...] = (first_unreadable, first_breaks, source_unreadable, source_breaks, pyarmor, sourcedefender)
"""In PyPI's order: after the archive is opened, before its records are compared."""
BEYOND: tuple[Rule[Dist], ...] = (
    too_many_members,
    too_much_data,
    member_damaged,
    not_searched,
    not_parsed,
    unreadable_file,
    no_project,
    broken_off,
)
"""What PyPI's server does not refuse by, or what is not known."""
