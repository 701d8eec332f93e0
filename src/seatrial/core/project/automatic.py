"""What setuptools finds by itself in a tree whose build files name no packages."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

NOT_PACKAGES = frozenset(
    (
        "ci", "bin", "debian", "doc", "docs", "documentation", "manpages", "news", "newsfragments", "changelog", "test", "tests", "unit_test",
        "unit_tests", "example", "examples", "scripts", "tools", "util", "utils", "python", "build", "dist", "venv", "env", "requirements", "tasks",
        "fabfile", "site_scons", "benchmark", "benchmarks", "exercise", "exercises", "htmlcov",
    )
)  # fmt: skip
"""Folders that setuptools takes for something else (setuptools/discovery.py, FlatLayoutPackageFinder)."""
NOT_MODULES = frozenset(
    (
        "setup", "conftest", "test", "tests", "example", "examples", "build", "toxfile", "noxfile", "pavement", "dodo", "tasks", "fabfile", "conanfile",
        "manage", "benchmark", "benchmarks", "exercise", "exercises",
    )
)  # fmt: skip
"""Modules that it takes for something else (FlatLayoutModuleFinder); any spelling of `sconstruct` is one too."""


class Automatic(NamedTuple):
    """What lies at the top of a tree, as setuptools sees it."""

    kind: Literal["packages", "modules"]
    names: tuple[str, ...]


def automatic(listing: Sequence[str]) -> Automatic | None:
    """Return what setuptools takes for code at the top of a tree; None where there is a folder `src`, in which it looks instead.

    Every folder whose name could be imported counts, whatever it holds; modules count only where there is no such folder.
    """
    folders = {path.partition("/")[0] for path in listing if "/" in path}
    if "src" in folders:
        return None
    packages = tuple(sorted(one for one in folders if one.isidentifier() and one not in NOT_PACKAGES and not one.startswith("_")))
    if packages:
        return Automatic("packages", packages)
    files = (path.removesuffix(".py") for path in listing if "/" not in path and path.endswith(".py"))
    found = (one for one in files if one.isidentifier() and one not in NOT_MODULES and not one.startswith("_"))
    return Automatic("modules", tuple(sorted(one for one in found if one.lower() != "sconstruct")))
