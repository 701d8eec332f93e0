"""Where each build backend looks for the code that it is to pack, and whether it is there."""

import re
from collections.abc import Callable, Mapping

from seatrial.core.project.toml import table, text, texts
from seatrial.core.project.where import inside
from seatrial.model.project import Backend, Project

MOST = 100
"""Names in a list that are looked for."""
NAME = re.compile(r"[A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9]")
Missing = tuple[str, ...]
"""Every place where the backend looks, where it finds nothing in any of them; else nothing."""


def not_found(project: Project) -> Missing:
    """Return the places where the project's backend looks in vain for what it is to pack; nothing where it finds it, or where that is not certain."""
    search = _SEARCHES.get(project.backend)
    # With a name that is none, backends stop before they look.
    return search(project) if search and (project.name is None or NAME.fullmatch(project.name)) else ()


def _absent(project: Project, *paths: str) -> Missing:
    """Return paths of which none is there; one that ends in a slash is a folder."""
    there = any(one.startswith(path) if path.endswith("/") else one == path for path in paths for one in project.listing)
    return () if there else tuple(dict.fromkeys(paths))


def _hatch(project: Project) -> Missing:
    build = table(project.configuration.pyproject, "tool", "hatch", "build")
    wheel = table(build, "targets", "wheel")
    named = next((texts(one["packages"]) for one in (wheel, build) if one.get("packages")), None)
    if named:
        paths = [inside(one) for one in named[:MOST]]
        return next((missing for path in paths if path and (missing := _absent(project, path, f"{path}/"))), ())[:1]
    other = ("include", "only-include", "force-include", "artifacts", "bypass-selection", "hooks", "packages")
    if project.name is None or "hatch.toml" in project.listing or any(key in one for key in other for one in (wheel, build)):
        return ()
    raw = re.sub(r"-+", "_", project.name)
    names = dict.fromkeys((raw, re.sub(r"[-_.]+", "_", project.name).lower()))
    places = [f"{folder}{name}" for name in names for folder in ("", "src/")]
    missing = _absent(project, *(f"{one}/__init__.py" for one in places), *(f"{name}.py" for name in names))
    inner = [path for path in project.listing for name in names if path.count("/") == 2 and path.endswith(f"/{name}/__init__.py")]
    return () if len(inner) == 1 else missing


def _flit(project: Project) -> Missing:
    configuration = project.configuration
    name = text(table(configuration.pyproject, "tool", "flit", "module").get("name")) or (project.name or "").replace("-", "_")
    if not name or "project" not in configuration.pyproject:
        return ()
    path = name.replace(".", "/")
    missing = _absent(project, f"{path}/", f"{path}.py", f"src/{path}/", f"src/{path}.py")
    return missing or (() if configuration.docstring else (f'"""…""" ({name})',))


def _poetry(project: Project) -> Missing:
    own = table(project.configuration.pyproject, "tool", "poetry")
    if project.name is None or own.get("packages") or own.get("package-mode") is False or "build" in own:
        return ()
    name = re.sub(r"[-_.]+", "_", project.name).lower()
    return _absent(project, f"{name}/", f"{name}.py", f"src/{name}/", f"src/{name}.py")


def _uv(project: Project) -> Missing:
    own = table(project.configuration.pyproject, "tool", "uv", "build-backend")
    if not project.packages or own.get("namespace") is True:
        return ()
    root = next(iter(project.roots))
    there = {path.lower() for path in project.listing}
    for name in project.packages[:MOST]:
        path = f"{root}{name.replace('.', '/')}"
        wanted = f"{path}/__init__.pyi" if name.endswith("-stubs") else f"{path}/__init__.py"
        if wanted.lower() not in there:
            return (wanted,)
    return ()


def _pdm(project: Project) -> Missing:
    own = table(project.configuration.pyproject, "tool", "pdm", "build")
    if "includes" in own or "custom-hook" in own or "pdm_build.py" in project.listing:
        return ()
    stated = inside(text(own.get("package-dir")) or "")
    root = f"{stated}/" if stated else "src/" if any(one.startswith("src/") for one in project.listing) else ""
    below = [one.removeprefix(root) for one in project.listing if one.startswith(root)]
    code = any(one.endswith(".py") and (one.count("/") == 0 or one.endswith("/__init__.py")) for one in below)
    return () if code else (f"{root}*/__init__.py", f"{root}*.py")


def _maturin(project: Project) -> Missing:
    own = table(project.configuration.pyproject, "tool", "maturin")
    return _absent(project, inside(text(own.get("manifest-path")) or "Cargo.toml") or "Cargo.toml")


def _meson(project: Project) -> Missing:
    return _absent(project, "meson.build")


def _setuptools(project: Project) -> Missing:
    script = project.configuration.script
    fills = project.finder is not None and project.finder.file != "setup.py"
    if fills or not project.packages or states_package_dir(project) or (script is not None and not script.complete):
        return ()
    there = frozenset(project.listing)
    for name in project.packages[:MOST]:
        path = name.replace(".", "/")
        inner = f"src/{path}/__init__.py" in there or f"src/{path}.py" in there
        if inner and _absent(project, f"{path}/", f"{path}.py"):
            return (f"{path}/",)
    return ()


def states_package_dir(project: Project) -> bool:
    """Tell whether a build file of setuptools says in which folders packages lie."""
    configuration = project.configuration
    said = configuration.script is not None and "package_dir" in configuration.script.keywords
    options, own = table(configuration.setup_cfg, "options"), table(configuration.pyproject, "tool", "setuptools")
    return said or bool({"package_dir", "package-dir"} & set(options)) or "package-dir" in own


_SEARCHES: Mapping[Backend, Callable[[Project], Missing]] = {
    "setuptools": _setuptools,
    "hatchling": _hatch,
    "flit-core": _flit,
    "poetry-core": _poetry,
    "uv-build": _uv,
    "pdm-backend": _pdm,
    "maturin": _maturin,
    "meson-python": _meson,
}
