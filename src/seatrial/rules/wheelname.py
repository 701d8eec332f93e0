"""Rules on a wheel's name against the metadata, and on the files of its dist-info folder that PyPI reads."""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from seatrial.core.dist import faults
from seatrial.core.protocol import normal
from seatrial.model.dist import Upload, Wheel
from seatrial.model.finding import Hit
from seatrial.rules.form import first
from seatrial.rules.platforms import is_allowed
from seatrial.rules.rule import Words, rule
from seatrial.rules.sdist import sent_version

if TYPE_CHECKING:
    from packaging.version import Version

LONGEST_WITH_COMPANION = 246
"""Bytes of a name that leave room for `.metadata` behind it."""
BREAKS = Words(500, "Internal Server Error")


def _fault(upload: Upload) -> str | None:
    """Return what the packaging library says against the file name of a wheel; None for no fault."""
    return _fault_of(upload.dist.filename)


@lru_cache(maxsize=1)
def _fault_of(filename: str) -> str | None:
    # Many rules ask for the same name, one after the other.
    from packaging.utils import InvalidWheelFilename, parse_wheel_filename  # noqa: PLC0415  (only where a name is judged)

    try:
        parse_wheel_filename(filename)
    except (InvalidWheelFilename, ValueError) as error:
        return str(error)
    return None


def _parts(upload: Upload) -> tuple[str, "Version"] | None:
    """Return name part and version of a wheel whose name can be read."""
    from packaging.version import Version  # noqa: PLC0415

    if _fault(upload) is not None:
        return None
    name, version, _ = upload.dist.filename.split("-", 2)
    return name, Version(version)


def _said(upload: Upload, beginning: str) -> Iterator[Hit]:
    said = _fault(upload)
    if said is not None and said.startswith(beginning):
        yield Hit({"filename": upload.dist.filename, "said": said})


@rule(
    "WHL001",
    "error",
    "The wheel's name has a wrong number of parts",
    message="{filename} has not the parts name-version-python-abi-platform, or these and a build number.",
    source="warehouse@6b62157:forklift/legacy.py:1426",
    refuses=Words(400, "{said}"),
)
def parts(upload: Upload) -> Iterator[Hit]:
    """Installers choose a wheel by the parts of its name, which dashes divide; a dash inside of a part must be an underscore.

    Fix: Keep the name that the build gave the wheel.
    """
    return _said(upload, "Invalid wheel filename (wrong number of parts)")


@rule(
    "WHL002",
    "error",
    "The wheel's name has no valid project name",
    message="The first part of {filename} is no project name.",
    source="warehouse@6b62157:forklift/legacy.py:1430",
    refuses=Words(400, "{said}"),
)
def project_name(upload: Upload) -> Iterator[Hit]:
    """The project's part of the name has letters, digits, dots and single underscores.

    Fix: Keep the name that the build gave the wheel.
    """
    return _said(upload, "Invalid project name")


@rule(
    "WHL003",
    "error",
    "The wheel's name has no valid version",
    message="The second part of {filename} is no version.",
    source="warehouse@6b62157:forklift/legacy.py:1430",
    refuses=Words(400, "{said}"),
)
def version_part(upload: Upload) -> Iterator[Hit]:
    """Installers compare versions by the file name and skip what they cannot read.

    Fix: Use a version such as 1.2.3 or 1.2.3rc1, and build again.
    """
    return _said(upload, "Invalid wheel filename (invalid version)")


@rule(
    "WHL004",
    "error",
    "The wheel's build number does not begin with a digit",
    message="{filename} has six parts, and the third does not begin with a digit.",
    source="warehouse@6b62157:forklift/legacy.py:1430",
    refuses=Words(400, "{said}"),
)
def build_number(upload: Upload) -> Iterator[Hit]:
    """Build numbers put wheels of the same version in an order, so they must begin with a number.

    Fix: Give a build number such as 1, or leave it out.
    """
    return _said(upload, "Invalid build number")


@rule(
    "WHL005",
    "error",
    "PyPI does not take wheels for this platform",
    message="{filename} has the platform tag {platform!r}.",
    source="warehouse@6b62157:forklift/legacy.py:1440",
    refuses=Words(400, "Binary wheel '{filename}' has an unsupported platform tag '{platform}'."),
)
def platform(upload: Upload) -> Iterator[Hit]:
    """A plain `linux_x86_64` wheel runs for certain only where it was built; other platforms PyPI does not know.

    Fix: On Linux repair the wheel by auditwheel, or build it in a manylinux or musllinux image, for instance by cibuildwheel; leave out what PyPI does not take.
    """
    if _parts(upload) is None or upload.any_platform:
        return
    tags = upload.dist.filename.removesuffix(".whl").rpartition("-")[2].lower()
    for tag in sorted({tag for tag in tags.split(".") if not is_allowed(tag)}):
        yield Hit({"filename": upload.dist.filename, "platform": tag})


