"""Verify files: judged as a check would, then installed from where they lie into fresh environments."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from seatrial.app.course import Course
from seatrial.app.interpreters import announced, our_own
from seatrial.app.judging import Judged, judge_file
from seatrial.app.looking import BUILD_FILES, look
from seatrial.app.verify import failure, verify
from seatrial.core.contents import contents
from seatrial.core.endings import DISTRIBUTIONS
from seatrial.core.install import project_of
from seatrial.core.profile import PYPI
from seatrial.core.protocol import normal
from seatrial.model.dist import Unknown, Wheel
from seatrial.model.event import Told
from seatrial.model.release import Artifact, FileOutcome, Manifest, Verification
from seatrial.model.report import Report
from seatrial.model.sentence import Said, Sentence
from seatrial.model.settings import Settings
from seatrial.model.verify import Interpreter, Verified, VerifyOptions
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.target import IS_PROJECT, NOT_A_TARGET, TWO_FILES
from seatrial.problem.verify import NO_LOGS

LOG = Sentence("STV017", "Whole output of an installation that failed: {path}")
KEPT = "verify"
"""Folder in the user's data for logs."""


class Nearby(NamedTuple):
    """The project in the folder that the user works in."""

    name: str | None
    folder: str
    settings: Settings


def verify_files(course: Course, options: VerifyOptions) -> None:
    """Judge files, and where nothing stands against them install and try them. What comes of it is noted in the course.

    Files of one release are each other's, and serve the others' dependencies. Raises `Problem`: PVF039 where there is no file, PVF041 where two
    have one name, PVF025 … for a Python, and the first thing that is wrong with an installation.
    """
    pythons, paths, nearby = course.step("look", lambda: _looked(course.world, options))
    judged = course.step("check", lambda: judged_files(course.world, paths, nearby, options))
    note(course, judged)
    if not course.refused():
        try_judged(course, paths, judged, nearby, options, pythons)


def try_judged(
    course: Course,
    paths: Sequence[str],
    judged: Sequence[Judged],
    nearby: Nearby | None,
    options: VerifyOptions,
    pythons: Sequence[Interpreter],
) -> None:
    """Install files that were judged from where they lie, and try them. Raises the first thing that is wrong as the `Problem` that it is."""
    releases = _releases(judged)
    urls = {one.dist.filename: url_of(path, one.dist.sha256) for path, one in zip(paths, judged, strict=True)}
    logs = logs_folder(course.world)

    def work() -> Verified:
        return merged([_one(course.world, manifest, urls, nearby, options, logs, pythons) for manifest in releases])

    settle(course, work)


def _looked(world: World, options: VerifyOptions) -> tuple[tuple[Interpreter, ...], tuple[str, ...], Nearby | None]:
    paths = _paths(options.targets)
    return announced(world, options.pythons) or (our_own(),), paths, nearby_project(world)


def _paths(targets: Sequence[str]) -> tuple[str, ...]:
    """Return the files, each once; a folder that is no project stands for the files in it."""
    paths: dict[str, str] = {}
    for target in targets:
        for path in _expanded(target):
            name = Path(path).name
            before = paths.setdefault(name, path)
            if before != path and Path(before).read_bytes() != Path(path).read_bytes():
                raise Problem(TWO_FILES, first=before, second=path)
    return tuple(paths.values())


def _expanded(target: str) -> tuple[str, ...]:
    try:
        path = Path(target)
        if path.is_file():
            return (target,)
        names = sorted(os.listdir(path)) if path.is_dir() else []  # noqa: PTH208  (names, not paths)
    except (OSError, ValueError):
        names = []
    if BUILD_FILES.intersection(names):
        raise Problem(IS_PROJECT, folder=target)
    files = tuple(str(path / name) for name in names if name.endswith(DISTRIBUTIONS))
    if not files:
        raise Problem(NOT_A_TARGET, target=target)
    return files


def nearby_project(world: World) -> Nearby | None:
    """Return the project in the working folder; None where there is none, or it cannot be looked at."""
    if not any(Path(name).is_file() for name in BUILD_FILES):
        return None
    try:
        looked = look(world, ".")
    except Problem:
        # A file can be verified wherever one works; `seatrial check` says what is wrong with a project.
        return None
    return Nearby(looked.project.name, looked.project.folder, looked.settings)


