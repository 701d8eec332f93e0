"""What `pyproject.toml` declares in its standard table `[project]`."""

from collections.abc import Mapping
from typing import Any

from seatrial.core.project.declared import Declared
from seatrial.core.project.toml import line_of, pairs, table, text, texts
from seatrial.model.project import Read, Source, VersionPlace

FILE = "pyproject.toml"
CONTENT_TYPES = {".md": "text/markdown", ".rst": "text/x-rst", ".txt": "text/plain"}
FIELDS = {
    "name": "name",
    "version": "version",
    "description": "summary",
    "readme": "readme",
    "license": "license",
    "license-files": "license_files",
    "requires-python": "requires_python",
    "dependencies": "requires",
    "optional-dependencies": "extras",
    "classifiers": "classifiers",
    "scripts": "scripts",
}
"""Keys of `[project]` → fields of `Project`."""


def declared_in_project_table(pyproject: Mapping[str, Any], data: bytes) -> Declared:
    """Return what the table `[project]` of a parsed `pyproject.toml` says; values of a wrong type count as absent."""
    project = table(pyproject, "project")
    dynamic = [one for one in project.get("dynamic", []) if isinstance(one, str)] if isinstance(project.get("dynamic", []), list) else []
    sources = {ours: Source(FILE, line_of(data, "project", theirs)) for theirs, ours in FIELDS.items() if theirs in project}
    readme, content_type, reads = _readme(project.get("readme"), sources)
    licence, files = _license(project)
    version = text(project.get("version"))
    scripts = {**pairs(project.get("scripts")), **pairs(project.get("gui-scripts"))}
    return Declared(
        name=text(project.get("name")),
        version=version,
        summary=text(project.get("description")),
        readme=readme,
        readme_content_type=content_type,
        license=licence,
        license_files=files,
        requires_python=text(project.get("requires-python")),
        requires=texts(project.get("dependencies")),
        extras=requirements_by_name(project, "optional-dependencies"),
        classifiers=texts(project.get("classifiers")),
        scripts=scripts or None,
        urls=tuple(pairs(project.get("urls")).values()) or None,
        authors=_people(project.get("authors"), project.get("maintainers")),
        sources=sources,
        reads=reads,
        versions=(VersionPlace(FILE, sources["version"].line, version),) if version is not None else (),
        # A description that stands in the build file itself is no file that could be judged.
        computed=frozenset({"readme"}) if readme is None and "readme" in project else frozenset(),
        deferred=frozenset(FIELDS[one] for one in dynamic if one in FIELDS),
        static_and_dynamic=tuple(one for one in dynamic if one in project),
    )


def requirements_by_name(owner: Mapping[str, Any], key: str) -> dict[str, tuple[str, ...]] | None:
    """Return the lists of texts in a table, None where there is no such table; what is no text is left out."""
    if key not in owner:
        return None
    rows = table(owner, key).items()
    return {name: tuple(one for one in listed if isinstance(one, str)) for name, listed in rows if isinstance(listed, list)}


def _readme(value: Any, sources: Mapping[str, Source]) -> tuple[str | None, str | None, tuple[Read, ...]]:
    path = text(value) or text(table({"readme": value}, "readme").get("file"))
    given = text(table({"readme": value}, "readme").get("content-type"))
    if path is None:
        return None, given, ()
    # In a table nothing goes by the ending.
    ending = next((kind for end, kind in CONTENT_TYPES.items() if text(value) and path.lower().endswith(end)), None)
    return path, given or ending, (Read(path, sources["readme"]),)


def _people(*lists: Any) -> tuple[str, ...] | None:
    rows = [row for people in lists if isinstance(people, list) for row in people]
    return tuple(value for row in rows for value in pairs(row).values()) or None


def _license(project: Mapping[str, Any]) -> tuple[str | None, tuple[str, ...] | None]:
    value = project.get("license")
    old = table(project, "license")
    files = texts(project.get("license-files"))
    if files is None:
        nested = table(project, "license-files")
        files = texts(nested.get("paths")) or texts(nested.get("globs"))
    named = text(old.get("file"))
    if files is None and named is not None:
        files = (named,)
    return text(value) or text(old.get("text")), files
