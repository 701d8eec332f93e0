"""What a wheel made of an sdist would have, told from the sdist's build files and modules without a build."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from seatrial.core.dist import bounds
from seatrial.core.dist.follow import followed, run_by_setup
from seatrial.core.dist.glance import suspects
from seatrial.core.dist.layout import module_name
from seatrial.core.dist.reach import roots
from seatrial.core.dist.source import read_setup
from seatrial.core.project.where import inside
from seatrial.model.dist import Asked, Code, Module

if TYPE_CHECKING:
    from seatrial.model.project import Project

BUILD_FILES = frozenset(("pyproject.toml", "setup.py", "setup.cfg", "MANIFEST.in"))
COMPILED = (
    ".c",
    ".cc",
    ".cpp",
    ".cxx",
    ".pyx",
    ".rs",
    ".f",
    ".f90",
    ".f95",
    ".go",
    ".zig",
    ".i",
    ".so",
    ".pyd",
    ".dll",
    "meson.build",
    "CMakeLists.txt",
)
"""Endings of what a build compiles, or brings compiled."""
MADE_OF = (".in", ".proto", ".thrift", ".capnp", ".fbs", ".g4", ".tmpl", ".template", ".j2", ".ui", ".qrc", ".lark")
"""Endings of files that modules are made of."""
PLAIN = frozenset(("setuptools", "wheel", "flit-core", "flit", "hatchling", "poetry-core", "poetry", "pdm-backend", "uv-build"))
"""What builds may require that adds no module of its own."""
TRICKS = re.compile(
    r"cmdclass|shutil|subprocess|os\.system|\bexec\(|write_text|['\"]wb?['\"]|\bcopy|data_files|pbr|use_scm_version|versioneer|namespace_packages|package_dir"
)
"""Signs of a setup.py that does more than declare."""
HOOKS = re.compile(
    rb"^\[tool\.(?:hatch\.build\.(?:.*\.)?(?:hooks|force-include|sources)|poetry\.build|pdm\.build|setuptools\.cmdclass)|^build\s*=|force-include|version-file|write_to",
    re.MULTILINE,
)
CFFI = re.compile(r"cffi_modules\s*=\s*\[([^\]]{0,2000})\]")
QUOTED = re.compile(r"[\"']([\w./-]+\.py):\w+[\"']")
NOT_FOR_WHEELS = re.compile(
    r"(?:^|/)(?:tests?|docs?|examples?|\.[^/]+|[^/]+\.egg-info)/|^(?:PKG-INFO|setup\.\w+|pyproject\.toml|MANIFEST(?:\.in)?|tox\.ini|noxfile\.py|conftest\.py|tasks\.py|Makefile|\.[^/]*|"
    r"(?i:readme|licen[cs]e|copying|notice|authors|contributors|contributing|change|history|news|requirements|security|code_of_conduct|version|todo)[^/]*|[^/]*\.(?:lock|ya?ml|toml|cfg|ini|bat|sh))$|/(?i:readme[^/]*|py\.typed)$"
)  # fmt: skip
"""What an sdist has beside the package."""
LEFTOVERS = frozenset(
    ("test", "tests", "example", "examples", "doc", "docs", "setup", "conftest", "build", "scripts", "tools", "ci", "benchmarks")
)
DEEPEST = 30
"""Folders below one another that are looked at."""
MOST = 20
"""Scripts of a setup.py that are read."""


class Sources:
    """Takes the build files and modules of an sdist while it is read, within a bound."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.left = bounds.SOURCES
        self.build_left = bounds.BUILD_FILES

    def take(self, name: str, data: bytes) -> None:
        """Keep the content of a member that tells of the code."""
        build = name.count("/") == 1 and name.rpartition("/")[2] in BUILD_FILES and len(data) <= min(bounds.BUILD_FILE, self.build_left)
        if build or (name.endswith(".py") and len(data) <= min(bounds.SOURCE, self.left)):
            self.left -= 0 if build else len(data)
            self.build_left -= len(data) if build else 0
            self.kept[name] = data


def code_of(top: str, names: Iterable[str], sources: Sources) -> Code:
    """Return what the sdist in folder `top` with members of these names would put into a wheel; never fails.

    Nothing is told where the build files cannot be read, or where the build compiles: then modules come from elsewhere too.
    """
    from seatrial.core.project.assemble import read_project  # noqa: PLC0415  (wheels need it not)
    from seatrial.problem import Problem  # noqa: PLC0415

    prefix = f"{top}/"
    listing = [name.removeprefix(prefix) for name in names if name.startswith(prefix) and not name.endswith("/")]
    files = {name.removeprefix(prefix): data for name, data in sources.kept.items() if name.startswith(prefix)}
    # Each folder of a path is a path of its own, so that one of thousands would fill memory.
    deep = any(len(path) > bounds.LONGEST or path.count("/") > bounds.DEEPEST for path in listing)
    if deep or BUILD_FILES.isdisjoint(files) or len(listing) > bounds.CODE_FILES or sum(map(len, listing)) > bounds.CODE:
        return Code()
    try:
        project = read_project({name: data for name, data in files.items() if name in BUILD_FILES}, listing, "")
    except (Problem, RecursionError):
        return Code()
    build = Code(
        asked=tuple(_asked(project, files, set(listing))),
        scripts=tuple(read_setup(prefix + path, files[path]) for path in _scripts(files) if path in files),
        run=run_by_setup(files),
        bare=_required(project) <= PLAIN,
        strict=project.build_backend == "setuptools.build_meta" and b"backend-path" not in files.get("pyproject.toml", b""),
    )
    if project.compiled or any(path.endswith(COMPILED) for path in listing):
        return build
    places = _places(project)
    return build._replace(
        modules=_modules(places, files),
        files=tuple(places),
        plain=_is_plain(project, files),
        scripts_to=_lost_scripts(project, places),
        makes=frozenset(path.rpartition("/")[2].partition(".")[0] for path in listing if path.endswith(MADE_OF)),
        empty=all(NOT_FOR_WHEELS.search(path) for path in listing),
    )


