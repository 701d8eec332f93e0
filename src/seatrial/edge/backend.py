"""Builds by a project's backend (PEP 517): an sdist, and the wheel from it, in an environment of their own."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from seatrial.edge.build_environment import BuildEnvironment, installed, make_environment
from seatrial.edge.hooks import Kind, Shop, backend_name, builder_of, fresh, hook_explained, install_for, opened, requires
from seatrial.edge.second_try import explained
from seatrial.edge.strays import at_home, strays
from seatrial.edge.unpack import unpack
from seatrial.model.build import BuildRequest, BuildResult
from seatrial.model.event import Tell, Told
from seatrial.model.sentence import Said, Sentence
from seatrial.problem import Problem
from seatrial.problem.build import NO_FILE

if TYPE_CHECKING:
    from build import ProjectBuilder

MAKING_SDIST = Sentence("STB002", "Building the sdist")
MAKING_WHEEL = Sentence("STB003", "Building the wheel from the sdist")
FROM_TREE = Sentence("STB007", "No wheel could be built from the sdist; building it from the tree, to find out why")


def build(request: BuildRequest, environ: Mapping[str, str], home: str, tell: Tell) -> BuildResult:
    """Build the sdist of a clean copy, and the wheel from what the sdist holds.

    `environ` is the user's environment, `home` the home of children. Both are made in one environment where their
    requirements agree. Raises `Problem` PBD…
    """
    with opened(request, environ, home, _untold if request.again else tell) as shop:
        return _build(shop)


def _untold(_told: Told) -> None:
    """Tell nobody."""


def _build(shop: Shop) -> BuildResult:
    request = shop.request
    before = at_home(shop.home)
    environment = make_environment(str(Path(request.work, "environment")))
    builder = builder_of(shop, request.source, environment)
    static = builder.build_system_requires
    install_for(shop, environment, static)
    for_sdist = requires(shop, builder, "sdist")
    install_for(shop, environment, for_sdist - static)
    sdist = _make(shop, builder, "sdist", MAKING_SDIST)
    source = unpack(sdist, fresh(request.work, "unpacked"))
    try:
        wheel, tools = _wheel(shop, source, environment, static | for_sdist)
    except Problem as problem:
        announced = Told("build", "note", Said(FROM_TREE))
        better = explained(problem, request.source, source, sdist, lambda: shop.tell(announced), lambda: _wheel_of_tree(shop))
        if better is problem:
            raise
        raise better from problem
    files = tuple(dict.fromkeys((sdist, wheel, *_all_files(request.out))))
    return BuildResult(files, {**_versions(shop), **tools}, tuple(strays(shop.home, before, source)))


def _wheel(shop: Shop, source: str, environment: BuildEnvironment, there: set[str]) -> tuple[str, Mapping[str, str]]:
    """Build the wheel from the unpacked sdist, in the sdist's environment if that holds nothing that the wheel does not ask for."""
    builder = builder_of(shop, source, environment)
    static = builder.build_system_requires
    wanted = static | requires(shop, builder, "wheel") if static <= there else set()
    if not there <= wanted:
        environment = make_environment(str(Path(shop.request.work, "environment-wheel")))
        builder = builder_of(shop, source, environment)
        install_for(shop, environment, static)
        there = static
        wanted = static | requires(shop, builder, "wheel")
    install_for(shop, environment, wanted - there)
    return _make(shop, builder, "wheel", MAKING_WHEEL), installed(environment)


def _wheel_of_tree(shop: Shop) -> None:
    """Build a wheel from the tree in an environment of its own, for nothing but to see whether that can be done."""
    request = shop.request._replace(out=fresh(shop.request.work, "tried"))
    quiet = shop._replace(request=request, tell=_untold)
    environment = make_environment(str(Path(request.work, "environment-tree")))
    builder = builder_of(quiet, request.source, environment)
    static = builder.build_system_requires
    install_for(quiet, environment, static)
    install_for(quiet, environment, requires(quiet, builder, "wheel") - static)
    _make(quiet, builder, "wheel", MAKING_WHEEL)


def _make(shop: Shop, builder: "ProjectBuilder", kind: Kind, doing: Sentence) -> str:
    """Let the backend build one file into a folder of its own; return the path of the file that it named."""
    shop.tell(Told("build", "progress", Said(doing)))
    hook = f"build_{kind}"
    folder = fresh(shop.request.out, kind)
    with hook_explained(shop, builder, hook):
        path = Path(builder.build(kind, folder))
    if path.parent != Path(folder) or not path.is_file() or path.is_symlink():
        raise Problem(NO_FILE, hook=hook, backend=backend_name(builder), file=path.name, log=shop.request.log)
    return str(path)


def _all_files(out: str) -> Iterator[str]:
    for folder in ("sdist", "wheel"):
        yield from (str(path) for path in sorted(Path(out, folder).iterdir()) if path.is_file() and not path.is_symlink())


def _versions(shop: Shop) -> dict[str, str]:
    from build import __version__  # noqa: PLC0415

    return {"build": __version__, "installer": shop.installer.name}
