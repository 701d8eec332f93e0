"""The version in the project's own modules, and in whatever file the build takes it from."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from seatrial.core.bump.because import TESTS
from seatrial.core.bump.candidate import Candidate, Gathered, agrees, candidate, computed, held, together
from seatrial.core.bump.json_places import json_texts
from seatrial.core.bump.named import named_files
from seatrial.core.bump.plain_places import plain_text
from seatrial.core.bump.stranger import nested, nested_folders, vendored
from seatrial.core.bump.words import PATTERN, UNREADABLE
from seatrial.core.project.discovery import import_path, same_name
from seatrial.model.project import Project
from seatrial.model.sentence import Said

TOP = frozenset({"version.py", "_version.py", "__version__.py", "__about__.py", "_about.py", "__meta__.py", "__init__.py"})
"""Modules for the version that also count where they lie beside setup.py and belong to no package."""
FILES = (*TOP, "about.py", "_meta.py", "__pkginfo__.py", "release.py", "metadata.py", "__metadata__.py")
LOOKED = 60
"""Modules that are read; one that others take the version from may count twice."""
DUNDER = b"__version"


def in_modules(project: Project, files: Mapping[str, bytes]) -> Gathered:
    """Return the version in the modules where it is looked for, and in files that the build reads it from."""
    present = frozenset(project.listing)
    modules: dict[str, set[str]] = {}
    others: list[Gathered] = []
    for one in named_files(project, files):
        if one.file.endswith(".py"):
            modules.setdefault(one.file, set()).update({one.name} - {""})
        else:
            others.append(_in_file(one.file, held(files, present, one.file), told=one.told))
    chiefs = {*modules, *_chiefs(project)}
    for path in _usual(project):
        modules.setdefault(path, set())
    waiting, rows = [*modules], dict[str, Gathered]()
    count = 0
    while waiting and count < LOOKED:
        count += 1
        path = waiting.pop(0)
        rows[path], origins = _in_module(path, held(files, present, path), modules[path], project.listing, chief=path in chiefs)
        fresh = [one for one in origins if one[1] not in modules.setdefault(one[0], set())]
        for origin, name in fresh:
            modules[origin].add(name)
        chiefs |= {origin for origin, _ in fresh}
        waiting = [*dict.fromkeys([*(origin for origin, _ in fresh), *waiting])]
    return together([*rows.values(), *others])


def in_other_modules(project: Project, files: Mapping[str, bytes], version: str) -> tuple[Candidate, ...]:
    """Return the places of further modules whose `__version__` says this version: the project's own, and those of a package of its name wherever it lies."""
    from seatrial.core.bump.python_places import SURE, literals_of  # noqa: PLC0415  (`ast` is needed only where there is Python)
    from seatrial.core.bump.python_source import python_source  # noqa: PLC0415

    found: list[Candidate] = []
    paths = dict.fromkeys([*project.modules, *_named_like_it(project)])
    speaking = (path for path in paths if not vendored(path) and DUNDER in (data := files.get(path, b"")))
    for path in [*speaking][:LOOKED]:
        data = files[path]
        source = python_source(data)
        rows = literals_of(source, SURE) if source is not None else ()
        found += [one for row in rows for one in candidate(path, data, row.stated) if agrees(one.place, version)]
    return tuple(found)


def _named_like_it(project: Project) -> Iterator[str]:
    """Give the modules for the version in packages of the project's name; a build such as meson's may take them from any folder."""
    others = nested_folders(project.listing)
    for path in project.listing:
        folder, _, file = path.rpartition("/")
        if file in FILES and same_name(folder.rpartition("/")[2], project.name) and not TESTS.search(path) and nested(path, others) is None:
            yield path


def _chiefs(project: Project) -> Iterator[str]:
    """Give the modules that speak for the whole project; of several that lie beside one another each may have a version of its own."""
    tops = [path for path in project.modules if "/" not in (import_path(path, project.roots) or path)]
    for path in (*project.modules, *project.listing):
        if (
            path.endswith(FILES)
            or tops == [path]
            or (path in tops and same_name(path.rpartition("/")[2].removesuffix(".py"), project.name))
        ):
            yield path


def _usual(project: Project) -> Iterator[str]:
    """Give the modules that state the version in most projects."""
    yield from (one.file for one in project.versions if one.file.endswith(".py") and one.file != "setup.py")
    for path in project.modules:
        where = import_path(path, project.roots) or path
        if not vendored(path) and (where.count("/") == 0 or (where.count("/") == 1 and where.endswith(FILES))):
            yield path
    yield from (path for path in project.listing if path in TOP)


def _in_module(
    file: str, data: bytes, extra: AbstractSet[str], listing: Sequence[str], *, chief: bool
) -> tuple[Gathered, list[tuple[str, str]]]:
    """Return the version in a module, and the modules that it takes its version from with the name there; `extra` are names that others ask for.

    Of a module that is no `chief` its names count only where they say what the project says.
    """
    from seatrial.core.bump.python_places import NAMES, SURE, computed_in, literals_of, numbers_of, origins  # noqa: PLC0415  (as above)
    from seatrial.core.bump.python_source import python_source  # noqa: PLC0415

    source = python_source(data) if data else None
    if source is None:
        return Gathered(computed=(computed(file, data, 1, Said(UNREADABLE)),) if b"ersion" in data else ()), []
    names = frozenset(extra)
    rows = literals_of(source, NAMES | names)
    outspoken = any(one.name in SURE | names for one in rows) or not file.endswith(FILES)
    found: list[Candidate] = []
    for one in rows:
        likely = not outspoken and (one.stated.form == "tuple" or "." in one.stated.text)
        sure = one.name in names or (chief and (one.name in SURE or likely))
        found += candidate(file, data, one.stated, sure=sure and not one.inner)
    numbers = numbers_of(source)
    found += candidate(file, data, numbers, sure=False)
    told = computed_in(source, names | {"__version__", "__version_info__", "version_info"})
    taken = [(path, name) for path, name in origins(source, file, names | {"__version__"}, listing) if path != file]
    return Gathered(tuple(found), tuple(computed(file, data, line, why) for line, why in told)), taken


def _in_file(file: str, data: bytes, *, told: bool) -> Gathered:
    """Return the version in a file that the build reads."""
    stated = plain_text(data)
    if stated is None and file.endswith(".json"):
        stated = json_texts(data).get(("version",))
    found = candidate(file, data, stated)
    unknown = told and not found
    return Gathered(found, (computed(file, data, 1, Said(PATTERN)),) if unknown else ())
