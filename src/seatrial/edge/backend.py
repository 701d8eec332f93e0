"""Builds by a project's backend (PEP 517): an sdist, and the wheel from it, in an environment of their own."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from seatrial.core.build_output import missing_compiler, tail, telling_line, with_network
from seatrial.edge.build_environment import BuildEnvironment, Installer, find_installer, install, installed, make_environment
from seatrial.edge.process import child_environment
from seatrial.edge.second_try import explained
from seatrial.edge.strays import at_home, strays
from seatrial.edge.telling import run_told
from seatrial.edge.unpack import unpack
from seatrial.edge.user_index import index_environment
from seatrial.model.build import BuildRequest, BuildResult
from seatrial.model.command import Command, Completed
from seatrial.model.event import Tell, Told
from seatrial.model.sentence import Said, Sentence
from seatrial.problem import Problem
from seatrial.problem.build import BACKEND_FAILED, BACKEND_MISSING, BAD_TABLE, NO_BUILD_FILE, NO_COMPILER, NO_FILE, TOO_SLOW

if TYPE_CHECKING:
    from build import ProjectBuilder

INSTALLING = Sentence("STB001", "Installing what the build needs with {installer}: {requirements}")
MAKING_SDIST = Sentence("STB002", "Building the sdist")
MAKING_WHEEL = Sentence("STB003", "Building the wheel from the sdist")
FROM_TREE = Sentence("STB007", "No wheel could be built from the sdist; building it from the tree, to find out why")
OUTPUT_LINE = Sentence("STB004", "output: {line}")
MAKING_METADATA = Sentence("STB009", "Building the metadata")
METADATA = 1024 * 1024
"""Bytes of the metadata that are read."""
EARLIEST = 315_532_800
"""1980-01-01: a wheel is a zip file, which knows no earlier time."""
OTHER_ZONE = "AGAIN-13:30"
"""Half a day from most others, in the form of POSIX, so that no list of zones is needed."""
OTHER_UMASK = 0o077
Kind = Literal["sdist", "wheel"]


class _Shop(NamedTuple):
    """What all steps of one build share."""

    request: BuildRequest
    installer: Installer
    allowed: Mapping[str, str]
    """Environment of the hooks."""
    user_index: Mapping[str, str]
    """Added to it for installers."""
    tell: Tell
    exchanges: set[str]
    """Folders by which pyproject_hooks and a backend talk; one is left behind where Ctrl-C comes while it is removed."""
    home: str


def build(request: BuildRequest, environ: Mapping[str, str], home: str, tell: Tell) -> BuildResult:
    """Build the sdist of a clean copy, and the wheel from what the sdist holds.

    `environ` is the user's environment, `home` the home of children. Both are made in one environment where their
    requirements agree. Raises `Problem` PBD…
    """
    told = _untold if request.again else tell
    shop = _Shop(request, find_installer(environ), _allowed(request, environ, home), index_environment(environ), told, set(), home)
    try:
        return _build(shop)
    finally:
        _sweep(shop)


def prepare_metadata(request: BuildRequest, environ: Mapping[str, str], home: str, tell: Tell) -> bytes:
    """Return what METADATA of a wheel of a clean copy would hold; a backend that cannot tell it without building the wheel builds it.

    Arguments and problems as of `build`; `request.epoch` and `request.out` are used likewise.
    """
    shop = _Shop(request, find_installer(environ), _allowed(request, environ, home), index_environment(environ), tell, set(), home)
    try:
        environment = make_environment(str(Path(request.work, "environment")))
        builder = _builder(shop, request.source, environment)
        static = builder.build_system_requires
        _install(shop, environment, static)
        _install(shop, environment, _requires(shop, builder, "wheel") - static)
        shop.tell(Told("build", "progress", Said(MAKING_METADATA)))
        with _explained(shop, builder, "prepare_metadata_for_build_wheel"):
            folder = Path(builder.metadata_path(_fresh(request.out, "metadata")))
        return _metadata_in(folder, shop, builder)
    finally:
        _sweep(shop)


def _metadata_in(folder: Path, shop: _Shop, builder: "ProjectBuilder") -> bytes:
    try:
        with os.fdopen(os.open(folder / "METADATA", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
            return file.read(METADATA)
    except OSError as error:
        hook = "prepare_metadata_for_build_wheel"
        raise Problem(NO_FILE, hook=hook, backend=_name(builder), file=f"{folder.name}/METADATA", log=shop.request.log) from error


def _sweep(shop: _Shop) -> None:
    for folder in shop.exchanges:
        if Path(folder).parent == Path(tempfile.gettempdir()):
            shutil.rmtree(folder, ignore_errors=True)


def _untold(_told: Told) -> None:
    """Tell nobody."""


def _build(shop: _Shop) -> BuildResult:
    request = shop.request
    before = at_home(shop.home)
    environment = make_environment(str(Path(request.work, "environment")))
    builder = _builder(shop, request.source, environment)
    static = builder.build_system_requires
    _install(shop, environment, static)
    for_sdist = _requires(shop, builder, "sdist")
    _install(shop, environment, for_sdist - static)
    sdist = _make(shop, builder, "sdist", MAKING_SDIST)
    source = unpack(sdist, _fresh(request.work, "unpacked"))
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


def _wheel(shop: _Shop, source: str, environment: BuildEnvironment, there: set[str]) -> tuple[str, Mapping[str, str]]:
    """Build the wheel from the unpacked sdist, in the sdist's environment if that holds nothing that the wheel does not ask for."""
    builder = _builder(shop, source, environment)
    static = builder.build_system_requires
    wanted = static | _requires(shop, builder, "wheel") if static <= there else set()
    if not there <= wanted:
        environment = make_environment(str(Path(shop.request.work, "environment-wheel")))
        builder = _builder(shop, source, environment)
        _install(shop, environment, static)
        there = static
        wanted = static | _requires(shop, builder, "wheel")
    _install(shop, environment, wanted - there)
    return _make(shop, builder, "wheel", MAKING_WHEEL), installed(environment)


