"""Rules on an sdist: its name against the metadata, its licence files, and whether it can be built."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from seatrial.core.protocol import normal
from seatrial.core.versions import version_of
from seatrial.model.dist import Sdist, Upload
from seatrial.model.finding import Hit
from seatrial.rules import sdistinside
from seatrial.rules.form import first
from seatrial.rules.rule import Rule, Words, rule

if TYPE_CHECKING:
    from packaging.version import Version

BUILD_FILES = ("pyproject.toml", "setup.py")


def sent_version(upload: Upload) -> "Version | None":
    """Return the version in the form, None where it is none."""
    return version_of(first(upload.form, "version"))


def _is_sdist(upload: Upload) -> bool:
    return isinstance(upload.dist, Sdist)


def _found(upload: Upload) -> str | None:
    """Return the name in the file name as PyPI takes it, None where it takes none."""
    from packaging.utils import InvalidSdistFilename, parse_sdist_filename  # noqa: PLC0415

    filename = upload.dist.filename
    try:
        name = str(parse_sdist_filename(filename)[0])
    except (InvalidSdistFilename, ValueError):
        return None
    version = sent_version(upload)
    if version is not None and version.is_postrelease and name != normal(first(upload.form, "name")) and filename.count("-") >= 2:
        # `1.0-1` is another spelling of `1.0.post1`; PyPI keeps this name even where what follows is no version.
        return filename.rpartition("-")[0].rpartition("-")[0]
    return name


@rule(
    "SDT001",
    "error",
    "The sdist's name does not tell name and version",
    message="{filename} does not end in a dash and a version.",
    source="warehouse@6b62157:forklift/legacy.py:1320",
    refuses=Words(400, "Invalid source distribution filename: {filename}"),
)
def name_unreadable(upload: Upload) -> Iterator[Hit]:
    """An sdist is called `name-version.tar.gz`; what follows the last dash must be a version.

    Fix: Keep the name that the build gave the file, or build again with a current build backend.
    """
    if _is_sdist(upload) and _found(upload) is None:
        yield Hit({"filename": upload.dist.filename})


@rule(
    "SDT002",
    "error",
    "The sdist's name is not the project's",
    message="{filename} does not begin with {expected}.",
    source="warehouse@6b62157:forklift/legacy.py:1339",
    refuses=Words(400, "Start filename for {name!r} with {expected!r}."),
)
def name_of_another(upload: Upload) -> Iterator[Hit]:
    """Installers find the files of a project by their names, so a file must carry the name in its metadata.

    Fix: Build the file again, and do not rename it.
    """
    name = first(upload.form, "name")
    found = _found(upload) if _is_sdist(upload) else None
    if name and found is not None and normal(found) != normal(name):
        yield Hit({"filename": upload.dist.filename, "name": name, "expected": normal(name).replace("-", "_")})


@rule(
    "SDT003",
    "error",
    "The sdist's name is not in normal form",
    message="{filename} should be called {expected}.",
    source="warehouse@6b62157:forklift/legacy.py:1380",
    refuses=Words(400, "Filename {filename!r} is invalid, should be {expected!r}."),
)
def name_not_normal(upload: Upload) -> Iterator[Hit]:
    """Since PEP 625 there is one name for an sdist: the project's name in lower case with underscores, the version in normal form, `.tar.gz`.

    Fix: Build with a current build backend (setuptools 69.3 or newer, for instance); do not rename the file.
    """
    version = sent_version(upload)
    if not _is_sdist(upload) or version is None or _found(upload) is None:
        return
    expected = f"{normal(first(upload.form, 'name')).replace('-', '_')}-{version}.tar.gz"
    if upload.dist.filename != expected:
        yield Hit({"filename": upload.dist.filename, "expected": expected})


@rule(
    "SDT004",
    "error",
    "A licence file that the metadata names is not in the sdist",
    message="The metadata names the licence file {license}; {filename} has no member {place}.",
    source="warehouse@6b62157:forklift/legacy.py:1397",
    refuses=Words(400, "License-File {license} does not exist in distribution file {filename} at {place}"),
)
def license_missing(upload: Upload) -> Iterator[Hit]:
    """Whoever gets the package must get its licence with it, under the path that `License-File` gives.

    Fix: Put the file into the project, name it in `license-files`, and see that the sdist is not made to leave it out.
    """
    dist = upload.dist
    if not isinstance(dist, Sdist) or dist.top is None:
        return
    present = {member.name for member in dist.members}
    for name in upload.form.all("license_file"):
        place = f"{dist.top}/{name}"
        if name and place.rstrip("/") not in present:
            yield Hit({"license": name, "filename": dist.filename, "place": place})


@rule(
    "SDT010",
    "error",
    "The sdist cannot be built",
    message="{filename} has neither pyproject.toml nor setup.py in its top folder.",
    source="https://packaging.python.org/en/latest/specifications/source-distribution-format/",
)
def no_build_file(sdist: Sdist) -> Iterator[Hit]:
    """Pip and uv build an sdist where no wheel fits; without a build file they fail.

    Fix: Write a pyproject.toml and build the sdist again.
    """
    if sdist.top and sdist.metadata is not None and not _has(sdist, *BUILD_FILES):
        yield Hit({"filename": sdist.filename})


@rule(
    "SDT011",
    "warning",
    "PKG-INFO is no plain file",
    message="{member} is a {kind}.",
    source="https://packaging.python.org/en/latest/specifications/source-distribution-format/",
)
def pkg_info_no_file(sdist: Sdist) -> Iterator[Hit]:
    """PyPI does not mind, but twine refuses to upload such a file, and other tools find no metadata.

    Fix: Build the sdist with a build backend instead of by hand.
    """
    for member in sdist.members:
        if sdist.top and member.name == f"{sdist.top}/PKG-INFO" and member.kind != "file":
            yield Hit({"member": member.name, "kind": member.kind}, member=member.name)


@rule(
    "SDT012",
    "note",
    "The sdist's top folder has another name",
    message="The folder is {found}; {expected} is usual.",
    source="https://packaging.python.org/en/latest/specifications/source-distribution-format/",
)
def folder_name(sdist: Sdist) -> Iterator[Hit]:
    """The standard asks for a folder called as the file without its ending; scripts of distributors rely on it.

    Fix: Build the sdist with a current build backend.
    """
    expected = sdist.filename.removesuffix(".tar.gz").removesuffix(".zip")
    if sdist.top and sdist.top != expected:
        yield Hit({"found": sdist.top, "expected": expected})


@rule(
    "SDT013",
    "warning",
    "The sdist has no licence file",
    message="{filename} has no file that looks like a licence.",
)
def no_license(sdist: Sdist) -> Iterator[Hit]:
    """Without the text of its licence nobody may pass the package on, and distributors do not take it.

    Fix: Add a file LICENSE to the project's top folder, and build again.
    """
    if sdist.top and sdist.metadata is not None and not any(looks_like_license(member.name) for member in sdist.members):
        yield Hit({"filename": sdist.filename})


def looks_like_license(path: str) -> bool:
    """Tell whether a path is called as a licence usually is."""
    parts = path.lower().split("/")
    return any(part in {"licenses", "licences", "license", "licence"} for part in parts[:-1]) or parts[-1].startswith(
        ("licen", "copying", "unlicense", "notice", "copyright", "mit-license", "apache-license", "gpl", "lgpl")
    )


def _has(sdist: Sdist, *files: str) -> bool:
    wanted = {f"{sdist.top}/{file}" for file in files}
    return any(member.name in wanted for member in sdist.members)


RULES: tuple[Rule[Upload], ...] = (name_unreadable, name_of_another, name_not_normal, license_missing)
"""In PyPI's order."""
DIST_RULES: tuple[Rule[Sdist], ...] = (no_build_file, pkg_info_no_file, folder_name, no_license, *sdistinside.RULES)
