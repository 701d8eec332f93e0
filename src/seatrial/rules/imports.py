"""Rules on what happens when the packages of a wheel are imported: modules, syntax and files that are not there."""

import sys
from collections.abc import Iterator

from seatrial.core.dist.additions import since
from seatrial.core.dist.layout import installed_path
from seatrial.core.dist.oldest import requires_python
from seatrial.core.protocol import normal
from seatrial.model.dist import Module
from seatrial.model.finding import Hit, Severity
from seatrial.rules.absent import missing_modules, missing_names
from seatrial.rules.family import letters
from seatrial.rules.modules import LEFTOVERS, NOT_CODE, Inside
from seatrial.rules.rule import Rule, rule

EVERYDAY = LEFTOVERS | frozenset(
    ("src", "lib", "libs", "app", "apps", "core", "common", "config", "utils", "util", "helpers", "main", "models", "api", "cli", "data",
     "code", "source", "python", "package", "packages", "module", "modules", "server", "client", "types", "settings", "constants", "internal")
)  # fmt: skip
"""Names that tell nothing of the project that they belong to."""
NAMED = 5
SHORTEST = 3
"""Letters that a part of a name has to have to count as a likeness."""


@rule(
    "WHL047",
    "error",
    "A module imports one that is not in the wheel",
    message="{member} imports {module}, which is not in the wheel.",
)
def missing_module(subject: Inside) -> Iterator[Hit]:
    """What works in the project's folder fails for everybody else: importing the package ends in an ImportError. Usually the build file lists packages by hand and lacks one, or names a folder but not those inside it.

    Fix: Let the build file find all packages (setuptools: `packages = ["name", "name.*"]` or `find_packages()`), see that every folder of code has an `__init__.py`, and build again.
    """
    # A wheel for one platform has modules for others too, which nobody imports there.
    otherwise = _unsure(subject)
    for one in missing_modules(subject):
        values = {"member": one.module.path, "module": one.absent}
        yield Hit(values, member=one.module.path, line=one.need.line, severity=None if one.surely else otherwise)


def _unsure(subject: Inside) -> Severity:
    return "warning" if subject.wheel.filename.endswith("-any.whl") else "note"


@rule(
    "WHL061",
    "error",
    "A module imports a name that its neighbour does not have",
    message="{member} imports {name} from {module}, which has no such name.",
)
def missing_name(subject: Inside) -> Iterator[Hit]:
    """The import ends in an ImportError for everybody. Usually the wheel holds an older state of a module: a stale `build` folder was packed, or a file was not saved or not committed.

    Fix: Delete `build` and `*.egg-info`, build from a clean tree, and import the package from the wheel once.
    """
    for one in missing_names(subject):
        values = {"member": one.module.path, "name": one.absent, "module": one.need.module}
        yield Hit(values, member=one.module.path, line=one.need.line, severity=None if one.surely else _unsure(subject))


@rule(
    "WHL048",
    "warning",
    "The syntax is newer than the oldest Python that may install the wheel",
    message="{member} has `{written}`, which came with Python {needed}; the wheel may be installed by Python {oldest}.",
)
def newer_syntax(subject: Inside) -> Iterator[Hit]:
    """Installers choose a release by Requires-Python. Users of the older Python get this one and a SyntaxError, though an earlier release would have worked for them.

    Fix: Raise `requires-python` to the Python that the code needs, or write the code for the older one.
    """
    wheel = subject.wheel
    stated = requires_python(wheel.metadata) is not None
    told: set[tuple[int, int]] = set()
    for name, module in sorted(subject.facts.items(), key=lambda one: (one[0] not in subject.reached, one[0] or "")):
        syntax = module.syntax
        if syntax is None or syntax.python in told or NOT_CODE.search(module.path.partition("/")[2].lower()):
            continue
        told.add(syntax.python)
        values = {
            "member": module.path,
            "written": syntax.written,
            "needed": _dotted(syntax.python),
            "oldest": _dotted(wheel.oldest),
        }
        yield Hit(values, member=module.path, line=syntax.line, severity="error" if stated and name in subject.reached else None)


