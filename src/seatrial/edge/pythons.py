"""Finds the Pythons of this machine: by version, by program name, or by path. None is ever downloaded."""

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from importlib.metadata import metadata
from pathlib import Path
from typing import NamedTuple

from seatrial.core.install import last_line
from seatrial.model.command import Command, Completed
from seatrial.model.verify import Interpreter
from seatrial.problem import Problem
from seatrial.problem.verify import NO_PYTHON, NO_SUCH_PROGRAM, NOT_A_PYTHON, TOO_OLD

START = 120.0
"""Seconds for a Python to answer."""
WRITTEN = 1024 * 1024
"""Bytes that it may answer, for what is named may be any program."""
ASK = (
    "import platform, sys, sysconfig; "
    "print('python', platform.python_version(), *sys.version_info[:3], int(bool(sysconfig.get_config_var('Py_GIL_DISABLED'))), sys.executable, sep='\\t')"
)
QUOTED = ASK[:20]
VERSION = re.compile(r"(\d{1,4}(?:\.\d{1,4}){0,2})(t?)")
"""A version as people write it; `t` at its end asks for the build without the global lock."""
SHIMS = "shims"
"""The folder on PATH by which pyenv stands in for its versions, which lie beside it."""
VERSIONS = "versions"
NAMED = 100
"""Characters of what was asked for that are looked at."""
Run = Callable[[Command], Completed]


class _Answer(NamedTuple):
    """What an interpreter says of itself."""

    version: str
    numbers: tuple[str, ...]
    free: bool
    """Built without the global lock."""
    path: str


Asking = Callable[[str], tuple[_Answer | None, str]]


def finding(environ: Mapping[str, str], run: Run) -> Callable[[str], Interpreter]:
    """Return what finds a Python; `environ` is the user's environment.

    What it is given is a version (`3.12`), the name of a program (`pypy3`) or a path. Raises `Problem` PVF025 or PVF045 where there is none,
    PVF026 where what is there is no Python that starts, PVF027 where it is too old for the installers.
    """
    ask = cache(partial(_ask, run=run))

    def find(asked: str) -> Interpreter:
        version = VERSION.fullmatch(asked[:NAMED])
        if version:
            return _newest_enough(asked, _by_version(asked, version, environ, run, ask))
        path = _expanded(asked, environ) if os.sep in asked or asked.startswith("~") else _on_path(asked, environ)
        if path is None or "\0" in asked:
            raise Problem(NO_SUCH_PROGRAM, python=asked)
        answer, reason = ask(path)
        if answer is None:
            raise Problem(NOT_A_PYTHON, python=asked, reason=reason)
        return _newest_enough(asked, iter([answer]))

    return find


def _by_version(asked: str, version: re.Match[str], environ: Mapping[str, str], run: Run, ask: Asking) -> Iterator[_Answer]:
    """Yield the Pythons of a version. Raises `Problem` PVF025 where there is none."""
    wanted, free = tuple(version[1].split(".")), bool(version[2])
    found = False
    for path in _candidates(wanted, version[2], environ, run):
        answer, _ = ask(path)
        if answer and answer.numbers[: len(wanted)] == wanted and answer.free == free:
            found = True
            yield answer
    if found:
        return
    places = [f"PATH ({', '.join(_names(wanted, version[2]))})", sys.executable]
    places += [str(folder) for folder in _pyenv(environ)]
    places += [f"`uv python find {asked}`"] if _on_path("uv", environ) else []
    raise Problem(NO_PYTHON, python=asked, places=", ".join(places))


def _candidates(wanted: tuple[str, ...], free: str, environ: Mapping[str, str], run: Run) -> Iterator[str]:
    """Yield paths of what may be the wanted Python, the likeliest first; the costly ways are gone only where the cheap ones failed."""
    for name in _names(wanted, free):
        for folder in _folders(environ):
            path = folder / name
            if path.is_file() and os.access(path, os.X_OK):
                yield str(path)
    yield sys.executable
    asked = ".".join(wanted) + free
    for versions in _pyenv(environ):
        for kept in sorted((*versions.glob(asked), *versions.glob(f"{asked}.*")), key=_order, reverse=True):
            yield str(kept / "bin" / "python")
    if uv := _on_path("uv", environ):
        yield from _by_uv(uv, asked, environ, run)


