"""Rules on whether an sdist has what its own build asks for."""

import sys
from collections.abc import Iterator

from seatrial.model.dist import Sdist
from seatrial.model.finding import Hit
from seatrial.rules.rule import Rule, rule

SPECIFICATION = "https://packaging.python.org/en/latest/specifications/source-distribution-format/"
ISOLATION = "https://pip.pypa.io/en/stable/reference/build-system/"
BROUGHT = frozenset(("setuptools", "distutils", "pkg_resources", "wheel", "_distutils_hack", "__future__"))
"""What is importable in a build without pyproject.toml, beside the standard library."""


@rule(
    "SDT014",
    "error",
    "The sdist lacks a file that its build script opens",
    message="{member} opens {path}, which is not in the sdist.",
)
def read_missing(sdist: Sdist) -> Iterator[Hit]:
    """The build stops there, so nobody can install from this sdist: no user of a platform without a wheel, and no distributor.

    Fix: Write a file MANIFEST.in beside setup.py with a line `include NAME` for each such file, and build again.
    """
    there = _inside(sdist)
    own = (module for module in sdist.modules if module.path == f"{sdist.top}/setup.py")
    for module in (*own, *sdist.code.scripts):
        for path, line in dict.fromkeys((read.path, read.line) for read in module.reads if not (read.guarded or read.later)):
            if path not in there:
                yield Hit({"member": module.path, "path": path}, member=module.path, line=line)


@rule(
    "SDT015",
    "error",
    "The setup.py imports a module that the build does not have",
    message="{member} imports {module}, and there is no pyproject.toml that asks for it.",
    source=ISOLATION,
)
def import_missing(sdist: Sdist) -> Iterator[Hit]:
    """Pip and uv build in an environment of its own that has setuptools and nothing else, whatever is installed outside. The import fails there.

    Fix: Name the module's project in `[build-system] requires` of a pyproject.toml, and see that the file is in the sdist.
    """
    there = _inside(sdist)
    if "pyproject.toml" in there and not sdist.code.bare:
        return
    told: set[str] = set()
    for module in sdist.modules:
        own = _own(there, anywhere=module.searches)
        for need in module.needs:
            top = need.module.partition(".")[0]
            known = top in BROUGHT or top in sys.stdlib_module_names or top in own or top in told
            if module.path == f"{sdist.top}/setup.py" and top and not need.beyond and not known:
                told.add(top)
                yield Hit({"member": module.path, "module": top}, member=module.path, line=need.line)


@rule(
    "SDT016",
    "note",
    "The sdist has no pyproject.toml",
    message="{filename} has a setup.py and no pyproject.toml.",
    source=SPECIFICATION,
)
def no_pyproject(sdist: Sdist) -> Iterator[Hit]:
    """The standard asks for one. Without it nothing says what the build requires, and installers take setuptools in whatever version is the newest then. Where the project has one, MANIFEST.in keeps it out.

    Fix: Write a pyproject.toml with a table `[build-system]`, and see that it gets into the sdist.
    """
    there = _inside(sdist)
    if sdist.metadata is not None and "setup.py" in there and "pyproject.toml" not in there:
        yield Hit({"filename": sdist.filename})


def _inside(sdist: Sdist) -> set[str]:
    return {member.name.removeprefix(f"{sdist.top}/") for member in sdist.members if sdist.top}


@rule(
    "SDT021",
    "error",
    "The setup.py imports the project, and that imports what the build does not have",
    message="{script} imports {member}, which imports {module}; nothing asks for that before the build.",
    source=ISOLATION,
)
def requirement_missing(sdist: Sdist) -> Iterator[Hit]:
    """Pip and uv run setup.py before they install any requirement, so the import fails for everybody who does not have it by chance. Mostly only the version was wanted.

    Fix: State the version in setup.py or pyproject.toml, or read it from a file as text, without importing the package.
    """
    there = _inside(sdist)
    # What changes where modules are looked for may bring its own.
    if not sdist.code.bare or any(module.searches or module.meddles for module in sdist.code.run):
        return
    script = f"{sdist.top}/setup.py"
    own = _own(there, anywhere=any(module.searches for module in sdist.modules))
    told: set[str] = set()
    for module in sdist.code.run:
        for need in module.needs:
            top = need.module.partition(".")[0]
            if top and not need.beyond and top not in BROUGHT | sys.stdlib_module_names | own | told:
                told.add(top)
                member = f"{sdist.top}/{module.path}"
                yield Hit({"script": script, "member": module.path, "module": top}, member=member, line=need.line)


@rule(
    "SDT022",
    "error",
    "The setup.py imports what lies beside it, where the build does not look",
    message="{member} imports {module} from its own folder, which setuptools.build_meta does not search.",
    source="https://setuptools.pypa.io/en/latest/build_meta.html",
)
def own_not_searched(sdist: Sdist) -> Iterator[Hit]:
    """Builds by pyproject.toml do not look for modules in the project's folder, as `python setup.py` does. The import fails, and nobody can build from the sdist.

    Fix: State the version without importing the package; or write `build-backend = "setuptools.build_meta:__legacy__"`, or `backend-path = ["."]`.
    """
    own = _own(_inside(sdist), anywhere=False)
    told: set[str] = set()
    for module in sdist.modules if sdist.code.strict else ():
        for need in module.needs:
            top = need.module.partition(".")[0]
            brought = top in BROUGHT or top in sys.stdlib_module_names or module.searches
            if module.path == f"{sdist.top}/setup.py" and top in own and not need.beyond and not brought and top not in told:
                told.add(top)
                yield Hit({"member": module.path, "module": top}, member=module.path, line=need.line)


def _own(there: set[str], *, anywhere: bool) -> set[str]:
    """Return the names of files and folders at the top of an sdist, or of all in it."""
    return {part.partition(".")[0] for path in there for part in (path.split("/") if anywhere else path.split("/", 1)[:1])}


RULES: tuple[Rule[Sdist], ...] = (read_missing, import_missing, requirement_missing, own_not_searched, no_pyproject)
