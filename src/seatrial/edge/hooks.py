"""The hooks of a backend (PEP 517), run in an environment of their own: what every build, and every question to a backend, has in common."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from seatrial.core.build_output import missing_compiler, tail, telling_line, with_network
from seatrial.edge.build_environment import BuildEnvironment, Installer, find_installer, install
from seatrial.edge.process import child_environment
from seatrial.edge.telling import run_told
from seatrial.edge.user_index import index_environment
from seatrial.model.build import BuildRequest
from seatrial.model.command import Command, Completed
from seatrial.model.event import Tell, Told
from seatrial.model.sentence import Said, Sentence
from seatrial.problem import Problem
from seatrial.problem.build import BACKEND_FAILED, BACKEND_MISSING, BAD_TABLE, NO_BUILD_FILE, NO_COMPILER, TOO_SLOW

if TYPE_CHECKING:
    from build import ProjectBuilder

INSTALLING = Sentence("STB001", "Installing what the build needs with {installer}: {requirements}")
OUTPUT_LINE = Sentence("STB004", "output: {line}")
EARLIEST = 315_532_800
"""1980-01-01: a wheel is a zip file, which knows no earlier time."""
OTHER_ZONE = "AGAIN-13:30"
"""Half a day from most others, in the form of POSIX, so that no list of zones is needed."""
OTHER_UMASK = 0o077
Kind = Literal["sdist", "wheel"]


class Shop(NamedTuple):
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


@contextmanager
def opened(request: BuildRequest, environ: Mapping[str, str], home: str, tell: Tell) -> Iterator[Shop]:
    """Give what the steps of one build share, and take away what their talk with the backend left behind.

    `environ` is the user's environment, `home` the home of children. Raises `Problem` PBD004.
    """
    shop = Shop(request, find_installer(environ), _allowed(request, environ, home), index_environment(environ), tell, set(), home)
    try:
        yield shop
    finally:
        for folder in shop.exchanges:
            if Path(folder).parent == Path(tempfile.gettempdir()):
                shutil.rmtree(folder, ignore_errors=True)


def _allowed(request: BuildRequest, environ: Mapping[str, str], home: str) -> dict[str, str]:
    allowed = child_environment(environ, home)
    # Nothing above the copy is asked: the folder for temporary files may lie in a repository of its own.
    allowed["GIT_CEILING_DIRECTORIES"] = str(Path(request.work).parent)
    if request.epoch is not None:
        allowed["SOURCE_DATE_EPOCH"] = str(max(request.epoch, EARLIEST))
    if request.again:
        allowed["TZ"] = OTHER_ZONE
    return allowed


def builder_of(shop: Shop, source: str, environment: BuildEnvironment) -> "ProjectBuilder":
    """Return what calls the hooks of a source's backend in an environment. Raises `Problem` PBD… where its table or file cannot be read."""
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


def _command(shop: Shop) -> Command:
    """Return what all children of a build share."""
    request = shop.request
    umask = OTHER_UMASK if request.again else None
    return Command((), cwd=request.work, timeout=request.timeout, log=request.log, stop=request.stop, umask=umask)


def _counting(shop: Shop) -> Callable[[bytes], None]:
    lines = 0

    def count(block: bytes) -> None:
        nonlocal lines
        lines += block.count(b"\n")
        shop.tell(Told("build", "progress", done=lines, unit="lines"))

    return count


def install_for(shop: Shop, environment: BuildEnvironment, requirements: Iterable[str]) -> None:
    """Install what a build needs into its environment. Raises `Problem`, of the kinds PBD."""
    wanted = sorted(requirements)
    if not wanted:
        return
    shop.tell(Told("build", "progress", Said(INSTALLING, {"installer": shop.installer.name, "requirements": ", ".join(wanted)})))
    surrounding = {**shop.allowed, **shop.user_index}
    command = _command(shop)._replace(cwd=fresh(shop.request.work, "empty"), umask=None)
    install(environment, shop.installer, wanted, lambda one: run_told(one, surrounding, shop.tell, "build"), command)


def requires(shop: Shop, builder: "ProjectBuilder", kind: Kind) -> set[str]:
    """Ask the backend what it needs further. Raises `Problem`, of the kinds PBD."""
    with hook_explained(shop, builder, f"get_requires_for_build_{kind}"):
        return {str(one) for one in builder.get_requires_for_build(kind)}
    raise AssertionError  # _explained never swallows


@contextmanager
def hook_explained(shop: Shop, builder: "ProjectBuilder", hook: str) -> Iterator[None]:
    """Turn what goes wrong in a hook into a problem with the line that matters."""
    from build import BuildBackendException  # noqa: PLC0415
    from pyproject_hooks import BackendUnavailable  # noqa: PLC0415

    try:
        with _warnings_in(None if shop.request.again else shop.request.log):
            yield
    except BuildBackendException as error:
        cause = error.exception
        backend = backend_name(builder)
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


def _failure(shop: Shop, hook: str, backend: str, completed: Completed) -> Problem:
    line = with_network(telling_line(completed.output) or f"exit status {completed.status}", completed.output)
    for shown in tail(completed.output):
        shop.tell(Told("build", "note", Said(OUTPUT_LINE, {"line": shown})))
    if completed.timed_out:
        return Problem(TOO_SLOW, hook=hook, backend=backend, seconds=int(shop.request.timeout), line=line, log=shop.request.log)
    compiler = missing_compiler(completed.output)
    if compiler:
        return Problem(NO_COMPILER, hook=hook, backend=backend, compiler=compiler.names, line=compiler.line, log=shop.request.log)
    return Problem(BACKEND_FAILED, hook=hook, backend=backend, line=line, log=shop.request.log)


def backend_name(builder: "ProjectBuilder") -> str:
    """Return the backend as a project names it."""
    return str(builder._backend)  # noqa: SLF001  (there is no public name for it)


def fresh(parent: str, name: str) -> str:
    """Return a folder in another one, made where it is not there."""
    folder = Path(parent, name)
    folder.mkdir(parents=True, exist_ok=True)
    return str(folder)
