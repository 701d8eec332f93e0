"""Build a project: from a clean copy to an sdist, the wheel from it, both judged, and a manifest."""

import os
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext, suppress
from glob import escape
from pathlib import Path

from seatrial import __version__
from seatrial.app.edits import refuse_begun
from seatrial.app.journals import refuse_interrupted
from seatrial.app.judging import Judged, judge_file
from seatrial.app.looking import Looked, shown_path
from seatrial.app.making import make, workplace
from seatrial.app.manifest import NAME as MANIFEST
from seatrial.app.manifest import write_manifest
from seatrial.app.runs import Verdict, remembering, verdict_on
from seatrial.app.state import NEW, fresh_log, locked, state_folder, sweep
from seatrial.app.twice import PLACE, make_twice, twins_of
from seatrial.core.contents import contents
from seatrial.core.endings import BUILT
from seatrial.core.plan import plan_id
from seatrial.core.profile import REHEARSAL
from seatrial.core.sameness import is_same
from seatrial.model.build import BuildOptions, BuildResult, Built, Traces
from seatrial.model.dist import Sdist, Unknown, Wheel
from seatrial.model.event import Told
from seatrial.model.index import IndexProfile
from seatrial.model.project import Pair, Repository
from seatrial.model.release import Artifact, Manifest
from seatrial.model.report import Report, Subject
from seatrial.model.sentence import Said, Sentence
from seatrial.model.together import Together
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.build import DIST_READ_ONLY, LED_OUT
from seatrial.rules.consequences import without_consequences
from seatrial.rules.pairing import judge_pair
from seatrial.rules.release import judge_together
from seatrial.rules.reproducibility import judge_twins
from seatrial.rules.traces import judge_traces

OTHERS = Sentence("STB006", "Left alone in {folder}, and no part of this build: {names}")
SAME = Sentence("STB008", "Built twice, and both builds are the same to the byte. Files compared: {files}")


def build(world: World, looked: Looked, options: BuildOptions) -> Built:
    """Build the project that was looked at, judge what came of it, and write the files and the manifest.

    Runs the project's backend. What is wrong with the files stands in the report; the files are written nevertheless.
    Raises `Problem`: PGT…, PBD… where the build cannot be done, PFX008 where files are half changed, PPR050 to PPR054 where `.seatrial` cannot be used.
    """
    state = state_folder(world, looked.project.folder)
    with locked(state):
        refuse_interrupted(world, state)
        refuse_begun(world, state)
        return build_locked(world, looked, options, state)


def build_locked(world: World, looked: Looked, options: BuildOptions, state: str) -> Built:
    """Build as `build` does, for a caller that holds the lock of the project's `state` folder already."""
    if not options.keep_manifest:
        # A dry run leaves nothing behind.
        return _build(world, looked, options, state)
    return remembering(world, looked, state, "build", lambda: _build(world, looked, options, state), _verdict)


def _build(world: World, looked: Looked, options: BuildOptions, state: str) -> Built:
    dist = _writable(Path(options.out) if options.out else _own(looked.project.folder))
    with workplace() as work, workplace(PLACE) if options.twice else nullcontext() as again:
        world.tell(Told("build", "started"))
        began, log = world.now(), fresh_log(state, "build.log")
        made, second = make_twice(world, looked, (work, again), log, state) if again else (make(world, looked, work, log), None)
        twins = twins_of(made, second, began, shown_path(str(dist))) if second else None
        if twins and is_same(twins):
            world.tell(Told("build", "note", Said(SAME, {"files": len(twins.files)})))
        paths = _placed(made.result.files, dist)
        others = _others(dist, paths)
        if others:
            world.tell(Told("build", "note", Said(OTHERS, {"folder": str(dist), "names": ", ".join(others)})))
        world.tell(Told("build", "done"))
    world.tell(Told("check", "started"))
    built = _judged(world, looked, options, _tools(made.result), paths)._replace(dist_folder=str(dist), others=others, twins=twins)
    built = _with_findings(built, looked, made.traces)
    if options.keep_manifest:
        write_manifest(str(Path(state, MANIFEST)), built.manifest)
    world.tell(Told("check", "done"))
    return built


def _verdict(built: Built) -> Verdict:
    return verdict_on(built.report.findings)._replace(made=plan_id(built.manifest, REHEARSAL.name))


def _with_findings(built: Built, looked: Looked, traces: Traces) -> Built:
    """Add what is to be said of the build itself, and of a second one."""
    folder, ignore = shown_path(looked.project.folder), looked.settings.ignore
    twins = judge_twins(built.twins, folder, ignore) if built.twins else ()
    found = (*built.report.findings, *judge_traces(traces, folder, ignore), *twins)
    return built._replace(report=built.report._replace(findings=found))


