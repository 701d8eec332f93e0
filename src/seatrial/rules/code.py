"""Rules on the code of a source tree: whether the build files find it, and what the build reads on its way."""

from collections.abc import Iterator
from fnmatch import fnmatchcase

from seatrial.core.project.declared import LEGACY, LEGACY_REQUIRES
from seatrial.core.project.discovery import flat_modules, import_path
from seatrial.model.finding import Hit
from seatrial.model.project import Project, Tree
from seatrial.rules.rule import Rule, rule

PLACES = {
    "setup.py": "py_modules=[{names}]",
    "setup.cfg": "py_modules = {names}",
    "pyproject.toml": "[tool.setuptools] py-modules = [{names}]",
}
"""How each build file of setuptools names modules."""
ALWAYS_SHIPPED = (
    "README",
    "README.*",
    "LICEN[CS]E*",
    "COPYING*",
    "NOTICE*",
    "AUTHORS*",
    "setup.py",
    "setup.cfg",
    "pyproject.toml",
    "MANIFEST.in",
)
"""What setuptools puts into an sdist by itself."""
LISTED = 5


@rule(
    "PRJ020",
    "error",
    "No code gets into the release",
    message="{file} looks for packages with `{call}` and finds none, because the modules lie beside it. Replace the first of these lines by the second:\n"
    "- {before}\n"
    "+ {after}",
)
def flat(tree: Tree) -> Iterator[Hit]:
    """A package is a folder with an `__init__.py`; modules that lie beside the build file are none. The wheel comes out empty, and every check passes.

    Fix: Name the modules one by one instead of searching for packages, as the message shows; or move them into a folder that has the name of the project.
    """
    project = tree.project
    modules = flat_modules(project.listing)
    if project.finder is None or project.packages != () or not modules or project.compiled:
        return
    file = project.finder.file
    quoted = ", ".join(modules) if file == "setup.cfg" else ", ".join(f'"{one}"' for one in modules)
    comma = "," if file == "setup.py" else ""
    values = {
        "file": file,
        "call": project.finder.call,
        "before": project.finder.argument + comma,
        "after": PLACES[file].format(names=quoted) + comma,
    }
    yield Hit(values, file=file, line=project.finder.line)


@rule(
    "PRJ021",
    "warning",
    "A package or module that is declared does not exist",
    message="{file} names {name}, and the tree has no such package or module.",
)
def declared_absent(tree: Tree) -> Iterator[Hit]:
    """The build stops, or leaves the code out.

    Fix: Correct the name, or add the files to the tree (git must track them).
    """
    project = tree.project
    source = project.sources.get("packages")
    if source is None or project.finder is not None:
        return
    below = {where for path in project.listing if (where := import_path(path, project.roots))}
    for name in project.packages or ():
        path = name.replace(".", "/")
        if not any(where.startswith((f"{path}/", f"{path}.")) for where in below):
            yield Hit({"file": source.file, "name": name}, file=source.file, line=source.line)


@rule(
    "PRJ022",
    "error",
    "A file that the build reads does not exist",
    message="{file} opens {path} while it builds, and there is no such file.",
)
def read_absent(tree: Tree) -> Iterator[Hit]:
    """The build is made from a clean copy of what git knows, and stops where the file is missing; so does every build on another machine.

    Fix: Add the file to git, or do not read it.
    """
    project = tree.project
    for read in project.reads:
        if read.source.file == "setup.py" and not read.guarded and read.file not in project.listing and project.readme != read.file:
            yield Hit({"file": read.source.file, "path": read.file}, file=read.source.file, line=read.source.line)


@rule(
    "PRJ023",
    "warning",
    "A file that the build reads stays out of the sdist",
    message="{file} opens {path} while it builds, but nothing puts {path} into the sdist.",
)
def read_not_shipped(tree: Tree) -> Iterator[Hit]:
    """Setuptools puts modules, README and licence into an sdist by itself, other files only if they are named. Without the file nobody can build from the sdist, and the wheel cannot be built from it either.

    Fix: Write a file MANIFEST.in beside setup.py with a line `include NAME` for each such file.
    """
    project = tree.project
    if project.backend != "setuptools" or project.manifest is None or _by_git(project):
        return
    for read in project.reads:
        if read.source.file == "setup.py" and not read.guarded and read.file in project.listing and not _shipped(project, read.file):
            yield Hit({"file": read.source.file, "path": read.file}, file=read.source.file, line=read.source.line)


