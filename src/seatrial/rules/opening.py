"""Rules on an archive as it is opened: what it is, whether it can be read, what must be in it."""

from collections.abc import Iterator

from seatrial.core.dist import faults
from seatrial.model.dist import Dist
from seatrial.model.finding import Hit
from seatrial.rules.rule import Rule, Words, rule

REFUSED = "Invalid distribution file. "
POLICY = "See https://{PYPI}/policy/acceptable-use-policy/ for more information."
BREAKS = Words(500, "Internal Server Error")
UNKNOWN = "nothing more is known"
"""Where a fault has no words of its own."""
UNNAMED = Words(400, REFUSED + "None")


def hits(dist: Dist, *kinds: str) -> Iterator[Hit]:
    """Yield a hit for each fault of these kinds."""
    for fault in dist.faults:
        if fault.kind in kinds:
            # How the server takes a fault stands before what the fault is.
            detail = fault.detail.removeprefix("bad: ").removeprefix("breaks: ") or UNKNOWN
            yield Hit({"filename": dist.filename, "member": fault.member or "", "detail": detail}, member=fault.member)


@rule(
    "ARC001",
    "error",
    "The archive breaks PyPI's server",
    message="{filename} cannot be opened: {detail}.",
    source="warehouse@6b62157:forklift/legacy.py:286",
    refuses=BREAKS,
)
def breaks_on_opening(dist: Dist) -> Iterator[Hit]:
    """The archive uses something that Python does not know, and the server does not catch that: clients see an error of the server, and try again in vain.

    Fix: Build the file again with a current build backend.
    """
    return hits(dist, faults.BREAKS_ON_OPENING)


@rule(
    "ARC002",
    "error",
    "The file is a zip and a tar archive at once",
    message="{filename} can be read as zip and as tar.",
    source="warehouse@6b62157:forklift/legacy.py:318",
    refuses=Words(400, REFUSED + "File is both a zip and a tar file"),
)
def both_formats(dist: Dist) -> Iterator[Hit]:
    """What is in such a file depends on the tool that opens it, which is how attacks are hidden.

    Fix: Build the file again, and put nothing before or behind it.
    """
    return hits(dist, faults.BOTH_FORMATS)


@rule(
    "ARC003",
    "error",
    "The file is no zip archive",
    message="{filename} is no zip archive, or its end is missing.",
    source="warehouse@6b62157:forklift/legacy.py:321",
    refuses=Words(400, REFUSED + "File is not a zipfile"),
)
def not_zip(dist: Dist) -> Iterator[Hit]:
    """A wheel is a zip archive. This file is cut short, damaged, or something else under the name of a wheel.

    Fix: Build the file again; if it was copied, compare its size with the original.
    """
    return hits(dist, faults.NOT_ZIP)


@rule(
    "ARC004",
    "error",
    "The directory of the zip archive is damaged",
    message="{filename} cannot be read: {detail}.",
    source="warehouse@6b62157:forklift/legacy.py:413",
    refuses=UNNAMED,
)
def zip_unreadable(dist: Dist) -> Iterator[Hit]:
    """Without its directory nobody can tell what is in the archive.

    Fix: Build the file again.
    """
    return hits(dist, faults.ZIP_UNREADABLE)


@rule(
    "ARC005",
    "error",
    "The file is no tar archive",
    message="{filename} is no tar archive.",
    source="warehouse@6b62157:forklift/legacy.py:416",
    refuses=Words(400, REFUSED + "File is not a tarfile"),
)
def not_tar(dist: Dist) -> Iterator[Hit]:
    """An sdist is a tar archive compressed by gzip. This file is empty, damaged, or something else under the name of an sdist.

    Fix: Build the file again; if it was copied, compare its size with the original.
    """
    return hits(dist, faults.NOT_TAR)


@rule(
    "ARC006",
    "error",
    "The tar archive cannot be read to its end",
    message="{filename} is cut short, damaged, or not compressed by gzip: {detail}.",
    source="warehouse@6b62157:forklift/legacy.py:475",
    refuses=UNNAMED,
)
def tar_unreadable(dist: Dist) -> Iterator[Hit]:
    """PyPI reads every member of an sdist, and so does whoever installs it.

    Fix: Build the file again.
    """
    return hits(dist, faults.TAR_UNREADABLE)


@rule(
    "ARC007",
    "error",
    "The tar archive breaks PyPI's server",
    message="{filename} cannot be read: {detail}.",
    source="warehouse@6b62157:forklift/legacy.py:436",
    refuses=BREAKS,
)
def tar_breaks(dist: Dist) -> Iterator[Hit]:
    """Reading the archive fails in a way that the server does not catch: clients see an error of the server, and try again in vain.

    Fix: Build the file again.
    """
    return hits(dist, faults.TAR_BREAKS)


