"""Rules on requirements: what the code imports, the build files declare and requirements files ask for must agree."""

from collections.abc import Iterator

from seatrial.core.build_output import shortened
from seatrial.core.install import without_secrets
from seatrial.core.protocol import normal
from seatrial.core.requirements.judging import Judged, judged_imports
from seatrial.model.finding import Hit, Severity
from seatrial.model.project import Project, Tree
from seatrial.model.requirements import Entry
from seatrial.rules.rule import Rule, rule

NAMED = 3
"""Files that a message names."""
LOOKED = 1_000
"""Lines of a requirements file among which one is looked for."""
SHOWN = 200
"""Letters of a line that are shown."""


def _by_module(tree: Tree, *verdicts: str) -> list[tuple[Judged, list[Judged]]]:
    """Return for each module that is imported without a guard the import that weighs most, and all of them."""
    groups: dict[str, list[Judged]] = {}
    for one in judged_imports(tree):
        if one.verdict in verdicts and not one.found.guarded:
            groups.setdefault(one.project or one.found.module.partition(".")[0], []).append(one)
    return [(min(group, key=lambda one: (not one.found.first, not one.found.reached)), group) for group in groups.values()]


def _hit(one: Judged, group: list[Judged], severity: Severity | None) -> Hit:
    files = list(dict.fromkeys(each.found.file for each in group))
    module = one.found.module.partition(".")[0]
    values = {"module": module, "project": one.project or module, "names": shortened(files, NAMED)}
    return Hit(values, file=one.found.file, line=one.found.line, severity=severity)


def _severity(one: Judged) -> Severity:
    """Return how much it weighs that nothing brings a module: whether the project can be imported at all, or only a part of it that users may never want."""
    return "error" if one.found.first else "warning" if one.found.reached else "note"


@rule(
    "REQ001",
    "error",
    "A module is imported that no requirement brings",
    message="The code imports {module}, and nothing that the project requires brings it. See {names}.",
)
def imported_absent(tree: Tree) -> Iterator[Hit]:
    """It works here because the module happens to be installed; for users the import fails. It is a warning where it does not stand in what is imported first, and a note where nothing leads to it but the user.

    Fix: Declare the project that has the module under the requirements (`dependencies` in pyproject.toml, `install_requires` in setup.py or setup.cfg); or import it inside of `try` and `except ImportError`, if the code can do without it.
    """
    for one, group in _by_module(tree, "absent"):
        yield _hit(one, group, _severity(one))


@rule(
    "REQ002",
    "warning",
    "A module comes only by way of another requirement",
    message="The code imports {module}, which is of the project {project}, and that is not required. See {names}.",
)
def imported_indirect(tree: Tree) -> Iterator[Hit]:
    """Something that the project requires brings it today; the next release of that may not.

    Fix: Declare the project that has the module as a requirement of this one.
    """
    for one, group in _by_module(tree, "indirect"):
        yield _hit(one, group, None if one.found.reached else "note")


@rule(
    "REQ003",
    "warning",
    "Only developers get a module that the code imports",
    message="The code imports {module}, but {project} is required for development, for tests or for the build alone. See {names}.",
)
def imported_development(tree: Tree) -> Iterator[Hit]:
    """What is required for these is not installed with the project: for users the import fails.

    Fix: Move the requirement to those of the project.
    """
    for one, group in _by_module(tree, "development"):
        yield _hit(one, group, None if one.found.reached else "note")


@rule("REQ004", "note", "A requirement is never imported", message="{file} requires {name}, and no module speaks of it.")
def unused(tree: Tree) -> Iterator[Hit]:
    """Every user installs it for nothing, with all that it requires in turn.

    Fix: Remove it. If it is a plugin or a program that the project starts, ignore this rule with that reason.
    """
    source = tree.project.sources.get("requires")
    for name in tree.asked.unused if tree.asked else ():
        file = source.file if source else tree.project.build_file
        yield Hit({"file": file, "name": name}, file=file, line=source.line if source else None)


@rule(
    "REQ005",
    "warning",
    "The project requires itself",
    message="{file} lists {requirement}, which is the project itself.",
)
def itself(tree: Tree) -> Iterator[Hit]:
    """Installers go round in a circle, and may take another release than the one that they were told to install.

    Fix: Remove the requirement. Within extras, name the extras that are meant: `name[other]`.
    """
    from seatrial.core.requirements.agreement import declared  # noqa: PLC0415  (only where a project is judged)

    for one in declared(tree.project):
        if tree.project.name and normal(one.name) == normal(tree.project.name) and not one.extras:
            yield Hit({"file": one.file, "requirement": without_secrets(one.text)}, file=one.file, line=one.line or None)


