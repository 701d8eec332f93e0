"""Rules on whether a build backend finds the code of a source tree."""

from collections.abc import Iterator

from seatrial.core.build_output import shortened
from seatrial.core.project.automatic import automatic
from seatrial.core.project.backend_search import not_found, states_package_dir
from seatrial.core.project.discovery import import_path
from seatrial.core.project.left_out import unshipped
from seatrial.core.project.required import takes
from seatrial.core.project.toml import table
from seatrial.model.finding import Hit
from seatrial.model.project import Project, Tree
from seatrial.rules.rule import Rule, rule

NAMED = 5
"""Names that a message has."""
DISCOVERY = ("61.0.0", "69.0.0", "75.0.0", "80.0.0", "84.0.0")
"""Versions of setuptools that look for packages by themselves: the first and some of its followers."""
NOT_SHIPPED = frozenset(
    ("testing", "testsuite", "testdata", "examples", "example", "docs", "doc", "benchmarks", "benchmark", "demos", "demo", "scripts", "samples",
     "templates", "template", "fixtures", "data", "static", "skeleton", "conftest")
)  # fmt: skip
"""Folders in packages that many leave out on purpose."""


@rule(
    "PRJ070",
    "error",
    "Setuptools does not know what to pack",
    message="{file} names no packages, and setuptools finds more than one thing to pack at the top of the project: {names}.",
    source="https://setuptools.pypa.io/en/latest/userguide/package_discovery.html",
)
def several(tree: Tree) -> Iterator[Hit]:
    """Every folder whose name could be imported counts, even one of pictures; where there is more than one, setuptools stops with `Multiple top-level packages discovered in a flat-layout`, so that nothing gets in by accident.

    Fix: Name what is yours: `packages = ["boat"]` below `[tool.setuptools]` in pyproject.toml (`packages=["boat"]` in setup.py, `py-modules` for single modules); or move the package into a folder `src`.
    """
    project = tree.project
    if not _discovers(project):
        return
    found = automatic(project.listing)
    if found and len(found.names) > 1:
        yield Hit({"file": project.build_file, "names": shortened(found.names, NAMED)}, file=project.build_file)


def _discovers(project: Project) -> bool:
    """Tell whether setuptools is left to look for packages by itself."""
    configuration = project.configuration
    script = configuration.script
    keywords = frozenset(script.keywords if script else ())
    stated = {"packages", "py_modules"} & keywords or states_package_dir(project) or (script is not None and not script.complete)
    compiled = "ext_modules" in keywords and "project" not in configuration.pyproject
    if project.backend != "setuptools" or project.packages is not None or project.finder or "packages" in project.sources:
        return False
    if stated or compiled:
        return False
    return takes(project.build_requires, "setuptools", *DISCOVERY)


@rule(
    "PRJ071",
    "warning",
    "Packages stay out of the release",
    message="{file} does not name these packages, which lie inside those that it names: {names}.",
)
def unnamed(tree: Tree) -> Iterator[Hit]:
    """Setuptools takes the packages that are named and not those inside them. The wheel builds, and importing what is missing fails for users alone.

    Fix: Use `find_packages()` (in pyproject.toml `[tool.setuptools.packages.find]`) with patterns that end in `*`, such as `include=["boat*"]`, or name each package.
    """
    project = tree.project
    source = project.sources.get("packages")
    file = project.finder.file if project.finder else source.file if source else None
    if project.backend != "setuptools" or file is None or project.packages is None or _by_itself(project):
        return
    names = frozenset(project.packages)
    marked = {_package(project, path) for path in project.modules if path.endswith("/__init__.py")}
    missing = sorted(one for one in marked if one not in names and _inside(one, names) and _meant(one))
    if missing:
        line = project.finder.line if project.finder else source.line if source else None
        yield Hit({"file": file, "names": shortened(missing, NAMED)}, file=file, line=line)


