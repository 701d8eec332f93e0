"""The version in the files that a build or a bumping tool reads: pyproject.toml, setup.cfg, setup.py, Cargo.toml, meson.build and settings."""

import re
from collections.abc import Iterator, Mapping

from seatrial.core.bump.candidate import Candidate, Gathered, candidate, computed, held, together
from seatrial.core.bump.ini_places import ini_texts
from seatrial.core.bump.stated import Stated
from seatrial.core.bump.toml_places import Path, toml_texts
from seatrial.core.bump.words import UNREADABLE
from seatrial.core.project.where import inside
from seatrial.model.project import Project
from seatrial.model.sentence import Said

PYPROJECT: tuple[Path, ...] = (("project", "version"),)
POETRY: tuple[Path, ...] = (("tool", "poetry", "version"),)
PLACEHOLDERS = frozenset({"0", "0.0", "0.0.0"})
WEAK: tuple[Path, ...] = (
    ("tool", "briefcase", "version"),
    ("tool", "pixi", "workspace", "version"),
    ("tool", "pixi", "project", "version"),
)
"""Keys that may state a version of their own."""
MEMORIES: tuple[tuple[str, Path, str], ...] = (
    ("pyproject.toml", ("tool", "commitizen", "version"), "commitizen"),
    ("pyproject.toml", ("tool", "bumpversion", "current_version"), "bumpversion"),
    ("pyproject.toml", ("tool", "bumpver", "current_version"), "bumpver"),
    ("pyproject.toml", ("tool", "tbump", "version", "current"), "tbump"),
    (".bumpversion.toml", ("tool", "bumpversion", "current_version"), "bumpversion"),
    (".cz.toml", ("tool", "commitizen", "version"), "commitizen"),
    ("cz.toml", ("tool", "commitizen", "version"), "commitizen"),
    ("tbump.toml", ("version", "current"), "tbump"),
    ("bumpver.toml", ("bumpver", "current_version"), "bumpver"),
)
"""Where tools that raise versions note the last one, in files of TOML."""
PIXI: tuple[Path, ...] = (("workspace", "version"), ("project", "version"), ("package", "version"))
CARGO: tuple[Path, ...] = (("package", "version"), ("workspace", "package", "version"))
SETUP_CFG = (("metadata", "version"),)
BUMPVERSION = (("bumpversion", "current_version"),)
MESON = re.compile(r"^[^#\n]*?\bproject\s*\((?:\#[^\n]*+|'[^'\n]*+'|[^)#']){0,2000}?\bversion\s*:\s*'(?P<version>[^'\n]+)'", re.MULTILINE)
MESON_LONGEST = 64 * 1024
"""Bytes in which `project()` is looked for; it comes first."""


def in_build_files(project: Project, files: Mapping[str, bytes]) -> Gathered:
    """Return the version in the files that make the package, and in those of tools that raise it."""
    present = frozenset(project.listing)
    rows = [
        Gathered(tuple(_in_pyproject(files, present))),
        _in_setup_py(held(files, present, "setup.py")),
        Gathered(tuple(_in_ini(files, present, "setup.cfg", SETUP_CFG))),
        Gathered(tuple(_remembered(files, present))),
        Gathered(tuple(_in_toml(files, present, "pyproject.toml", WEAK, sure=False))),
        Gathered(tuple(_in_toml(files, present, "pixi.toml", PIXI, sure=False))),
        *(Gathered(tuple(_in_toml(files, present, file, CARGO, sure=sure))) for file, sure in cargo_files(project, files).items()),
        Gathered(tuple(_in_meson(project, held(files, present, "meson.build")))),
    ]
    return together(rows)


def _in_pyproject(files: Mapping[str, bytes], present: frozenset[str]) -> Iterator[Candidate]:
    yield from _in_toml(files, present, "pyproject.toml", PYPROJECT)
    for one in _in_toml(files, present, "pyproject.toml", POETRY):
        # A plugin of Poetry puts the version of the package in place of such a one.
        yield one._replace(sure=one.place.version not in PLACEHOLDERS)


def _remembered(files: Mapping[str, bytes], present: frozenset[str]) -> Iterator[Candidate]:
    """Give what other tools that raise versions have noted; where it differs it is stale, and their own affair."""
    for file, key, tool in MEMORIES:
        for one in _in_toml(files, present, file, (key,), sure=False):
            yield one._replace(tool=tool)
    for file in ("setup.cfg", ".bumpversion.cfg"):
        for one in _in_ini(files, present, file, BUMPVERSION):
            yield one._replace(sure=False, tool="bumpversion")


def _in_toml(
    files: Mapping[str, bytes], present: frozenset[str], file: str, keys: tuple[Path, ...], *, sure: bool = True
) -> Iterator[Candidate]:
    data = held(files, present, file)
    texts = toml_texts(data, file) if data else {}
    for key in keys:
        yield from candidate(file, data, texts.get(key), sure=sure)


def _in_ini(files: Mapping[str, bytes], present: frozenset[str], file: str, keys: tuple[tuple[str, str], ...]) -> Iterator[Candidate]:
    data = held(files, present, file)
    texts = ini_texts(data)
    for key in keys:
        yield from candidate(file, data, texts.get(key))


def _in_setup_py(data: bytes) -> Gathered:
    if not data:
        return Gathered()
    from seatrial.core.bump.python_places import NAMES, literals_of  # noqa: PLC0415  (`ast` is needed only where there is Python)
    from seatrial.core.bump.python_source import python_source  # noqa: PLC0415
    from seatrial.core.bump.setup_places import setup_version  # noqa: PLC0415

    source = python_source(data)
    if source is None:
        return Gathered(computed=(computed("setup.py", data, 1, Said(UNREADABLE)),))
    found = setup_version(source)
    sure = [one for stated in found.literals for one in candidate("setup.py", data, stated)]
    weak = [one for literal in literals_of(source, NAMES) for one in candidate("setup.py", data, literal.stated, sure=False)]
    return Gathered((*sure, *weak), tuple(computed("setup.py", data, line, why) for line, why in found.computed))


def cargo_files(project: Project, files: Mapping[str, bytes]) -> dict[str, bool]:
    """Return the Cargo.toml files of the project, with whether the package takes its version from it."""
    present = frozenset(project.listing)
    texts = toml_texts(held(files, present, "pyproject.toml"), "pyproject.toml")
    named = [stated.text for key, stated in texts.items() if key == ("tool", "maturin", "manifest-path") or _rust_extension(key)]
    source = project.sources.get("version")
    rust = project.backend == "maturin" or any(
        one.strip().lower().startswith(("setuptools-rust", "setuptools_rust")) for one in project.build_requires
    )
    paths = [path for one in named if (path := inside(one))] + (["Cargo.toml"] if rust else [])
    from_it = (
        project.backend == "maturin" and (source is None or source.file.endswith("Cargo.toml")) and ("project", "version") not in texts
    )
    return {path: from_it for path in paths if path in present}


def _rust_extension(key: Path) -> bool:
    return key[:3] == ("tool", "setuptools-rust", "ext-modules") and key[-1] == "path"


def _in_meson(project: Project, data: bytes) -> Iterator[Candidate]:
    found = MESON.search(data[:MESON_LONGEST].decode("latin-1"))
    if found:
        source = project.sources.get("version")
        sure = source is not None and source.file == "meson.build"
        yield from candidate("meson.build", data, Stated(*found.span("version"), found["version"]), sure=sure)
