"""Rules on what the build files of a source tree say: name, version, README, licence, metadata."""

from collections.abc import Iterator, Mapping

from seatrial.core.versions import is_version, same_version
from seatrial.model.finding import Finding, Hit, Severity
from seatrial.model.project import Project, Tree
from seatrial.rules import agreement, code, configuration, declared, oddities, repository, requirements
from seatrial.rules.rule import Rule, judge, rule

STANDARD = "https://packaging.python.org/en/latest/specifications/pyproject-toml/"


@rule("PRJ001", "warning", "There is no README", message="The project has no README.")
def no_readme(tree: Tree) -> Iterator[Hit]:
    """The project's page on the index stays empty: nobody learns what the project is for.

    Fix: Write a README.md, and name it in the build file (`readme = "README.md"`).
    """
    project = tree.project
    if project.readme is None and not _declared(project, "readme"):
        yield Hit({})


@rule("PRJ002", "error", "The README that is declared does not exist", message="{file} names {readme}, and there is no such file.")
def readme_absent(tree: Tree) -> Iterator[Hit]:
    """The build stops, or makes a release whose page is empty.

    Fix: Add the file to the tree (git must track it), or correct the name.
    """
    project = tree.project
    source = project.sources.get("readme")
    if source and project.readme and project.readme not in project.listing and not project.readme.startswith("../"):
        gentle = project.backend == "setuptools" and source.file != "setup.py"
        guarded = any(read.guarded for read in project.reads if read.file == project.readme)
        severity: Severity | None = "warning" if gentle or guarded else None
        yield Hit({"file": source.file, "readme": project.readme}, file=source.file, line=source.line, severity=severity)


@rule("PRJ003", "warning", "The README is not declared", message="{readme} lies in the project, but {file} does not name it.")
def readme_unused(tree: Tree) -> Iterator[Hit]:
    """The README does not get into the release, so the project's page on the index stays empty.

    Fix: Name it: `readme = "README.md"` in pyproject.toml, or `long_description` with `long_description_content_type` in setup.py.
    """
    project = tree.project
    if project.readme is not None and not _declared(project, "readme"):
        yield Hit({"readme": project.readme, "file": project.build_file}, file=project.build_file)


@rule("PRJ004", "warning", "The markup of the README is not declared", message="{readme} looks like Markdown, but {file} does not say so.")
def no_content_type(tree: Tree) -> Iterator[Hit]:
    """PyPI takes a text without a content type for reStructuredText: Markdown is then shown raw, or the upload is refused.

    Fix: Add `long_description_content_type="text/markdown"` beside `long_description`, in pyproject.toml `content-type = "text/markdown"` beside `file`.
    """
    project = tree.project
    source = project.sources.get("readme")
    markdown = (project.readme or "").lower().endswith((".md", ".markdown"))
    # Setuptools takes a README that `dynamic` leaves to it for reStructuredText where its table says nothing.
    silent = source is not None and source.file in ("setup.py", "setup.cfg") and not _declared(project, "readme_content_type")
    taken = source is not None and source.file == "pyproject.toml" and project.readme_content_type == "text/x-rst"
    if source and markdown and (silent or taken):
        yield Hit({"readme": project.readme or "", "file": source.file}, file=source.file, line=source.line)


@rule("PRJ005", "warning", "There is no licence file", message="The project has no licence file.")
def no_licence(tree: Tree) -> Iterator[Hit]:
    """Without a licence nobody may use, change or pass on the code.

    Fix: Add a file LICENSE with the text of the licence.
    """
    project = tree.project
    if not project.license_files and "license_files" not in project.sources:
        yield Hit({})


@rule(
    "PRJ006",
    "warning",
    "The licence file that is declared does not exist",
    message="{file} names licence files, and no file in the project matches.",
)
def licence_absent(tree: Tree) -> Iterator[Hit]:
    """The release would go out without its licence; some build backends stop.

    Fix: Add the file to the tree (git must track it), or correct the name.
    """
    source = tree.project.sources.get("license_files")
    if source and not tree.project.license_files and "license_files" not in tree.project.dynamic:
        yield Hit({"file": source.file}, file=source.file, line=source.line)


@rule("PRJ007", "error", "The project has no name", message="{file} does not name the project.", source=STANDARD)
def no_name(tree: Tree) -> Iterator[Hit]:
    """Nothing can be built without a name.

    Fix: Add `name` to the build file.
    """
    project = tree.project
    if project.name is None and "name" not in project.dynamic and project.backend != "other":
        yield Hit({"file": project.build_file}, file=project.build_file)