@rule(
    "PRJ072",
    "warning",
    "Folders of modules stay out of the release",
    message="`{call}` in {file} passes over these folders, because they have modules but no `__init__.py`: {names}.",
)
def unmarked(tree: Tree) -> Iterator[Hit]:
    """Without `__init__.py` a folder can be imported here, but `find_packages()` does not see it. The wheel builds, and importing what is missing fails for users alone.

    Fix: Put an empty `__init__.py` into each of these folders; or use `find_namespace_packages(include=["boat*"])`.
    """
    project = tree.project
    finder = project.finder
    if project.backend != "setuptools" or finder is None or not project.packages or not _wants_marks(project):
        return
    names = frozenset(project.packages)
    marked = {path.rpartition("/")[0] for path in project.modules if path.endswith("/__init__.py")}
    found = {path: bare for path in project.modules if (bare := _bare(project, path, names, marked))}
    folders = sorted({found[path] for path in unshipped(project, project.configuration, list(found))})
    if folders:
        yield Hit({"call": finder.call, "file": finder.file, "names": shortened(folders, NAMED)}, file=finder.file, line=finder.line)


def _bare(project: Project, path: str, names: frozenset[str], marked: set[str]) -> str | None:
    """Return the folder without `__init__.py` for which a module inside a package stays out, None where it does not."""
    parts = path.split("/")[:-1]
    if _package(project, path) in names or not _meant(_package(project, path)):
        return None
    folders = ("/".join(parts[:depth]) for depth in range(1, len(parts) + 1))
    return next((one for one in folders if one not in marked and _inside(_package(project, f"{one}/"), names)), None)


def _package(project: Project, path: str) -> str:
    """Return the dotted name of the package that a module lies in."""
    return (import_path(path, project.roots) or "").rpartition("/")[0].replace("/", ".")


def _inside(package: str, names: frozenset[str]) -> bool:
    parts = package.split(".")
    return any(".".join(parts[:depth]) in names for depth in range(1, len(parts)))


def _meant(package: str) -> bool:
    return not any(one in NOT_SHIPPED or one.startswith(("test_", "tests")) or one == "test" for one in package.split(".")[1:])


def _by_itself(project: Project) -> bool:
    """Tell whether a search for packages has no pattern of those that it takes, or leaves some out on purpose."""
    if project.finder is None:
        return False
    tables = (
        table(project.configuration.pyproject, "tool", "setuptools", "packages", "find"),
        table(project.configuration.setup_cfg, "options.packages.find"),
    )
    call = project.finder.call
    given = {key for key in ("include", "exclude") if key in call or any(key in one for one in tables)}
    return given != {"include"}


def _wants_marks(project: Project) -> bool:
    call = project.finder.call if project.finder else ""
    find = table(project.configuration.pyproject, "tool", "setuptools", "packages", "find")
    return find.get("namespaces") is False if call.startswith("[") else "namespace" not in call


@rule(
    "PRJ073",
    "error",
    "The build backend does not find the code",
    message="{backend} looks for {names}, and finds none of it.",
)
def not_there(tree: Tree) -> Iterator[Hit]:
    """The backend goes by the project's name, or by what its own table says. Where nothing lies there it stops (hatchling: `Unable to determine which files to ship`), or makes a wheel without code.

    Fix: Name the folder or file of the code: `package_dir={"": "src"}` in setup.py, `packages = ["src/boat"]` below `[tool.hatch.build.targets.wheel]`, `name` below `[tool.flit.module]`, `packages` below `[tool.poetry]`, `module-name` and `module-root` below `[tool.uv.build-backend]`, `package-dir` below `[tool.pdm.build]`.
    """
    found = not_found(tree.project)
    if found:
        yield Hit({"backend": tree.project.backend, "names": shortened(found, NAMED)}, file=tree.project.build_file)


RULES: tuple[Rule[Tree], ...] = (several, unnamed, unmarked, not_there)
