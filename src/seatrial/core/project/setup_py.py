"""What a `setup.py` declares."""

from collections.abc import Mapping, Sequence
from typing import Any

from seatrial.core.project.attribute import attribute
from seatrial.core.project.declared import Declared
from seatrial.core.project.discovery import package_folders
from seatrial.core.project.imports import says_path, script_imports
from seatrial.core.project.literal import parse
from seatrial.core.project.script import follow
from seatrial.core.project.value import FileText, Found, Imported, SetupCall, as_path, plain
from seatrial.model.configuration import Script
from seatrial.model.project import Source, VersionPlace

FILE = "setup.py"
TEXTS = {
    "name": "name",
    "version": "version",
    "description": "summary",
    "long_description_content_type": "readme_content_type",
    "license": "license",
    "license_expression": "license",
    "python_requires": "requires_python",
}
LISTS = {"install_requires": "requires", "classifiers": "classifiers", "license_files": "license_files", "license_file": "license_files"}
COMPILED = frozenset({"ext_modules", "cffi_modules", "rust_extensions", "cmake_source_dir", "cmake_install_dir"})


def declared_in_setup_py(data: bytes, files: Mapping[str, bytes], listing: Sequence[str]) -> Declared:
    """Return what a `setup.py` says, read without running it. Raises `Syntax` where it cannot be parsed.

    A field that the script computes is in `computed`; where it passes arguments that are not known, every field it does not name is.
    """
    tree = parse(data)
    scene = follow(data, FILE, files, listing, tree=tree)
    reads = tuple(dict.fromkeys(scene.reads))
    call = scene.calls[0] if scene.calls else SetupCall({}, {}, complete=False)
    script = Script(call.lines, _known_values(call.values), call.complete, script_imports(tree), says_path(tree))
    if not scene.calls:
        return Declared(reads=reads, script=script)
    fields, computed = _facts(call, files, listing)
    if call.values.get("use_scm_version"):
        computed.add("version")
    if not call.complete:
        computed |= {"name", "version", "requires", "extras", "packages"} - set(fields)
    sources = {ours: Source(FILE, call.lines[theirs]) for theirs, ours in _names().items() if theirs in call.lines}
    written = _list(call.values.get("install_requires"))
    version = fields.get("version")
    place = (VersionPlace(FILE, call.lines["version"], version),) if version and isinstance(call.values.get("version"), str) else ()
    return Declared(
        **fields,
        **_code(call),
        **_whose(call),
        written=written if "requires" in fields else None,
        groups=_groups(call),
        computed=frozenset(computed),
        sources=sources,
        versions=place,
        reads=reads,
        script=script,
    )


def _known_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments that are known as a whole."""
    return {name: value for name, value in values.items() if _known(value)}


def _known(value: Any) -> bool:
    if isinstance(value, list):
        return all(_known(one) for one in value)
    if isinstance(value, dict):
        return all(isinstance(name, str) and _known(one) for name, one in value.items())
    return value is None or isinstance(value, str | int)


def _whose(call: SetupCall) -> dict[str, Any]:
    """Return addresses and people that the call names."""
    given = call.values.get("project_urls")
    urls = [call.values.get("url"), call.values.get("download_url"), *(given.values() if isinstance(given, dict) else ())]
    people = [call.values.get(key) for key in ("author", "author_email", "maintainer", "maintainer_email")]
    return {field: tuple(one for one in rows if isinstance(one, str)) or None for field, rows in (("urls", urls), ("authors", people))}


def _groups(call: SetupCall) -> dict[str, tuple[str, ...]]:
    return {key: rows for key in ("tests_require", "setup_requires") if (rows := _requirements(call.values.get(key, []))) is not None}


def _names() -> dict[str, str]:
    return {
        **TEXTS,
        **LISTS,
        "long_description": "readme",
        "extras_require": "extras",
        "entry_points": "scripts",
        "packages": "packages",
        "py_modules": "packages",
    }


def _facts(call: SetupCall, files: Mapping[str, bytes], listing: Sequence[str]) -> tuple[dict[str, Any], set[str]]:
    fields: dict[str, Any] = {}
    computed: set[str] = set()
    for theirs, value in call.values.items():
        if theirs in TEXTS:
            known: Any = _text(value, files, listing)
            field = TEXTS[theirs]
        elif theirs in LISTS:
            known, field = _requirements(value) if theirs == "install_requires" else _list(value), LISTS[theirs]
        elif theirs == "entry_points":
            known, field = _scripts(value), "scripts"
        elif theirs == "extras_require":
            known, field = _extras(value), "extras"
        elif theirs == "long_description":
            known, field = (value.path if isinstance(value, FileText) else None), "readme"
        else:
            continue
        if known is None and value is not None:
            computed.add(field)
        elif known is not None:
            fields[field] = known
    text = call.values.get("long_description")
    if isinstance(text, str) and not text.strip():
        # The page stays empty; any other text is one of its own, and no file.
        computed.discard("readme")
    return fields, computed


def _text(value: Any, files: Mapping[str, bytes], listing: Sequence[str]) -> str | None:
    if isinstance(value, Imported):
        found = attribute(value.dotted, files, listing, {"": "", "src/": ""})
        return found.version if found else None
    value = plain(value)
    return value.strip() if isinstance(value, str) else None


def _list(value: Any) -> tuple[str, ...] | None:
    value = plain(value)
    if isinstance(value, str):
        return tuple(line.strip() for line in value.splitlines() if line.strip())
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    return None


def _requirements(value: Any) -> tuple[str, ...] | None:
    known = _list(value)
    return None if known is None else tuple(one.strip() for one in known if one.strip() and not one.lstrip().startswith(("#", "-")))


def _extras(value: Any) -> dict[str, tuple[str, ...]] | None:
    if not isinstance(value, dict) or None in value:
        return None
    rows = {name: _requirements(one) for name, one in value.items()}
    known = {name: one for name, one in rows.items() if one is not None}
    return known if len(known) == len(rows) else None


def _scripts(value: Any) -> dict[str, str] | None:
    if isinstance(value, str):
        return scripts_of_text(value)
    if not isinstance(value, dict) or None in value:
        return None
    found: dict[str, str] = {}
    for group in ("console_scripts", "gui_scripts"):
        rows = _list(value.get(group, []))
        if rows is None:
            return None
        found.update(_row(one) for one in rows if "=" in one)
    return found


def scripts_of_text(text: str) -> dict[str, str]:
    """Return the console and GUI scripts of a text that is written like entry_points.txt."""
    group, found = "", {}
    for line in text.splitlines():
        row = line.strip()
        if row.startswith("[") and row.endswith("]"):
            group = row[1:-1].strip()
        elif "=" in row and group in ("console_scripts", "gui_scripts"):
            name, target = _row(row)
            found[name] = target
    return found


def _row(row: str) -> tuple[str, str]:
    name, _, target = row.partition("=")
    return name.strip(), target.strip()


def _code(call: SetupCall) -> dict[str, Any]:
    packages, modules, folders = (call.values.get(one) for one in ("packages", "py_modules", "package_dir"))
    found = packages if isinstance(packages, Found) else None
    names = found.packages if found else _list(packages)
    extra = _list(modules)
    compiled = any(call.values.get(one) for one in COMPILED)
    return {
        "packages": None if names is None and extra is None else (*(names or ()), *(extra or ())),
        "finder": found.finder if found else None,
        "compiled": compiled,
        "roots": package_folders({name: as_path(one) for name, one in folders.items()}) if isinstance(folders, dict) else None,
    }