def _wheel_of_tree(shop: _Shop) -> None:
    """Build a wheel from the tree in an environment of its own, for nothing but to see whether that can be done."""
    request = shop.request._replace(out=_fresh(shop.request.work, "tried"))
    quiet = shop._replace(request=request, tell=_untold)
    environment = make_environment(str(Path(request.work, "environment-tree")))
    builder = _builder(quiet, request.source, environment)
    static = builder.build_system_requires
    _install(quiet, environment, static)
    _install(quiet, environment, _requires(quiet, builder, "wheel") - static)
    _make(quiet, builder, "wheel", MAKING_WHEEL)


def _allowed(request: BuildRequest, environ: Mapping[str, str], home: str) -> dict[str, str]:
    allowed = child_environment(environ, home)
    # Nothing above the copy is asked: the folder for temporary files may lie in a repository of its own.
    allowed["GIT_CEILING_DIRECTORIES"] = str(Path(request.work).parent)
    if request.epoch is not None:
        allowed["SOURCE_DATE_EPOCH"] = str(max(request.epoch, EARLIEST))
    if request.again:
        allowed["TZ"] = OTHER_ZONE
    return allowed


def _builder(shop: _Shop, source: str, environment: BuildEnvironment) -> "ProjectBuilder":
    from build import BuildException, BuildSystemTableValidationError, ProjectBuilder  # noqa: PLC0415  (costs 100 ms)

    surrounding = {**shop.allowed, "PATH": os.pathsep.join((environment.scripts, shop.allowed.get("PATH", os.defpath)))}

    def run_hook(cmd: Sequence[str], cwd: str | None = None, extra_environ: Mapping[str, str] | None = None) -> None:
        shop.exchanges.add(cmd[-1])
        asked = _command(shop)._replace(args=tuple(cmd), cwd=cwd or source, environ=extra_environ or {})
        completed = run_told(asked, {**surrounding, **asked.environ}, shop.tell, "build", _counting(shop))
        if completed.timed_out or completed.status:
            raise _HookFailedError(completed)

    try:
        with _warnings_in(None if shop.request.again else os.devnull):  # about spelling in pyproject.toml, which is judged elsewhere
            return ProjectBuilder(source, environment.python, run_hook)
    except BuildSystemTableValidationError as error:
        raise Problem(BAD_TABLE, reason=str(error.args[0] if error.args else error)) from error
    except BuildException as error:
        raise Problem(NO_BUILD_FILE, reason=_without_place(str(error), source)) from error


class _HookFailedError(Exception):
    """A hook's process ended badly."""

    def __init__(self, completed: Completed) -> None:
        super().__init__()
        self.completed = completed


def _command(shop: _Shop) -> Command:
    """Return what all children of a build share."""
    request = shop.request
    umask = OTHER_UMASK if request.again else None
    return Command((), cwd=request.work, timeout=request.timeout, log=request.log, stop=request.stop, umask=umask)


def _counting(shop: _Shop) -> Callable[[bytes], None]:
    lines = 0

    def count(block: bytes) -> None:
        nonlocal lines
        lines += block.count(b"\n")
        shop.tell(Told("build", "progress", done=lines, unit="lines"))

    return count


