"""The whole outside world, put together; each part is imported when it is first used."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seatrial.model.sentence import Said, Sentence
from seatrial.model.world import Git, Identities, Installs, Logins, World

if TYPE_CHECKING:
    from seatrial.model.build import BuildRequest, BuildResult
    from seatrial.model.command import Command, Completed
    from seatrial.model.event import Tell
    from seatrial.model.publishing import Identity
    from seatrial.text.words import Language

NAME = "seatrial"
TOOLS = Sentence("RPT184", "made with {tools}")
LOG = Sentence("RPT185", "the whole output: {log}")


def world(tell: Tell, environ: Mapping[str, str], data: str | None = None, language: Language = "en") -> World:
    """Return the world as this process sees it.

    `tell` takes what is told while a use case runs, `environ` is the user's environment, `data` the folder for what is
    kept outside of projects (`--data`), `language` that of questions. Nothing is started, opened or made yet; folders that children need are removed
    when this process ends.
    """
    home = cache(_private_folder)
    folders = _folders(environ, data)

    def run(command: Command) -> Completed:
        from seatrial.edge.telling import telling_runner  # noqa: PLC0415

        return telling_runner(environ, home, tell, "verify")(command)

    def build(request: BuildRequest) -> BuildResult:
        from seatrial.edge.backend import build as with_backend  # noqa: PLC0415

        result = with_backend(request, environ, home(), tell)
        if not request.again:
            _tell_build(tell, request, result)
        return result

    def metadata(request: BuildRequest) -> bytes:
        from seatrial.edge.metadata_hook import prepare_metadata  # noqa: PLC0415

        return prepare_metadata(request, environ, home(), tell)

    def find(program: str) -> str | None:
        from shutil import which  # noqa: PLC0415

        return which(program, path=environ.get("PATH"))

    def files(folder: str) -> Iterator[str]:
        from seatrial.edge.leftovers import walk  # noqa: PLC0415

        return walk(folder, lenient=True)

    return World(
        environ=environ, now=_now, clock=_clock, run=run, git=_git(environ, tell), build=build, metadata=metadata, installs=_installs(environ, home, run),
        get=_later("http", "get"), download=_later("http", "download"), open_session=_later("upload", "open_session"), find=find, files=files, tell=tell,
        data_folder=folders[0], cache_folder=folders[1], logins=_logins(environ, language), aside=_later("rendering", "aside"),
        spread=_later("workers", "spread"), identities=_identities(environ),
    )  # fmt: skip


def _now() -> float:
    from time import time  # noqa: PLC0415

    return time()


def _clock() -> float:
    from time import monotonic  # noqa: PLC0415

    return monotonic()


def _later(module: str, name: str) -> Callable[..., Any]:
    """Return a function of one of our own modules, which is imported when it is first called."""

    def call(*args: Any) -> Any:
        from importlib import import_module  # noqa: PLC0415

        return getattr(import_module(f"seatrial.edge.{module}"), name)(*args)

    return call


def _logins(environ: Mapping[str, str], language: Language) -> Logins:
    @cache
    def made() -> Logins:
        from seatrial.edge.logins import logins  # noqa: PLC0415

        return logins(environ, language)

    return Logins(**_late(Logins._fields, made))


def _identities(environ: Mapping[str, str]) -> Identities:
    def identity(audience: str) -> Identity:
        from seatrial.edge.identity import identity as of_this_job  # noqa: PLC0415

        return of_this_job(audience, environ)

    return Identities(identity, _later("exchange", "exchange"))


def _tell_build(tell: Tell, request: BuildRequest, result: BuildResult) -> None:
    from seatrial.model.event import Told  # noqa: PLC0415

    tools = ", ".join(f"{name} {version}" for name, version in result.tools.items())
    for sentence, values in ((TOOLS, {"tools": tools}), (LOG, {"log": request.log})):
        tell(Told("build", "detail", Said(sentence, values)))


def _git(environ: Mapping[str, str], tell: Tell) -> Git:
    @cache
    def made() -> Git:
        from seatrial.edge.git import git  # noqa: PLC0415

        return git(environ, tell)

    return Git(**_late(Git._fields, made))


def _installs(environ: Mapping[str, str], home: Callable[[], str], run: Callable[[Command], Completed]) -> Installs:
    @cache
    def made() -> Installs:
        from seatrial.edge.venv import installs  # noqa: PLC0415

        return installs(environ, home, run)

    return Installs(**_late(Installs._fields, made))


def _late(names: tuple[str, ...], made: Callable[[], object]) -> Mapping[str, Any]:
    """Return functions that make their tuple when one of them is first called."""

    def later(name: str) -> Callable[..., Any]:
        return lambda *args: getattr(made(), name)(*args)  # noqa: PLW0108  (nothing is made before the call)

    return {name: later(name) for name in names}


def _private_folder() -> str:
    """Make the home of children, which goes with this process."""
    import atexit  # noqa: PLC0415
    import shutil  # noqa: PLC0415
    import tempfile  # noqa: PLC0415

    folder = tempfile.mkdtemp(prefix=f"{NAME}-home-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _folders(environ: Mapping[str, str], data: str | None) -> tuple[str, str]:
    """Return the folders for the user's data and for what can be made again."""
    named = data or environ.get("SEATRIAL_DATA")
    if named:
        kept = str(Path(named).absolute())
        return kept, str(Path(kept, "cache"))
    home = Path(environ.get("HOME") or Path.home())
    if sys.platform == "darwin":
        return str(home / "Library" / "Application Support" / NAME), str(home / "Library" / "Caches" / NAME)
    if sys.platform == "win32":
        local = Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local", NAME)
        return str(local), str(local / "Cache")
    return (
        str(Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share", NAME)),
        str(Path(environ.get("XDG_CACHE_HOME") or home / ".cache", NAME)),
    )


def trusting(world: World, authority: str | None, certificate: str | None) -> World:
    """Return a world that reads from indexes with the certificates that the user names: those to trust, and the user's own with its key."""
    if not authority and not certificate:
        return world
    from seatrial.edge.http import download, get  # noqa: PLC0415
    from seatrial.edge.trust import TlsFiles  # noqa: PLC0415

    files = TlsFiles(authority, certificate)
    return world._replace(get=partial(get, files=files), download=partial(download, files=files))
