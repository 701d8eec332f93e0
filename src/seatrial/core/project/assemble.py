"""One `Project` from everything that the build files and the listing of the tree say."""

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

from seatrial.core.project.attribute import stated
from seatrial.core.project.backend import backend_of, declared_in_backend_table
from seatrial.core.project.configuration import configured
from seatrial.core.project.declared import LEGACY, LEGACY_REQUIRES, Declared, merge, only
from seatrial.core.project.discovery import data_files, import_path, own_modules, usual_roots
from seatrial.core.project.groups import groups_of
from seatrial.core.project.literal import Syntax
from seatrial.core.project.manifest import WORK
from seatrial.core.project.poetry import declared_in_poetry_table
from seatrial.core.project.pyproject import FILE, declared_in_project_table
from seatrial.core.project.setuptools import declared_in_setuptools_table
from seatrial.core.project.toml import parse_toml, table, text, texts
from seatrial.model.project import Backend, Project, VersionPlace
from seatrial.problem import Problem
from seatrial.problem.project import BAD_PYTHON, NO_PROJECT

LICENCES = ("LICEN[CS]E*", "COPYING*", "NOTICE*", "AUTHORS*", "licen[cs]e*", "copying*", "Licen[cs]e*", "UNLICENSE*", "LICENSES/*")
READMES = ("readme.md", "readme.rst", "readme.txt", "readme", "readme.markdown")
VERSION_FILES = ("__init__.py", "_version.py", "__about__.py", "__version__.py", "version.py", "about.py")
LOOKED = 60
"""Files in which `__version__` is looked for."""


class _Layers(NamedTuple):
    """What each build file says, the one that wins first."""

    build_file: str
    declared: tuple[Declared, ...]
    files: tuple[tuple[str, Declared], ...] = ()
    """Of setuptools: each build file with everything that it says."""


def read_project(files: Mapping[str, bytes], listing: Sequence[str], folder: str) -> Project:
    """Return what a tree says of its project, without running anything.

    `files` gives the content of a file by its path (only `get` and `in` are used, so it may read when asked); `listing` has every file of the tree
    that is to be released, relative to `folder`. Raises `Problem`: PPR003 where no build file names a project, PPR004, PPR005 and PPR006 where one is malformed.
    """
    listing = tuple(sorted(set(listing)))
    data = files.get("pyproject.toml", b"")
    pyproject = parse_toml(data, "pyproject.toml") if data else {}
    system = table(pyproject, "build-system")
    build_backend = text(system.get("build-backend")) or LEGACY
    backend = backend_of(build_backend)
    layers = _layers(backend, pyproject, data, files, listing, folder)
    declared = merge(layers.declared)
    setup_py = files.get("setup.py")
    facts = _facts(declared, listing, files)
    project = Project(
        folder=folder,
        build_file=layers.build_file,
        backend=backend,
        build_backend=build_backend,
        build_requires=texts(system.get("requires")) or (() if "requires" in system else LEGACY_REQUIRES),
        setup_py=setup_py.decode("utf-8", "replace") if setup_py is not None else None,
        listing=listing,
        manifest=_manifest(files.get("MANIFEST.in", b"")) if backend == "setuptools" else None,
        groups=groups_of(pyproject, layers.declared),
        **facts,
    )
    return configured(project, files, pyproject, data, layers.files)


def _layers(
    backend: Backend, pyproject: Mapping[str, Any], data: bytes, files: Mapping[str, bytes], listing: Sequence[str], folder: str
) -> _Layers:
    if backend == "setuptools" or (backend == "other" and "project" not in pyproject):
        return _setuptools(pyproject, data, files, listing, folder)
    standard = declared_in_project_table(pyproject, data)
    if backend == "poetry-core":
        own = declared_in_poetry_table(pyproject, data)
        return _Layers("pyproject.toml", (standard, own))
    own = declared_in_backend_table(backend, pyproject, files, listing, standard.name)
    return _Layers("pyproject.toml", (standard, only(own, standard.deferred) if "project" in pyproject else own))


def _setuptools(pyproject: Mapping[str, Any], data: bytes, files: Mapping[str, bytes], listing: Sequence[str], folder: str) -> _Layers:
    layers: list[tuple[str, Declared]] = []
    if "setup.py" in files:
        layers.append(("setup.py", _setup_py(files, listing)))
    cfg = _setup_cfg(files, listing)
    if cfg is not None:
        layers.append(("setup.cfg", cfg))
    if "project" in pyproject:
        standard = declared_in_project_table(pyproject, data)
        own = declared_in_setuptools_table(pyproject, data, files, listing)
        lower = [only(one, standard.deferred) for _, one in layers]
        return _Layers("pyproject.toml", (standard, only(own, standard.deferred), *lower), ((FILE, standard), *layers))
    if not layers and table(pyproject, "build-system").get("build-backend") in (None, "setuptools.build_meta", LEGACY):
        raise Problem(NO_PROJECT, path=folder, **_proposal(listing, folder))
    own = declared_in_setuptools_table(pyproject, data, files, listing)
    return _Layers(layers[0][0] if layers else "pyproject.toml", (*(one for _, one in layers), own), tuple(layers))


