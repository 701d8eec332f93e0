"""An environment for one backend: a bare interpreter, and the build requirements installed into it by uv or by our own pip."""

import importlib.util
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from seatrial.core.build_output import network_line, telling_line
from seatrial.model.command import Command, Completed
from seatrial.problem import Problem
from seatrial.problem.build import BAD_REQUIREMENT, INDEX_AWAY, NO_INSTALLER, NO_ROOM, NOT_INSTALLED

Run = Callable[[Command], Completed]


class Installer(NamedTuple):
    """What installs build requirements."""

    name: str
    """`pip` or `uv`."""
    program: str
    """Path of uv, or of the script by which pip runs in another interpreter."""


class BuildEnvironment(NamedTuple):
    """A made environment."""

    folder: str
    python: str
    scripts: str


def find_installer(environ: Mapping[str, str]) -> Installer:
    """Return uv where it is on the user's PATH, else our own pip. Raises `Problem` PBD004 where there is neither."""
    uv = shutil.which("uv", path=environ.get("PATH"))
    if uv:
        return Installer("uv", uv)
    pip = importlib.util.find_spec("pip")
    places = pip.submodule_search_locations if pip else None
    if not places:
        raise Problem(NO_INSTALLER, python=sys.executable)
    # The script by which pip starts itself in the environments of its own builds; `pip --python` starts pip twice.
    return Installer("pip", str(Path(places[0], "__pip-runner__.py")))


def make_environment(folder: str) -> BuildEnvironment:
    """Make an environment without pip. Raises `Problem` PBD013."""
    import venv  # noqa: PLC0415  (only builds make one)

    try:
        venv.EnvBuilder(symlinks=os.name != "nt").create(folder)
    except (OSError, ValueError) as error:
        raise Problem(NO_ROOM, reason=getattr(error, "strerror", None) or str(error)) from error
    scripts = Path(folder, "bin")
    return BuildEnvironment(folder, str(scripts / "python"), str(scripts))


def install(environment: BuildEnvironment, installer: Installer, requirements: Iterable[str], run: Run, command: Command) -> None:
    """Install requirements into an environment.

    `run` runs an installer; `command` has its folder, log and time limit. Raises `Problem` PBD003, PBD005 or PBD006.
    """
    wanted = sorted(requirements)
    if not wanted:
        return
    for requirement in wanted:
        _check(requirement)
    listed = Path(environment.folder, "requirements.txt")
    listed.write_text("".join(f"{requirement}\n" for requirement in wanted), encoding="utf-8")
    completed = run(command._replace(args=_arguments(environment, installer, str(listed))))
    if completed.status or completed.timed_out:
        names = ", ".join(wanted)
        away = network_line(completed.output)
        kind = NOT_INSTALLED if away is None else INDEX_AWAY
        reason = away or telling_line(completed.output)
        raise Problem(kind, requirements=names, installer=installer.name, reason=reason, log=command.log or "-")


def _check(requirement: str) -> None:
    from packaging.requirements import InvalidRequirement, Requirement  # noqa: PLC0415  (costs 30 ms)

    try:
        Requirement(requirement)
    except InvalidRequirement as error:
        raise Problem(BAD_REQUIREMENT, requirement=requirement, reason=str(error).partition("\n")[0]) from error
    if "\n" in requirement or "\r" in requirement:
        raise Problem(BAD_REQUIREMENT, requirement=" ".join(requirement.split()), reason="more than one line")


def _arguments(environment: BuildEnvironment, installer: Installer, listed: str) -> tuple[str, ...]:
    if installer.name == "uv":
        return (
            installer.program,
            "pip",
            "install",
            "--no-progress",
            "--color",
            "never",
            "--python",
            environment.python,
            "--requirement",
            listed,
        )
    options = (
        "--no-compile",
        "--no-input",
        "--no-color",
        "--no-warn-script-location",
        "--disable-pip-version-check",
        "--progress-bar",
        "off",
    )
    return (environment.python, "-I", installer.program, "install", *options, "--requirement", listed)


def installed(environment: BuildEnvironment) -> dict[str, str]:
    """Return the version of everything that is installed in an environment, by name."""
    names = (path.name.removesuffix(".dist-info") for path in Path(environment.folder).glob("lib/python*/site-packages/*.dist-info"))
    return {name: version for name, _, version in (one.partition("-") for one in sorted(names)) if version}
