"""Which data files inside the packages setuptools would leave out of a wheel, as far as that is certain."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from seatrial.core.project.discovery import import_path
from seatrial.core.project.manifest import WORK, path_matches, read_manifest
from seatrial.core.project.toml import table, text, texts
from seatrial.model.configuration import Configuration
from seatrial.model.project import Project

IMPLICIT = ("*.pyi", "py.typed")
"""What setuptools puts in by itself, beside modules."""
EVERYTHING = ("setuptools-scm", "setuptools_scm", "setuptools-git", "setuptools_git", "pbr", "hatch-vcs", "setuptools-svn", "setuptools-hg")
"""Plugins by which everything that version control tracks counts as named in MANIFEST.in."""
LOOKED = 300
"""Modules in which the names of files are looked for."""
LONGEST = 100_000
"""Bytes of each that are looked at."""
NAMES = re.compile(rb"[\w.-]+")
ENDINGS = (
    ".html", ".htm", ".jinja", ".jinja2", ".j2", ".tmpl", ".tpl", ".mako", ".json", ".yaml", ".yml", ".toml", ".csv", ".tsv", ".sql", ".css", ".js",
    ".xml", ".xsd", ".ini", ".cfg", ".conf", ".dat", ".npz", ".npy", ".pkl", ".parquet", ".pem", ".crt", ".png", ".svg", ".jpg", ".gif", ".ico", ".ttf", ".wav",
    ".mo", ".schema", ".lark", ".typed", ".txt", ".bin", ".gz", ".qml", ".ui", ".glsl",
)  # fmt: skip
"""How the names of files end that code reads while it runs."""
NOT_DATA = frozenset(
    {"requirements.txt", "readme.txt", "changelog.txt", "changes.txt", "license.txt", "cmakelists.txt", "notes.txt", "todo.txt"}
)
NOT_FOLDERS = frozenset({"test", "tests", "testing", "testdata", "docs", "doc", "examples", "example", "benchmarks"})


def data_left_out(project: Project, configuration: Configuration) -> tuple[str, ...]:
    """Return the data files that code may need and that no wheel would have; nothing where another backend or the project's own code decides."""
    if project.backend != "setuptools" or _own_way(configuration):
        return ()
    return unshipped(project, configuration, [path for path in project.data if _may_be_needed(path)])


def unshipped(project: Project, configuration: Configuration, wanted: Sequence[str]) -> tuple[str, ...]:
    """Return those of some files inside the packages that no setting of setuptools names as data; nothing where that is not certain."""
    patterns, included = _package_data(configuration), _included(configuration)
    if not wanted or patterns is None or included is None or (included and everything_tracked(project, configuration)):
        return ()
    manifest = read_manifest(configuration.manifest, project.listing) if included else None
    if (included and manifest is None) or len(wanted) * sum(len(one) for one in patterns.values()) > WORK:
        return ()
    named = manifest.files if manifest else frozenset()
    folders = package_folders_of(project)
    return tuple(path for path in wanted if path not in named and not _shipped(path, folders, patterns))


def everything_tracked(project: Project, configuration: Configuration) -> bool:
    """Tell whether a plugin names everything that version control tracks."""
    script = configuration.script
    values = script.values if script else {}
    keywords: Mapping[str, int] = script.keywords if script else {}
    wanted = values.get("setup_requires")
    asked = (
        *project.build_requires,
        *([wanted] if isinstance(wanted, str) else texts(wanted) or ()),
        *table(configuration.setup_cfg, "options").get("setup_requires", "").split(),
    )
    return bool({"use_scm_version", "pbr"} & set(keywords)) or any(one.strip().lower().startswith(EVERYTHING) for one in asked)


