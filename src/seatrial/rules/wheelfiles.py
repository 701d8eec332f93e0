"""Rules on the files of a wheel's dist-info folder: those that PyPI reads, and those by which installers go."""

from collections.abc import Iterator

from seatrial.core.dist import faults
from seatrial.model.dist import Upload, Wheel
from seatrial.model.finding import Hit
from seatrial.rules.rule import Rule, Words, rule
from seatrial.rules.wheelname import (
    BREAKS,
    LONGEST_WITH_COMPANION,
    build_number,
    license_breaks,
    license_missing,
    name_not_normal,
    name_of_another,
    parts,
    platform,
    project_name,
    version_differs,
    version_part,
)


def _hits(upload: Upload, *kinds: str) -> Iterator[Hit]:
    for fault in upload.dist.faults:
        if fault.kind in kinds:
            place = fault.member or fault.detail
            yield Hit({"filename": upload.dist.filename, "place": place, "detail": fault.detail}, member=fault.member)


@rule(
    "WHL011",
    "error",
    "The wheel has no RECORD that can be read",
    message="{place} is missing in {filename}, or it is no CSV file in UTF-8.",
    source="warehouse@6b62157:forklift/legacy.py:1540",
    refuses=Words(400, "Wheel '{filename}' does not contain the required RECORD file: {place}"),
)
def no_record(upload: Upload) -> Iterator[Hit]:
    """RECORD lists every file with its hash; installers need it to remove the package again.

    Fix: Build the wheel by a build backend; after a change by hand, use `wheel pack`.
    """
    return _hits(upload, faults.RECORD_MISSING, faults.RECORD_UNREADABLE)


@rule(
    "WHL012",
    "error",
    "RECORD breaks PyPI's server",
    message="{place} has an empty line, or cannot be unpacked.",
    source="warehouse@6b62157:utils/wheel.py:210",
    refuses=BREAKS,
)
def record_breaks(upload: Upload) -> Iterator[Hit]:
    """The server reads RECORD and does not catch this failure: clients see an error of the server, and try again in vain.

    Fix: Build the wheel again; after a change by hand, use `wheel pack`.
    """
    return _hits(upload, faults.RECORD_BLANK_LINE, faults.RECORD_BREAKS)


@rule(
    "WHL013",
    "error",
    "entry_points.txt is not valid",
    message="entry_points.txt: {detail}.",
    source="warehouse@6b62157:forklift/legacy.py:1566",
    refuses=Words(400, "Wheel '{filename}' has invalid entry points defined in the entry_points.txt file"),
)
def entry_points(upload: Upload) -> Iterator[Hit]:
    """Installers make scripts of this file: an INI file in UTF-8 of lines `name = module:function`, names without spaces and slashes.

    Fix: Correct the entry points in the build file and build again.
    """
    return _hits(upload, faults.ENTRY_POINTS_INVALID)


@rule(
    "WHL014",
    "error",
    "entry_points.txt breaks PyPI's server",
    message="{place} cannot be unpacked.",
    source="warehouse@6b62157:utils/wheel.py:266",
    refuses=BREAKS,
)
def entry_points_break(upload: Upload) -> Iterator[Hit]:
    """The server reads this file and does not catch the failure: clients see an error of the server, and try again in vain.

    Fix: Build the wheel again.
    """
    return _hits(upload, faults.ENTRY_POINTS_BREAK)


@rule(
    "WHL015",
    "error",
    "The wheel has no METADATA",
    message="{filename} has no member {place}.",
    source="warehouse@6b62157:forklift/legacy.py:1587",
    refuses=Words(400, "Wheel '{filename}' does not contain the required METADATA file: {place}"),
)
def no_metadata(upload: Upload) -> Iterator[Hit]:
    """METADATA holds name, version and requirements; without it nothing can be installed.

    Fix: Build the wheel by a build backend.
    """
    return _hits(upload, faults.METADATA_MISSING)


@rule(
    "WHL016",
    "error",
    "METADATA breaks PyPI's server",
    message="{place} cannot be unpacked.",
    source="warehouse@6b62157:forklift/legacy.py:1589",
    refuses=BREAKS,
)
def metadata_breaks(upload: Upload) -> Iterator[Hit]:
    """The server reads METADATA and does not catch the failure: clients see an error of the server, and try again in vain.

    Fix: Build the wheel again.
    """
    return _hits(upload, faults.METADATA_BREAKS)


@rule(
    "WHL017",
    "error",
    "The wheel's name is too long for its metadata file",
    message="The name has {length} bytes; {longest} are possible.",
    source="warehouse@6b62157:forklift/legacy.py:1603",
    refuses=Words(400, "Filename is too long: '{filename}'"),
)
def name_too_long(upload: Upload) -> Iterator[Hit]:
    """PyPI stores METADATA beside the wheel under the wheel's name and `.metadata`, and file systems end names at 255 bytes.

    Fix: Shorten the project name, the version or the tags.
    """
    length = len(upload.dist.filename.encode("utf-8", "surrogateescape"))
    if isinstance(upload.dist, Wheel) and length > LONGEST_WITH_COMPANION:
        yield Hit({"filename": upload.dist.filename, "length": length, "longest": LONGEST_WITH_COMPANION})


@rule(
    "ARC055",
    "warning",
    "Another file is taken for the wheel's metadata",
    message="{path} is read in place of {folder}/METADATA.",
)
def metadata_elsewhere(wheel: Wheel) -> Iterator[Hit]:
    """Tools that upload take the first file of which the path has METADATA in it and the text Metadata-Version: what that says is what the index shows and judges.

    Fix: Leave the file out of the wheel, or give it another name.
    """
    if wheel.elsewhere is not None:
        yield Hit({"path": wheel.elsewhere.path, "folder": wheel.dist_info or ".dist-info"}, member=wheel.elsewhere.path)


RULES: tuple[Rule[Upload], ...] = (
    parts, project_name, version_part, build_number, platform, name_of_another, name_not_normal, version_differs,
    license_missing, license_breaks, no_record, record_breaks, entry_points, entry_points_break, no_metadata, metadata_breaks, name_too_long,
)  # fmt: skip
"""In PyPI's order."""
DIST_RULES: tuple[Rule[Wheel], ...] = (metadata_elsewhere,)