@rule(
    "WHL065",
    "warning",
    "An import needs a newer Python than the oldest that may install the wheel",
    message="{member} imports {what}, which came with Python {needed}; the wheel may be installed by Python {oldest}.",
)
def newer_library(subject: Inside) -> Iterator[Hit]:
    """Installers choose a release by Requires-Python. Users of the older Python get this one and an ImportError, though an earlier release would have worked for them.

    Fix: Raise `requires-python` to the Python that the code needs, or import the name from a backport there.
    """
    wheel = subject.wheel
    if requires_python(wheel.metadata) is None:
        return
    told: set[str] = set()
    for name in sorted(subject.reached):
        module = subject.facts[name]
        for need in module.needs:
            python = since(need.module, need.name)
            if python is None or python <= wheel.oldest:
                continue
            what = f"{need.name} from {need.module}" if need.name and since(need.module, None) != python else need.module
            brought = normal(need.module.replace(".", "-")) in subject.requirements or need.module.partition(".")[0] in subject.tree.top
            if what not in told and not brought:
                told.add(what)
                values = {"member": module.path, "what": what, "needed": _dotted(python), "oldest": _dotted(wheel.oldest)}
                yield Hit(values, member=module.path, line=need.line, severity="error")


def _dotted(python: tuple[int, int]) -> str:
    return ".".join(map(str, python))


@rule(
    "WHL049",
    "warning",
    "A module opens a file that is not in the wheel",
    message="{member} opens {path} beside it, which is not in the wheel.",
)
def missing_file(subject: Inside) -> Iterator[Hit]:
    """Backends pack modules by themselves, other files only if they are told to. Where the file is opened while the package is imported, nothing of the package can be used.

    Fix: Move the file into the package, and name it in the build file (setuptools: `[tool.setuptools.package-data]`).
    """
    there = {path for member in subject.wheel.members if (path := installed_path(member.name))}
    told: set[tuple[str, str]] = set()
    for name, module in subject.facts.items():
        if NOT_CODE.search(module.path.partition("/")[2].lower()):
            continue
        for read in module.reads:
            if read.beside and read.path not in there and read.guarded == read.branch and (module.path, read.path) not in told:
                told.add((module.path, read.path))
                surely = name in subject.reached and not read.later
                severity: Severity | None = "note" if read.branch else "error" if surely else None
                yield Hit({"member": module.path, "path": read.path}, member=module.path, line=read.line, severity=severity)


@rule(
    "WHL050",
    "warning",
    "The wheel lacks the package that its modules belong to",
    message="{member} imports {module}, but the wheel installs {names} at the top and no {package}.",
)
def package_missing(subject: Inside) -> Iterator[Hit]:
    """The insides of the package were packed as if they were packages of their own, so its name cannot be imported, and their imports of one another fail. Usually the build file names the package's folder as the root of the code.

    Fix: Name the folder that holds the package as the root (`where` or `package_dir`), not the package itself.
    """
    own = subject.wheel.filename.partition("-")[0].lower()
    if any(name.lower() == own for name in subject.tree.top | {name for name in subject.tree.folders if "." not in name}):
        own = ""
    names = ", ".join(sorted(subject.tree.top)[:NAMED])
    hits = [hit for name, module in subject.facts.items() for hit in _of_missing_package(name, module, own, names, subject)]
    yield from sorted(hits, key=lambda hit: hit.severity != "error")[:1]


def _of_missing_package(name: str | None, module: Module, own: str, names: str, subject: Inside) -> Iterator[Hit]:
    for need in module.needs:
        top, _, rest = need.module.partition(".")
        belongs = bool(own) and top.lower() == own and normal(own) not in subject.requirements
        if not belongs and not (need.beyond and name in subject.reached):
            continue
        inside = rest.partition(".")[0] in subject.tree.top or need.name in subject.tree.top
        surely = name in subject.reached and (need.beyond or not subject.requirements)
        if surely or inside:
            imported = f"..{need.module}" if need.beyond else need.module
            values = {"member": module.path, "module": imported, "names": names, "package": own or "package around them"}
            yield Hit(values, member=module.path, line=need.line, severity="error" if surely else None)