def _by_git(project: Project) -> bool:
    """Tell whether a plugin puts everything that git tracks into the sdist."""
    plugins = ("setuptools-scm", "setuptools_scm", "setuptools-git", "pbr")
    return any(one.lower().startswith(plugins) for one in project.build_requires) or "use_scm_version" in (project.setup_py or "")


def _shipped(project: Project, path: str) -> bool:
    if path in project.modules or path in project.license_files or any(fnmatchcase(path, one) for one in ALWAYS_SHIPPED):
        return True
    return any(fnmatchcase(path, one) for one in project.manifest or ())


@rule(
    "PRJ024", "error", "A command's code does not exist", message="The command {script} runs {target}, and the tree has no module {module}."
)
def script_absent(tree: Tree) -> Iterator[Hit]:
    """The command is installed, and fails whenever it is called.

    Fix: Correct the target, or add the module to the tree (git must track it).
    """
    project = tree.project
    if project.compiled:
        return
    below = {where for path in project.listing if (where := import_path(path, project.roots))}
    own = {where.partition("/")[0].removesuffix(".py") for path in project.modules if (where := import_path(path, project.roots))}
    source = project.sources.get("scripts")
    for script, target in project.scripts.items():
        module = target.partition(":")[0].partition("[")[0].strip()
        path = module.replace(".", "/")
        there = any(where.startswith((f"{path}.", f"{path}/")) for where in below)
        if module.partition(".")[0] in own and not there:
            yield Hit(
                {"script": script, "target": target, "module": module},
                file=source.file if source else None,
                line=source.line if source else None,
            )


@rule(
    "PRJ025", "warning", "git tracks what a build left behind", message="git tracks files of earlier builds: {files}. The first: {first}."
)
def leftovers(tree: Tree) -> Iterator[Hit]:
    """Deleted modules live on in such folders, and get into later releases.

    Fix: Remove the folders with `git rm -r --cached`, and name them in .gitignore.
    """
    found = [path for path in tree.project.listing if _left(path)]
    if found and tree.repository is not None:
        yield Hit({"files": len(found), "first": found[0]}, file=found[0])


def _left(path: str) -> bool:
    top, _, rest = path.partition("/")
    metadata = top.endswith(".egg-info") or (top == "src" and rest.partition("/")[0].endswith(".egg-info"))
    return metadata or path.startswith(("build/lib/", "build/bdist.")) or (top == "dist" and path.endswith((".whl", ".tar.gz")))


@rule(
    "PRJ026",
    "note",
    "The build backend is not named",
    message="There is no table [build-system] in pyproject.toml, so installers fall back to setuptools.",
)
def no_build_system(tree: Tree) -> Iterator[Hit]:
    """The build then depends on whatever setuptools is newest on that day.

    Fix: Write `requires = ["setuptools>=77"]` and `build-backend = "setuptools.build_meta"` below `[build-system]` in pyproject.toml.
    """
    if tree.project.build_backend == LEGACY and tree.project.build_requires == LEGACY_REQUIRES:
        yield Hit({})


@rule(
    "PRJ063",
    "error",
    "The build reads a file above the project's folder",
    message="{file} names {path}, which lies outside of the project's folder.",
)
def read_above(tree: Tree) -> Iterator[Hit]:
    """An sdist holds the project's folder and nothing above it, so that nobody can build from the sdist; some backends refuse such a path at once.

    Fix: Put the file (or a copy of it) into the project's folder, and name it there.
    """
    for read in tree.project.reads:
        if read.file.startswith("../"):
            yield Hit({"file": read.source.file, "path": read.file}, file=read.source.file, line=read.source.line)


RULES: tuple[Rule[Tree], ...] = (
    flat,
    declared_absent,
    read_absent,
    read_not_shipped,
    script_absent,
    leftovers,
    no_build_system,
    read_above,
)
