"""Which build backend a project uses, and what that backend's own table says of the code and of dynamic fields."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from seatrial.core.project.attribute import module_file, stated
from seatrial.core.project.declared import Declared, merge
from seatrial.core.project.discovery import same_name
from seatrial.core.project.flit import declared_in_flit_table
from seatrial.core.project.literal import docstring
from seatrial.core.project.pyproject import FILE
from seatrial.core.project.toml import parse_toml, table, text, texts
from seatrial.core.project.where import inside
from seatrial.model.project import Backend, Read, Source
from seatrial.problem import Problem

KNOWN: Mapping[str, Backend] = {
    "setuptools": "setuptools",
    "hatchling": "hatchling",
    "flit_core": "flit-core",
    "flit": "flit-core",
    "flit_scm": "flit-core",
    "poetry": "poetry-core",
    "poetry_dynamic_versioning": "poetry-core",
    "pdm": "pdm-backend",
    "uv_build": "uv-build",
    "maturin": "maturin",
    "scikit_build_core": "scikit-build-core",
    "mesonpy": "meson-python",
}
"""First part of `build-backend` → backend."""
COMPILING = frozenset({"maturin", "scikit-build-core", "meson-python"})


def backend_of(build_backend: str) -> Backend:
    """Return the backend that a `build-backend` names."""
    if build_backend.startswith("scikit_build_core.setuptools"):
        return "setuptools"
    return KNOWN.get(build_backend.partition(":")[0].partition(".")[0], "other")


def declared_in_backend_table(
    backend: Backend, pyproject: Mapping[str, Any], files: Mapping[str, bytes], listing: Sequence[str], name: str | None
) -> Declared:
    """Return what the backend's own table says, and what the backend finds by itself where `[project]` leaves it open.

    `name` is the project's, as `[project]` states it.
    """
    reader = _READERS.get(backend)
    found = reader(pyproject, files, listing, name) if reader else Declared()
    return found._replace(compiled=backend in COMPILING)


def _version(path: Any, files: Mapping[str, bytes], **more: Any) -> Declared:
    """Return the version that a file states as `__version__`, with whatever else is known."""
    inner = inside(path) if isinstance(path, str) else None
    place = stated(inner, files) if inner else None
    reads = (Read(inner, Source(FILE)),) if inner else ()
    if place is None:
        return Declared(**more, reads=reads)
    return Declared(**more, version=place.version, versions=(place,), reads=reads, sources={"version": Source(place.file, place.line)})


def _hatch(pyproject: Mapping[str, Any], files: Mapping[str, bytes], _listing: Sequence[str], _name: str | None) -> Declared:
    version = table(pyproject, "tool", "hatch", "version")
    plain = version.get("source", "code") in ("code", "regex") and not {"pattern", "expression"} & set(version)
    wheel = table(pyproject, "tool", "hatch", "build", "targets", "wheel")
    paths = texts(wheel.get("packages")) or ()
    code = _below(paths) if paths else {}
    return _version(version.get("path") if plain else None, files, **code)


def _below(paths: Sequence[str]) -> dict[str, Any]:
    """Return packages and roots of paths such as `src/package`, each of which becomes a top-level package."""
    inner = [path for one in paths if (path := inside(one))]
    parts = [path.removesuffix(".py").rpartition("/") for path in inner]
    return (
        {"packages": tuple(part[2] for part in parts), "roots": {f"{part[0]}/" if part[0] else "": "" for part in parts}} if parts else {}
    )


def _flit(pyproject: Mapping[str, Any], files: Mapping[str, bytes], listing: Sequence[str], name: str | None) -> Declared:
    old = Declared() if name or "project" in pyproject else declared_in_flit_table(pyproject)
    named = text(table(pyproject, "tool", "flit", "module").get("name")) or text(table(pyproject, "tool", "flit", "metadata").get("module"))
    module = named or (name or "").replace("-", "_")
    roots = {"src/": "", "": ""}
    path = module_file(module, listing, roots)
    if path is None:
        return old
    root = {"src/": ""} if path.startswith("src/") else {"": ""}
    summary = docstring(files[path]) if path in files else None
    found = _version(path, files, packages=(module,), roots=root, summary=summary)
    return merge((found._replace(sources={**found.sources, "summary": Source(path, 1)}), old))


def _pdm(pyproject: Mapping[str, Any], files: Mapping[str, bytes], _listing: Sequence[str], _name: str | None) -> Declared:
    version = table(pyproject, "tool", "pdm", "version")
    folder = text(table(pyproject, "tool", "pdm", "build").get("package-dir"))
    root = inside(folder) if folder is not None else None
    roots = None if root is None else {f"{root}/" if root else "": ""}
    return _version(version.get("path") if version.get("source") == "file" else None, files, roots=roots)


def _uv(pyproject: Mapping[str, Any], _files: Mapping[str, bytes], _listing: Sequence[str], name: str | None) -> Declared:
    own = table(pyproject, "tool", "uv", "build-backend")
    folder = inside(text(own.get("module-root")) or ("" if "module-root" in own else "src"))
    names = texts(own.get("module-name")) or ((own["module-name"],) if text(own.get("module-name")) else ())
    usual = ((name or "").replace("-", "_").replace(".", "_").lower(),) if name else ()
    return Declared(packages=names or usual or None, roots={f"{folder}/" if folder else "": ""})


def _maturin(pyproject: Mapping[str, Any], files: Mapping[str, bytes], _listing: Sequence[str], _name: str | None) -> Declared:
    own = table(pyproject, "tool", "maturin")
    path = inside(text(own.get("manifest-path")) or "Cargo.toml") or "Cargo.toml"
    package = table(_lenient(files.get(path), path), "package")
    version, name = text(package.get("version")), text(package.get("name"))
    plain = version if version and version.replace(".", "").isdigit() else None
    folder = inside(text(own.get("python-source")) or "")
    sources = {field: Source(path) for field, value in (("name", name), ("version", plain)) if value}
    return Declared(
        name=name, version=plain, summary=text(package.get("description")), roots={f"{folder}/": ""} if folder else None, sources=sources
    )


def _lenient(data: bytes | None, file: str) -> Mapping[str, Any]:
    try:
        return parse_toml(data, file) if data is not None else {}
    except Problem:
        return {}


def _scikit(pyproject: Mapping[str, Any], files: Mapping[str, bytes], listing: Sequence[str], name: str | None) -> Declared:
    own = table(pyproject, "tool", "scikit-build")
    version = table(own, "metadata", "version")
    plain = str(version.get("provider", "")).endswith("regex") and "regex" not in version
    paths = texts(table(own, "wheel").get("packages"))
    usual = [
        f"{folder}{top}"
        for folder in ("src/", "python/", "")
        for top in sorted({one.removeprefix(folder).partition("/")[0] for one in listing if one.startswith(folder)})
        if same_name(top, name)
    ]
    return _version(version.get("input") if plain else None, files, **_below(paths if paths is not None else usual[:1]))


def _meson(_pyproject: Mapping[str, Any], files: Mapping[str, bytes], _listing: Sequence[str], _name: str | None) -> Declared:
    import re  # noqa: PLC0415  (one backend needs it)

    found = re.search(r"\bproject\s*\([^)]{0,2000}?\bversion\s*:\s*'([^'\n]+)'", files.get("meson.build", b"").decode("utf-8", "replace"))
    return Declared(version=found[1], sources={"version": Source("meson.build")}) if found else Declared()


_Reader = Callable[[Mapping[str, Any], Mapping[str, bytes], Sequence[str], str | None], Declared]
_READERS: Mapping[Backend, _Reader] = {
    "hatchling": _hatch,
    "flit-core": _flit,
    "pdm-backend": _pdm,
    "uv-build": _uv,
    "maturin": _maturin,
    "scikit-build-core": _scikit,
    "meson-python": _meson,
}
