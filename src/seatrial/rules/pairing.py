"""Rules on a source tree beside the files built from it: what is missing, what is left over, what differs."""

from collections.abc import Iterator, Mapping

from seatrial.core.project.discovery import import_path
from seatrial.core.project.generated import is_generated
from seatrial.model.dist import Sdist, Wheel
from seatrial.model.finding import Finding, Hit, Value
from seatrial.model.project import Pair, Project
from seatrial.rules import identity
from seatrial.rules.rule import Rule, judge, rule

NAMED = 5
"""Files that a message names."""
BINARIES = (".so", ".pyd", ".dylib", ".dll", ".pyc")
NOT_DATA = (
    ".c",
    ".cc",
    ".cpp",
    ".cxx",
    ".h",
    ".hpp",
    ".pyx",
    ".pxd",
    ".pxi",
    ".rs",
    ".f90",
    ".in",
    ".build",
    ".toml",
    ".lock",
    ".md",
    ".rst",
    ".cfg",
    ".ipynb",
    ".bak",
)
"""Endings of files that live in packages without being needed when they are used."""


@rule(
    "PAR001",
    "error",
    "The wheel has no code",
    message="{wheel} has nothing to import, but the project has modules: {modules}. They are: {names}.",
)
def no_code(pair: Pair) -> Iterator[Hit]:
    """The wheel installs without an error and brings nothing, and PyPI takes it.

    Fix: Tell the build where the code is: `packages` or `py_modules` in setup.py, `packages` in the table of your build backend.
    """
    project, wheel = pair.project, pair.wheel
    if wheel is None or not project.modules or _ships_code(wheel):
        return
    deliberate = project.packages == () and project.finder is None
    values: dict[str, Value] = {"wheel": wheel.filename, "modules": len(project.modules), "names": _names(list(project.modules))}
    yield Hit(values, file=project.finder.file if project.finder else None, severity="warning" if deliberate else None)


@rule(
    "PAR002",
    "warning",
    "Modules of the project are not in the wheel",
    message="{wheel} lacks modules of {top}: {modules}. They are: {names}.",
)
def missing_modules(pair: Pair) -> Iterator[Hit]:
    """Code that works in the project fails for users with an ImportError.

    Fix: List every package (`find_packages()` also finds those inside packages), or leave the module out on purpose and ignore this rule with the reason.
    """
    if pair.wheel is None or not _ships_code(pair.wheel):
        return
    shipped = _stems(pair.wheel)
    missing: dict[str, list[str]] = {}
    for path in pair.project.modules:
        where = import_path(path, pair.project.roots) or path
        if where.removesuffix(".py") not in shipped:
            missing.setdefault(where.partition("/")[0].removesuffix(".py"), []).append(path)
    for top, paths in missing.items():
        yield Hit({"wheel": pair.wheel.filename, "top": top, "modules": len(paths), "names": _names(paths)}, file=paths[0])


@rule(
    "PAR003",
    "warning",
    "The wheel has modules that the project does not have",
    message="{wheel} has modules that are not in the project: {modules}. They are: {names}.",
)
def left_over(pair: Pair) -> Iterator[Hit]:
    """Modules of an older state lie in `build/`, or the wheel was made from something else; users can import what you have removed.

    Fix: Build from a clean copy, as `seatrial build` does, or remove `build/` and `*.egg-info` first.
    """
    if pair.wheel is None or not pair.project.modules:
        return
    known = {import_path(path, pair.project.roots) for path in pair.project.listing}
    extra = [path for path in _installed(pair.wheel) if path.endswith(".py") and path not in known and not _explained(path, pair.project)]
    if extra:
        yield Hit({"wheel": pair.wheel.filename, "modules": len(extra), "names": _names(extra)}, member=extra[0])


@rule("PAR004", "warning", "The type marker is not in the wheel", message="{wheel} lacks {path}.")
def no_type_marker(pair: Pair) -> Iterator[Hit]:
    """Type checkers then take the package for untyped, and its annotations are lost for users.

    Fix: Name `py.typed` in the package data of the build file.
    """
    for path in _missing_data(pair):
        if path.endswith("/py.typed"):
            yield Hit({"wheel": pair.wheel.filename if pair.wheel else "", "path": path}, file=path)


