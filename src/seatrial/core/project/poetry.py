"""What `pyproject.toml` declares in Poetry's own table."""

import re
from collections.abc import Mapping
from typing import Any

from seatrial.core.project.declared import Declared
from seatrial.core.project.pyproject import CONTENT_TYPES, FILE
from seatrial.core.project.toml import line_of, pairs, table, text, texts
from seatrial.model.project import Read, Source, VersionPlace

FIELDS = {
    "name": "name",
    "version": "version",
    "description": "summary",
    "readme": "readme",
    "license": "license",
    "dependencies": "requires",
    "classifiers": "classifiers",
    "scripts": "scripts",
    "packages": "packages",
}

OPTIONAL = "optional"


def declared_in_poetry_table(pyproject: Mapping[str, Any], data: bytes) -> Declared:
    """Return what `[tool.poetry]` says; requirements are given by name alone (Poetry has its own spelling of versions), or with their address."""
    poetry = table(pyproject, "tool", "poetry")
    sources = {ours: Source(FILE, line_of(data, "tool.poetry", theirs)) for theirs, ours in FIELDS.items() if theirs in poetry}
    version = text(poetry.get("version"))
    if table(pyproject, "tool", "poetry-dynamic-versioning").get("enable") is True:
        version = None
    paths = texts(poetry.get("readme")) or ((poetry["readme"],) if text(poetry.get("readme")) else ())
    packages, roots = _packages(poetry.get("packages"))
    return Declared(
        name=text(poetry.get("name")),
        version=version,
        summary=text(poetry.get("description")),
        readme=paths[0] if paths else None,
        readme_content_type=next((kind for end, kind in CONTENT_TYPES.items() if paths and paths[0].lower().endswith(end)), None),
        license=text(poetry.get("license")),
        requires_python=_python(table(poetry, "dependencies").get("python")),
        requires=_requires(table(poetry, "dependencies")) if "dependencies" in poetry else None,
        extras={OPTIONAL: _optional(table(poetry, "dependencies"))} if "dependencies" in poetry else None,
        classifiers=texts(poetry.get("classifiers")),
        scripts=_scripts(table(poetry, "scripts")) if "scripts" in poetry else None,
        urls=_urls(poetry),
        authors=_people(poetry),
        packages=packages,
        roots=roots,
        reads=tuple(Read(one, sources["readme"]) for one in paths),
        versions=(VersionPlace(FILE, sources["version"].line, version),) if version is not None else (),
        sources=sources,
        computed=frozenset({"version"}) if version is None and "version" in poetry else frozenset(),
    )


def _python(value: Any) -> str | None:
    found = re.fullmatch(r"\^(\d+)((?:\.\d+)*)", value) if isinstance(value, str) else None
    return f">={found[1]}{found[2]},<{int(found[1][:9]) + 1}.0" if found else text(value)


def _requires(dependencies: Mapping[str, Any]) -> tuple[str, ...]:
    found = []
    for name, value in dependencies.items():
        if name == "python" or (isinstance(value, Mapping) and value.get("optional") is True):
            continue
        address = next(
            (
                f"{kind}{value[key]}"
                for key, kind in (("git", "git+"), ("url", ""), ("path", "file:"))
                if isinstance(value, Mapping) and text(value.get(key))
            ),
            None,
        )
        found.append(f"{name} @ {address}" if address else name)
    return tuple(found)


def _optional(dependencies: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(name for name, value in dependencies.items() if isinstance(value, Mapping) and value.get("optional") is True)


def _scripts(value: Mapping[str, Any]) -> dict[str, str]:
    targets = {name: text(one) or text(table({"script": one}, "script").get("reference")) for name, one in value.items()}
    return {name: target for name, target in targets.items() if target}


def _urls(poetry: Mapping[str, Any]) -> tuple[str, ...] | None:
    own = (text(poetry.get(key)) for key in ("homepage", "repository", "documentation"))
    return (*(one for one in own if one), *pairs(poetry.get("urls")).values()) or None


def _people(poetry: Mapping[str, Any]) -> tuple[str, ...] | None:
    rows = (*(texts(poetry.get("authors")) or ()), *(texts(poetry.get("maintainers")) or ()))
    return tuple(part.strip() for row in rows for part in row.replace(">", "").split("<") if part.strip()) or None


def _packages(value: Any) -> tuple[tuple[str, ...] | None, dict[str, str] | None]:
    rows = [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
    names, roots = [], {}
    for row in rows:
        include = (text(row.get("include")) or "").partition("*")[0].rstrip("/").removesuffix(".py")
        folder = (text(row.get("from")) or "").strip("/")
        if include:
            names.append(include.replace("/", "."))
            roots[f"{folder}/" if folder else ""] = ""
    return (tuple(names), roots) if names else (None, None)