@rule(
    "ARC008",
    "error",
    "The archive unpacks to far more than its size",
    message="{filename} unpacks to {detail} times its size; 50 times is the limit.",
    source="warehouse@6b62157:forklift/legacy.py:334",
    refuses=Words(400, REFUSED + "File exceeds compression ratio of 50"),
)
def ratio(dist: Dist) -> Iterator[Hit]:
    """A small file that fills a disk is a known attack, so PyPI refuses what unpacks to over 64 MiB and over 50 times its size.

    Fix: Leave out large files that are mostly empty; make them when the package is first used.
    """
    return hits(dist, faults.ZIP_RATIO)


@rule(
    "ARC009",
    "error",
    "A member is compressed in a way that PyPI does not take",
    message="{member} is compressed by method {detail}; 0 (stored) and 8 (deflated) are taken.",
    source="warehouse@6b62157:forklift/legacy.py:353",
    refuses=Words(400, REFUSED + "File does not use a supported compression type"),
)
def compression(dist: Dist) -> Iterator[Hit]:
    """Not every installer can unpack bzip2, LZMA, Zstandard and other methods.

    Fix: Build the wheel with deflate, as all build backends do by default.
    """
    return hits(dist, faults.ZIP_COMPRESSION)


@rule(
    "ARC010",
    "error",
    "The archive has both absolute and relative paths",
    message="Some members of {filename} begin with a slash and some do not.",
    source="warehouse@6b62157:forklift/legacy.py:556",
    refuses=BREAKS,
)
def mixed_paths(dist: Dist) -> Iterator[Hit]:
    """The server looks for the folder that all members share and breaks on such a mixture: clients see an error of the server, and try again in vain.

    Fix: Build the sdist with a build backend instead of by hand.
    """
    return hits(dist, faults.MIXED_PATHS)


@rule(
    "ARC011",
    "error",
    "The sdist has a sparse member",
    message="{member} is stored with holes.",
    source="warehouse@6b62157:forklift/legacy.py:437",
    refuses=Words(
        400,
        REFUSED + "tar archive not accepted: Sparse members are not allowed. See https://docs.{PYPI}/archives for more information",
    ),
)
def sparse(dist: Dist) -> Iterator[Hit]:
    """A few bytes can claim to be gigabytes, and not every tool can read such members.

    Fix: Make the archive without `--sparse`, or by a build backend.
    """
    return hits(dist, faults.TAR_SPARSE)


@rule(
    "ARC012",
    "error",
    "The sdist does not have one top folder",
    message="The members of {filename} do not share one folder.",
    source="warehouse@6b62157:forklift/legacy.py:449",
    refuses=Words(400, REFUSED + "Incorrect number of top-level directories in sdist"),
)
def top_level(dist: Dist) -> Iterator[Hit]:
    """An sdist holds one folder, `name-version`, and everything is in it; installers unpack it and go in there.

    Fix: Build the sdist with a build backend, and add nothing beside its folder.
    """
    return hits(dist, faults.TOP_LEVEL)


@rule(
    "ARC013",
    "error",
    "The wheel's name does not tell name and version",
    message="{filename} has fewer than two dashes.",
    source="warehouse@6b62157:forklift/legacy.py:375",
    refuses=Words(400, REFUSED + "Unable to parse name and version from wheel filename"),
)
def wheel_name(dist: Dist) -> Iterator[Hit]:
    """A wheel is called `name-version-python-abi-platform.whl`; installers choose by that name.

    Fix: Keep the name that the build gave the wheel.
    """
    return hits(dist, faults.WHEEL_NAME)


@rule(
    "ARC014",
    "error",
    "The wheel has no WHEEL file where its name says",
    message="{filename} has no member {detail}.",
    source="warehouse@6b62157:forklift/legacy.py:383",
    refuses=Words(400, REFUSED + "WHEEL not found at {detail}"),
)
def no_wheel(dist: Dist) -> Iterator[Hit]:
    """The folder of the wheel's own data is called `name-version.dist-info`, spelt exactly as in the file name.

    Fix: Do not rename a wheel; build it again, or change its tags by `wheel tags`.
    """
    return hits(dist, faults.NO_WHEEL)


@rule(
    "ARC015",
    "error",
    "The sdist has no PKG-INFO in its top folder",
    message="{filename} has no member {detail}.",
    source="warehouse@6b62157:forklift/legacy.py:454",
    refuses=Words(400, REFUSED + "PKG-INFO not found at {detail}"),
)
def no_pkg_info(dist: Dist) -> Iterator[Hit]:
    """PKG-INFO holds the metadata; an archive of a repository, such as GitHub makes it, is no sdist.

    Fix: Make the sdist by `seatrial build` or `python -m build --sdist`.
    """
    return hits(dist, faults.NO_PKG_INFO)


RULES: tuple[Rule[Dist], ...] = (
    breaks_on_opening, both_formats, not_zip, zip_unreadable, not_tar, tar_unreadable, tar_breaks, ratio, compression,
    mixed_paths, sparse, top_level, wheel_name, no_wheel, no_pkg_info,
)  # fmt: skip
"""In PyPI's order."""