def _places(project: "Project") -> dict[str, str]:
    """Return the files of a tree that a wheel may get by their paths in the wheel."""
    from seatrial.core.project.discovery import import_path  # noqa: PLC0415

    tops = {(import_path(path, project.roots) or path).partition("/")[0].removesuffix(".py") for path in project.modules}
    found = {}
    for path in project.listing:
        where = import_path(path, project.roots)
        if where and where.partition("/")[0].removesuffix(".py") in tops:
            found[where] = path
    return found


def _modules(places: Mapping[str, str], files: Mapping[str, bytes]) -> tuple[Module, ...]:
    """Return the facts of the modules that importing the packages runs; the others, which are most, are not parsed."""
    where = {name: path for path in places if path.endswith(".py") and (name := module_name(path))}
    folders = {path.rpartition("/")[0] for path in places}
    within = frozenset(
        ".".join(parts[:depth]) for one in folders for parts in [one.split("/")[:DEEPEST]] for depth in range(1, len(parts) + 1)
    )
    suspected = suspects({name: (path, files.get(places[path], b"")) for name, path in where.items()}, within)
    if not suspected:
        return ()
    contents = {path: files[places[path]] for path in where.values() if places[path] in files}
    facts: dict[str | None, Module] = {name: Module(path, None) for name, path in where.items()}
    run = followed(where, contents, roots(where, facts, LEFTOVERS))
    known = {module.path for module in run}
    # What nobody runs by importing the package may still be imported by itself.
    aside = {name: path for name in suspected if (path := where[name]) not in known and LEFTOVERS.isdisjoint(path.lower().split("/")[:-1])}
    return (*run, *followed(aside, contents, aside))


def _scripts(files: Mapping[str, bytes]) -> list[str]:
    """Return the scripts that cffi runs during the build, as setup.py names them."""
    found = CFFI.search(files.get("setup.py", b"").decode("utf-8", "replace"))
    return QUOTED.findall(found[1])[:MOST] if found else []


def _asked(project: "Project", files: Mapping[str, bytes], there: set[str]) -> Iterator[Asked]:
    """Yield the files that pyproject.toml names and that are not there."""
    lenient = project.backend in ("setuptools", "other")
    for read in project.reads:
        if read.source.file == "pyproject.toml" and not read.guarded and read.file not in there and not read.file.startswith("../"):
            yield Asked(read.file, read.source.file, read.source.line, surely=not lenient)
    for path in _scripts(files):
        if path not in there:
            yield Asked(path, "setup.py", None, surely=True)
    yield from _backend(files.get("pyproject.toml", b""), there)
    yield from _fragments(files.get("pyproject.toml", b""), there)


def _backend(data: bytes, there: set[str]) -> Iterator[Asked]:
    """Yield the build backend of the project's own where its file is not there."""
    from seatrial.core.project.toml import parse_toml, table, text, texts  # noqa: PLC0415

    if b"backend-path" not in data:
        return
    system = table(parse_toml(data, "pyproject.toml"), "build-system")
    places = texts(system.get("backend-path")) or ()
    module = (text(system.get("build-backend")) or "").partition(":")[0].replace(".", "/")
    folders = [path for one in places if (path := inside(one)) is not None]
    tried = [f"{folder}/{module}" if folder else module for folder in folders]
    if module and tried and not any(f"{one}.py" in there or any(path.startswith(f"{one}/") for path in there) for one in tried):
        yield Asked(f"{tried[0]}.py", "pyproject.toml", None, surely=True)


def _fragments(data: bytes, there: set[str]) -> Iterator[Asked]:
    """Yield the files that a plugin of hatchling puts together to the description, where they are not there."""
    from seatrial.core.project.toml import parse_toml, table, text  # noqa: PLC0415

    if b"fancy-pypi-readme" not in data:
        return
    found = table(parse_toml(data, "pyproject.toml"), "tool", "hatch", "metadata", "hooks", "fancy-pypi-readme").get("fragments")
    for one in found if isinstance(found, list) else ():
        path = text(one.get("path")) if isinstance(one, dict) else None
        if path is not None and inside(path) not in there:
            yield Asked(path, "pyproject.toml", None, surely=True)


def _lost_scripts(project: "Project", places: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the commands, and the modules that they lead to, where those are not among the project's files."""
    from seatrial.core.project.discovery import same_name  # noqa: PLC0415

    names = {name for path in places if (name := module_name(path))} | {path.rpartition("/")[0].replace("/", ".") for path in places}
    tops = {name.partition(".")[0] for name in names}
    targets = ((script, target.partition(":")[0].partition("[")[0].strip()) for script, target in project.scripts.items())
    own = ((script, module) for script, module in targets if (top := module.partition(".")[0]) in tops or same_name(top, project.name))
    return tuple((script, module) for script, module in own if module not in names)


def _is_plain(project: "Project", files: Mapping[str, bytes]) -> bool:
    return _required(project) <= PLAIN and not TRICKS.search(project.setup_py or "") and not HOOKS.search(files.get("pyproject.toml", b""))


def _required(project: "Project") -> set[str]:
    return {re.split(r"[^\w.-]", one.strip(), maxsplit=1)[0].lower().replace("_", "-") for one in project.build_requires}
