"""Try out: one file in one fresh environment, installed, looked at, imported, run."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from seatrial.app.known_modules import modules_of
from seatrial.app.smoke import Ran, run_smoke
from seatrial.core.install import install_fault, lacks_editable, last_line, requirement
from seatrial.core.installed import broken_off, judge, needs_others, read_shown
from seatrial.model.release import Artifact, Manifest, Verification
from seatrial.model.requirements import Known
from seatrial.model.sentence import ProblemFacts
from seatrial.model.settings import Settings
from seatrial.model.verify import Ask, Environment, Install, Installer, Interpreter, Shown
from seatrial.model.world import World
from seatrial.problem.verify import EDITABLE_NOT_BUILT, NO_EDITABLE, NOT_BUILT, NOT_INSTALLED, NOTHING_IMPORTED, PROBE_FAILS
from seatrial.text.words import part

NAMED = 5
"""Modules that are named."""
RESTARTS = 5
"""How often the probe goes on after an import that hung or ended it."""


class Bench(NamedTuple):
    """What all trials of a release share."""

    world: World
    manifest: Manifest
    settings: Settings
    logs: str
    project: str | None
    """Folder of which smoke commands may name files."""
    stop: Callable[[], bool]


class Trial(NamedTuple):
    """One file to be installed with one installer."""

    file: Artifact
    url: str
    installer: Installer
    program: str = ""
    python: Interpreter | None = None
    """None for our own, where none was asked for."""
    constraints: tuple[str, ...] = ()
    """Requirements of exact files for other projects."""
    editable: tuple[str, ...] | None = None
    """Modules that an editable installation may bring; None for the installation of a file."""


class TriedOut(NamedTuple):
    """What came of a trial."""

    verification: Verification
    untried: tuple[str, ...] = ()
    """Modules, scripts and commands that need dependencies which were left out."""
    need_extra: tuple[str, ...] = ()
    """Scripts that seem to need an extra of the project."""
    copied: tuple[str, ...] = ()
    """Files of the project that smoke commands name."""
    version: str | None = None
    """That the installation told of itself."""
    known: Known | None = None
    """Which modules came with which project, where all went well and the dependencies were installed."""


def try_out(bench: Bench, trial: Trial, folder: str) -> TriedOut:
    """Carry out one trial in an empty folder. Raises `Problem` PVF001 where no environment can be made."""
    begun = bench.world.clock()
    log = _log(bench, trial)
    environment = bench.world.installs.make(str(Path(folder, "env")), trial.python.path if trial.python else None)
    environment = environment._replace(tidy=trial.editable is not None)
    fault = _install(bench, trial, environment, folder, log)
    if fault:
        return TriedOut(_verification(bench, trial, (fault,), begun, log))
    shown, broken = _look(bench, trial, environment, folder, log)
    dependencies = bench.settings.verify_dependencies
    judged = judge(shown, bench.manifest.name, bench.manifest.version or shown.version or "", dependencies=dependencies)
    faults = (*broken, *judged.faults, *_nothing(trial, shown))
    ran, untried = Ran(), judged.untried
    if not dependencies and needs_others(shown.requires):
        untried = (*untried, *bench.settings.smoke)
    elif not faults:
        ran = run_smoke(bench.world, environment, bench.settings, bench.project, str(Path(folder, "smoke")), log, bench.stop)
        faults = ran.faults
    unseen = {*judged.untried, *judged.need_extra}
    scripts = tuple(tried.name for tried in shown.tried if tried.kind == "script" and tried.name not in unseen)
    verification = _verification(bench, trial, faults, begun, log)
    looks = not faults and dependencies and trial.installer == "pip"
    return TriedOut(
        verification._replace(imported=judged.imported, ran=(*scripts, *ran.commands)),
        untried,
        judged.need_extra,
        ran.copied,
        shown.version,
        modules_of(environment.folder) if looks else None,
    )


def _log(bench: Bench, trial: Trial) -> str:
    python = f"-{trial.python.version}" if trial.python else ""
    log = Path(bench.logs, "verify-" + re.sub(r"[^\w.+-]", "_", Path(trial.file.name).name) + f"{python}-{trial.installer}.log")
    log.unlink(missing_ok=True)
    return str(log)


def _install(bench: Bench, trial: Trial, environment: Environment, folder: str, log: str) -> ProblemFacts | None:
    scratch = Path(folder, "install")
    scratch.mkdir()
    editable = trial.editable is not None
    asked = Install(
        trial.installer, trial.program, environment, trial.url if editable else requirement(trial.file.name, trial.url), trial.constraints,
        bench.settings.verify_dependencies, str(scratch), log, bench.settings.build_timeout, bench.stop, editable,
    )  # fmt: skip
    completed = bench.world.installs.install(asked)
    fault = install_fault(trial.file, trial.installer, completed)
    if fault and editable and fault.kind in {NOT_BUILT, NOT_INSTALLED}:
        return fault._replace(kind=NO_EDITABLE if lacks_editable(completed.output) else EDITABLE_NOT_BUILT)
    return fault


def _nothing(trial: Trial, shown: Shown) -> tuple[ProblemFacts, ...]:
    """Return what is wrong where an editable installation brings none of the modules that the tree has."""
    if not trial.editable or shown.top or shown.version is None:
        return ()
    return (ProblemFacts(NOTHING_IMPORTED, {"installer": trial.installer, "modules": ", ".join(trial.editable[:NAMED])}),)


def _look(bench: Bench, trial: Trial, environment: Environment, folder: str, log: str) -> tuple[Shown, tuple[ProblemFacts, ...]]:
    empty = Path(folder, "empty")
    empty.mkdir()
    seconds = bench.settings.smoke_timeout
    looked = Shown()
    broken: tuple[ProblemFacts, ...] = ()
    skip: tuple[str, ...] = ()
    for attempt in range(RESTARTS):
        report = str(Path(folder, f"report-{attempt}"))
        ask = Ask(environment, bench.manifest.name, str(empty), report, log, seconds, skip, bench.stop, trial.editable)
        completed, lines = bench.world.installs.probe(ask)
        shown = read_shown(lines)
        looked = shown._replace(faults=looked.faults + shown.faults, tried=looked.tried + shown.tried)
        if shown.finished or bench.stop():
            break
        if shown.begun is None:
            reason = last_line(completed.output) or f"status {completed.status}"
            return looked, (*broken, ProblemFacts(PROBE_FAILS, {"file": trial.file.name, "installer": trial.installer, "reason": reason}))
        broken = (*broken, broken_off(shown.begun, completed, seconds))
        skip = (*skip, *(f"{tried.kind} {tried.name}" for tried in (*shown.tried, shown.begun)))
    return looked, broken


def _verification(bench: Bench, trial: Trial, faults: tuple[ProblemFacts, ...], begun: float, log: str) -> Verification:
    message = " | ".join(part("en", f"{fault.kind.id}.message", fault.kind.message, fault.values) for fault in faults) or None
    return Verification(
        trial.file.name, trial.installer, not faults, message, seconds=bench.world.clock() - begun, faults=faults,
        log=log if os.path.lexists(log) else None, python=trial.python.version if trial.python else None,
    )  # fmt: skip
