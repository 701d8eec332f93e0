"""What a `setup.cfg` declares."""

import re
from collections.abc import Mapping, Sequence
from configparser import Error, MissingSectionHeaderError, ParsingError, RawConfigParser
from typing import Any

from seatrial.core.project.attribute import attribute
from seatrial.core.project.declared import Declared
from seatrial.core.project.discovery import find_packages, package_folders, usual_roots
from seatrial.core.project.setup_py import scripts_of_text
from seatrial.core.project.where import inside
from seatrial.model.project import Finder, Read, Source, VersionPlace
from seatrial.problem import Problem
from seatrial.problem.project import BAD_INI

FILE = "setup.cfg"
WIDEST = 200
BLANKS = re.compile(rf"[^\S\n]{{{WIDEST},}}")
TEXTS = {
    "name": "name",
    "version": "version",
    "description": "summary",
    "long_description": "readme",
    "long_description_content_type": "readme_content_type",
    "license": "license",
}
LISTS = {"license_files": "license_files", "license_file": "license_files", "classifiers": "classifiers"}
OPTIONS = {"python_requires": "requires_python", "install_requires": "requires", "packages": "packages", "py_modules": "packages"}
Section = Mapping[str, str]


def parse_setup_cfg(data: bytes) -> dict[str, dict[str, str]]:
    """Return the sections of a `setup.cfg`, dashes in keys as underscores. Raises `Problem` PPR005 where it is malformed."""
    return {name: {key.replace("-", "_"): value for key, value in rows.items()} for name, rows in written_setup_cfg(data).items()}


def written_setup_cfg(data: bytes) -> dict[str, dict[str, str]]:
    """Return the sections of a `setup.cfg`, keys in lower case but else as written. Raises `Problem` PPR005 where it is malformed."""
    parser = RawConfigParser()
    try:
        # The parser's time grows with the square of blanks in a row.
        parser.read_string(BLANKS.sub(" " * WIDEST, data.decode("utf-8")), FILE)
    except UnicodeDecodeError as error:
        raise Problem(BAD_INI, file=FILE, line=data.count(b"\n", 0, error.start) + 1, reason="the text is not UTF-8") from error
    except Error as error:
        raise Problem(BAD_INI, file=FILE, line=_line(error), reason=_reason(error)) from error
    return {name: dict(parser.items(name)) for name in parser.sections()}


def _line(error: Error) -> int:
    found = error.errors[0][0] if isinstance(error, ParsingError) and getattr(error, "errors", None) else getattr(error, "lineno", None)
    return found if isinstance(found, int) else 1


def _reason(error: Error) -> str:
    if isinstance(error, MissingSectionHeaderError):
        return "a setting stands before the first [section]"
    if isinstance(error, ParsingError):
        return "the line is neither a [section] nor a setting"
    return f"{getattr(error, 'section', '')}.{getattr(error, 'option', '')}".strip(".") + " stands there twice"


def declared_in_setup_cfg(data: bytes, files: Mapping[str, bytes], listing: Sequence[str]) -> Declared:
    """Return what a `setup.cfg` says. Raises `Problem` PPR005 where it is malformed."""
    sections = parse_setup_cfg(data)
    metadata, options = sections.get("metadata", {}), sections.get("options", {})
    roots = _roots(options.get("package_dir"))
    fields: dict[str, Any] = {ours: metadata[theirs].strip() for theirs, ours in TEXTS.items() if metadata.get(theirs)}
    fields |= _whose(metadata)
    fields |= {ours: _list(metadata[theirs]) for theirs, ours in LISTS.items() if metadata.get(theirs)}
    if options.get("python_requires"):
        fields["requires_python"] = options["python_requires"].strip()
    if options.get("install_requires"):
        fields["requires"] = tuple(one for one in _list(options["install_requires"], ";") if not one.startswith("#"))
    if rows := sections.get("options.extras_require"):
        fields |= _extras(rows)
    sources = {
        ours: Source(FILE, _where(data, key))
        for group, names in ((metadata, {**TEXTS, **LISTS}), (options, OPTIONS))
        for key, ours in names.items()
        if key in group
    }
    reads, computed = _directives(fields, sources, files, listing, roots or usual_roots(listing))
    if fields.get("requires"):
        fields["written"] = fields["requires"]
        fields["requires"] = tuple(one for one in fields["requires"] if not one.startswith("-"))
    if rows and "extras" not in fields:
        computed |= {"extras"}
    version = fields.get("version")
    places = (
        (VersionPlace(FILE, sources["version"].line, version),)
        if version and not metadata["version"].strip().startswith(("attr:", "file:"))
        else ()
    )
    points = sections.get("options.entry_points", {})
    scripts = scripts_of_text("\n".join(f"[{group}]\n{rows}" for group, rows in points.items()))
    return Declared(
        **fields,
        **_code(options, sections.get("options.packages.find", {}), sources, listing),
        roots=roots,
        groups={"tests_require": _list(options["tests_require"], ";")} if options.get("tests_require") else {},
        scripts=scripts or None,
        reads=reads,
        versions=places,
        sources=sources,
        computed=computed,
    )


