"""Rules on what a wheel makes importable: names at its top, syntax, targets of scripts, a wheel without code."""

import re
import sys
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from seatrial.core.dist.layout import installed_path, module_name
from seatrial.core.dist.oldest import admits, requires_python
from seatrial.core.dist.reach import reached, roots
from seatrial.core.protocol import normal
from seatrial.model.dist import Module, Wheel
from seatrial.model.finding import Hit, Severity
from seatrial.rules.family import is_collection, is_document, letters
from seatrial.rules.rule import Rule, rule
from seatrial.rules.wheelinside import name_tags

ENTRY_POINTS = "https://packaging.python.org/en/latest/specifications/entry-points/"
SCRIPT_GROUPS = ("console_scripts", "gui_scripts")
LEFTOVERS = frozenset(
    ("build", "demo", "demos", "dist", "doc", "docs", "example", "examples", "sample", "samples", "benchmark", "benchmarks",
     "scripts", "setup", "src", "lib", "utils", "common", "helpers", "config", "conftest", "noxfile", "tasks", "tox", "test", "tests", "testing", "ci", "tools")
)  # fmt: skip
"""Names that belong to a project's tree, not to every user's Python."""
NOT_CODE = re.compile(
    r"(?<![a-z])(?:templates?|tests?|testing|testdata|examples?|samples?|fixtures?|data|cookiecutter|skeletons?|vendor|vendored|lib2to3|bad|broken|invalid|py2|python2)(?![a-z])"
)
"""Words of a path below the top under which files that do not parse are often meant so."""


class _Tree(NamedTuple):
    """What can be imported from a wheel."""

    modules: frozenset[str]
    """Dotted names, packages with `__init__` among them."""
    folders: frozenset[str]
    """Dotted names of all folders that have something in them."""
    top: frozenset[str]


class Inside(NamedTuple):
    """A wheel with what its members amount to, found once for all rules."""

    wheel: Wheel
    tree: _Tree
    facts: Mapping[str | None, Module]
    """Of the modules that were read, by the name that they are imported by."""
    requirements: frozenset[str]
    """Names of the projects that it requires, in normal form."""
    reached: frozenset[str]
    """Modules that are surely run when the wheel's packages are imported, or its scripts started."""


REQUIRES = re.compile(rb"^requires-dist:[ \t]*([\w.-]+)", re.IGNORECASE | re.MULTILINE)
DEEPEST = 100
"""Folders below one another that are looked at: every one costs its whole path."""
LONGEST = 4096
"""Letters of a folder's path that are looked at."""
AHEAD = 10
"""Minor versions of Python that are still to come and that a wheel may be for."""


def inside(wheel: Wheel) -> Inside:
    """Return a wheel as the rules on its modules want it."""
    facts: dict[str | None, Module] = {}
    for module in wheel.modules:
        facts.setdefault(module_name(installed_path(module.path) or ""), module)
    tree = _tree(wheel)
    # A script runs its module, and the packages around it before.
    parts = [module.split(".")[:DEEPEST] for _, module in _script_modules(wheel)]
    scripts = [".".join(one[:length]) for one in parts for length in range(1, len(one) + 1)]
    return Inside(wheel, tree, facts, _requirements(wheel), reached(facts, (*roots(tree.modules, facts, LEFTOVERS), *scripts)))


def _requirements(wheel: Wheel) -> frozenset[str]:
    # What is written of requirements in a README requires nothing, and most of the text is README.
    head = (wheel.metadata or b"").partition(b"\n\n")[0].partition(b"\n\r\n")[0]
    named = REQUIRES.findall(head)
    return frozenset(normal(name.decode("ascii", "replace")) for name in named)


def _tree(wheel: Wheel) -> _Tree:
    modules: set[str] = set()
    folders: set[str] = set()
    seen: set[str] = set()
    for member in wheel.members:
        path = installed_path(member.name)
        if path is None or member.kind == "directory" or ".dist-info/" in path:
            continue
        name = module_name(path)
        if name:
            modules.add(name)
        folder = path.rpartition("/")[0]
        if folder and folder not in seen and len(folder) <= LONGEST:
            seen.add(folder)
            parts = folder.split("/")[:DEEPEST]
            folders.update(".".join(parts[:depth]) for depth in range(1, len(parts) + 1))
    top = {name.partition(".")[0] for name in modules}
    return _Tree(frozenset(modules), frozenset(folders), frozenset(top))


