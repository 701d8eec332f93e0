"""Rules across the files of one release: what they do not agree in, what is there twice, and what lacks."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from seatrial.core.changed_metadata import licenses, pythons, pythons_gone, requirements
from seatrial.core.together import same_release
from seatrial.core.wheelset import behind, holes, same
from seatrial.model.finding import Finding, Hit
from seatrial.model.together import ReleasedFile, Together
from seatrial.rules.rule import Rule, judge, rule

NAMED = 5
"""Names that a message gives."""
DYNAMIC_SINCE = ("1.0", "1.1", "1.2", "2.1")
"""Metadata versions in which an sdist cannot say that something is only known after its build."""
LOCKERS = "https://docs.astral.sh/uv/concepts/resolution/#universal-resolution"
SDISTS = "https://packaging.python.org/en/latest/specifications/core-metadata/#dynamic-multiple-use"


@rule(
    "REL001",
    "warning",
    "The files are of different releases",
    message="{file} is {name} {version}, and {other} is {other_name} {other_version}.",
)
def other_release(release: Together) -> Iterator[Hit]:
    """What one build makes goes into one release. A version that is computed while it is built can come out differently in the sdist and in the wheel.

    Fix: State the version in one place that both builds read, or write it into a file of the sdist.
    """
    first = _first(release.files)
    for file in release.files:
        if not same_release(first, file):
            one, other = file.metadata, first.metadata
            values = {
                "name": one.name or "",
                "version": one.version or "",
                "other_name": other.name or "",
                "other_version": other.version or "",
            }
            yield Hit({"file": file.filename, "other": first.filename, **values})


@rule(
    "REL002",
    "note",
    "Files of several versions are there",
    message="{file} is one of the files given, which are of several versions: {versions}.",
)
def several_versions(release: Together) -> Iterator[Hit]:
    """Files of an earlier build are left over beside the new ones, and `twine upload dist/*` would send them too.

    Fix: Empty `dist` before you build, or name the files of one version. A release that seatrial makes has only what it has built.
    """
    if release.versions:
        yield Hit({"file": release.files[0].filename, "versions": ", ".join(release.versions[:NAMED]) + _more(release.versions)})


@rule(
    "REL003",
    "note",
    "Name or version is spelled differently",
    message="{file} says {value}, and {other} says {expected}.",
)
def spelled_differently(release: Together) -> Iterator[Hit]:
    """PyPI shows the project under the name that was sent last, so the order of the uploads decides how it is called.

    Fix: Build all files with the same build file.
    """
    yield from _differing(release.files, lambda file: file.metadata.name or "", "name")
    yield from _differing(release.files, lambda file: file.metadata.version or "", "version")


@rule(
    "REL004",
    "warning",
    "The files are for different Pythons",
    message="{file} has Requires-Python {value}, and {other} has {expected}.",
    source=LOCKERS,
)
def other_pythons(release: Together) -> Iterator[Hit]:
    """Installers that lock versions read the metadata of one file and take it for that of all. Who uses a Python that only some files admit gets another file, or an earlier release.

    Fix: Build all files from the same tree, with `requires-python` in `[project]`.
    """
    yield from _differing(release.files, lambda file: pythons(file.metadata) or "-", "requires-python")


@rule(
    "REL005",
    "warning",
    "The files have different requirements",
    message="{file} and {other} do not require the same. Only the first: {value}. Only the second: {expected}.",
    source=LOCKERS,
)
def other_requirements(release: Together) -> Iterator[Hit]:
    """uv, poetry and PDM read the requirements of one file and lock them for all platforms; what only another file requires is then not installed.

    Fix: Give every file the same list, and say with markers (`; sys_platform == 'win32'`) where a requirement counts.
    """
    files = [one for one in _bound(release.files, "requires-dist") if not _leaves_open(one)]
    known, told = {files[0].metadata.requires_dist} if files else set(), set()
    for file in files:
        if file.metadata.requires_dist not in known:
            known.add(file.metadata.requires_dist)
            only, lacks = requirements(files[0].metadata, file.metadata)
            if (only or lacks) and (only, lacks) not in told:
                told.add((only, lacks))
                yield Hit({"file": file.filename, "other": files[0].filename, "value": _names(only), "expected": _names(lacks)})


@rule("REL006", "note", "The files have different descriptions", message="{file} has another description than {other}.")
def other_description(release: Together) -> Iterator[Hit]:
    """PyPI shows the description of one of the files only.

    Fix: Build all files from the same tree.
    """
    for hit in _differing(release.files, lambda file: file.metadata.description or "", "description"):
        yield hit._replace(values={name: hit.values[name] for name in ("file", "other")})


@rule("REL007", "warning", "The files have different licences", message="{file} has the licence {value}, and {other} has {expected}.")
def other_license(release: Together) -> Iterator[Hit]:
    """Nobody knows under which terms the release may be used. Only a wheel that carries other people's code may rightly add their licences.

    Fix: State `license` in `[project]`, and build all files from the same tree.
    """
    files = _bound(release.files, "license-expression", "license")
    told = set()
    for file in files[1:]:
        expected, value = licenses(files[0].metadata, file.metadata)
        if expected and value and value not in told:
            told.add(value)
            values = {"file": file.filename, "other": files[0].filename, "value": value, "expected": expected}
            yield Hit(values, severity="note" if _adds(expected, value) else None)


@rule(
    "REL010",
    "error",
    "There are two sdists",
    message="{file} and {other} are both sdists of {name} {version}.",
    source="warehouse@6b62157:forklift/legacy.py:1262",
)
def two_sdists(release: Together) -> Iterator[Hit]:
    """PyPI takes one sdist for a release, and refuses the second.

    Fix: Remove the one that is left over from another build.
    """
    sdists = [file for file in release.files if file.kind == "sdist"]
    for file in sdists[1:]:
        if same_release(sdists[0], file):
            values = {"name": file.metadata.name or "", "version": file.metadata.version or ""}
            yield Hit({"file": file.filename, "other": sdists[0].filename, **values})


@rule("REL011", "note", "There is no sdist", message="{name} {version} has no sdist; wheels: {wheels}.")
def no_sdist(release: Together) -> Iterator[Hit]:
    """Linux distributions build from the sdist, and so does who uses a Python or a platform that no wheel is for.

    Fix: Build one with `python -m build --sdist` and send it last; leave it out if the source is not to be published.
    """
    first = release.files[0]
    if len(release.files) > 1 and all(file.kind == "wheel" for file in release.files):
        values = {"name": first.metadata.name or "", "version": first.metadata.version or ""}
        yield Hit({"file": first.filename, **values, "wheels": len(release.files)})


@rule(
    "REL012", "warning", "Two wheels are for the same Python and platform", message="{file} and {other} fit the same Python and platform."
)
def same_tags(release: Together) -> Iterator[Hit]:
    """Nothing says which of the two an installer takes.

    Fix: Remove the one that is left over; if the second replaces the first, give it a build number.
    """
    for first, second, decided in same(_wheels(release)):
        if not decided:
            yield Hit({"file": second, "other": first})


@rule(
    "REL013",
    "note",
    "A wheel is never installed",
    message="{file} fits the same Python and platform as {other}, which has the higher build number.",
    source="https://packaging.python.org/en/latest/specifications/binary-distribution-format/#file-name-convention",
)
def replaced(release: Together) -> Iterator[Hit]:
    """Of two wheels that fit, installers take the one with the higher build number.

    Fix: Leave out the replaced wheel, if it is not on the index yet.
    """
    for first, second, decided in same(_wheels(release)):
        if decided:
            yield Hit({"file": second, "other": first})


@rule(
    "REL014",
    "note",
    "A Python is left out among the wheels",
    message="There are wheels for older and for newer Pythons, and none for: {names}.",
)
def hole(release: Together) -> Iterator[Hit]:
    """Users of that Python build from the sdist, for which they may lack a compiler; often a job of the build failed unseen.

    Fix: Build the wheels that lack, or leave that Python out in `requires-python`.
    """
    wheels = _wheels(release)
    names = holes(wheels, pythons_gone(None, pythons(release.files[0].metadata)))
    if names:
        yield Hit({"file": wheels[0], "names": ", ".join(names[:NAMED]) + _more(names)})


@rule(
    "REL015",
    "note",
    "A platform lacks the newest Python",
    message="There are wheels for the newest Python on other platforms, and none for: {names}.",
)
def uneven(release: Together) -> Iterator[Hit]:
    """Users of that Python build from the sdist there, for which they may lack a compiler; often a job of the build failed unseen.

    Fix: Build the wheels that lack; ignore this rule where the platform is on its way out.
    """
    wheels = _wheels(release)
    names = behind(wheels, pythons_gone(None, pythons(release.files[0].metadata)))
    if names:
        yield Hit({"file": wheels[0], "names": ", ".join(names[:NAMED]) + _more(names)})


def judge_together(release: Together, ignore: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return the findings on files that are released together, each under the path of the file that it names; `ignore` has the reason by rule id."""
    paths = {file.filename: file.path for file in release.files}
    found = judge(RULES, release, release.files[0].path, ignore) if release.files else ()
    return tuple(one._replace(subject=paths.get(str(one.values.get("file")), one.subject)) for one in found)