def package_folders_of(project: Project) -> dict[str, str]:
    """Return folder → dotted name of each package that a wheel would have; each folder of the code where setuptools finds them by itself."""
    names = set(project.packages or ())
    found: dict[str, str] = {}
    for path in (*project.modules, *project.data):
        parts = path.split("/")[:-1]
        for depth in range(len(parts), 0, -1):
            folder = "/".join(parts[:depth])
            dotted = (import_path(f"{folder}/", project.roots) or "").rstrip("/").replace("/", ".")
            if dotted and (dotted in names or project.packages is None):
                found[folder] = dotted
    return found


def _own_way(configuration: Configuration) -> bool:
    """Tell whether the project's own code may put files into the wheel, or a setting that is not followed here."""
    script = configuration.script
    keywords: Mapping[str, int] = script.keywords if script else {}
    own = table(configuration.pyproject, "tool", "setuptools")
    options = configuration.setup_cfg
    elsewhere = "data-files" in own or "cmdclass" in own or "options.data_files" in options or "cmdclass" in table(options, "options")
    return elsewhere or (script is not None and (not script.complete or bool({"data_files", "cmdclass"} & set(keywords))))


def _may_be_needed(path: str) -> bool:
    *folders, name = path.lower().split("/")
    return name.endswith(ENDINGS) and name not in NOT_DATA and not NOT_FOLDERS & set(folders)


def _package_data(configuration: Configuration) -> dict[str, tuple[str, ...]] | None:
    """Return package → patterns, those for every package under an empty name; None where they are computed."""
    found: dict[str, tuple[str, ...]] = {}
    script = configuration.script
    if script and "package_data" in script.keywords:
        given = script.values.get("package_data")
        if not isinstance(given, dict):
            return None
        _take(found, given)
    rows = table(configuration.setup_cfg, "options.package_data")
    _take(found, {name: [one.strip() for one in value.replace(",", "\n").splitlines()] for name, value in rows.items()})
    _take(found, table(configuration.pyproject, "tool", "setuptools", "package-data"))
    return found


def _take(found: dict[str, tuple[str, ...]], given: Mapping[str, Any]) -> None:
    for name, patterns in given.items():
        key = "" if name == "*" else name
        found[key] = (*found.get(key, ()), *(texts(patterns) or ([patterns] if text(patterns) else [])))


def _included(configuration: Configuration) -> bool | None:
    """Return whether files that MANIFEST.in names inside packages get into a wheel; None where that is computed."""
    own = table(configuration.pyproject, "tool", "setuptools")
    if "include-package-data" in own:
        return own["include-package-data"] is not False
    script = configuration.script
    if script and "include_package_data" in script.keywords:
        value = script.values.get("include_package_data")
        return bool(value) if isinstance(value, bool | int) else None
    stated = table(configuration.setup_cfg, "options").get("include_package_data")
    if stated is not None:
        return stated.strip().lower() in ("1", "true", "yes")
    # Whoever writes these tables gets it, everybody else has to ask for it.
    return "project" in configuration.pyproject or bool(own)


def _shipped(path: str, folders: Mapping[str, str], patterns: Mapping[str, Sequence[str]]) -> bool:
    parts = path.split("/")
    for depth in range(len(parts) - 1, 0, -1):
        folder = "/".join(parts[:depth])
        if folder in folders:
            rest = "/".join(parts[depth:])
            wanted = (*IMPLICIT, *patterns.get("", ()), *patterns.get(folders[folder], ()))
            if any(path_matches(rest, one.removeprefix("./")) for one in wanted):
                return True
    return False


def speakers(paths: Sequence[str], modules: Sequence[str], files: Mapping[str, bytes]) -> dict[str, str]:
    """Return data file → first module that has its name in its code, for those that have one."""
    names: dict[bytes, list[str]] = {}
    for path in paths:
        names.setdefault(path.rpartition("/")[2].encode("utf-8", "surrogateescape"), []).append(path)
    found: dict[str, str] = {}
    for module in modules[:LOOKED] if names else ():
        for name in names.keys() & set(NAMES.findall(files.get(module, b"")[:LONGEST])):
            found |= dict.fromkeys(names.pop(name), module)
    return found
