"""What one build file says of the project, and how what several say becomes one."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from seatrial.model.configuration import Script
from seatrial.model.project import Finder, Read, Source, VersionPlace

LEGACY = "setuptools.build_meta:__legacy__"
LEGACY_REQUIRES = ("setuptools >= 40.8.0",)
"""What a build frontend takes where nothing is said (PEP 518)."""
TEXTS = ("name", "version", "summary", "readme", "readme_content_type", "license", "requires_python")
FACTS = (*TEXTS, "license_files", "requires", "written", "extras", "classifiers", "scripts", "packages", "urls", "authors")
"""Fields of `Project` that a build file may state."""


class Declared(NamedTuple):
    """What one build file says; None where it says nothing."""

    name: str | None = None
    version: str | None = None
    summary: str | None = None
    readme: str | None = None
    readme_content_type: str | None = None
    license: str | None = None
    requires_python: str | None = None
    license_files: tuple[str, ...] | None = None
    """Patterns, not yet held against the tree."""
    requires: tuple[str, ...] | None = None
    written: tuple[str, ...] | None = None
    """The lines of `requires` before what is no requirement was left out."""
    extras: Mapping[str, tuple[str, ...]] | None = None
    groups: Mapping[str, tuple[str, ...]] = {}
    """What developers, tests or the build need, by whatever it is called."""
    classifiers: tuple[str, ...] | None = None
    scripts: Mapping[str, str] | None = None
    urls: tuple[str, ...] | None = None
    authors: tuple[str, ...] | None = None
    """Names and e-mail addresses, each by itself."""
    packages: tuple[str, ...] | None = None
    """Dotted names of packages and modules."""
    roots: Mapping[str, str] | None = None
    finder: Finder | None = None
    compiled: bool = False
    reads: tuple[Read, ...] = ()
    versions: tuple[VersionPlace, ...] = ()
    sources: Mapping[str, Source] = {}
    computed: frozenset[str] = frozenset()
    """Fields that it states, but that only running it can tell."""
    deferred: frozenset[str] = frozenset()
    """Fields that it leaves to the build or to another file."""
    static_and_dynamic: tuple[str, ...] = ()
    script: Script | None = None
    """Of a `setup.py`: what it says of its build."""


def merge(layers: Sequence[Declared]) -> Declared:
    """Return what several build files say together; the first that states a field wins.

    A field that is computed where it is stated first is in `computed` of the result, and so is one that nobody states though it was left to others.
    """
    facts: dict[str, Any] = {}
    sources: dict[str, Source] = {}
    computed = set()
    for field in FACTS:
        layer = next((one for one in layers if getattr(one, field) is not None or field in one.computed), None)
        if layer is not None and field not in layer.computed:
            facts[field] = getattr(layer, field)
            sources |= {field: layer.sources[field]} if field in layer.sources else {}
        elif layer is not None or any(field in one.deferred for one in layers):
            computed.add(field)
    return Declared(
        **facts,
        roots=next((one.roots for one in layers if one.roots is not None), None),
        finder=next((one.finder for one in layers if one.finder is not None), None),
        compiled=any(one.compiled for one in layers),
        reads=tuple(dict.fromkeys(read for one in layers for read in one.reads)),
        versions=tuple(dict.fromkeys(place for one in layers for place in one.versions)),
        sources=sources,
        groups={name: rows for one in layers for name, rows in one.groups.items()},
        computed=frozenset(computed),
        static_and_dynamic=tuple(field for one in layers for field in one.static_and_dynamic),
    )


def only(layer: Declared, fields: frozenset[str]) -> Declared:
    """Return a layer that speaks of these metadata fields alone; what it says of the code and of other files stays."""
    also = {"requires": "written", "readme": "readme_content_type"}
    kept = fields | {"packages"} | {other for field, other in also.items() if field in fields}
    silent: dict[str, Any] = {field: None for field in FACTS if field not in kept}
    return layer._replace(**silent, computed=layer.computed & kept, deferred=layer.deferred & kept)