@rule(
    "WHL006",
    "error",
    "The wheel's name is not the project's",
    message="{filename} does not begin with {expected}.",
    source="warehouse@6b62157:forklift/legacy.py:1452",
    refuses=Words(400, "Start filename for {name!r} with {expected!r}."),
)
def name_of_another(upload: Upload) -> Iterator[Hit]:
    """Installers find the files of a project by their names, so a file must carry the name in its metadata.

    Fix: Build the file again, and do not rename it.
    """
    name = first(upload.form, "name")
    found = _parts(upload)
    if name and found is not None and normal(found[0]) != normal(name):
        yield Hit({"filename": upload.dist.filename, "name": name, "expected": normal(name).replace("-", "_")})


@rule(
    "WHL007",
    "error",
    "The project's name in the wheel's name is not in normal form",
    message="{filename} begins with {found}; it should begin with {expected}.",
    source="warehouse@6b62157:forklift/legacy.py:1466",
    refuses=Words(400, "Filename {filename!r} should contain the normalized project name {expected!r}, not {found!r}."),
)
def name_not_normal(upload: Upload) -> Iterator[Hit]:
    """There is one spelling: lower case, with underscores for dashes and dots.

    Fix: Build with a current build backend; do not rename the file.
    """
    name = normal(first(upload.form, "name"))
    found = _parts(upload)
    expected = name.replace("-", "_")
    # The name of another project, or none, is a fault of its own.
    if found is not None and normal(found[0]) == name and found[0] != expected:
        yield Hit({"filename": upload.dist.filename, "found": found[0], "expected": expected})


@rule(
    "WHL008",
    "error",
    "The wheel's name has another version than the metadata",
    message="The metadata has version {expected}, {filename} has {found}.",
    source="warehouse@6b62157:forklift/legacy.py:1491",
    refuses=Words(400, "Version in filename should be {expected!r} not {found!r}."),
)
def version_differs(upload: Upload) -> Iterator[Hit]:
    """Installers choose by the version in the name and then compare it with the metadata.

    Fix: Build the file again, and do not rename it.
    """
    found = _parts(upload)
    version = sent_version(upload)
    if found is not None and version is not None and version != found[1]:
        yield Hit({"filename": upload.dist.filename, "expected": str(version), "found": str(found[1])})


@rule(
    "WHL009",
    "error",
    "A licence file that the metadata names is not in the wheel",
    message="The metadata names the licence file {license}; {filename} has no member {place}.",
    source="warehouse@6b62157:forklift/legacy.py:1515",
    refuses=Words(400, "License-File {license} does not exist in distribution file {filename} at {place}"),
)
def license_missing(upload: Upload) -> Iterator[Hit]:
    """Since metadata 2.4 licence files lie in `licenses/` of the dist-info folder, under the path that `License-File` gives.

    Fix: Build with a current build backend, and name files that exist in `license-files`.
    """
    present = {member.name for member in upload.dist.members} if isinstance(upload.dist, Wheel) else set()
    for name, place in _license_places(upload):
        if place not in present:
            yield Hit({"license": name, "filename": upload.dist.filename, "place": place})


@rule(
    "WHL010",
    "error",
    "A licence file breaks PyPI's server",
    message="{place} cannot be unpacked.",
    source="warehouse@6b62157:forklift/legacy.py:1526",
    refuses=BREAKS,
)
def license_breaks(upload: Upload) -> Iterator[Hit]:
    """The server reads this file and does not catch the failure: clients see an error of the server, and try again in vain.

    Fix: Build the wheel again.
    """
    for _, place in _license_places(upload):
        if any(fault.kind == faults.MEMBER_DAMAGED and fault.member == place for fault in upload.dist.faults):
            yield Hit({"place": place}, member=place)


def _license_places(upload: Upload) -> Iterator[tuple[str, str]]:
    if _parts(upload) is None:
        return
    name, version, _ = upload.dist.filename.split("-", 2)
    for file in upload.form.all("license_file"):
        if file:
            yield file, f"{name}-{version}.dist-info/licenses/{file}"