@rule(
    "REQ006",
    "warning",
    "A module of the standard library is required",
    message="{file} requires {name}, which every Python has as a module of its own.",
    source="https://github.com/pypi/warehouse/issues/2151",
)
def standard(tree: Tree) -> Iterator[Hit]:
    """What bears such a name on PyPI is an old copy, or somebody else's code; installed, it may take the place of the real module.

    Fix: Remove the requirement, or let it hold for old Pythons alone (`; python_version < "3.4"`).
    """
    import sys  # noqa: PLC0415  (beside what needs it)

    from seatrial.core.requirements.agreement import declared  # noqa: PLC0415  (only where a project is judged)
    from seatrial.core.standard_names import OLDER  # noqa: PLC0415  (a large table)

    project = tree.project
    for one in declared(project):
        name = normal(one.name)
        if project.backend == "poetry-core" and not one.specifier:
            # Poetry's own table says for which Pythons, and is read by names alone.
            continue
        if not one.marker and one.kind == "requirement" and name not in OLDER and name.replace("-", "_") in sys.stdlib_module_names:
            yield Hit({"file": one.file, "name": one.name}, file=one.file, line=one.line or None)


@rule("REQ007", "error", "A requirement cannot be read", message="{file} requires {requirement!r}, which is no requirement.")
def malformed(tree: Tree) -> Iterator[Hit]:
    """The build stops: a requirement is a name, perhaps extras in brackets, versions, and a condition after a semicolon.

    Fix: Correct it, for instance `name>=1.2`, `name[extra]>=1.2,<3` or `name>=1.2; python_version < "3.12"`.
    """
    from seatrial.core.requirements.file import LONGEST, parsed  # noqa: PLC0415  (only where a project is judged)
    from seatrial.core.requirements.taken import lines_taken  # noqa: PLC0415  (as above)

    project = tree.project
    if _from_file(project):
        return
    source = project.sources.get("requires")
    rows = project.written or project.requires
    for row in lines_taken(rows) if project.backend == "setuptools" else rows:
        if len(row) <= LONGEST and parsed(Entry("requirement", "", 0, row), row) is None:
            file = source.file if source else project.build_file
            yield Hit({"file": file, "requirement": without_secrets(row)}, file=file, line=source.line if source else None)


@rule(
    "REQ008",
    "error",
    "The build takes a line from a requirements file that is only for pip",
    message="{place} has the line {line!r}, which {file} takes for a requirement.",
)
def only_for_pip(tree: Tree) -> Iterator[Hit]:
    """Lines such as `-r`, `-e`, `--hash` and plain addresses mean something to pip alone; setuptools stops at them, so that nobody can build the project.

    Fix: State the requirements in the build file itself, and keep the requirements file for your own installations; or leave nothing in it but names and versions.
    """
    from seatrial.core.requirements.file import parsed  # noqa: PLC0415  (only where a project is judged)
    from seatrial.core.requirements.taken import lines_taken  # noqa: PLC0415  (as above)

    project = tree.project
    source = project.sources.get("requires")
    file = source.file if source else project.build_file
    entries = tree.asked.file.entries[:LOOKED] if tree.asked and tree.asked.file else ()
    for row in lines_taken(project.written) if _from_file(project) else ():
        if parsed(Entry("requirement", "", 0, row), row) is None:
            # The longest of those that the line may begin with, for hashes end many lines.
            place = max(
                (one for one in entries if _is_from(row, one)), key=lambda one: (row.startswith(one.text), len(one.text)), default=None
            )
            values = {"place": place.file if place else file, "line": without_secrets(row)[:SHOWN], "file": file}
            yield Hit(values, file=place.file if place else file, line=place.line if place else source.line if source else None)


def _from_file(project: Project) -> bool:
    """Tell whether the build files seem to take the requirements from a file of their own."""
    names = (read.file.rpartition("/")[2].lower() for read in project.reads)
    return bool(project.written) and any("req" in name or "dep" in name for name in names)


def _is_from(row: str, entry: Entry) -> bool:
    """Tell whether a line that the build takes seems to be the one of an entry."""
    return bool(entry.text) and (row.endswith(entry.text) or row.startswith(entry.text))


RULES: tuple[Rule[Tree], ...] = (
    imported_absent,
    imported_indirect,
    imported_development,
    unused,
    itself,
    standard,
    malformed,
    only_for_pip,
)
