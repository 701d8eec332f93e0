"""Which files of a tree are the project's own importable code."""

import re
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

from seatrial.core.project.where import inside

NOT_PACKAGES = frozenset(
    [
        "ci",
        "bin",
        "debian",
        "doc",
        "docs",
        "documentation",
        "manpages",
        "news",
        "newsfragments",
        "changelog",
        "changelogs",
        "test",
        "tests",
        "unit_test",
        "unit_tests",
        "example",
        "examples",
        "demo",
        "demos",
        "scripts",
        "script",
        "tools",
        "tool",
        "util",
        "utils",
        "build",
        "dist",
        "benchmark",
        "benchmarks",
        "exercise",
        "exercises",
        "htmlcov",
        "tasks",
        "fabfile",
        "site_scons",
        "site-packages",
        "venv",
        "env",
        "node_modules",
        "notebooks",
        "data",
        "assets",
        "images",
        "img",
        "static",
        "requirements",
        "packaging",
        "licenses",
        "LICENSES",
        "third_party",
        "vendor",
        "sample",
        "samples",
        "python",
        "src",
        "lib",
    ]
)
"""Top-level folders of a flat tree that hold something else than the package (after setuptools' own list)."""
NOT_MODULES = frozenset(
    [
        "__init__",
        "__main__",
        "setup",
        "conftest",
        "test",
        "tests",
        "example",
        "examples",
        "demo",
        "demos",
        "build",
        "toxfile",
        "noxfile",
        "pavement",
        "dodo",
        "tasks",
        "fabfile",
        "SConstruct",
        "Sconstruct",
        "sconstruct",
        "conanfile",
        "manage",
        "benchmark",
        "benchmarks",
        "exercise",
        "exercises",
        "conf",
        "versioneer",
        "ez_setup",
        "bootstrap",
        "waf",
        "wscript",
        "hatch_build",
        "build_ext",
        "custom_build",
        "pdm_build",
        "release",
        "bump",
    ]
)
"""Modules at the top of a flat tree that are tools, tests or demonstrations."""
LEFTOVERS = re.compile(r"(^|/)(build|dist|[^/]*\.egg-info|[^/]*\.dist-info|__pycache__|\.[^/]*|node_modules|site-packages)/")
TESTS = frozenset({"test", "tests"})
CODE = (".py",)


def find_packages(
    listing: Sequence[str], folder: str = "", *, include: Iterable[str] = ("*",), exclude: Iterable[str] = (), namespace: bool = False
) -> tuple[str, ...]:
    """Return the dotted names that setuptools' `find_packages()` (or `find_namespace_packages()`) finds below a folder."""
    prefix = f"{folder}/" if folder else ""
    below = [path.removeprefix(prefix) for path in listing if path.startswith(prefix)]
    folders = {part for path in below for part in _folders(path)}
    marked = {path.rpartition("/")[0] for path in below if path.endswith("/__init__.py")}
    found = []
    for one in sorted(folders):
        parts = one.split("/")
        whole = namespace or all("/".join(parts[:depth]) in marked for depth in range(1, len(parts) + 1))
        dotted = ".".join(parts)
        if whole and "." not in one and _matches(dotted, include) and not _matches(dotted, exclude):
            found.append(dotted)
    return tuple(found)


def _folders(path: str) -> list[str]:
    parts = path.split("/")[:-1]
    return ["/".join(parts[:depth]) for depth in range(1, len(parts) + 1)]


def _matches(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(name, str(pattern)) for pattern in patterns)


def package_folders(folders: Mapping[Any, str | None]) -> dict[str, str] | None:
    """Return the roots that setuptools' `package_dir` makes (package name → folder), None where it is not known as a whole."""
    roots = {}
    for name, folder in folders.items():
        path = inside(folder) if isinstance(folder, str) else None
        if not isinstance(name, str) or path is None:
            return None
        prefix, where = f"{path}/" if path else "", f"{name.replace('.', '/')}/" if name else ""
        if where and prefix.endswith(where):
            prefix, where = prefix.removesuffix(where), ""
        roots[prefix] = where
    return roots


