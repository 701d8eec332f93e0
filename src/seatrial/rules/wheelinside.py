"""Rules on the inside of a wheel that PyPI does not look at: RECORD, tags, folders that stop an installation."""

import posixpath
from collections.abc import Iterator

from seatrial.core.dist.layout import EXTENSIONS, installed_path, module_name
from seatrial.model.dist import Wheel
from seatrial.model.finding import Hit
from seatrial.rules.rule import Rule, rule
from seatrial.rules.sdist import looks_like_license

SPECIFICATION = "https://packaging.python.org/en/latest/specifications/binary-distribution-format/"
MOST_TAGS = 500
"""Tags that the three parts of a name stand for, and lines of WHEEL that name tags."""
RECORD_SPECIFICATION = "https://packaging.python.org/en/latest/specifications/recording-installed-packages/"
SCHEMES = ("purelib", "platlib", "headers", "scripts", "data")
UNSIGNED = ("RECORD", "RECORD.jws", "RECORD.p7s")
NAMED = 3
"""Members that a finding names; it counts the rest."""


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:NAMED])
    return f"{shown}, …" if len(names) > NAMED else shown


def _is_signed(wheel: Wheel, name: str) -> bool:
    folder, _, file = name.partition("/")
    return not (folder == wheel.dist_info and file in UNSIGNED)


@rule(
    "WHL030",
    "warning",
    "Files differ from what RECORD says of them",
    message="RECORD gives another hash or size for files: {count} ({names}).",
    source=RECORD_SPECIFICATION,
)
def record_differs(wheel: Wheel) -> Iterator[Hit]:
    """The wheel was changed after it was built. Installers that compare hashes refuse or report it, and PyPI has announced to refuse a RECORD that is wrong.

    Fix: Build the wheel again; after a change by hand, use `wheel pack`.
    """
    rows = {row.path: row for row in wheel.record or ()}
    wrong = []
    for member in wheel.members:
        row = rows.get(member.name)
        if row is None or member.digest is None:
            continue
        hashed = row.digest.startswith("sha256=") and row.digest.rstrip("=") != member.digest
        if hashed or (row.size.isdigit() and len(row.size) < 20 and int(row.size) != member.size):
            wrong.append(member.name)
    if wrong:
        yield Hit({"count": len(wrong), "names": _some(wrong)}, member=wrong[0])


@rule(
    "WHL031",
    "warning",
    "Files are missing in RECORD",
    message="RECORD does not list files of the wheel: {count} ({names}).",
    source=RECORD_SPECIFICATION,
)
def record_misses(wheel: Wheel) -> Iterator[Hit]:
    """Installers do not remove such files with the package. PyPI writes a mail about it and has announced to refuse such wheels.

    Fix: Build the wheel again; after a change by hand, use `wheel pack`.
    """
    if wheel.record is None:
        return
    listed = {row.path for row in wheel.record}
    missing = [
        member.name
        for member in wheel.members
        if member.kind != "directory" and member.name not in listed and (_is_signed(wheel, member.name) or member.name.endswith("RECORD"))
    ]
    if missing:
        yield Hit({"count": len(missing), "names": _some(missing)}, member=missing[0])


@rule(
    "WHL032",
    "warning",
    "RECORD lists files that are not there",
    message="RECORD lists files that the wheel does not have: {count} ({names}).",
    source=RECORD_SPECIFICATION,
)
def record_invents(wheel: Wheel) -> Iterator[Hit]:
    """Something was taken out of the wheel after it was built. PyPI writes a mail about it and has announced to refuse such wheels.

    Fix: Build the wheel again; after a change by hand, use `wheel pack`.
    """
    present = {member.name for member in wheel.members}
    invented = [row.path for row in wheel.record or () if row.path not in present]
    if invented:
        yield Hit({"count": len(invented), "names": _some(invented)})


@rule(
    "WHL033",
    "error",
    "The wheel has several dist-info folders",
    message="The wheel has {names}.",
    source=SPECIFICATION,
)
def several_dist_infos(wheel: Wheel) -> Iterator[Hit]:
    """Pip and uv refuse such a wheel, because they cannot tell which metadata holds. Often a stale `build` folder was packed.

    Fix: Delete `build` and `*.egg-info`, and build from a clean tree.
    """
    found = sorted({member.name.partition("/")[0] for member in wheel.members if member.name.partition("/")[0].endswith(".dist-info")})
    if len(found) > 1:
        yield Hit({"names": ", ".join(found)})


@rule(
    "WHL034",
    "error",
    "The WHEEL file has no version that installers take",
    message="Wheel-Version is {version!r}; 1.0 is current.",
    source=SPECIFICATION,
)
def wheel_version(wheel: Wheel) -> Iterator[Hit]:
    """Pip refuses a wheel without a Wheel-Version, or with one above 1.

    Fix: Build the wheel by a current build backend.
    """
    if wheel.wheel is None:
        return
    version = next(iter(wheel_fields(wheel).get("wheel-version", ())), "")
    parts = version.split(".")
    if not all(part.isdigit() and len(part) < 10 for part in parts) or int(parts[0]) > 1:
        yield Hit({"version": version}, member=f"{wheel.dist_info}/WHEEL")


