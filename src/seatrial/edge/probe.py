"""The script that looks at an installation from inside its environment: standard library only, run with `-I`, never imported by seatrial.

Arguments: name of the project, path of the report, seconds for each import, modules, keys of what was tried already. Modules are `-`, or
for an editable installation those that may be its own, one a line; the project may be without a name then. The report has one JSON object a line, written before and after each step, so that it tells what hung or ended the process.
"""

from __future__ import annotations

import base64
import contextlib
import csv
import faulthandler
import hashlib
import importlib
import importlib.machinery
import importlib.metadata
import importlib.util
import json
import keyword
import os
import sys
from collections.abc import Iterator
from itertools import islice

ERROR = 500
"""Characters of an exception that are kept."""
FAULTS = 100
SCRIPTS = ("console_scripts", "gui_scripts")
FIELDS = 3
"""Of a line of RECORD."""
NO_MODULES = "-"
WRITTEN = 256 * 1024 * 1024
"""Bytes that one file may have which the project's code writes; output is such a file."""


def main(name: str, report: str, seconds: float, own: str, skip: set[str]) -> None:
    """Look at an installed project; see the module for what is written."""
    _limit_files()
    watchdog = os.dup(2)
    out = os.open(report, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def tell(**facts: object) -> None:
        os.write(out, json.dumps(facts).encode() + b"\n")

    try:
        found = importlib.metadata.distribution(name) if name else editable()
    except importlib.metadata.PackageNotFoundError:
        tell(finished=True)
        return
    rows = [row for row in csv.reader((found.read_text("RECORD") or "").splitlines()) if len(row) == FIELDS]
    modules = top_modules([row[0] for row in rows]) if own == NO_MODULES else editable_modules(found, own.split())
    entries = [entry for entry in found.entry_points if entry.group in SCRIPTS]
    bracketed = [entry.name for entry in entries if "[" in entry.value]
    extras = found.metadata.get_all("Provides-Extra") or []
    tell(version=found.version, requires=found.requires or [], top=modules, extras=extras, bracketed=bracketed)
    if not skip:
        for kind, path in islice(record_faults(found, rows), FAULTS):
            tell(fault=[kind, path])
    steps = [("import", module, module) for module in modules] + [
        ("script", entry.name, entry.value) for entry in entries if entry.name not in bracketed
    ]
    for kind, step, target in steps:
        if kind + " " + step in skip:
            continue
        tell(begin=[kind, step, target])
        faulthandler.dump_traceback_later(seconds, exit=True, file=watchdog)
        error = attempt(kind, target)
        faulthandler.cancel_dump_traceback_later()
        missing = error.name if isinstance(error, ImportError) else None
        tell(
            end=[kind, step, target], error=error and describe(error), missing=missing, gave_up=isinstance(error, (ImportError, SystemExit))
        )
    tell(finished=True)


def editable() -> importlib.metadata.Distribution:
    """Return the project that is installed in the editable way."""
    for found in importlib.metadata.distributions():
        if '"editable": true' in (found.read_text("direct_url.json") or "").replace('":true', '": true'):
            return found
    raise importlib.metadata.PackageNotFoundError


def editable_modules(found: importlib.metadata.Distribution, own: list[str]) -> list[str]:
    """Return what to import of an editable installation: what its metadata names, else those of the tree's modules that Python finds."""
    named = [name for name in (found.read_text("top_level.txt") or "").split() if name.isidentifier()]
    if not named:
        return sorted(filter(findable, own))
    # Of a namespace, which has no code itself, the packages in it are imported.
    inside = {name: [module for module in own if module.startswith(name + ".")] for name in named if name not in own}
    return sorted({module for name in named for module in inside.get(name) or [name]})


def findable(module: str) -> bool:
    """Whether Python finds a module; one that fails on the way is found."""
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False
    except BaseException:  # noqa: BLE001  (a package above it is the project's code)
        return True


def record_faults(found: importlib.metadata.Distribution, rows: list[list[str]]) -> Iterator[tuple[str, str]]:
    """Yield (`missing` or `changed`, path) for what is not as RECORD says."""
    for row in rows:
        path = str(found.locate_file(row[0]))
        if not os.path.isfile(path):  # noqa: PTH113  (pathlib would be one import more in each environment)
            yield "missing", row[0]
        elif "=" in row[1] and not unchanged(path, *row[1].split("=", 1)):
            yield "changed", row[0]


def unchanged(path: str, algorithm: str, expected: str) -> bool:
    """Compare a file with its digest as RECORD spells it."""
    try:
        digest = hashlib.new(algorithm)
    except ValueError:
        return True
    with open(path, "rb") as file:  # noqa: PTH123  (as above)
        for block in iter(lambda: file.read(1024 * 1024), b""):
            digest.update(block)
    return base64.urlsafe_b64encode(digest.digest()).rstrip(b"=").decode() == expected.rstrip("=")


def top_modules(paths: list[str]) -> list[str]:
    """Return dotted names of what to import: top-level modules, and the packages in a folder that is only a namespace."""
    files = [
        parts for parts in (path.split("/") for path in paths) if module_name(parts[-1]) and not parts[0].endswith((".dist-info", ".data"))
    ]
    packages = {tuple(parts[:-1]) for parts in files if module_name(parts[-1]) == "__init__"}
    names = set()
    for parts in files:
        module = [module_name(parts[0]) or ""]
        if len(parts) > 1:
            module = next((parts[:depth] for depth in range(1, len(parts)) if tuple(parts[:depth]) in packages), parts[:1])
        if all(part.isidentifier() and not keyword.iskeyword(part) for part in module) and module[0] not in {"__main__", "__pycache__"}:
            names.add(".".join(module))
    return sorted(names)


def module_name(file: str) -> str | None:
    """Return the module that a file name stands for, None where it is none."""
    for suffix in (".py", *importlib.machinery.EXTENSION_SUFFIXES):
        if file.endswith(suffix):
            return file[: -len(suffix)]
    return None


def attempt(kind: str, target: str) -> BaseException | None:
    """Import a module or load a script's target; return what it raised."""
    module, _, attributes = target.partition(":")
    try:
        value = importlib.import_module(module.strip())
        for attribute in filter(None, attributes.strip().split(".")):
            value = getattr(value, attribute)
        if kind == "script" and not callable(value):
            return TypeError(target + " cannot be called")
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001  (a module may raise anything when it is imported)
        return error
    return None


def describe(error: BaseException) -> str:
    """Return an exception in one line."""
    try:
        text = " ".join(str(error).split())
    except BaseException:  # noqa: BLE001  (its __str__ is the project's code too)
        text = ""
    return (type(error).__name__ + (": " + text if text else ""))[:ERROR]


def _limit_files() -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415  (not everywhere)

        resource.setrlimit(resource.RLIMIT_FSIZE, (WRITTEN, WRITTEN))


if __name__ == "__main__":
    arguments, sys.argv[1:] = sys.argv[1:], []
    main(arguments[0], arguments[1], float(arguments[2]), arguments[3], set(arguments[4:]))
    with contextlib.suppress(Exception):
        sys.stdout.flush()
        sys.stderr.flush()
    # Threads and exit handlers that an import left behind must not keep the answer back.
    os._exit(0)