def _first(files: Iterable[ReleasedFile]) -> ReleasedFile:
    """Return the file that the others are held against: the first wheel, because installers read it, else the first file."""
    return min(files, key=lambda file: file.kind == "sdist")


def _differing(files: Iterable[ReleasedFile], value: Callable[[ReleasedFile], str], field: str) -> Iterator[Hit]:
    """Yield one hit for each value other than that of the file that the others are held against."""
    told: set[str] = set()
    bound = _bound(files, field)
    for file in bound[1:]:
        mine, theirs = value(file), value(bound[0])
        if mine != theirs and mine not in told:
            told.add(mine)
            yield Hit({"file": file.filename, "other": bound[0].filename, "value": mine, "expected": theirs})


def _bound(files: Iterable[ReleasedFile], *fields: str) -> tuple[ReleasedFile, ...]:
    """Return the files of one release that are bound by what they say in some fields, that which the others are held against first."""
    stating = [file for file in files if all(_states(file, field) for field in fields)]
    first = _first(stating) if stating else None
    return (first, *(file for file in stating if file is not first and same_release(first, file))) if first else ()


def _states(file: ReleasedFile, field: str) -> bool:
    """Tell whether a file is bound by what it says in a field: an sdist may leave it to its build."""
    return file.kind == "wheel" or field not in {name.lower() for name in file.metadata.dynamic}


def _leaves_open(file: ReleasedFile) -> bool:
    """Tell whether an sdist is of a time when it could not say which fields are known only after its build."""
    return file.kind == "sdist" and (file.metadata.metadata_version or "1.0") in DYNAMIC_SINCE


def _adds(less: str, more: str) -> bool:
    """Tell whether one licence expression is the other one with more behind it."""
    return more.startswith(f"{less} AND ") or less.startswith(f"{more} AND ")


def _wheels(release: Together) -> tuple[str, ...]:
    first = release.files[0]
    return tuple(file.filename for file in release.files if file.kind == "wheel" and same_release(first, file))


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(names[:NAMED]) + _more(names) if names else "-"


def _more(names: tuple[str, ...]) -> str:
    return " …" if len(names) > NAMED else ""


RULES: tuple[Rule[Together], ...] = (
    other_release, several_versions, spelled_differently, other_pythons, other_requirements, other_description, other_license,
    two_sdists, no_sdist, same_tags, replaced, hole, uneven,
)  # fmt: skip