@rule(
    "PAR005",
    "warning",
    "Data files of the packages are not in the wheel",
    message="{wheel} lacks files that lie beside its modules: {files}. They are: {names}.",
)
def missing_data(pair: Pair) -> Iterator[Hit]:
    """Code that opens such a file works in the project and fails for users.

    Fix: Name the files in the package data of the build file (setuptools: `package_data`, or `include_package_data=True` with MANIFEST.in); or move them out of the package.
    """
    paths = [path for path in _missing_data(pair) if not path.endswith("/py.typed")]
    if paths and pair.wheel:
        yield Hit({"wheel": pair.wheel.filename, "files": len(paths), "names": _names(paths)}, file=paths[0])


@rule("PAR009", "error", "The sdist lacks a file that its build reads", message="{sdist} lacks {path}, which {file} opens while it builds.")
def read_missing(pair: Pair) -> Iterator[Hit]:
    """Nobody can build from the sdist: the build stops where it opens the file.

    Fix: Write a file MANIFEST.in beside setup.py with a line `include NAME` for each such file.
    """
    if pair.sdist is None or pair.sdist.top is None:
        return
    present = _inside(pair.sdist)
    for read in pair.project.reads:
        if read.source.file == "setup.py" and not read.guarded and read.file in pair.project.listing and read.file not in present:
            yield Hit(
                {"sdist": pair.sdist.filename, "path": read.file, "file": read.source.file}, file=read.source.file, line=read.source.line
            )


@rule(
    "PAR010",
    "warning",
    "Modules of the project are not in the sdist",
    message="{sdist} lacks modules of the project: {modules}. They are: {names}.",
)
def not_in_sdist(pair: Pair) -> Iterator[Hit]:
    """Who builds from the sdist gets a package without them.

    Fix: Name the packages in the build file; for files that are not modules of a package, name them in MANIFEST.in.
    """
    empty = pair.wheel is not None and not _ships_code(pair.wheel)
    if pair.sdist is None or pair.sdist.top is None or empty:
        return
    present = _inside(pair.sdist)
    missing = [path for path in pair.project.modules if path not in present]
    if missing:
        yield Hit({"sdist": pair.sdist.filename, "modules": len(missing), "names": _names(missing)}, file=missing[0])


def _ships_code(wheel: Wheel) -> bool:
    return any(path.endswith((".py", *BINARIES)) for path in _installed(wheel)) or any("/scripts/" in one.name for one in wheel.members)


def _installed(wheel: Wheel) -> list[str]:
    """Return the paths of a wheel's files below site-packages."""
    found = []
    for member in wheel.members:
        top, _, rest = member.name.partition("/")
        if top.endswith(".data"):
            scheme, _, below = rest.partition("/")
            if scheme in ("purelib", "platlib"):
                found.append(below)
        elif not top.endswith(".dist-info") and member.kind != "directory":
            found.append(member.name)
    return found


def _stems(wheel: Wheel) -> set[str]:
    stems = set()
    for path in _installed(wheel):
        folder, _, name = path.rpartition("/")
        if name.endswith((".py", ".pyi", *BINARIES)):
            stems.add(f"{folder}/{name.partition('.')[0]}" if folder else name.partition(".")[0])
    return stems


def _explained(path: str, project: Project) -> bool:
    """Tell whether a module of a wheel may rightly be absent from the tree: written by the build, or taken from another folder of it."""
    return is_generated(path) or any(one.endswith(f"/{path}") for one in project.listing)


def _missing_data(pair: Pair) -> list[str]:
    if pair.wheel is None:
        return []
    installed = set(_installed(pair.wheel))
    folders = {path.rpartition("/")[0] for path in installed if path.endswith(".py")}
    missing = []
    for path in pair.project.data:
        where = import_path(path, pair.project.roots) or path
        hidden = any(part.startswith(".") for part in path.split("/"))
        used = where.rpartition("/")[0] in folders or where.partition("/")[0] in folders
        if where not in installed and used and not hidden and not path.endswith(NOT_DATA):
            missing.append(path)
    return missing


def _inside(sdist: Sdist) -> set[str]:
    return {member.name.removeprefix(f"{sdist.top}/") for member in sdist.members}


def _names(paths: list[str]) -> str:
    return ", ".join(paths[:NAMED]) + (" …" if len(paths) > NAMED else "")


def judge_pair(pair: Pair, path: str, ignore: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return the findings on a tree beside its wheel and sdist; `path` names them to the user, `ignore` has the reason by rule id."""
    return judge((*RULES, *identity.RULES), pair, path, ignore)


RULES: tuple[Rule[Pair], ...] = (
    no_code,
    missing_modules,
    left_over,
    no_type_marker,
    missing_data,
    read_missing,
    not_in_sdist,
)