def _own(folder: str) -> Path:
    """Return the folder for built files that a project has itself, which no link may lead out of it."""
    dist = Path(folder, "dist")
    target = os.path.realpath(dist)
    if not Path(target).is_relative_to(os.path.realpath(folder)):
        raise Problem(LED_OUT, path=str(dist), target=target)
    return dist


def _writable(dist: Path) -> Path:
    """Return the folder for the files, made where it is not there, before a long build is begun."""
    try:
        dist.mkdir(parents=True, exist_ok=True)
        if not os.access(dist, os.W_OK):
            raise PermissionError(13, os.strerror(13))
    except OSError as error:
        raise Problem(DIST_READ_ONLY, path=str(dist), reason=error.strerror or str(error)) from error
    return dist.absolute()


def _placed(files: Sequence[str], dist: Path) -> dict[str, str]:
    """Put built files into the folder, each as a whole or not at all, in place of one with its name; return path by name."""
    paths = {}
    for file in files:
        name = Path(file).name
        target = dist / name
        sweep(str(dist), f".{escape(name)}.*{NEW}")
        fresh = dist / f".{name}.{os.getpid()}{NEW}"
        try:
            fresh.unlink(missing_ok=True)
            _copied(file, fresh)
            fresh.replace(target)
        except OSError as error:
            with suppress(OSError):
                fresh.unlink()
            raise Problem(DIST_READ_ONLY, path=str(target), reason=error.strerror or str(error)) from error
        paths[name] = str(target)
    return paths


def _copied(file: str, fresh: Path) -> None:
    """Copy a file to a place where nothing lies, and through no link."""
    into = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
    with os.fdopen(into, "wb") as copy, Path(file).open("rb") as built:
        shutil.copyfileobj(built, copy)
        copy.flush()
        # On the disk before a journal speaks of them: what a power cut took from here could not be sent any more.
        os.fsync(copy.fileno())


def _others(dist: Path, paths: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted(path.name for path in dist.iterdir() if path.name.endswith(BUILT) and path.name not in paths))


def _judged(world: World, looked: Looked, options: BuildOptions, tools: Mapping[str, str], paths: Mapping[str, str]) -> Built:
    report, judged = judge_built(world, looked, options.profile, paths)
    wheels = tuple(contents(one.dist) for one in judged if isinstance(one.dist, Wheel))
    return Built(_manifest(looked, judged, tools), "", paths, report, wheels)


def judge_built(world: World, looked: Looked, profile: IndexProfile, paths: Mapping[str, str]) -> tuple[Report, tuple[Judged, ...]]:
    """Judge built files beside the tree that they come from; `paths` has the path of each file by its name."""
    folder, ignore = shown_path(looked.project.folder), looked.settings.ignore
    judged = tuple(judge_file(shown_path(path), profile, looked.settings, aside=world.aside, now=world.now()) for path in paths.values())
    wheels = [one.dist for one in judged if isinstance(one.dist, Wheel)]
    sdists = [one.dist for one in judged if isinstance(one.dist, Sdist)]
    found = [*looked.findings, *(finding for one in judged for finding in one.findings)]
    for wheel in (*wheels,) or (None,):
        pair = Pair(looked.project, looked.repository, wheel, sdists[0] if sdists else None)
        # What is said of the sdist is the same beside each wheel.
        found += [finding for finding in judge_pair(pair, folder, ignore) if finding not in found]
    found += judge_together(Together(tuple(one.released for one in judged if one.released)), ignore)
    findings = tuple(found)
    project = Subject(folder, "project", looked.project.name, looked.project.version)
    subjects = (project, *(one.subject for one in judged))
    return Report(profile.name, profile.date, subjects, without_consequences(findings)), judged


def _manifest(looked: Looked, judged: Iterable[Judged], tools: Mapping[str, str]) -> Manifest:
    known = [one for one in judged if not isinstance(one.dist, Unknown)]
    files = tuple(
        Artifact(
            one.dist.filename, "wheel" if isinstance(one.dist, Wheel) else "sdist", one.dist.size, one.dist.sha256, one.dist.blake2b_256
        )
        for one in known
    )
    names = [(one.subject.name, one.subject.version) for one in known if one.subject.name and one.subject.version]
    name, number = names[0] if names else (looked.project.name, looked.project.version)
    repository = looked.repository
    commit = repository.commit if repository else None
    return Manifest(name or "", number or "", commit, commit is None or _changed(repository), tools, files)


def _changed(repository: Repository | None) -> bool:
    return repository is None or bool(repository.dirty or repository.untracked)


def _tools(result: BuildResult) -> dict[str, str]:
    return {"seatrial": __version__, "python": ".".join(map(str, sys.version_info[:3])), **result.tools}
