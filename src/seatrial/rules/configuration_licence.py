"""Rules on how a source tree states its licence."""

from collections.abc import Iterator

from seatrial.core.build_output import shortened
from seatrial.core.project.licence_text import blanks, family_of_name, family_of_text, speaks_of
from seatrial.core.project.manifest import WORK, matching
from seatrial.core.project.required import takes_expressions
from seatrial.core.project.toml import line_of, table, text, texts
from seatrial.model.finding import Hit, Severity
from seatrial.model.project import Project, Tree
from seatrial.rules.rule import Rule, rule

FILE = "pyproject.toml"
STANDARD = "https://peps.python.org/pep-0639/"
NAMED = 3
"""Names that a message has."""
STOPS_AT_BOTH = frozenset({"setuptools", "flit-core", "pdm-backend"})
"""Backends that refuse a licence classifier beside an expression (setuptools 84, flit_core 3.11 and 4.2, pdm-backend 2.5)."""
STOPS_AT_PATTERN = frozenset({"flit-core", "poetry-core", "pdm-backend", "uv-build"})
"""Backends that refuse a pattern of licence files that matches nothing (flit_core 4.2, poetry-core 2.5, pdm-backend 2.5, uv_build 0.13)."""
MEANT = {
    "mit license": "MIT", "the mit license": "MIT", "expat": "MIT", "apache": "Apache-2.0", "apache 2": "Apache-2.0", "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0", "apache license, version 2.0": "Apache-2.0", "apache software license": "Apache-2.0", "bsd": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause", "new bsd": "BSD-3-Clause", "3-clause bsd": "BSD-3-Clause", "bsd 3-clause": "BSD-3-Clause",
    "simplified bsd": "BSD-2-Clause", "bsd 2-clause": "BSD-2-Clause", "gplv2": "GPL-2.0-only", "gplv3": "GPL-3.0-only", "gplv3+": "GPL-3.0-or-later",
    "gpl v3": "GPL-3.0-only", "gnu gpl v3": "GPL-3.0-only", "lgplv3": "LGPL-3.0-only", "agplv3": "AGPL-3.0-only", "mpl 2.0": "MPL-2.0",
    "isc license": "ISC", "public domain": "LicenseRef-Public-Domain", "proprietary": "LicenseRef-Proprietary",
}  # fmt: skip
"""What many write → the identifier of the SPDX list that it stands for."""


@rule(
    "PRJ076",
    "error",
    "A licence classifier stands beside a licence expression",
    message="{file} states the licence as {expression}, and by the classifier {classifier!r} too.",
    source=STANDARD,
)
def both(tree: Tree) -> Iterator[Hit]:
    """Setuptools (from 77), flit and pdm stop at such a project: `License classifiers have been superseded by license expressions`. Other backends build it, and PyPI takes it.

    Fix: Remove every classifier that begins with `License ::`.
    """
    project = tree.project
    expression = _expression(project)
    classifier = next((one for one in project.classifiers if one.startswith("License ::")), None)
    if not expression or classifier is None:
        return
    stops = project.backend in STOPS_AT_BOTH and (project.backend != "setuptools" or takes_expressions(project.build_requires))
    source = project.sources.get("classifiers")
    severity: Severity | None = None if stops else "note"
    yield Hit(
        {"file": source.file if source else project.build_file, "expression": expression, "classifier": classifier},
        file=source.file if source else project.build_file,
        line=source.line if source else None,
        severity=severity,
    )


def _expression(project: Project) -> str | None:
    """Return the licence expression that the project states; other texts of a licence are none."""
    configuration = project.configuration
    script = configuration.script
    stated = text(table(configuration.pyproject, "project").get("license"))
    by_script = text(script.values.get("license_expression")) if script else None
    return stated or by_script or table(configuration.setup_cfg, "metadata").get("license_expression")


@rule(
    "PRJ077",
    "warning",
    "The licence is stated as a table",
    message="[project] states the licence as a table: {value}.",
    source=STANDARD,
)
def as_table(tree: Tree) -> Iterator[Hit]:
    """The standard has an expression in its place since 2024. Setuptools says that it takes the table until 2027-02-18; other backends still take it, which makes it a note with them.

    Fix: Write an identifier of the SPDX list, `license = "MIT"`, name the files in `license-files = ["LICENSE"]`, and require a backend that knows both (`setuptools>=77`).
    """
    project = tree.project
    configuration = project.configuration
    stated = table(configuration.pyproject, "project", "license")
    if stated:
        values = ", ".join(f"{key} = {str(value)[:60]!r}" for key, value in list(stated.items())[:NAMED])
        line = line_of(configuration.pyproject_data, "project", "license")
        severity: Severity | None = None if project.backend == "setuptools" else "note"
        yield Hit({"value": f"{{ {values} }}"}, file=FILE, line=line, severity=severity)