def _settings(nearby: Nearby | None, name: str | None, options: VerifyOptions) -> tuple[Settings, str | None]:
    """Return the settings for a file of that name, and the folder of which smoke commands may name files."""
    own = nearby if nearby and nearby.name and name and normal(nearby.name) == normal(name) else None
    return with_options(own.settings if own else Settings(), options), own.folder if own else str(Path.cwd()) if options.smoke else None


def with_options(settings: Settings, options: VerifyOptions) -> Settings:
    """Return settings with what the command line says instead."""
    smoke = options.smoke or settings.smoke
    return settings._replace(smoke=smoke, file_limit=settings.file_limit if options.file_limit is None else options.file_limit)


def judged_files(world: World, paths: Sequence[str], nearby: Nearby | None, options: VerifyOptions) -> tuple[Judged, ...]:
    """Judge files as a check would."""
    judged = []
    for done, path in enumerate(paths):
        world.tell(Told("check", "progress", done=done, total=len(paths), unit="files"))
        settings, _ = _settings(nearby, project_of(Path(path).name), options)
        judged.append(judge_file(path, PYPI, settings, aside=world.aside, now=world.now()))
    return tuple(judged)


def note(course: Course, judged: Sequence[Judged]) -> None:
    """Keep for the outcome which files there are, what is in them, and what was found."""
    files = tuple(FileOutcome(one.dist.filename, one.dist.size, one.dist.sha256, "not sent") for one in judged)
    names = {(normal(one.subject.name), one.subject.version): one.subject for one in judged if one.subject.name}
    name, version = next((one.name, one.version) for one in names.values()) if len(names) == 1 else (None, None)
    findings = tuple(finding for one in judged for finding in one.findings)
    report = Report(PYPI.name, PYPI.date, tuple(one.subject for one in judged), findings)
    wheels = tuple(contents(one.dist) for one in judged if isinstance(one.dist, Wheel))
    course.note(name=name, version=version, files=files, report=report, contents=wheels)


def _releases(judged: Iterable[Judged]) -> tuple[Manifest, ...]:
    """Return a manifest for each release that files belong to."""
    found: dict[tuple[str, str], Manifest] = {}
    for one in judged:
        dist, name, version = one.dist, one.subject.name or "", one.subject.version or ""
        if isinstance(dist, Unknown):
            continue
        file = Artifact(dist.filename, "wheel" if isinstance(dist, Wheel) else "sdist", dist.size, dist.sha256, dist.blake2b_256)
        known = found.get((normal(name), version)) or Manifest(name, version, None, dirty=False, tools={}, files=())
        found[normal(name), version] = known._replace(files=(*known.files, file))
    return tuple(found.values())


def url_of(path: str, sha256: str) -> str:
    """Return the address of a file on this machine, with its hash, so that what is installed is what was judged."""
    return f"{Path(path).absolute().as_uri()}#sha256={sha256}"


def _one(
    world: World, manifest: Manifest, urls: Mapping[str, str], nearby: Nearby | None, options: VerifyOptions, logs: str, pythons: Sequence[Interpreter]
) -> Verified:  # fmt: skip
    settings, project = _settings(nearby, manifest.name, options)
    return verify(world, manifest, urls, settings, logs, project, pythons)


def merged(verified: Sequence[Verified]) -> Verified:
    """Return several as one, what was not proven told once."""
    unproven: list[Said] = []
    for one in verified:
        unproven += [said for said in one.unproven if said not in unproven]
    verifications: tuple[Verification, ...] = ()
    return Verified(sum((one.verifications for one in verified), verifications), tuple(unproven))


def settle(course: Course, work: Callable[[], Verified]) -> None:
    """Carry out a verification as a step, and note what came of it. Raises the Problem that it comes to."""

    def verifying() -> None:
        verified = work()
        course.note(verified=verified.verifications, unproven=(*course.outcome.unproven, *verified.unproven))
        logs = dict.fromkeys(one.log for one in verified.verifications if one.log and not one.ok)
        course.note(notes=(*course.outcome.notes, *(Said(LOG, {"path": path}) for path in logs)))
        if wrong := failure(verified):
            raise wrong

    course.step("verify", verifying)


def logs_folder(world: World) -> str:
    """Return the folder in the user's data that takes the output of installations, 0700. Raises `Problem` PVF043."""
    folder = Path(world.data_folder, KEPT, "logs")
    try:
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise Problem(NO_LOGS, path=str(folder), reason=error.strerror or str(error)) from error
    return str(folder)
