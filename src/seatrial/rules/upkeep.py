"""Rules on what has to be kept up beside the code of a project: secrets, leftovers of builds, tags; and all rules on upkeep, applied."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from seatrial.core.build_output import shortened
from seatrial.core.versions import is_version, same_version
from seatrial.model.finding import Finding, Hit
from seatrial.model.upkeep import Upkeep
from seatrial.rules import changelog, readme
from seatrial.rules.readme import stated
from seatrial.rules.rule import Rule, judge, rule

if TYPE_CHECKING:
    from seatrial.core.upkeep.tags import Named

NAMED = 5
"""Files that a message names."""


@rule(
    "PRJ098",
    "warning",
    "A file of the project usually holds secrets",
    message="{file} lies among the files of the project.",
)
def secret_name(upkeep: Upkeep) -> Iterator[Hit]:
    """What is committed is in every clone for ever, and may get into the release; robots search both for passwords.

    Fix: Change the passwords and tokens in it, take it out with `git rm --cached FILE`, and name it in .gitignore.
    """
    for one in upkeep.secrets:
        if not one.rule:
            yield Hit({"file": one.file}, file=one.file, severity=one.severity)


@rule(
    "PRJ107",
    "warning",
    "A file of the project has a secret in it",
    message="{file} has something of the form of a secret: {what}.",
)
def secret_content(upkeep: Upkeep) -> Iterator[Hit]:
    """What is committed is in every clone for ever, and may get into the release; robots use a token within minutes after they find it.

    Fix: Revoke the token, or replace the key, and take it out of the file. It stays in git's history, so that revoking it is what counts.
    """
    for one in upkeep.secrets:
        if one.rule:
            what = {"CON002": "PyPI", "CON003": "PRIVATE KEY"}.get(one.rule, one.service)
            yield Hit({"file": one.file, "what": what}, file=one.file, line=one.line, severity=one.severity)


@rule(
    "PRJ099",
    "note",
    "Other files lie in dist",
    message="Files in dist/ that are not of {version}: {files}. They are: {names}.",
)
def old_files(upkeep: Upkeep) -> Iterator[Hit]:
    """An upload of `dist/*` sends them too: another version, or another project's file under your name.

    Fix: Delete them; a release by seatrial sends only what it has built itself.
    """
    found = [one for one in upkeep.built if _is_other(one, upkeep)]
    if found:
        foreign = any(_is_foreign(one, upkeep) for one in found)
        values: dict[str, str | int] = {"version": _called(upkeep), "files": len(found), "names": shortened(found, NAMED)}
        yield Hit(values, file=f"dist/{found[0]}", severity="warning" if foreign else None)


@rule(
    "PRJ100",
    "note",
    "Modules of earlier days lie in build",
    message="Modules in build/ that the project no longer has: {files}. They are: {names}.",
)
def stale_build(upkeep: Upkeep) -> Iterator[Hit]:
    """Setuptools packs whatever lies there: a wheel that is built in this folder ships modules that were deleted. Seatrial builds in a clean copy.

    Fix: Delete the folder `build`.
    """
    if upkeep.stale:
        yield Hit({"files": len(upkeep.stale), "names": shortened(list(upkeep.stale), NAMED)}, file=upkeep.stale[0])


@rule("PRJ101", "note", "git does not ignore what builds make", message="Folders that a build makes and .gitignore does not name: {names}.")
def not_ignored(upkeep: Upkeep) -> Iterator[Hit]:
    """A `git add .` after a build commits the distributions, and the next release ships them.

    Fix: Name the folders in .gitignore, each on a line of its own.
    """
    if upkeep.unignored:
        yield Hit({"names": ", ".join(upkeep.unignored)}, file=".gitignore")


@rule(
    "PRJ102",
    "note",
    "Earlier tags are written in another way",
    message="Earlier releases are tagged like {earlier}; this one would be tagged like {tag}.",
)
def another_tag(upkeep: Upkeep) -> Iterator[Hit]:
    """Tools that look for the tag of a version do not find it, and what takes the version from tags may take the wrong one.

    Fix: Write the form of the earlier tags into the settings: `tag = "{version}"` under `[tool.seatrial]`.
    """
    from seatrial.core.upkeep.tags import another_way, written  # noqa: PLC0415  (only where there are tags)

    name = upkeep.project.name
    earlier = another_way(_own_tags(upkeep), upkeep.tag, name)
    if earlier:
        yield Hit({"earlier": earlier.tag, "tag": written(upkeep.tag, name, stated(upkeep) or earlier.version)})


@rule(
    "PRJ103",
    "warning",
    "The version is lower than the last one",
    message="The version is {version}, and the newest tag in the history of this commit is {tag}.",
)
def behind(upkeep: Upkeep) -> Iterator[Hit]:
    """Installers take the highest version: nobody gets this release without asking for it.

    Fix: Raise the version above that of the tag.
    """
    from seatrial.core.upkeep.tags import above  # noqa: PLC0415  (only where there are tags)
    from seatrial.rules.declared import at  # noqa: PLC0415  (with the one above)

    version = stated(upkeep)
    newest = above(_own_tags(upkeep), version) if version else None
    if version and newest:
        yield at(upkeep.project, "version", version=version, tag=newest.tag)


@rule(
    "PRJ104",
    "note",
    "The version is written in another way than PyPI writes it",
    message="The version {version!r} becomes {normal} on PyPI.",
    source="https://packaging.python.org/specifications/version-specifiers/#normalization",
)
def spelling(upkeep: Upkeep) -> Iterator[Hit]:
    """Files, page and installers name it in the standard's form; whoever looks for the version as it is written here finds no such release.

    Fix: Write the version in that form.
    """
    from packaging.version import Version  # noqa: PLC0415  (only where a project is judged)

    from seatrial.rules.declared import at  # noqa: PLC0415

    version = stated(upkeep)
    if version and is_version(version) and str(Version(version)) != version:
        yield at(upkeep.project, "version", version=version, normal=str(Version(version)))


def _own_tags(upkeep: Upkeep) -> "tuple[Named, ...]":
    from seatrial.core.upkeep.tags import own_tags  # noqa: PLC0415  (only where there are tags)

    return own_tags(upkeep.tags, upkeep.project.name, alone=not (upkeep.repository and upkeep.repository.prefix))


def _called(upkeep: Upkeep) -> str:
    return " ".join(one for one in (upkeep.project.name, stated(upkeep)) if one)


def _parts(name: str) -> tuple[str, str]:
    """Return the project and the version that a file name tells, as written."""
    stem = name.removesuffix(".whl").removesuffix(".tar.gz").removesuffix(".zip").removesuffix(".egg")
    if name.endswith((".whl", ".egg")):
        project, version, *_ = [*stem.split("-"), "", ""]
        return project, version
    project, _, version = stem.rpartition("-")
    return project, version


def _is_foreign(name: str, upkeep: Upkeep) -> bool:
    from seatrial.core.protocol import normal  # noqa: PLC0415  (only where dist has files)

    return upkeep.project.name is not None and normal(_parts(name)[0]) != normal(upkeep.project.name)


def _is_other(name: str, upkeep: Upkeep) -> bool:
    version = stated(upkeep)
    return _is_foreign(name, upkeep) or (version is not None and not same_version(_parts(name)[1], version))


def judge_upkeep(upkeep: Upkeep, path: str, ignore: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return the findings on what has to be kept up in a project; `path` names it to the user, `ignore` has the reason by rule id."""
    return judge((*readme.RULES, *changelog.RULES, *RULES), upkeep, path, ignore)


RULES: tuple[Rule[Upkeep], ...] = (
    secret_name,
    secret_content,
    old_files,
    stale_build,
    not_ignored,
    another_tag,
    behind,
    spelling,
)
