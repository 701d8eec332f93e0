"""What a project's code imports of others: told from the modules' text, each parsed at most once, and only where something in it is not known."""

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from seatrial.core.project.discovery import NOT_PACKAGES, TESTS, import_path
from seatrial.core.project.generated import is_generated
from seatrial.core.protocol import normal
from seatrial.core.requirements.agreement import declared_names, extra_names, is_tool
from seatrial.core.requirements.parsing import Written, imports_of
from seatrial.core.requirements.sight import at_the_edge, led_to, seen_imports
from seatrial.core.standard_names import standard_names
from seatrial.model.project import Project
from seatrial.model.requirements import Import, Known

MODULES = 3_000
"""Modules that are looked at."""
TEXT = 16 * 1024 * 1024
"""Bytes of them."""
PARSED = 100
"""Modules that are parsed."""
CODE = 1024 * 1024
"""Bytes of them."""
IMPORTS = 1_000
"""Imports of others that are told."""
ENOUGH = 3
"""Modules in which one name was seen to be imported."""
VENDORED = frozenset(
    ("vendor", "vendored", "_vendor", "_vendored", "third_party", "thirdparty", "extern", "externals", "_extern", "packages")
)
NATIVE = (".pyx", ".pxd", ".so", ".pyd", ".c", ".cpp", ".pyi", ".rs")
HOSTS = """
    arcpy binaryninja bpy burp c4d clr gdb ghidra gi gimpfu hou ida_bytes ida_funcs idaapi idautils idc inkex java js jpype krita lldb machine maya
    micropython nuke ntpath org pcbnew pymel pyodide pyodide_js qgis resolve rhinoscriptsyntax Rhino rospy rclpy scribus sublime sublime_plugin
    substance_painter unreal utime uos ujson_micro vim weechat winreg xbmc xbmcaddon xbmcgui xbmcplugin xchat
"""
"""Modules that a program brings which runs Python inside of it, or that a system installs."""
HOST_NAMES = frozenset(HOSTS.split())
DATA = frozenset(("tzdata", "certifi"))
"""Projects that are used by those that find them."""
SHORTEST = 4
"""Letters of a part of a name by which it is looked for in the code."""
BROUGHT = {"pkg_resources": "setuptools", "_pytest": "pytest"}
"""Modules that a project of another name is known for everywhere."""
TEST_CODE = re.compile(r"(?:^|/)(?:conftest|tests?|testing|setup|test_\w+|\w+_tests?|pytest_\w+|\w*plugin|noxfile|tasks)\.py$")
"""Modules that a test runner or another program loads, not the users."""


class Seen(NamedTuple):
    """What the modules of a project told."""

    imports: tuple[Import, ...] = ()
    spoken: frozenset[str] = frozenset()
    unread: int = 0
    foreign: frozenset[str] = frozenset()
    """Those of `spoken` that are neither the project's own nor of the standard library nor the name of a requirement."""


class _Code(NamedTuple):
    """One module."""

    path: str
    module: str
    package: str
    data: bytes
    names: frozenset[str]


def seen(project: Project, files: Mapping[str, bytes]) -> Seen:
    """Return what the modules of a project import of others. Modules for tests are left out; bounded in number and size."""
    code, unread = _code(project, files)
    spoken = frozenset(name for one in code for name in one.names)
    plain = declared_names(project) | extra_names(project)
    foreign = frozenset(name for name in spoken - _own(project) if not _is_known(name, plain))
    if not foreign:
        return Seen((), spoken, unread)
    beside = _beside(project)
    # What stands further in is mostly inside a function or a condition: the code does without it.
    edges = {one.path: (one.names & foreign & at_the_edge(one.data)) - beside.get(_folder(one.path), frozenset()) for one in code}
    imports, left = _imports(project, [one for one in code if edges[one.path]], edges, _reached(project, code))
    return Seen(imports, spoken, unread + left, foreign)


def _imports(
    project: Project, code: list[_Code], wanted: Mapping[str, frozenset[str]], reached: frozenset[str]
) -> tuple[tuple[Import, ...], int]:
    """Return the imports in modules that may have some, and how many modules were too many; each name is followed up a few times only."""
    firsts = {one.path: _is_first(project, one.path) for one in code}
    found: list[Import] = []
    confirmed: Counter[str] = Counter()
    parsed, size, left = 0, 0, 0
    for one in sorted(code, key=lambda one: (not firsts[one.path], one.module not in reached, one.path)):
        names = frozenset(name for name in wanted[one.path] if confirmed[name] < ENOUGH)
        parsed, size = parsed + bool(names), size + (len(one.data) if names else 0)
        if not names:
            continue
        rows = imports_of(one.data) if parsed <= PARSED and size <= CODE else None
        left += rows is None
        mine = _of_module(rows or (), names)
        confirmed.update({row.module.partition(".")[0] for row in mine if not row.guarded})
        within = one.module in reached
        found += [Import(row.module, one.path, row.line, row.guarded, firsts[one.path], within) for row in mine]
    return tuple(found[:IMPORTS]), left + (len(found) > IMPORTS)


