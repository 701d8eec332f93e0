"""Rules on the code of an sdist: whether what would be built from it can be imported, and whether it can be built."""

from collections.abc import Iterator

from seatrial.core.dist.layout import module_name
from seatrial.core.project.generated import is_generated
from seatrial.model.dist import Member, Sdist, Wheel
from seatrial.model.finding import Hit, Severity
from seatrial.rules.absent import missing_modules
from seatrial.rules.family import is_collection
from seatrial.rules.modules import Inside, inside
from seatrial.rules.rule import Rule, rule

SPECIFICATION = "https://packaging.python.org/en/latest/specifications/source-distribution-format/"


@rule(
    "SDT017",
    "error",
    "A module imports one that is not in the sdist",
    message="{member} imports {module}, which is not in the sdist.",
)
def missing_module(sdist: Sdist) -> Iterator[Hit]:
    """Whoever builds from this sdist gets a package that cannot be imported. Usually the build file lists packages by hand and lacks one, or the files were not committed when the sdist was made.

    Fix: Let the build file find all packages, and see that the folder is in git; then build again.
    """
    code = sdist.code
    known = {name for path in code.files if (name := module_name(path))}
    for one in missing_modules(_as_wheel(sdist)):
        last = one.absent.rpartition(".")[2]
        # A name that is taken from a package may also be a folder that the build writes.
        made = is_generated(f"{last}.py") or last in code.makes or last.partition("_pb2")[0] in code.makes
        if (one.surely or code.plain) and not made and one.absent.partition(".")[0] in known:
            values = {"member": one.module.path, "module": one.absent}
            severity: Severity | None = None if one.surely and code.plain else "warning"
            yield Hit(values, member=_member(sdist, one.module.path), line=one.need.line, severity=severity)


@rule(
    "SDT018",
    "warning",
    "A module opens a file that is not in the sdist",
    message="{member} opens {path} beside it, which is not in the sdist.",
)
def missing_file(sdist: Sdist) -> Iterator[Hit]:
    """What is built from the sdist cannot have the file either, unless the build writes it, and the package fails where it is opened.

    Fix: Name the file in MANIFEST.in or in the build file, and build again.
    """
    there = set(sdist.code.files)
    for module in sdist.code.modules:
        for path, line in dict.fromkeys((read.path, read.line) for read in module.reads if read.beside and not read.guarded):
            inside_package = path.partition("/")[0] == module.path.partition("/")[0]
            if path not in there and inside_package:
                yield Hit({"member": module.path, "path": path}, member=_member(sdist, module.path), line=line)


@rule(
    "SDT019",
    "error",
    "The sdist lacks a file that its build asks for",
    message="{file} names {path}, which is not in the sdist.",
    source=SPECIFICATION,
)
def asked_missing(sdist: Sdist) -> Iterator[Hit]:
    """The build stops there, or leaves something out, so that nobody can install from this sdist as it was meant.

    Fix: Put the file into the sdist (setuptools: MANIFEST.in; other backends: their tables of included files), and build again.
    """
    for one in sdist.code.asked:
        member = f"{sdist.top}/{one.file}"
        yield Hit({"file": one.file, "path": one.path}, member=member, line=one.line, severity=None if one.surely else "warning")


@rule(
    "SDT020",
    "warning",
    "The sdist has no code",
    message="{filename} has build files and texts, and nothing that a wheel could be made of.",
)
def empty(sdist: Sdist) -> Iterator[Hit]:
    """Whoever installs from it gets nothing but the requirements. If that is not meant, the build file found no packages.

    Fix: Name the code in the build file, and look at the list of what was packed.
    """
    if sdist.code.empty:
        yield Hit({"filename": sdist.filename}, severity="note" if is_collection(sdist.filename, sdist.metadata) else None)


@rule(
    "SDT023",
    "error",
    "A command leads to a module that is not in the sdist",
    message="The command {name} needs the module {module}, which is not in the sdist.",
)
def script_missing(sdist: Sdist) -> Iterator[Hit]:
    """Whoever builds from this sdist gets a command that fails at every start. Usually the folder with its code was not packed.

    Fix: See that the build file finds the package, or correct the command's target; then build again.
    """
    for name, module in sdist.code.scripts_to:
        if not is_generated(f"{module.rpartition('.')[2]}.py"):
            yield Hit({"name": name, "module": module}, severity=None if sdist.code.plain else "warning")


def _as_wheel(sdist: Sdist) -> Inside:
    members = tuple(Member(path, "file", 0) for path in sdist.code.files)
    wheel = Wheel(sdist.filename, 0, "", "", members=members, modules=sdist.code.modules, metadata=sdist.metadata)
    return inside(wheel)


def _member(sdist: Sdist, path: str) -> str | None:
    return next((member.name for member in sdist.members if member.name.endswith(f"/{path}")), None)


RULES: tuple[Rule[Sdist], ...] = (missing_module, missing_file, asked_missing, script_missing, empty)
