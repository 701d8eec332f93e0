"""Verify: install a release's files back from the index into fresh environments, and try them there."""

import os
import tempfile
import threading
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from pathlib import Path

from seatrial.app.known_modules import remember_modules
from seatrial.app.tryout import Bench, Trial, TriedOut, try_out
from seatrial.core.install import constraints, fits, pure
from seatrial.model.event import Told
from seatrial.model.release import Artifact, Manifest, Verification
from seatrial.model.sentence import ProblemFacts, Said, Sentence
from seatrial.model.settings import Settings
from seatrial.model.verify import Interpreter, Verified
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.verify import NO_SCRATCH, NOT_ON_INDEX, NOTHING_FITS
from seatrial.text.words import part

NO_DEPENDENCIES = Sentence("STV001", "The dependencies were not installed, as the settings say. Not tried because of that: {things}.")
NO_UV = Sentence("STV002", "uv is not on PATH: the installation with uv was not tried.")
OTHER_PLATFORM = Sentence("STV003", "{file} is for another platform or another Python: it was not installed here.")
NO_SMOKE = Sentence("STV004", "No smoke command is set: the project was imported, and nothing of it was run.")
COPIED = Sentence("STV005", "Copied into the empty folder, because a smoke command names it: {file}.")
WORKS = Sentence("STV006", "{file}, installed with {installer}: works.")
FAILS = Sentence("STV007", "{file}, installed with {installer}: something is wrong.")
NOT_FOR = Sentence("STV009", "{file} is not for Python {python} on this machine: it was not installed there.")
NEEDS_EXTRA = Sentence("STV008", "The script {script} was not proven to run: it seems to need an extra, and no extra was installed.")
SIDE_BY_SIDE = 4


def verify(
    world: World, manifest: Manifest, urls: Mapping[str, str], settings: Settings, logs: str, project: str | None = None,
    pythons: Sequence[Interpreter] = (),
) -> Verified:  # fmt: skip
    """Install every file of the manifest that this machine can install, and try what it brings.

    `urls` has the URL of each file with `#sha256=`; files in it that are not the manifest's are other files of the same plan and may
    serve as dependencies. `logs` is an existing folder that takes whole outputs. `project` is the folder of which a smoke
    command may name files (they are copied to where it runs). `pythons` are the interpreters to install for; none is our own.
    What goes wrong with a file is told in its `Verification`; `Problem` is raised where no environment can be made.
    Progress and results are told under the step `verify`; its start and end are the caller's to tell.
    """
    absent = tuple(_absent(file) for file in manifest.files if file.name not in urls)
    trials: list[Trial] = []
    unproven: list[Said] = []
    unfit: list[Verification] = []
    for python in pythons or (None,):
        tags = _tags(world, (*urls, *(file.name for file in manifest.files)), python.path if python else None)
        found, left = _trials(world, manifest, urls, tags, python)
        trials += found
        if python and left and not found:
            unfit.append(_unfit(manifest, python))
        else:
            unproven += [
                Said(NOT_FOR, {"file": file, "python": python.version}) if python else Said(OTHER_PLATFORM, {"file": file}) for file in left
            ]
    if world.find("uv") is None:
        unproven.append(Said(NO_UV))
    verified = run_trials(world, manifest, trials, settings, logs, project)
    return Verified((*absent, *unfit, *verified.verifications), (*unproven, *verified.unproven))


def run_trials(
    world: World, manifest: Manifest, trials: Sequence[Trial], settings: Settings, logs: str, project: str | None, *, side_by_side: int = SIDE_BY_SIDE,
) -> Verified:  # fmt: skip
    """Carry out trials, some of them side by side, and tell what they came to; the rest is as in `verify`."""
    stopping = threading.Event()
    bench = Bench(world, manifest, settings, logs, project, stopping.is_set)
    try:
        with tempfile.TemporaryDirectory(prefix="seatrial-", ignore_cleanup_errors=True) as scratch:
            results = _all(bench, trials, scratch, stopping, side_by_side)
    except OSError as error:
        raise Problem(NO_SCRATCH, reason=str(error)) from error
    for file in dict.fromkeys(file for result in results for file in result.copied):
        world.tell(Told("verify", "note", Said(COPIED, {"file": file})))
    waiting = dict.fromkeys(script for result in results for script in result.need_extra)
    unproven = tuple(Said(NEEDS_EXTRA, {"script": script}) for script in waiting)
    if untried := dict.fromkeys(thing for result in results for thing in result.untried):
        unproven = (*unproven, Said(NO_DEPENDENCIES, {"things": ", ".join(untried)}))
    if not settings.smoke and any(result.verification.ok for result in results):
        unproven = (*unproven, Said(NO_SMOKE))
    version = next((result.version for result in results if result.version), None)
    known = next((result.known for result in results if result.known), None)
    if known and all(result.verification.ok for result in results):
        remember_modules(world, manifest.name, known, logs, project)
    return Verified(tuple(result.verification for result in results), unproven, version)