def _grammar_fits(wheel: Wheel) -> bool | None:
    """Tell whether the Python by whose grammar the modules were read is one that the wheel is for; None where that is only newer."""
    major, minor = wheel.grammar
    pythons = {tag.partition("-")[0] for tag in name_tags(wheel.filename)}
    if not pythons & {f"py{major}", f"py{major}{minor}", f"cp{major}{minor}"}:
        return None if any(tag.startswith(("py3", "cp3")) and tag[3:].isdigit() and int(tag[3:6]) > minor for tag in pythons) else False
    specifier = requires_python(wheel.metadata)
    if admits(specifier, f"{major}.{minor}"):
        return True
    return None if any(admits(specifier, f"{major}.{newer}") for newer in range(minor + 1, minor + AHEAD)) else False


@rule(
    "WHL040",
    "warning",
    "The wheel installs an `__init__` module",
    message="{member} lies at the top of the wheel, beside the packages instead of in one.",
)
def bare_init(subject: Inside) -> Iterator[Hit]:
    """It can only be imported as `__init__`, and every package that makes the same mistake overwrites it. Usually the project's own folder was taken for the package.

    Fix: Move the modules into a folder with the package's name, and let the build file name that folder.
    """
    wheel, top = subject.wheel, subject.tree.top
    for member in wheel.members:
        if installed_path(member.name) == "__init__.py":
            yield Hit({"member": member.name}, member=member.name, severity="error" if not top else None)


@rule(
    "WHL041",
    "warning",
    "The wheel installs a module with a name that is everybody's",
    message="The wheel installs {name} at the top of every user's Python.",
)
def leftovers(subject: Inside) -> Iterator[Hit]:
    """An import of that name then finds this package's files in every project of the user, and other packages with the same mistake overwrite them.

    Fix: Leave the folder out of the wheel (with setuptools: `[tool.setuptools.packages.find]` with `include`), or move it into the package.
    """
    own = subject.wheel.filename.partition("-")[0].lower()
    for name in sorted(subject.tree.top | {name for name in subject.tree.folders if "." not in name}):
        if name.lower().strip("_") in LEFTOVERS and name.lower() != own:
            yield Hit({"name": name})


@rule(
    "WHL042",
    "warning",
    "The wheel has nothing to import and nothing to run",
    message="{filename} has no module, no data, and nothing that its scripts could run.",
)
def empty(subject: Inside) -> Iterator[Hit]:
    """Whoever installs it gets nothing but the requirements. If that is not meant, the build file found no packages: with setuptools `find_packages()` sees folders with `__init__.py` only, never single modules.

    Fix: Name the code in the build file: with setuptools `py_modules=["name"]` for single modules, `find_packages("src")` with a package_dir for a `src` folder.
    """
    wheel = subject.wheel
    own = wheel.filename.partition("-")[0].lower()
    # A script may lead into what the wheel requires, unless that is called like the wheel itself.
    elsewhere = any(target_of(point.target)[0].partition(".")[0].lower() != own for point in wheel.entry_points)
    if wheel.metadata is None or elsewhere:
        return
    if all(".dist-info/" in member.name or member.kind == "directory" or is_document(member.name) for member in wheel.members):
        yield Hit({"filename": wheel.filename}, severity="note" if is_collection(wheel.filename, wheel.metadata) else None)