def _setup_py(files: Mapping[str, bytes], listing: Sequence[str]) -> Declared:
    from seatrial.core.project.setup_py import declared_in_setup_py  # noqa: PLC0415  (`ast` is needed only where there is a setup.py)

    try:
        return declared_in_setup_py(files["setup.py"], files, listing)
    except Syntax as error:
        raise Problem(BAD_PYTHON, file="setup.py", line=error.line, reason=error.message) from error


def _setup_cfg(files: Mapping[str, bytes], listing: Sequence[str]) -> Declared | None:
    data = files.get("setup.cfg")
    if data is None:
        return None
    from seatrial.core.project.setup_cfg import declared_in_setup_cfg  # noqa: PLC0415  (only where there is a setup.cfg)

    found = declared_in_setup_cfg(data, files, listing)
    return None if found == Declared(sources=found.sources) else found


def _proposal(listing: Sequence[str], folder: str) -> dict[str, str]:
    """Return the values for a first pyproject.toml: name, folder, packages and modules."""
    roots = usual_roots(listing)
    name = (
        "-".join("".join(one if one.isascii() and one.isalnum() else " " for one in folder.rstrip("/").rpartition("/")[2]).split())
        or "example"
    )
    places = [import_path(path, roots) or path for path in own_modules(listing, roots, None, name)]
    packages = sorted({path.rpartition("/")[0].replace("/", ".") for path in places if "/" in path})
    modules = sorted(path.removesuffix(".py") for path in places if "/" not in path)
    quoted = {"packages": packages, "modules": modules}
    root = next(iter(roots)).rstrip("/") or "."
    return {"name": name, "root": root} | {key: ", ".join(f'"{one}"' for one in names) for key, names in quoted.items()}


def _facts(declared: Declared, listing: Sequence[str], files: Mapping[str, bytes]) -> dict[str, Any]:
    roots = declared.roots or usual_roots(listing)
    modules = own_modules(listing, roots, declared.packages, declared.name)
    return {
        "name": declared.name,
        "version": declared.version,
        "summary": declared.summary,
        "readme": declared.readme or _first(listing, READMES),
        "readme_content_type": declared.readme_content_type,
        "license": declared.license,
        "license_files": _licences(declared.license_files, listing),
        "requires_python": declared.requires_python,
        "requires": declared.requires or (),
        "written": declared.written or (),
        "extras": declared.extras or {},
        "classifiers": declared.classifiers or (),
        "scripts": declared.scripts or {},
        "packages": declared.packages,
        "urls": declared.urls or (),
        "authors": declared.authors or (),
        "dynamic": declared.computed,
        "modules": modules,
        "sources": declared.sources,
        "finder": declared.finder,
        "roots": roots,
        "versions": _versions(declared, modules, roots, listing, files),
        "reads": declared.reads,
        "data": data_files(listing, modules, roots),
        "compiled": declared.compiled or any(path.endswith((".pyx", ".so", ".pyd")) for path in listing),
        "static_and_dynamic": declared.static_and_dynamic,
    }


def _manifest(data: bytes) -> tuple[str, ...]:
    """Return the patterns of files that a MANIFEST.in puts into the sdist."""
    patterns: list[str] = []
    for line in data.decode("utf-8", "replace").splitlines():
        command, *words = line.split("#")[0].split()[:100] or [""]
        if command in ("include", "global-include"):
            patterns += words if command == "include" else [one for word in words for one in (word, f"*/{word}")]
        elif command == "recursive-include" and words:
            patterns += [f"{words[0].rstrip('/')}/{one}" for one in words[1:]] + [f"{words[0].rstrip('/')}/*/{one}" for one in words[1:]]
        elif command == "graft":
            patterns += [f"{one.rstrip('/')}/*" if one != "." else "*" for one in words]
    return tuple(patterns)


def _first(listing: Sequence[str], names: Sequence[str]) -> str | None:
    there = {path.lower(): path for path in listing if "/" not in path}
    return next((there[name] for name in names if name in there), None)


def _licences(declared: Sequence[str] | None, listing: Sequence[str]) -> tuple[str, ...]:
    patterns = LICENCES if declared is None else declared[: max(WORK // max(len(listing), 1), 1)]
    return tuple(
        path
        for path in listing
        if (declared is not None or (path.count("/") <= 1 and not path.endswith(".py")))
        and any(path.count("/") >= one.count("/") and fnmatchcase(path, one) for one in patterns)
    )


def _versions(
    declared: Declared, modules: Sequence[str], roots: Mapping[str, str], listing: Sequence[str], files: Mapping[str, bytes]
) -> tuple[VersionPlace, ...]:
    tops = [
        path
        for path in modules
        if (where := import_path(path, roots)) and (where.count("/") == 0 or (where.count("/") == 1 and where.endswith(VERSION_FILES)))
    ]
    paths = [*tops, *(["__init__.py"] if "__init__.py" in listing else [])]
    found = (stated(path, files) for path in sorted(paths, key=lambda one: not one.endswith(VERSION_FILES))[:LOOKED])
    return tuple(dict.fromkeys([*declared.versions, *(place for place in found if place is not None)]))