def failure(verified: Verified) -> Problem | None:
    """Return the first thing that is wrong with an installation as the problem that it is, None where all are fine."""
    for verification in verified.verifications:
        for fault in verification.faults:
            return Problem(fault.kind, **fault.values)
    return None


def installer_of(verification: Verification) -> str:
    """Return what installed a file, with the Python that it was for where several could be meant."""
    return f"{verification.with_} (Python {verification.python})" if verification.python else verification.with_


def _absent(file: Artifact) -> Verification:
    fault = ProblemFacts(NOT_ON_INDEX, {"file": file.name})
    return Verification(
        file.name, "pip", ok=False, message=part("en", "PVF008.message", NOT_ON_INDEX.message, fault.values), faults=(fault,)
    )


def _unfit(manifest: Manifest, python: Interpreter) -> Verification:
    names = [file.name for file in manifest.files]
    values = {"name": manifest.name, "version": manifest.version, "python": python.version, "files": ", ".join(names)}
    fault = ProblemFacts(NOTHING_FITS, values)
    message = part("en", f"{NOTHING_FITS.id}.message", NOTHING_FITS.message, values)
    return Verification(names[0], "pip", ok=False, message=message, faults=(fault,), python=python.version)


def _tags(world: World, files: Iterable[str], python: str | None) -> frozenset[str]:
    needed = any(file.endswith(".whl") and not pure(file) for file in files)
    return world.installs.tags(python) if needed else frozenset()


def _trials(
    world: World, manifest: Manifest, urls: Mapping[str, str], tags: frozenset[str], python: Interpreter | None
) -> tuple[list[Trial], list[str]]:
    """Return the trials for one Python, and the wheels that are not for it."""
    trials: list[Trial] = []
    left: list[str] = []
    uv = world.find("uv")
    others = constraints((file.name for file in manifest.files), urls, tags)
    for file in manifest.files:
        if file.name not in urls:
            continue
        if file.kind == "wheel" and not fits(file.name, tags):
            left.append(file.name)
            continue
        trials.append(Trial(file, urls[file.name], "pip", python=python, constraints=others))
        if uv and file.kind == "wheel":
            trials.append(Trial(file, urls[file.name], "uv", uv, python, others))
    return trials, left


def _all(bench: Bench, trials: Sequence[Trial], scratch: str, stopping: threading.Event, side_by_side: int) -> tuple[TriedOut, ...]:
    workers = min(side_by_side, max(2, os.cpu_count() or 1))
    # The sdist takes longest, so it begins first.
    order = sorted(range(len(trials)), key=lambda number: trials[number].file.kind == "wheel")
    seen: set[str] = set()
    pool = ThreadPoolExecutor(workers)
    try:
        futures: dict[int, Future[TriedOut]] = {}
        for number in order:
            folder = Path(scratch, str(number))
            folder.mkdir()
            futures[number] = pool.submit(try_out, bench, trials[number], str(folder))
        for done, future in enumerate(as_completed(futures.values()), 1):
            _tell(bench, future.result().verification, seen)
            bench.world.tell(Told("verify", "progress", done=done, total=len(trials)))
        return tuple(futures[number].result() for number in range(len(trials)))
    except BaseException:
        stopping.set()
        pool.shutdown(cancel_futures=True)
        raise
    finally:
        pool.shutdown()


def _tell(bench: Bench, verification: Verification, seen: set[str]) -> None:
    """Tell how it went, and each fault at its first sight only."""
    values = {"file": verification.file, "installer": installer_of(verification)}
    bench.world.tell(Told("verify", "progress" if verification.ok else "note", Said(WORKS if verification.ok else FAILS, values)))
    for fault in verification.faults:
        key = str((fault.kind.id, fault.values))
        if key not in seen:
            seen.add(key)
            bench.world.tell(Told("verify", "note", Said(Sentence(f"{fault.kind.id}.message", fault.kind.message), fault.values)))
