"""What `pyproject.toml` declares in the table of setuptools."""

from collections.abc import Mapping, Sequence
from typing import Any

from seatrial.core.project.attribute import attribute
from seatrial.core.project.declared import Declared
from seatrial.core.project.discovery import find_packages, package_folders, usual_roots
from seatrial.core.project.pyproject import FILE
from seatrial.core.project.toml import line_of, table, text, texts
from seatrial.core.project.where import inside
from seatrial.model.project import Finder, Read, Source, VersionPlace

DYNAMIC = {"version": "version", "readme": "readme", "dependencies": "requires", "description": "summary", "classifiers": "classifiers"}


def declared_in_setuptools_table(pyproject: Mapping[str, Any], data: bytes, files: Mapping[str, bytes], listing: Sequence[str]) -> Declared:
    """Return what `[tool.setuptools]` says of packages, modules, folders and of the fields that `[project]` leaves to it."""
    own = table(pyproject, "tool", "setuptools")
    roots = package_folders(table(own, "package-dir")) if "package-dir" in own else None
    code = _code(own, data, listing)
    find = table(own, "packages", "find")
    if roots is None and find:
        places = texts(find.get("where")) or (".",)
        roots = {f"{path}/" if path else "": "" for one in places if (path := inside(one)) is not None}
    dynamic = table(own, "dynamic")
    fields, reads, places_found = _dynamic(dynamic, data, files, listing, roots or usual_roots(listing))
    sources = {DYNAMIC[key]: Source(FILE, line_of(data, "tool.setuptools.dynamic", key)) for key in dynamic if key in DYNAMIC}
    return Declared(
        **fields, **code, roots=roots, reads=reads, versions=places_found, sources=sources, compiled=bool(own.get("ext-modules"))
    )


def _code(own: Mapping[str, Any], data: bytes, listing: Sequence[str]) -> dict[str, Any]:
    packages, modules = texts(own.get("packages")), texts(own.get("py-modules"))
    finder = None
    find = table(own, "packages", "find")
    if "find" in table(own, "packages"):
        line = line_of(data, "tool.setuptools.packages", "find")
        finder = Finder("[tool.setuptools.packages.find]", "[tool.setuptools.packages.find]", FILE, line)
        lists = {key: texts(find.get(key, usual)) for key, usual in (("where", ["."]), ("include", ["*"]), ("exclude", []))}
        where, include, exclude = lists["where"], lists["include"], lists["exclude"]
        if where is not None and include is not None and exclude is not None:
            namespace = find.get("namespaces", True) is not False
            folders = [path for one in where if (path := inside(one)) is not None]
            packages = tuple(
                one for path in folders for one in find_packages(listing, path, include=include, exclude=exclude, namespace=namespace)
            )
    return {"packages": None if packages is None and modules is None else (*(packages or ()), *(modules or ())), "finder": finder}


def _dynamic(
    dynamic: Mapping[str, Any], data: bytes, files: Mapping[str, bytes], listing: Sequence[str], roots: Mapping[str, str]
) -> tuple[dict[str, Any], tuple[Read, ...], tuple[VersionPlace, ...]]:
    fields: dict[str, Any] = {}
    reads: list[Read] = []
    places: tuple[VersionPlace, ...] = ()
    for key, field in DYNAMIC.items():
        value = table(dynamic, key)
        named = value.get("file")
        paths = [path for one in texts(named) or ((named,) if isinstance(named, str) else ()) if (path := inside(one))]
        reads += [Read(path, Source(FILE, line_of(data, "tool.setuptools.dynamic", key)), guarded=True) for path in paths]
        found = attribute(text(value.get("attr")) or "", files, listing, roots) if field == "version" else None
        if found:
            fields[field], places = found.version, (found,)
        elif field == "readme" and paths:
            fields[field] = paths[0]
            fields["readme_content_type"] = text(value.get("content-type")) or "text/x-rst"
        elif paths and all(path in files for path in paths):
            fields[field] = _content([files[path] for path in paths], field)
            if field == "requires":
                fields["written"] = fields[field]
                fields[field] = tuple(one for one in fields[field] if not one.startswith("-"))
    return fields, tuple(reads), places


def _content(parts: Sequence[bytes], field: str) -> Any:
    content = "\n".join(one.decode("utf-8", "replace") for one in parts).strip()
    if field in ("version", "summary"):
        return content
    return tuple(line.strip() for line in content.splitlines() if line.strip() and not line.lstrip().startswith("#"))