def _of_module(rows: Sequence[Written], names: frozenset[str]) -> list[Written]:
    best: dict[str, Written] = {}
    for row in rows:
        known = best.get(row.module)
        if row.module.partition(".")[0] in names and (known is None or (known.guarded and not row.guarded)):
            best[row.module] = row
    return list(best.values())


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _code(project: Project, files: Mapping[str, bytes]) -> tuple[list[_Code], int]:
    left = TEXT
    code, unread = [], max(len(project.modules) - MODULES, 0)
    for path in project.modules[:MODULES]:
        where = import_path(path, project.roots) or path
        parts = where.removesuffix(".py").split("/")
        if TEST_CODE.search(where) or VENDORED & set(parts[:-1]) or (len(parts) > 1 and parts[0] in NOT_PACKAGES | TESTS):
            continue
        data = files.get(path)
        names = None if data is None or len(data) > left else seen_imports(data)
        if data is None or names is None:
            unread += 1
            continue
        left -= len(data)
        is_package = parts[-1] == "__init__"
        module, package = ".".join(parts[:-1] if is_package else parts), ".".join(parts[:-1])
        code.append(_Code(path, module, package, data, names))
    return code, unread


def _own(project: Project) -> frozenset[str]:
    """Return the top-level names that the tree itself has, wherever a path or a build may put them."""
    names = set(BUILTIN)
    for path in project.listing:
        parts = path.split("/")
        if path.endswith((".py", *NATIVE)):
            names.add(parts[-1].partition(".")[0] if len(parts) == 1 or path.endswith(NATIVE) else parts[0])
            where = import_path(path, project.roots)
            names.add((where or path).partition("/")[0].partition(".")[0])
            names.update(parts[1:2] if parts[0] in {"src", "lib", "python"} else ())
            names.update(name.partition(".")[0] for at, name in enumerate(parts[1:], 1) if parts[at - 1] in VENDORED)
    return frozenset(names)


BUILTIN = frozenset(("__main__", "__future__"))


def _is_known(name: str, plain: frozenset[str]) -> bool:
    if name.startswith("_") and name not in BROUGHT:
        return True
    return (
        name in sys.stdlib_module_names
        or normal(name) in standard_names()
        or name in HOST_NAMES
        or normal(BROUGHT.get(name, name)) in plain
        or is_generated(f"{name}.py")
    )


def _beside(project: Project) -> dict[str, frozenset[str]]:
    """Return the names of modules and folders in each folder: old code imports them without a dot."""
    names: dict[str, set[str]] = {}
    for path in project.modules:
        folder, _, name = path.rpartition("/")
        names.setdefault(folder, set()).add(name.removesuffix(".py"))
        while folder:
            above, _, inner = folder.rpartition("/")
            names.setdefault(above, set()).add(inner)
            folder = above
    return {folder: frozenset(inside) for folder, inside in names.items()}


def _is_first(project: Project, path: str) -> bool:
    where = import_path(path, project.roots) or path
    return where.count("/") == 0 or (where.count("/") == 1 and where.endswith("/__init__.py"))


def _reached(project: Project, code: list[_Code]) -> frozenset[str]:
    """Return the modules that lines at the left edge lead to from those that are imported first, and from the scripts."""
    by_name = {one.module: one for one in code}
    scripts = [target.partition(":")[0].strip() for target in project.scripts.values()]
    waiting = [one.module for one in code if _is_first(project, one.path)] + [name for name in scripts if name in by_name]
    reached: set[str] = set()
    while waiting:
        name = waiting.pop()
        # Importing a module imports the packages around it.
        for module in with_parents(name):
            if module in by_name and module not in reached:
                reached.add(module)
                one = by_name[module]
                package = module if one.path.endswith("__init__.py") else one.package
                waiting += led_to(one.data, package)
    return frozenset(reached)


def with_parents(name: str) -> Iterator[str]:
    """Yield each name that a dotted one begins with, the shortest first."""
    parts = name.split(".")[:20]
    return (".".join(parts[:depth]) for depth in range(1, len(parts) + 1))


def brought_by(known: Known, module: str) -> tuple[str, ...]:
    """Return the normalized names of the projects that have a module, as far as it is known; none where it came with none of them."""
    for name in reversed(tuple(with_parents(module))):
        if name in known.modules:
            return known.modules[name]
    return known.modules.get(f"{module}.", ())


def unspoken(project: Project, files: Mapping[str, bytes], found: Seen, known: Known | None) -> tuple[str, ...]:
    """Return the declared requirements of which no module speaks in any way: not under their own name, and not under that of a module of theirs.

    Empty where that cannot be told: modules were not read, or something is imported that may well be theirs.
    """
    if found.unread or not project.modules or project.compiled:
        return ()
    candidates = {name: _modules_of(name, known) for name in sorted(declared_names(project)) if not _needs_no_import(name)}
    if any(not known or not brought_by(known, name) for name in found.foreign):
        candidates = {name: modules for name, modules in candidates.items() if modules is not None}
    left = {name: {*(modules or ()), name.replace("-", "_")} for name, modules in candidates.items()}
    spoken = {normal(one) for one in found.spoken}
    left = {name: modules for name, modules in left.items() if not spoken & {normal(one) for one in modules}}
    return tuple(name for name, modules in left.items() if not _mentioned(project, files, {*modules, name, *_parts(name)}))


def _modules_of(name: str, known: Known | None) -> frozenset[str] | None:
    if known is None or name not in known.projects:
        return None
    return frozenset(module.partition(".")[0] for module, owners in known.modules.items() if name in owners)


def _needs_no_import(name: str) -> bool:
    return is_tool(name) or name.endswith("-stubs") or name in DATA


def _parts(name: str) -> set[str]:
    """Return the parts of a name that its modules may be called by."""
    return {part for part in name.split("-") if len(part) >= SHORTEST and part != "python"}


def _mentioned(project: Project, files: Mapping[str, bytes], names: set[str]) -> bool:
    words = tuple(one.encode() for one in names)
    return any(
        word in data.lower() for path in project.modules for data in [files.get(path, b"")] for word in {one.lower() for one in words}
    )