@rule(
    "PRJ078",
    "error",
    "The licence expression is not valid",
    message="{expression!r} is not a licence expression{nearest}.",
    source="warehouse@6b62157:forklift/metadata.py",
)
def not_valid(tree: Tree) -> Iterator[Hit]:
    """Most backends stop at it, and PyPI refuses what the others build.

    Fix: Use identifiers of the SPDX licence list (https://spdx.org/licenses), or `LicenseRef-` and a name of your own.
    """
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression  # noqa: PLC0415  (a large table)

    expression = _expression(tree.project)
    if not expression:
        return
    try:
        canonicalize_license_expression(expression)
    except InvalidLicenseExpression:
        meant = MEANT.get(" ".join(expression.lower().split()))
        source = tree.project.sources.get("license")
        file = source.file if source else tree.project.build_file
        values = {"expression": expression, "nearest": f" (→ {meant})" if meant else ""}
        yield Hit(values, file=file, line=source.line if source else None)


@rule(
    "PRJ079",
    "warning",
    "The licence file is not finished",
    message="{file} is empty, or a template that nobody filled in{places}.",
)
def unfinished(tree: Tree) -> Iterator[Hit]:
    """Nobody is then named as the owner of the code, and what the file allows may not hold.

    Fix: Put the whole text of the licence there, with the year and the name of the owner.
    """
    project = tree.project
    for path in project.license_files:
        content = project.configuration.texts.get(path)
        if content is None or not _is_licence(path):
            continue
        left = blanks(content)
        if left or not content.strip():
            places = f" ({shortened(left, NAMED)})" if left else ""
            yield Hit({"file": path, "places": places}, file=path, line=_line(content, left[0]) if left else None)


def _is_licence(path: str) -> bool:
    name = path.rpartition("/")[2].lower()
    return name.startswith(("licen", "copying", "unlicen"))


def _line(content: str, part: str) -> int:
    return content.count("\n", 0, content.index(part)) + 1


@rule(
    "PRJ082",
    "warning",
    "The licence file is that of another licence",
    message="{declared} is declared, but {file} has the text of {found}.",
)
def another(tree: Tree) -> Iterator[Hit]:
    """Whoever uses the code cannot know which of the two holds.

    Fix: Decide on one of them, and correct the other place.
    """
    project = tree.project
    files = [path for path in project.license_files if _is_licence(path)]
    content = project.configuration.texts.get(files[0], "") if len(files) == 1 else ""
    found = family_of_text(content)
    stated = _stated(project)
    families = {family_of_name(one) for one in stated}
    certain = found and stated and None not in families and not any(one and speaks_of(content, one) for one in families)
    if certain and found:
        yield Hit({"declared": shortened(stated, NAMED), "file": files[0], "found": found}, file=files[0])


def _stated(project: Project) -> list[str]:
    """Return what the build files say of the licence, in the words of each place."""
    short = project.license if project.license and len(project.license) < 60 else None
    classified = [one.rpartition("::")[2].strip() for one in project.classifiers if one.startswith("License ::")]
    return [*([short] if short else []), *(one for one in classified if one != "OSI Approved")]


@rule(
    "PRJ089",
    "warning",
    "A pattern of licence files matches nothing",
    message="`{pattern}` in `license-files` of pyproject.toml is the name of no file.",
    source=STANDARD,
)
def no_match(tree: Tree) -> Iterator[Hit]:
    """The standard asks for a file for each pattern. Flit, Poetry, pdm and uv stop; setuptools says that it will after 2027-02-18.

    Fix: Correct the pattern, add the file (git must track it), or remove the pattern.
    """
    project = tree.project
    configuration = project.configuration
    patterns = texts(table(configuration.pyproject, "project").get("license-files")) or ()
    patterns = patterns[: max(WORK // max(len(project.listing), 1), 1)]
    missing = [one for one in patterns if not any(matching(project.listing, one))]
    stops = project.backend in STOPS_AT_PATTERN
    if len(missing) == len(patterns) and not stops:
        return
    line = line_of(configuration.pyproject_data, "project", "license-files")
    for one in missing:
        yield Hit({"pattern": one}, file=FILE, line=line, severity="error" if stops else None)


RULES: tuple[Rule[Tree], ...] = (both, as_table, not_valid, unfinished, another, no_match)