@rule(
    "WHL051",
    "note",
    "Nothing can be imported by the project's name",
    message="{filename} installs {names}; nothing in it is called like the project.",
)
def other_name(subject: Inside) -> Iterator[Hit]:
    """Users try `import` with the name that they installed. A name that says nothing of the project, such as `src`, is also claimed by other packages, and the last one that is installed overwrites the others.

    Fix: Give the package the project's name; where it has another on purpose, say so in the README.
    """
    tops = sorted(subject.tree.top)
    own = letters(subject.wheel.filename.partition("-")[0])
    names = subject.tree.modules | subject.tree.folders
    public = (name for name in names if name.count(".") < SHORTEST and name.lower() not in EVERYDAY)
    # A name with an underscore before it is not for users, unless the project is there for nothing else.
    if not tops or any(letters(name) == own if name.startswith("_") else _is_like(letters(name), own) for name in public):
        return
    everyday = all(name.lower() in EVERYDAY for name in tops)
    if everyday or not any(_abbreviates(letters(name), own) for name in tops if not name.startswith("_")):
        values = {"filename": subject.wheel.filename, "names": ", ".join(tops[:NAMED])}
        yield Hit(values, severity="warning" if everyday else None)


def _is_like(name: str, own: str) -> bool:
    return (len(name) >= SHORTEST and name in own) or (len(own) >= SHORTEST and own in name)


def _abbreviates(name: str, own: str) -> bool:
    """Tell whether the letters of a name come in the project's name in the same order."""
    letters = iter(own)
    return all(one in letters for one in name)


@rule(
    "WHL052",
    "warning",
    "A module imports its neighbour as if it were at the top",
    message="{member} imports {module}, which is in the wheel as {found} only.",
)
def neighbour(subject: Inside) -> Iterator[Hit]:
    """Such an import works while the module is run from its own folder, and fails once the package is installed.

    Fix: Import the module by its whole name, or relatively: `from . import name`.
    """
    paths = (installed_path(member.name) or "" for member in subject.wheel.members)
    if any(path.endswith(".pth") for path in paths) or any(module.searches for module in subject.facts.values()):
        return
    for name in sorted(subject.reached):
        module = subject.facts[name]
        package = name if module.path.endswith("__init__.py") else name.rpartition(".")[0]
        for need in {one.module.partition(".")[0]: one for one in reversed(module.needs)}.values():
            top = need.module.partition(".")[0]
            found = f"{package}.{top}"
            elsewhere = not package or top in subject.tree.top or top in subject.tree.folders or top in sys.stdlib_module_names
            if elsewhere or need.beyond or found not in subject.tree.modules or module.meddles:
                continue
            if not any(_is_like(letters(one), letters(top)) for one in subject.requirements):
                values = {"member": module.path, "module": top, "found": found}
                yield Hit(values, member=module.path, line=need.line)


@rule(
    "WHL053",
    "warning",
    "A module opens a file of the working directory while it is imported",
    message="{member} opens {path} wherever the user's program happens to run.",
)
def working_directory(subject: Inside) -> Iterator[Hit]:
    """The path counts from the folder in which a program was started, and only in the project's own folder does the file lie there. For everybody else the import fails.

    Fix: Put the file into the package, and open it by `importlib.resources.files(__package__) / "name"`.
    """
    for name in sorted(subject.reached):
        module = subject.facts[name]
        for read in module.reads:
            if not (read.beside or read.guarded or read.later):
                yield Hit({"member": module.path, "path": read.path}, member=module.path, line=read.line)


@rule(
    "WHL054",
    "warning",
    "The only module of the wheel is empty",
    message="{member} is the only module in the wheel, and it has nothing in it but a version.",
)
def only_module_empty(subject: Inside) -> Iterator[Hit]:
    """Whoever installs the wheel can import the name and use nothing. Usually the build took a file for the package, or the package's modules were not found.

    Fix: See that the build file names the folder that has the code, and look at the list of what was packed.
    """
    wheel = subject.wheel
    alone = len(wheel.modules) == 1 and len(subject.tree.modules) == 1 and not wheel.entry_points
    for module in wheel.modules if alone else ():
        plain = module.names is not None and all(name.startswith("__") for name in module.names)
        if plain and not module.imports and not _has_data(subject):
            yield Hit({"member": module.path}, member=module.path)


def _has_data(subject: Inside) -> bool:
    paths = (member.name for member in subject.wheel.members if member.kind != "directory")
    return any(".dist-info/" not in path and not path.endswith((".py", "/py.typed")) for path in paths)


RULES: tuple[Rule[Inside], ...] = (
    missing_module, missing_name, neighbour, newer_syntax, newer_library, missing_file, working_directory, package_missing, other_name, only_module_empty,
)  # fmt: skip