def usual_roots(listing: Sequence[str]) -> Mapping[str, str]:
    """Return where import paths begin in a tree whose build files do not say it: `src/` where code lies below it, else the project folder."""
    below = [path for path in listing if path.startswith("src/") and path.endswith((".py", ".pyi")) and not LEFTOVERS.search(path)]
    return {"src/": ""} if below and "src/__init__.py" not in listing else {"": ""}


def import_path(path: str, roots: Mapping[str, str]) -> str | None:
    """Return where a file of the tree lies in a wheel (`src/a/b.py` → `a/b.py`), None where it is below no root."""
    for folder in sorted(roots, key=len, reverse=True) if len(roots) > 1 else roots:
        if path.startswith(folder):
            return roots[folder] + path.removeprefix(folder)
    return None


def own_modules(listing: Sequence[str], roots: Mapping[str, str], packages: Sequence[str] | None, name: str | None) -> tuple[str, ...]:
    """Return the files of a tree that look like the project's own importable code, tests inside packages left out.

    `packages` are the names that the build files declare (None: left to discovery), `name` is the project's.
    """
    candidates = {path: where for path in listing if (where := _candidate(path, roots)) is not None}
    tops = _tops(candidates, roots, packages, name)
    return tuple(sorted(path for path, where in candidates.items() if where.partition("/")[0].removesuffix(".py") in tops))


def _candidate(path: str, roots: Mapping[str, str]) -> str | None:
    if not path.endswith(CODE) or LEFTOVERS.search(path):
        return None
    where = import_path(path, roots)
    if (
        where is None
        or not all(part.removesuffix(".py").isidentifier() for part in where.split("/"))
        or TESTS & set(where.split("/")[1:-1])
    ):
        return None
    return where


def _tops(candidates: Mapping[str, str], roots: Mapping[str, str], packages: Sequence[str] | None, name: str | None) -> set[str]:
    declared = {one.partition(".")[0] for one in packages or ()}
    if declared:
        return declared
    marked = {where.partition("/")[0] for where in candidates.values() if where.count("/") == 1 and where.endswith("/__init__.py")}
    folders = {where.partition("/")[0] for where in candidates.values() if "/" in where}
    modules = {where.removesuffix(".py") for where in candidates.values() if "/" not in where}
    flat = "" in roots and not roots[""]
    if not flat:
        return (folders | modules) - TESTS - {"conftest", "setup", "__init__", "__main__"}
    own = {one for one in (folders | modules) if same_name(one, name)}
    if own:
        return own
    likely = {one for one in marked if one not in NOT_PACKAGES}
    namespaces = {one for one in folders if same_name(one, (name or "").partition("-")[0].partition(".")[0])}
    return likely or namespaces or {one for one in modules if is_own_module(one)}


def is_own_module(module: str) -> bool:
    """Tell whether a module that lies at the top of a flat tree looks like the project's own code."""
    return module not in NOT_MODULES and not module.startswith(("_", "test_")) and not module.endswith(("_test", "_tests"))


def same_name(module: str, name: str | None) -> bool:
    """Tell whether an import name is the one that a project of this name would have."""
    return name is not None and re.sub(r"[-_.]+", "_", name).lower() == re.sub(r"[-_.]+", "_", module).lower()


def flat_modules(listing: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the modules that lie at the top of a tree and look like the project's own code."""
    tops = (path.removesuffix(".py") for path in listing if "/" not in path and path.endswith(".py"))
    return tuple(sorted(one for one in tops if one.isidentifier() and is_own_module(one)))


def data_files(listing: Sequence[str], modules: Sequence[str], roots: Mapping[str, str]) -> tuple[str, ...]:
    """Return the files that lie beside modules inside the project's packages and are no modules themselves."""
    folders = {path.rpartition("/")[0] for path in modules if path.endswith("/__init__.py") and import_path(path, roots) != "__init__.py"}
    found = []
    for path in listing:
        inside = any(one in folders for one in _folders(path))
        if inside and not path.endswith((".py", ".pyc")) and not LEFTOVERS.search(path) and not TESTS & set(path.split("/")[:-1]):
            found.append(path)
    return tuple(sorted(found))
