"""Rules on whether the data files of a source tree get into its release."""

from collections.abc import Iterator

from seatrial.core.build_output import shortened
from seatrial.core.project.manifest import read_manifest
from seatrial.model.finding import Hit, Severity
from seatrial.model.project import Tree
from seatrial.rules.rule import Rule, rule

NAMED = 5
"""Files that a message names."""
MANIFEST = "MANIFEST.in"


@rule(
    "PRJ074",
    "warning",
    "Data files stay out of the wheel",
    message="Data files inside the packages that nothing puts into the wheel: {files}. They are: {names}.",
)
def data(tree: Tree) -> Iterator[Hit]:
    """Setuptools packs modules, and other files only if they are named. The code works here, where the files lie beside it, and fails for users. What no module names is a note only.

    Fix: Name them in pyproject.toml: `[tool.setuptools.package-data]` with a line such as `boat = ["*.json"]` (`package_data={"boat": ["*.json"]}` in setup.py). What is not needed while the code runs can move out of the package.
    """
    configuration = tree.project.configuration
    spoken = [one for one in configuration.left_out if one in configuration.speakers]
    others = [one for one in configuration.left_out if one not in configuration.speakers]
    kinds: tuple[tuple[list[str], Severity | None], ...] = ((spoken, None), (others, "note"))
    for found, severity in kinds:
        if found:
            yield Hit({"files": len(found), "names": shortened(found, NAMED)}, file=found[0], severity=severity)


@rule(
    "PRJ075",
    "warning",
    "A line of MANIFEST.in has no effect",
    message="`{pattern}` in the line `{text}` of MANIFEST.in has no effect.",
)
def manifest(tree: Tree) -> Iterator[Hit]:
    """No file is named so, later lines take every such file out again, or setuptools does not understand the line; it says so only in the middle of its output. What was meant is then missing in the sdist, and in the wheel where MANIFEST.in decides on that too. It is a note where nothing in the tree can have been meant.

    Fix: Correct the line, or remove it. The commands are include, exclude, recursive-include FOLDER, recursive-exclude FOLDER, global-include, global-exclude, graft and prune.
    """
    project = tree.project
    stems = {_stem(path) for path in project.listing}
    found = read_manifest(project.configuration.manifest, project.listing) if project.configuration.manifest else None
    for one in found.lost if found else ():
        meant = one.fate == "undone" or (one.fate == "nothing" and _stem(one.pattern) in stems)
        unknown = one.fate == "unknown" and "exclude" not in one.text and not one.text.startswith("prune")
        severity: Severity | None = None if meant or unknown else "note"
        yield Hit({"text": one.text, "pattern": one.pattern}, file=MANIFEST, line=one.line, severity=severity)


def _stem(path: str) -> str:
    """Return a path without the end of its name, in lower case: files that differ in no more may be meant for one another."""
    folder, _, name = path.lower().rpartition("/")
    return f"{folder}/{name[:1]}{name[1:].partition('.')[0]}"


RULES: tuple[Rule[Tree], ...] = (data, manifest)