@rule(
    "PRJ008",
    "error",
    "The project's name is not valid",
    message="{name!r} is not a valid name.",
    source="warehouse@6b62157:forklift/metadata.py",
)
def bad_name(tree: Tree) -> Iterator[Hit]:
    """Build backends and PyPI take ASCII letters, digits, `.`, `_` and `-` alone, with a letter or digit at both ends.

    Fix: Correct the name.
    """
    import re  # noqa: PLC0415  (cheap import of the rules)

    name = tree.project.name
    if name is not None and not re.fullmatch(r"[A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9]", name):
        yield declared.at(tree.project, "name", name=name)


@rule(
    "PRJ009",
    "warning",
    "The project is named like a module of Python's standard library",
    message="{name} is the name of a standard library module.",
    source="warehouse@6b62157:packaging/services.py:498",
)
def standard_name(tree: Tree) -> Iterator[Hit]:
    """PyPI opens no new project under such a name; only projects that had theirs before may keep it.

    Fix: Choose another name for the project; the name that is imported may stay another one.
    """
    from seatrial.core.protocol import normal  # noqa: PLC0415  (only where a project is judged)
    from seatrial.core.standard_names import standard_names  # noqa: PLC0415  (a large table)

    name = tree.project.name
    if name is not None and normal(name) in standard_names():
        yield declared.at(tree.project, "name", name=name)


@rule("PRJ010", "error", "The project has no version", message="{file} does not state a version.", source=STANDARD)
def no_version(tree: Tree) -> Iterator[Hit]:
    """Nothing can be built without a version; old setuptools would make a release 0.0.0 of it.

    Fix: Add `version` to the build file.
    """
    project = tree.project
    if project.version is None and "version" not in project.dynamic and project.backend != "other":
        yield Hit({"file": project.build_file}, file=project.build_file)


@rule("PRJ011", "error", "The version is not valid", message="{version!r} is not a version that Python tools understand.", source="PEP 440")
def bad_version(tree: Tree) -> Iterator[Hit]:
    """Build backends and PyPI refuse a version that does not have the standard's form.

    Fix: Use a version such as 1.2.0, 1.2.0rc1 or 1.2.0.post1.
    """
    version = tree.project.version
    if version is not None and not is_version(version):
        yield declared.at(tree.project, "version", version=version)


@rule("PRJ012", "warning", "The version differs within the project", message="{file} says {version}, but {other} says {expected}.")
def versions_differ(tree: Tree) -> Iterator[Hit]:
    """The release gets one version, the users read another one, and bug reports name the wrong one.

    Fix: Write the same version in both places, or let one be read from the other.
    """
    project = tree.project
    expected = project.version or (project.versions[0].version if project.versions and "version" not in project.dynamic else None)
    known = project.sources.get("version")
    first = next((place for place in project.versions if place.version == expected), None)
    other = first.file if first else known.file if known else project.build_file
    for place in project.versions:
        if expected is not None and not same_version(place.version, expected):
            yield Hit(
                {"file": place.file, "version": place.version, "other": other, "expected": expected}, file=place.file, line=place.line
            )


@rule(
    "PRJ016",
    "error",
    "A field is stated and dynamic at once",
    message="[project] states {field}, and lists it under `dynamic` too.",
    source=STANDARD,
)
def static_and_dynamic(tree: Tree) -> Iterator[Hit]:
    """The standard forbids it, and build backends stop.

    Fix: Keep the value, or the entry under `dynamic`, not both.
    """
    for field in tree.project.static_and_dynamic:
        yield Hit({"field": field}, file="pyproject.toml")


@rule("PRJ017", "note", "No Python version is required", message="{file} does not say which Python versions the project needs.")
def no_python(tree: Tree) -> Iterator[Hit]:
    """Installers then offer the release to every Python, also to those on which it breaks.

    Fix: Add `requires-python = ">=3.10"` (in setup.py `python_requires`) with the oldest Python that you test.
    """
    project = tree.project
    if project.requires_python is None and not _declared(project, "requires_python"):
        yield Hit({"file": project.build_file}, file=project.build_file)


def _declared(project: Project, field: str) -> bool:
    return field in project.sources or field in project.dynamic


def judge_project(tree: Tree, path: str, ignore: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return the findings on a source tree; `path` names it to the user, `ignore` has the reason by rule id."""
    asked = (*requirements.RULES, *agreement.RULES, *configuration.RULES)
    return judge((*RULES, *declared.RULES, *code.RULES, *repository.RULES, *oddities.RULES, *asked), tree, path, ignore)


RULES: tuple[Rule[Tree], ...] = (
    no_readme,
    readme_absent,
    readme_unused,
    no_content_type,
    no_licence,
    licence_absent,
    no_name,
    bad_name,
    standard_name,
    no_version,
    bad_version,
    versions_differ,
    static_and_dynamic,
    no_python,
)
