"""Rules on what the build files require, beside requirements files and lock files."""

from collections.abc import Iterator

from seatrial.core.build_output import shortened
from seatrial.core.install import without_secrets
from seatrial.core.protocol import normal
from seatrial.core.versions import same_version
from seatrial.model.finding import Hit
from seatrial.model.project import Tree
from seatrial.model.report import LineState
from seatrial.model.requirements import Entry
from seatrial.model.sentence import Said, Sentence
from seatrial.rules.rule import Rule, rule

NAMED = 8
"""Requirements that a message names."""
FEW = 3
"""Modules that a line of the checklist names."""
WHOSE = Sentence("REQ020", "whose {modules} is, an installation shows: `seatrial rehearse`")
BROUGHT_BY_NOTHING = Sentence("REQ021", "see whether a requirement or an extra brings {modules}")
BY_BUILD = Sentence("REQ022", "only the build can tell them")
UNREAD = Sentence("REQ023", "modules that could not be read: {modules}")


@rule(
    "REQ009",
    "warning",
    "A requirements file asks for more than the build files",
    message="{file} asks for what {build_file} does not require: {names}.",
)
def only_in_file(tree: Tree) -> Iterator[Hit]:
    """`pip install -r` gives you what users do not get: they install what the build files require, and nothing of that file. It is a note for what no module seems to import.

    Fix: Add the requirement to the build files, if the code needs it; else move it to a file for development, such as requirements-dev.txt.
    """
    from seatrial.core.requirements.comparing import missing_in_metadata  # noqa: PLC0415  (only where a project is judged)

    for imported, entries in missing_in_metadata(tree):
        first = entries[0]
        values = {"file": first.file, "build_file": tree.project.build_file, "names": _names(entries)}
        yield Hit(values, file=first.file, line=first.line, severity=None if imported else "note")


@rule(
    "REQ010",
    "note",
    "A requirements file lacks what the build files require",
    message="{build_file} requires what {file} does not ask for: {names}.",
)
def only_in_metadata(tree: Tree) -> Iterator[Hit]:
    """Who installs by that file alone lacks it, or gets any version of it. It is a warning where the file has exact versions of everything: then it is out of date.

    Fix: Add it, or write the file anew with the tool that made it; or replace its lines by a single `.`, which installs the project with its requirements.
    """
    from seatrial.core.requirements.comparing import missing_in_file  # noqa: PLC0415  (only where a project is judged)

    missing = missing_in_file(tree)
    file = tree.asked.file if tree.asked else None
    if file and missing:
        values = {"file": file.path, "build_file": tree.project.build_file, "names": _names(missing)}
        yield Hit(values, file=file.path, severity="warning" if file.is_lock else None)


@rule(
    "REQ011",
    "warning",
    "A requirements file and the build files contradict each other",
    message="{file} asks for {one}, and {other_file} requires {other}: no version fits both.",
)
def contradicting(tree: Tree) -> Iterator[Hit]:
    """You work with a version that users never get; and pip refuses to install the file together with the project.

    Fix: Let both allow a version in common, the one that you test with.
    """
    from seatrial.core.requirements.comparing import contradictions  # noqa: PLC0415  (only where a project is judged)

    for one, other in contradictions(tree):
        yield Hit({"file": one.file, "one": one.text, "other_file": other.file, "other": other.text}, file=one.file, line=one.line)


@rule(
    "REQ012",
    "warning",
    "A project is required twice, each time differently",
    message="{file} asks for {one}, and for {other} too.",
)
def twice(tree: Tree) -> Iterator[Hit]:
    """Only one of both was meant; installers take what fits both, or stop, and pip refuses such a requirements file.

    Fix: Make one line of both.
    """
    from seatrial.core.requirements.comparing import doubles  # noqa: PLC0415  (only where a project is judged)

    for one, other in doubles(tree):
        yield Hit({"file": other.file, "one": one.text, "other": other.text}, file=other.file, line=other.line or None)