@rule(
    "WHL043",
    "warning",
    "A module cannot be parsed",
    message="{member}: {said} (read as Python {python}).",
)
def syntax_error(subject: Inside) -> Iterator[Hit]:
    """Importing the module fails. At the top of a package nothing of the package can be imported then.

    Fix: Correct the module; if it needs a newer Python, say so in `requires-python`.
    """
    wheel = subject.wheel
    broken = [module for module in wheel.modules if module.error is not None]
    fits = _grammar_fits(wheel) if broken else False
    if fits is False:
        return
    for module in broken:
        path = installed_path(module.path) or module.path
        line, said = module.error or (1, "")
        if NOT_CODE.search(path.partition("/")[2].lower()):
            continue
        values = {"member": module.path, "said": said, "python": ".".join(map(str, wheel.grammar))}
        old = any(tag.startswith(("py2", "cp2")) for tag in name_tags(wheel.filename))
        severity: Severity | None = "note" if fits is None else "error" if module_name(path) in subject.reached else "note" if old else None
        yield Hit(values, member=module.path, line=line, severity=severity)
        if fits is None:
            # The others are no clearer to this Python.
            return


@rule(
    "WHL044",
    "error",
    "A script is declared without a function",
    message="The script {name} leads to {target!r}.",
    source=ENTRY_POINTS,
)
def script_without_function(subject: Inside) -> Iterator[Hit]:
    """Pip refuses to install a package with such a script: it needs `module:function`.

    Fix: Write the target as `module:function` in the build file.
    """
    for point in subject.wheel.entry_points:
        module, _, attribute = target_of(point.target)
        if point.group in SCRIPT_GROUPS and not (module and attribute):
            yield Hit({"name": point.name, "target": point.target})


@rule(
    "WHL045",
    "error",
    "A script leads to a module that is not in the wheel",
    message="The script {name} needs the module {module}, which is not in the wheel.",
    source=ENTRY_POINTS,
)
def script_without_module(subject: Inside) -> Iterator[Hit]:
    """The script is installed and fails at every start.

    Fix: Correct the script's target, or see that the module is packed.
    """
    tree = subject.tree
    for point, module in _script_modules(subject.wheel):
        if module in tree.modules or module in tree.folders:
            continue
        values = {"name": point, "module": module}
        if is_closed(subject, module):
            yield Hit(values)
        elif not _may_come_from_elsewhere(subject, module):
            yield Hit(values, severity="warning")


@rule(
    "WHL046",
    "error",
    "A script leads to a function that its module does not have",
    message="The script {name} needs {attribute} in {member}, which has no such name.",
    source=ENTRY_POINTS,
)
def script_without_attribute(subject: Inside) -> Iterator[Hit]:
    """The script is installed and fails at every start.

    Fix: Correct the script's target, or give the module the function.
    """
    for point in subject.wheel.entry_points:
        name, _, attribute = target_of(point.target)
        wanted = attribute.partition(".")[0]
        module = subject.facts.get(name)
        if point.group not in SCRIPT_GROUPS or module is None or not wanted or module.names is None:
            continue
        if wanted not in module.names and f"{name}.{wanted}" not in subject.tree.modules:
            yield Hit({"name": point.name, "attribute": wanted, "member": module.path}, member=module.path)


def _script_modules(wheel: Wheel) -> Iterator[tuple[str, str]]:
    for point in wheel.entry_points:
        module, colon, attribute = target_of(point.target)
        if point.group in SCRIPT_GROUPS and module and colon and attribute:
            yield point.name, module


def target_of(target: str) -> tuple[str, str, str]:
    """Return module, colon and attribute of an entry point."""
    module, colon, attribute = target.partition("[")[0].partition(":")
    return module.strip(), colon, attribute.strip()


def is_closed(subject: Inside, module: str) -> bool:
    """Tell for certain that nothing else can supply a module: its package is this wheel's own, read, and plain."""
    parts = module.split(".")
    for depth in range(min(len(parts) - 1, DEEPEST), 0, -1):
        parent = ".".join(parts[:depth])
        if parent in subject.tree.modules:
            facts = subject.facts.get(parent)
            return facts is not None and facts.names is not None
        if parent in subject.tree.folders:
            return False
    return False


def _may_come_from_elsewhere(subject: Inside, module: str) -> bool:
    top = module.partition(".")[0]
    own = letters(top)
    akin = any(own in letters(one) or letters(one) in own for one in subject.requirements)
    return top in sys.stdlib_module_names or (akin and top not in subject.tree.top)


RULES: tuple[Rule[Inside], ...] = (
    empty, bare_init, leftovers, syntax_error, script_without_function, script_without_module, script_without_attribute,
)  # fmt: skip