@rule(
    "WHL035",
    "warning",
    "The tags in the wheel are not those of its name",
    message="WHEEL says {inside}, the name says {outside}.",
    source=SPECIFICATION,
)
def tags_differ(wheel: Wheel) -> Iterator[Hit]:
    """Installers go by the name, other tools by the file, so each takes the wheel for something else. Usually the wheel was renamed.

    Fix: Change tags by `wheel tags`, which changes both.
    """
    # Some backends write the tags of the name as they stand, instead of each by itself.
    written = wheel_fields(wheel).get("tag", ())[:MOST_TAGS]
    inside = {tag for tags in written for tag in name_tags(tags) or {tags.lower()}}
    outside = name_tags(wheel.filename)
    if inside and outside and inside != outside:
        yield Hit({"inside": _some(sorted(inside)), "outside": _some(sorted(outside))}, member=f"{wheel.dist_info}/WHEEL")


@rule(
    "WHL036",
    "warning",
    "A wheel for every platform has compiled code",
    message="{filename} is for any platform, but has {member}.",
    source=SPECIFICATION,
)
def compiled_for_any(wheel: Wheel) -> Iterator[Hit]:
    """Installers take this wheel on every platform, and the compiled module cannot be imported on most.

    Fix: Build a wheel with a platform tag for each platform; with setuptools, declare the module as an extension.
    """
    if not wheel.filename.endswith("-any.whl"):
        return
    for member in wheel.members:
        path = installed_path(member.name)
        if path and path.endswith(EXTENSIONS) and module_name(path):
            yield Hit({"filename": wheel.filename, "member": member.name}, member=member.name)
            return


@rule(
    "WHL037",
    "error",
    "The wheel has a data folder that installers do not know",
    message="{member} is in none of the folders that a wheel can have under .data.",
    source=SPECIFICATION,
)
def unknown_scheme(wheel: Wheel) -> Iterator[Hit]:
    """Pip refuses the wheel: it does not know where to put the file. Known are purelib, platlib, headers, scripts and data.

    Fix: Correct how the build file declares data files, and build again.
    """
    demanded = (wheel.dist_info or "").removesuffix(".dist-info") + ".data"
    for member in wheel.members:
        folder, _, rest = member.name.partition("/")
        if folder == demanded and member.kind != "directory" and rest.partition("/")[0] not in SCHEMES:
            yield Hit({"member": member.name}, member=member.name)
            return


@rule(
    "WHL038",
    "error",
    "A member would be installed outside of its folder",
    message="{member} leads out of the folder that packages are installed in.",
    source=SPECIFICATION,
)
def leads_out(wheel: Wheel) -> Iterator[Hit]:
    """Pip and uv refuse such a wheel: it could overwrite any file of the user.

    Fix: Build the wheel by a build backend, with relative paths.
    """
    for member in wheel.members:
        name = member.name
        if member.kind != "directory" and (name.startswith("/") or (".." in name and posixpath.normpath(name).startswith(".."))):
            yield Hit({"member": member.name}, member=member.name)


@rule(
    "WHL039",
    "warning",
    "The wheel has no licence file",
    message="{filename} has no file that looks like a licence.",
)
def no_license(wheel: Wheel) -> Iterator[Hit]:
    """Without the text of its licence nobody may pass the package on, and distributors do not take it.

    Fix: Add a file LICENSE to the project's top folder, and build again.
    """
    if wheel.metadata is not None and not any(looks_like_license(member.name) for member in wheel.members):
        yield Hit({"filename": wheel.filename})


def wheel_fields(wheel: Wheel) -> dict[str, list[str]]:
    """Return the values of the WHEEL file by lower-case key."""
    fields: dict[str, list[str]] = {}
    for line in (wheel.wheel or b"").decode("utf-8", "replace").splitlines():
        key, colon, value = line.partition(":")
        if colon:
            fields.setdefault(key.strip().lower(), []).append(value.strip())
    return fields


def name_tags(filename: str) -> set[str]:
    """Return every tag that a wheel's name stands for; empty where it has no three tags, or where they stand for more than any wheel has."""
    parts = filename.removesuffix(".whl").lower().split("-")[-3:]
    if len(parts) < 3:
        return set()
    pythons, abis, platforms = (part.split(".") for part in parts)
    if len(pythons) * len(abis) * len(platforms) > MOST_TAGS:
        return set()
    return {f"{python}-{abi}-{platform}" for python in pythons for abi in abis for platform in platforms}


RULES: tuple[Rule[Wheel], ...] = (
    several_dist_infos, wheel_version, unknown_scheme, leads_out, record_differs, record_misses, record_invents, tags_differ, compiled_for_any, no_license,
)  # fmt: skip