@rule("REQ013", "note", "Requirements allow one version alone", message="{file} requires exact versions: {names}.")
def exact(tree: Tree) -> Iterator[Hit]:
    """Nobody can install the project beside another one that needs a newer version, nor get mended versions of what it requires.

    Fix: Require the oldest version that works (`name>=1.2`), and keep exact versions in a lock file. For a program that is installed by itself, ignore this rule with that reason.
    """
    from seatrial.core.requirements.agreement import declared, is_exact  # noqa: PLC0415  (only where a project is judged)

    # Parts of one whole are released together.
    family = normal(tree.project.name or "").partition("-")[0]
    found = [one for one in declared(tree.project) if is_exact(one.specifier) and not normal(one.name).startswith(family or "-")]
    if found:
        first = found[0]
        yield Hit({"file": first.file, "names": shortened([one.text for one in found], NAMED)}, file=first.file, line=first.line or None)


@rule(
    "REQ014", "warning", "The lock file has another version of the project", message="{file} says {locked}, but the project is {version}."
)
def locked_version(tree: Tree) -> Iterator[Hit]:
    """`uv sync --locked` stops, mostly on CI and after the release.

    Fix: Run `uv lock`, and commit the file. `seatrial bump` keeps the entry in step.
    """
    locked, version = tree.asked.locked if tree.asked else None, tree.project.version
    if locked and version and not same_version(locked.version, version):
        yield Hit({"file": locked.file, "locked": locked.version, "version": version}, file=locked.file, line=locked.line)


@rule(
    "REQ015",
    "warning",
    "The lock file does not have the project's requirements",
    message="{file} was written for other requirements. It lacks: {lacks}; it has besides: {besides}.",
)
def locked_requirements(tree: Tree) -> Iterator[Hit]:
    """`uv sync --locked` stops, mostly on CI and after the release.

    Fix: Run `uv lock`, and commit the file.
    """
    from seatrial.core.requirements.comparing import lock_differs  # noqa: PLC0415  (only where a project is judged)

    found = lock_differs(tree)
    if found and tree.asked and tree.asked.locked:
        lacks, besides = (shortened(sorted(one), NAMED) or "-" for one in found)
        locked = tree.asked.locked
        yield Hit({"file": locked.file, "lacks": lacks, "besides": besides}, file=locked.file, line=locked.line)


@rule("REQ016", "warning", "A line of a requirements file cannot be read", message="pip refuses this line of {file}: {line}")
def unreadable(tree: Tree) -> Iterator[Hit]:
    """`pip install -r` stops there: it is no requirement and no option that pip knows, or it names a file which is not there.

    Fix: Correct the line, or remove it.
    """
    for one in tree.asked.file.entries if tree.asked and tree.asked.file else ():
        if one.kind in {"unreadable", "absent", "circle"}:
            option = "" if one.kind == "unreadable" else "-c " if one.constraint else "-r "
            yield Hit({"file": one.file, "line": option + without_secrets(one.text)}, file=one.file, line=one.line)


def _names(entries: tuple[Entry, ...]) -> str:
    return shortened(list(dict.fromkeys(one.name for one in entries)), NAMED)


def agreement_state(tree: Tree) -> tuple[LineState, Said | None]:
    """Return what the checklist's line on requirements says where no rule finds fault: its state, and what to do or to know."""
    from seatrial.core.requirements.judging import standing, states_requirements  # noqa: PLC0415  (only where a project is judged)

    state, modules = standing(tree)
    if state != "not known" or tree.asked is None:
        return state, None
    if not states_requirements(tree.project):
        return state, Said(BY_BUILD)
    if modules:
        return state, Said(WHOSE if tree.asked.known is None else BROUGHT_BY_NOTHING, {"modules": shortened(list(modules), FEW)})
    return state, Said(UNREAD, {"modules": tree.asked.unread})


RULES: tuple[Rule[Tree], ...] = (
    only_in_file,
    only_in_metadata,
    contradicting,
    twice,
    exact,
    locked_version,
    locked_requirements,
    unreadable,
)
