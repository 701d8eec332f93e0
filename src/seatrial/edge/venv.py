"""Fresh environments without pip, and what looks at them."""

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from seatrial.core.install import last_line
from seatrial.edge.install import installing
from seatrial.edge.process import runner
from seatrial.edge.pythons import finding
from seatrial.model.command import Command, Completed
from seatrial.model.verify import Ask, Environment
from seatrial.model.world import Installs
from seatrial.problem import Problem
from seatrial.problem.verify import NO_ENVIRONMENT

REPORT = 8 * 1024 * 1024
"""Bytes of the probe's report that are read."""
PROBE = str(Path(__file__).with_name("probe.py"))
IMPORTS = 1000
"""Seconds for everything that the probe tries; each import has its own limit."""
START = 120.0
"""Seconds for another Python to answer."""
TAGS = "import sys; sys.path.append(sys.argv[1]); from packaging.tags import sys_tags; print('tags', *sys_tags())"
Run = Callable[[Command], Completed]


def installs(environ: Mapping[str, str], home: Callable[[], str], telling: Run | None = None) -> Installs:
    """Return what makes environments and installs into them.

    `environ` is the user's environment, `home` gives the home of children, `telling` runs children and tells of them.
    """
    run = telling or runner(environ, home)

    def make(folder: str, python: str | None) -> Environment:
        return _own(folder) if python is None else _other(folder, python, run, environ)

    return Installs(
        make,
        installing(environ, run),
        lambda ask: _probe(ask, run),
        lambda python: _tags(python, run),
        finding(environ, runner(environ, home)),
    )


def _own(folder: str) -> Environment:
    import venv  # noqa: PLC0415  (heavy)

    try:
        venv.EnvBuilder(symlinks=os.name != "nt").create(folder)
    except (OSError, ValueError) as error:
        raise Problem(NO_ENVIRONMENT, python=sys.executable, reason=str(error)) from error
    return _environment(folder)


def _other(folder: str, python: str, run: Run, environ: Mapping[str, str]) -> Environment:
    beside = str(Path(folder).parent)
    made = run(Command((python, "-I", "-m", "venv", "--without-pip", folder), cwd=beside, timeout=START))
    if made.status != 0 and not _by_uv(folder, python, run, environ):
        raise Problem(NO_ENVIRONMENT, python=python, reason=last_line(made.output) or f"status {made.status}")
    return _environment(folder)


def _by_uv(folder: str, python: str, run: Run, environ: Mapping[str, str]) -> bool:
    """Let uv make an environment: some systems keep the module venv back in a package of its own, and uv needs none."""
    uv = shutil.which("uv", path=environ.get("PATH"))
    if uv is None:
        return False
    args = (uv, "venv", "--no-project", "--no-config", "--offline", "--clear", "--python", python, folder)
    return run(Command(args, cwd=str(Path(folder).parent), environ={"UV_NO_CACHE": "1"}, timeout=START)).status == 0


def _environment(folder: str) -> Environment:
    scripts = Path(folder, "Scripts" if os.name == "nt" else "bin")
    return Environment(folder, str(scripts / "python"), str(scripts))


def _probe(ask: Ask, run: Run) -> tuple[Completed, bytes]:
    tidy = ("-B",) if ask.environment.tidy else ()
    modules = "-" if ask.editable is None else "\n".join(ask.editable)
    args = (ask.environment.python, "-I", *tidy, PROBE, ask.name, ask.report, str(ask.timeout), modules, *ask.skip)
    completed = run(
        Command(
            args, cwd=ask.cwd, environ={"TMPDIR": str(Path(ask.report).parent)}, timeout=IMPORTS + ask.timeout, log=ask.log, stop=ask.stop
        )
    )
    report = Path(ask.report)
    if not report.is_file():
        return completed, b""
    with report.open("rb") as file:
        return completed, file.read(REPORT)


def _tags(python: str | None, run: Run) -> frozenset[str]:
    import packaging  # noqa: PLC0415  (heavy, and only where a wheel is for some platforms)

    if python is None:
        from packaging.tags import sys_tags  # noqa: PLC0415

        return frozenset(map(str, sys_tags()))
    answer = run(Command((python, "-I", "-c", TAGS, str(Path(packaging.__path__[0]).parent)), cwd=os.sep, timeout=START))
    if answer.status != 0:
        raise Problem(NO_ENVIRONMENT, python=python, reason=last_line(answer.output) or f"status {answer.status}")
    return frozenset(answer.output.rpartition("tags ")[2].split())
