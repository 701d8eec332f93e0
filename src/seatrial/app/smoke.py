"""Smoke: run the project's own commands where only the installed release is there."""

import os
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from seatrial.core.install import last_line
from seatrial.model.command import Command
from seatrial.model.finding import Value
from seatrial.model.sentence import ProblemFacts
from seatrial.model.settings import Settings
from seatrial.model.verify import Environment
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.verify import SMOKE_FAILS, SMOKE_HANGS, SMOKE_UNKNOWN

WRITTEN = 1024 * 1024 * 1024
"""Bytes that a command may write into one file, its output among them."""


class Ran(NamedTuple):
    """What came of the smoke commands."""

    commands: tuple[str, ...] = ()
    faults: tuple[ProblemFacts, ...] = ()
    copied: tuple[str, ...] = ()
    """Files of the project that the commands name; nothing else was there."""


def run_smoke(
    world: World, environment: Environment, settings: Settings, project: str | None, folder: str, log: str, stop: Callable[[], bool]
) -> Ran:  # fmt: skip
    """Run each smoke command in a new folder below `folder`, the environment's scripts first on PATH."""
    ran = Ran()
    keep = {"PYTHONDONTWRITEBYTECODE": "1"} if environment.tidy else {}
    path = os.pathsep.join(filter(None, (environment.bin, world.environ.get("PATH"))))
    for number, command in enumerate(settings.smoke):
        cwd = Path(folder, str(number))
        cwd.mkdir(parents=True)
        try:
            args = _words(command)
            copied = _copy(args, Path(project), cwd) if project else ()
            asked = Command(
                args, str(cwd), {**keep, "PATH": path, "VIRTUAL_ENV": environment.folder, "TMPDIR": folder}, settings.smoke_timeout, log, written=WRITTEN, stop=stop,
            )  # fmt: skip
            completed = world.run(asked)
        except Problem as problem:
            fault = ProblemFacts(SMOKE_UNKNOWN, {"command": command, "reason": problem.values.get("reason", "")})
            return ran._replace(commands=(*ran.commands, command), faults=(fault,))
        ran = Ran((*ran.commands, command), (), (*ran.copied, *copied))
        if completed.timed_out:
            return ran._replace(faults=(ProblemFacts(SMOKE_HANGS, {"command": command, "seconds": settings.smoke_timeout}),))
        if completed.status != 0:
            values: dict[str, Value] = {"command": command, "status": completed.status, "reason": last_line(completed.output) or "-"}
            return ran._replace(faults=(ProblemFacts(SMOKE_FAILS, values),))
    return ran


def _words(command: str) -> tuple[str, ...]:
    try:
        args = tuple(shlex.split(command))
    except ValueError as error:
        raise Problem(SMOKE_UNKNOWN, command=command, reason=str(error)) from error
    if not args or "\0" in command:
        raise Problem(SMOKE_UNKNOWN, command=command, reason="it is empty" if not args else "it has a NUL character")
    return args


def _copy(args: tuple[str, ...], project: Path, cwd: Path) -> tuple[str, ...]:
    copied = []
    for arg in args:
        relative = os.path.normpath(arg)
        source = project / relative
        if Path(relative).is_absolute() or relative.startswith(os.pardir) or not source.is_file():
            continue
        if not source.resolve().is_relative_to(project.resolve()):
            continue  # a link that leads out of the project
        target = cwd / relative
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        target.chmod(source.stat().st_mode & 0o700 | 0o600)
        copied.append(relative)
    return tuple(copied)