def _install(shop: _Shop, environment: BuildEnvironment, requirements: Iterable[str]) -> None:
    wanted = sorted(requirements)
    if not wanted:
        return
    shop.tell(Told("build", "progress", Said(INSTALLING, {"installer": shop.installer.name, "requirements": ", ".join(wanted)})))
    surrounding = {**shop.allowed, **shop.user_index}
    command = _command(shop)._replace(cwd=_fresh(shop.request.work, "empty"), umask=None)
    install(environment, shop.installer, wanted, lambda one: run_told(one, surrounding, shop.tell, "build"), command)


def _requires(shop: _Shop, builder: "ProjectBuilder", kind: Kind) -> set[str]:
    with _explained(shop, builder, f"get_requires_for_build_{kind}"):
        return {str(one) for one in builder.get_requires_for_build(kind)}
    raise AssertionError  # _explained never swallows


def _make(shop: _Shop, builder: "ProjectBuilder", kind: Kind, doing: Sentence) -> str:
    """Let the backend build one file into a folder of its own; return the path of the file that it named."""
    shop.tell(Told("build", "progress", Said(doing)))
    hook = f"build_{kind}"
    folder = _fresh(shop.request.out, kind)
    with _explained(shop, builder, hook):
        path = Path(builder.build(kind, folder))
    if path.parent != Path(folder) or not path.is_file() or path.is_symlink():
        raise Problem(NO_FILE, hook=hook, backend=_name(builder), file=path.name, log=shop.request.log)
    return str(path)


@contextmanager
def _explained(shop: _Shop, builder: "ProjectBuilder", hook: str) -> Iterator[None]:
    """Turn what goes wrong in a hook into a problem with the line that matters."""
    from build import BuildBackendException  # noqa: PLC0415
    from pyproject_hooks import BackendUnavailable  # noqa: PLC0415

    try:
        with _warnings_in(None if shop.request.again else shop.request.log):
            yield
    except BuildBackendException as error:
        cause = error.exception
        backend = _name(builder)
        if isinstance(cause, BackendUnavailable):
            reason = _without_place(telling_line(cause.traceback or "") or str(cause), builder.source_dir)
            raise Problem(BACKEND_MISSING, backend=backend, reason=reason, log=shop.request.log) from error
        if not isinstance(cause, _HookFailedError):
            line = " ".join(str(cause).split()) or type(cause).__name__
            raise Problem(BACKEND_FAILED, hook=hook, backend=backend, line=line, log=shop.request.log) from error
        output = _without_place(cause.completed.output, builder.source_dir)
        raise _failure(shop, hook, backend, cause.completed._replace(output=output)) from error


@contextmanager
def _warnings_in(log: str | None) -> Iterator[None]:
    """Put the backend's warnings, which its process hands to ours, where the rest of its output is; None leaves them alone, as in a thread."""
    if log is None:
        yield
        return
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        yield
    if heard:
        with Path(log).open("ab") as file:
            file.write("".join(f"warning: {one.message}\n" for one in heard).encode("utf-8", "replace"))


def _without_place(text: str, source: str) -> str:
    """Return a text without the path of the clean copy, which is gone when the text is read."""
    return text.replace(f"{source}/", "").replace(source, ".")


def _failure(shop: _Shop, hook: str, backend: str, completed: Completed) -> Problem:
    line = with_network(telling_line(completed.output) or f"exit status {completed.status}", completed.output)
    for shown in tail(completed.output):
        shop.tell(Told("build", "note", Said(OUTPUT_LINE, {"line": shown})))
    if completed.timed_out:
        return Problem(TOO_SLOW, hook=hook, backend=backend, seconds=int(shop.request.timeout), line=line, log=shop.request.log)
    compiler = missing_compiler(completed.output)
    if compiler:
        return Problem(NO_COMPILER, hook=hook, backend=backend, compiler=compiler.names, line=compiler.line, log=shop.request.log)
    return Problem(BACKEND_FAILED, hook=hook, backend=backend, line=line, log=shop.request.log)


def _name(builder: "ProjectBuilder") -> str:
    return str(builder._backend)  # noqa: SLF001  (there is no public name for it)


def _fresh(parent: str, name: str) -> str:
    folder = Path(parent, name)
    folder.mkdir(parents=True, exist_ok=True)
    return str(folder)


def _all_files(out: str) -> Iterator[str]:
    for folder in ("sdist", "wheel"):
        yield from (str(path) for path in sorted(Path(out, folder).iterdir()) if path.is_file() and not path.is_symlink())


def _versions(shop: _Shop) -> dict[str, str]:
    from build import __version__  # noqa: PLC0415

    return {"build": __version__, "installer": shop.installer.name}