def _names(wanted: tuple[str, ...], free: str) -> tuple[str, ...]:
    return (f"python{'.'.join(wanted[:2])}{free}", "python3", "python")


def _folders(environ: Mapping[str, str]) -> Iterator[Path]:
    # A relative folder on PATH would be looked for wherever seatrial happens to run, a foreign project's folder among them.
    known: dict[str, Path] = {}
    for folder in filter(os.path.isabs, environ.get("PATH", "").split(os.pathsep)):
        # Many systems have `/bin` lead to `/usr/bin`.
        known.setdefault(os.path.realpath(folder), Path(folder))
    yield from known.values()


def _on_path(name: str, environ: Mapping[str, str]) -> str | None:
    return shutil.which(name, path=os.pathsep.join(map(str, _folders(environ)))) if name else None


def _pyenv(environ: Mapping[str, str]) -> tuple[Path, ...]:
    """Return the folders of pyenv's versions: a shim on PATH starts a version only where pyenv's settings choose it."""
    found = (folder.with_name(VERSIONS) for folder in _folders(environ) if folder.name == SHIMS)
    return tuple(dict.fromkeys(folder for folder in found if folder.is_dir()))


def _order(path: Path) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", path.name[:NAMED]))


def _by_uv(uv: str, asked: str, environ: Mapping[str, str], run: Run) -> Iterator[str]:
    """Ask uv, which knows the Pythons that it installed itself; it lies in wait for none from the network."""
    data = environ.get("XDG_DATA_HOME") or str(Path(environ.get("HOME") or Path.home(), ".local", "share"))
    kept = {
        "UV_PYTHON_INSTALL_DIR": environ.get("UV_PYTHON_INSTALL_DIR") or str(Path(data, "uv", "python")),
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_NO_CACHE": "1",
        # A shim that does not start would end uv's own search.
        "PATH": os.pathsep.join(str(folder) for folder in _folders(environ) if folder.name != SHIMS),
    }
    answer = run(
        Command((uv, "python", "find", "--no-project", "--no-config", "--offline", asked), cwd=os.sep, environ=kept, timeout=START)
    )
    if answer.status == 0 and answer.output.strip():
        yield answer.output.strip().splitlines()[-1]


def _expanded(asked: str, environ: Mapping[str, str]) -> str:
    home = environ.get("HOME") or str(Path.home())
    return os.path.abspath(home + asked[1:] if asked.startswith(f"~{os.sep}") else asked)  # noqa: PTH100  (a link stays one: it may be an environment's)


def _ask(path: str, run: Run) -> tuple[_Answer | None, str]:
    """Return what an interpreter says of itself, or None and why it says nothing."""
    try:
        answer = run(Command((path, "-I", "-c", ASK), cwd=os.sep, timeout=START, written=WRITTEN))
    except Problem as problem:
        return None, str(problem.values.get("reason", problem))
    except ValueError as error:
        return None, str(error)
    fields = answer.output.strip().rpartition("python\t")[2].split("\t")
    if answer.status or len(fields) != 6:
        line = last_line(answer.output)
        # Another program quotes what it was asked; that says nothing to whoever named it.
        return None, f"exit status {answer.status}" if not line or QUOTED in line else line
    return _Answer(fields[0], tuple(fields[1:4]), fields[4] == "1", fields[5] or path), ""


def _newest_enough(asked: str, answers: Iterator[_Answer]) -> Interpreter:
    """Return the first in which pip can run, because it runs in the interpreter that it installs for. Raises `Problem` PVF027 where it can in none."""
    from packaging.specifiers import SpecifierSet  # noqa: PLC0415  (heavy)

    wanted = metadata("pip")["Requires-Python"] or ""
    allowed, old = SpecifierSet(wanted), []
    for answer in answers:
        if allowed.contains(".".join(answer.numbers), prereleases=True):
            own = os.path.realpath(answer.path) == os.path.realpath(sys.executable)
            return Interpreter(None if own else answer.path, answer.version)
        old.append(answer)
    raise Problem(TOO_OLD, python=asked, path=old[0].path, found=old[0].version, wanted=wanted)