def _whose(metadata: Section) -> dict[str, tuple[str, ...]]:
    """Return addresses and people that the metadata names."""
    urls = [metadata[key].strip() for key in ("url", "home_page", "download_url") if metadata.get(key)]
    urls += [row.partition("=")[2].strip() for row in metadata.get("project_urls", "").splitlines() if "=" in row]
    people = [metadata[key].strip() for key in ("author", "author_email", "maintainer", "maintainer_email") if metadata.get(key)]
    return {field: tuple(rows) for field, rows in (("urls", urls), ("authors", people)) if rows}


def _extras(rows: Section) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the extras, nothing where some stand in other files."""
    if any(value.strip().startswith("file:") for value in rows.values()):
        return {}
    return {"extras": {name: tuple(one for one in _list(value, ";") if not one.startswith("#")) for name, value in rows.items()}}


def _directives(
    fields: dict[str, Any], sources: Mapping[str, Source], files: Mapping[str, bytes], listing: Sequence[str], roots: Mapping[str, str]
) -> tuple[tuple[Read, ...], frozenset[str]]:
    """Replace what `attr:` and `file:` point at in the fields; return the files that are read and the fields that stay unknown."""
    reads: list[Read] = []
    computed = set()
    for field, value in list(fields.items()):
        first = value[0] if isinstance(value, tuple) and value else value
        kind, _, rest = first.partition(":") if isinstance(first, str) else ("", "", "")
        if kind not in ("attr", "file"):
            if field == "readme":
                # A description that stands here itself is no file.
                fields[field] = None
                computed.add(field)
            continue
        paths = [path for one in rest.replace("\n", ",").split(",") if (path := inside(one.strip()))]
        known: Any = None
        if kind == "attr":
            found = attribute(rest.strip(), files, listing, roots)
            known = found.version if found else None
        else:
            reads += [Read(path, sources[field], guarded=True) for path in paths]
            known = paths[0] if field == "readme" and paths else _content(paths, files, several=isinstance(value, tuple))
        if known is None:
            computed.add(field)
        fields[field] = known
    return tuple(reads), frozenset(computed)


def _content(paths: Sequence[str], files: Mapping[str, bytes], *, several: bool) -> Any:
    parts = [files.get(path) for path in paths]
    if not parts or None in parts:
        return None
    text = "\n".join(one.decode("utf-8", "replace") for one in parts if one is not None).strip()
    return tuple(one for one in _list(text, "\n") if not one.startswith("#")) if several else text


def _code(options: Section, find: Section, sources: Mapping[str, Source], listing: Sequence[str]) -> dict[str, Any]:
    value = options.get("packages", "").strip()
    modules = _list(options["py_modules"]) if "py_modules" in options else None
    if value not in ("find:", "find_namespace:"):
        names = _list(value) if value else None
        return {"packages": None if names is None and modules is None else (*(names or ()), *(modules or ()))}
    folder = inside(find.get("where", "").strip())
    finder = Finder(value, f"packages = {value}", FILE, sources["packages"].line)
    if folder is None:
        return {"finder": finder}
    found = find_packages(
        listing, folder, include=_list(find.get("include", "*")), exclude=_list(find.get("exclude", "")), namespace="namespace" in value
    )
    return {"packages": (*found, *(modules or ())), "finder": finder}


def _roots(value: str | None) -> dict[str, str] | None:
    if value is None:
        return None
    rows = (row.partition("=") for row in _list(value))
    return package_folders({name.strip(): folder.strip() for name, _, folder in rows})


def _list(value: str, separator: str = ",") -> tuple[str, ...]:
    rows = value.splitlines() if "\n" in value else value.split(separator) if not value.startswith("file:") else [value]
    return tuple(row.strip() for row in rows if row.strip())


def _where(data: bytes, key: str) -> int | None:
    rows = (line.partition("=")[0].partition(":")[0] for line in data.decode("utf-8", "replace").splitlines())
    return next((number for number, row in enumerate(rows, 1) if row.strip().replace("-", "_").lower() == key), None)
