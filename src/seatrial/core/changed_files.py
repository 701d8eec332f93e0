"""The files of two distributions side by side: paths, modules that can be imported, scripts and plugins."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from seatrial.core.contents import SCRIPTS, script_file
from seatrial.core.dist.layout import EXTENSIONS, installed_path, module_name
from seatrial.model.dist import Member, Sdist, Wheel

DEEPEST = 30
"""Folders below one another that a module may lie in; every one costs its whole path."""
NOT_FOR_OTHERS = frozenset(("test", "tests", "conftest", "doc", "docs", "example", "examples", "benchmarks", "setup", "noxfile"))
"""Names of modules that nobody imports from a package that they installed."""
Files = Mapping[str, tuple[str, Member]]
"""Path and member of each file, by a name that it shares with its like in another file."""


def files_of(dist: Wheel | Sdist) -> Files:
    """Return the files of a wheel as they are installed, without its dist-info, or those of an sdist below its top folder."""
    place = _installed if isinstance(dist, Wheel) else partial(_below, dist.top)
    found = ((place(member.name), member) for member in dist.members if member.kind != "directory")
    return {_shared(path): (path, member) for path, member in found if path}


def listed(these: Files, others: Files) -> tuple[tuple[str, int], ...]:
    """Return path and size of what only the first of two has."""
    return tuple((these[key][0], these[key][1].size) for key in sorted(these.keys() - others.keys()))


def altered(before: Files, after: Files) -> tuple[str, ...]:
    """Return the paths that both have with other content."""
    return tuple(after[key][0] for key in sorted(before.keys() & after.keys()) if _differ(before[key][1], after[key][1]))


def modules_gone(before: Wheel, after: Wheel) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the modules that only the earlier of two wheels has, and those of them that are packages.

    A package that went as a whole stands for all that was in it. Modules that are for nobody else are left out.
    """
    left = _with_packages(_modules(after))
    gone: dict[str, bool] = {}
    for module, is_package in _modules(before).items():
        if module not in left and _is_for_others(module):
            highest = next(name for name in _upwards(module) if name not in left)
            gone[highest] = gone.get(highest, False) or is_package or highest != module
    return tuple(sorted(gone)), tuple(sorted(name for name, is_package in gone.items() if is_package))


def imports(wheel: Wheel) -> frozenset[str]:
    """Return the names at the top of what can be imported from a wheel."""
    return frozenset(name.partition(".")[0] for name in _modules(wheel))


def folders_of(path: str) -> Iterator[str]:
    """Give the dotted names of the packages that a file lies in, the highest first."""
    return _upwards(".".join(path.split("/")[:-1][:DEEPEST]))


def scripts(wheel: Wheel) -> frozenset[str]:
    """Return the names of the commands that come with a wheel."""
    declared = {entry.name for entry in wheel.entry_points if entry.group in SCRIPTS}
    return frozenset(declared | {name for member in wheel.members if (name := script_file(member))})


def plugins(wheel: Wheel) -> frozenset[str]:
    """Return `group: name` of the entry points that are no commands."""
    return frozenset(f"{entry.group}: {entry.name}" for entry in wheel.entry_points if entry.group not in SCRIPTS)


def _installed(name: str) -> str | None:
    top, _, rest = name.partition("/")
    if top.endswith(".dist-info"):
        return None
    # The name of the folder of what is installed elsewhere has the version in it.
    return installed_path(name) or rest


def _below(top: str | None, name: str) -> str | None:
    path = name.removeprefix(f"{top}/")
    return None if path == "PKG-INFO" or ".egg-info/" in path else path


def _shared(path: str) -> str:
    """Return a path without what the name of an extension module says of its Python."""
    folder, _, file = path.rpartition("/")
    return f"{folder}/{file.partition('.')[0]}{EXTENSIONS[0]}" if file.endswith(EXTENSIONS) else path


def _differ(old: Member, new: Member) -> bool:
    return old.size != new.size if None in (old.digest, new.digest) else old.digest != new.digest


def _modules(wheel: Wheel) -> dict[str, bool]:
    """Return the name of each module, and whether it is a package."""
    found: dict[str, bool] = {}
    for member in wheel.members:
        path = installed_path(member.name)
        name = module_name(path) if path else None
        if path and name and name.count(".") < DEEPEST:
            found[name] = path.rpartition("/")[2].partition(".")[0] == "__init__"
    return found


def _with_packages(modules: Iterable[str]) -> set[str]:
    """Return names with those of all packages that they lie in."""
    found: set[str] = set()
    for module in modules:
        name = module
        while name and name not in found:
            found.add(name)
            name = name.rpartition(".")[0]
    return found


def _upwards(module: str) -> Iterator[str]:
    """Give the names of the packages that a module lies in, the highest first, and its own."""
    parts = module.split(".")
    return (".".join(parts[:depth]) for depth in range(1, len(parts) + 1))


def _is_for_others(module: str) -> bool:
    parts = module.removesuffix(".__main__").split(".")
    return not any(part.startswith("_") or part in NOT_FOR_OTHERS for part in parts)
