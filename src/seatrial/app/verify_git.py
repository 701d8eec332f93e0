"""Verify a place in git: fetched into a fresh folder, built there, and what was built verified."""

import tempfile
from pathlib import Path

from seatrial.app.build import build_locked
from seatrial.app.course import Course
from seatrial.app.interpreters import announced, our_own
from seatrial.app.looking import Looked, look
from seatrial.app.verify import verify
from seatrial.app.verify_files import logs_folder, settle, url_of, with_options
from seatrial.core.install_from import GIT, GitPlace, git_place, kind_of
from seatrial.core.profile import PYPI
from seatrial.core.upload_order import in_order
from seatrial.model.build import BuildOptions, Built
from seatrial.model.event import Told
from seatrial.model.report import Report
from seatrial.model.sentence import Said, Sentence
from seatrial.model.verify import Interpreter, VerifyOptions
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.target import NO_SUBDIRECTORY, NOT_A_TARGET
from seatrial.problem.verify import NO_SCRATCH

FETCHING = Sentence("STV011", "Fetching {address}")
FETCHED = Sentence("STV012", "Fetched {address}, commit {commit}.")
DETACHED = "PRJ044"
"""The rule that tells that no branch is checked out: here it never is."""
SHOWN = 12
"""Letters of a commit that people are shown."""


def verify_git(course: Course, options: VerifyOptions) -> None:
    """Fetch a commit, build its project, and verify the sdist and the wheel. What comes of it is noted in the course.

    Raises `Problem`: PVF032 to PVF042 for the address and what is there, PPR… where it is no project, PBD… where it cannot be built, and the
    first thing that is wrong with an installation.
    """
    if len(options.targets) > 1:
        other = next((target for target in options.targets if kind_of(target) != "git"), options.targets[1])
        raise Problem(NOT_A_TARGET, target=other)
    target = options.targets[0]
    place = git_place(target)
    try:
        with tempfile.TemporaryDirectory(prefix="seatrial-git-", ignore_cleanup_errors=True) as work:
            _verify(course, options, place, target.removeprefix(GIT), Path(work))
    except OSError as error:
        raise Problem(NO_SCRATCH, reason=str(error)) from error


def _verify(course: Course, options: VerifyOptions, place: GitPlace, shown: str, work: Path) -> None:
    world = course.world
    logs = logs_folder(world)

    def looking() -> tuple[tuple[Interpreter, ...], Looked]:
        pythons = announced(world, options.pythons) or (our_own(),)
        return pythons, look(world, _fetched(world, place, work / "tree"))

    pythons, looked = course.step("look", looking)
    course.note(name=looked.project.name, version=looked.project.version)
    looked = looked._replace(settings=with_options(looked.settings, options))
    out = BuildOptions(PYPI, str(work / "dist"), keep_manifest=False)
    built = build_locked(world, looked, out, str(Path(logs).parent))
    course.built(_nameable(built, str(work), shown))
    if course.refused():
        return
    manifest = built.manifest._replace(files=in_order(built.manifest.files))
    hashes = {file.name: file.sha256 for file in manifest.files}
    urls = {name: url_of(path, hashes[name]) for name, path in built.paths.items() if name in hashes}
    settle(course, lambda: verify(world, manifest, urls, looked.settings, logs, looked.project.folder, pythons))


def _fetched(world: World, place: GitPlace, tree: Path) -> str:
    """Fetch into an empty folder; return the project's folder in it."""
    world.tell(Told("look", "progress", Said(FETCHING, {"address": place.url})))
    tree.mkdir()
    commit = world.git.fetch(place.url, place.ref, str(tree))
    world.tell(Told("look", "note", Said(FETCHED, {"address": place.url, "commit": commit[:SHOWN]})))
    folder = tree / place.subdirectory
    if not folder.is_dir() or not folder.resolve().is_relative_to(tree.resolve()):
        raise Problem(NO_SUBDIRECTORY, address=place.url, folder=place.subdirectory, commit=commit[:SHOWN])
    return str(folder)


def _nameable(built: Built, work: str, shown: str) -> Built:
    """Return a build whose report names the address and the files, and not the folder that is thrown away."""
    report = built.report

    def name(path: str) -> str:
        below = Path(path).absolute().is_relative_to(work) and Path(path).name
        return path if not below else below if below in built.paths else shown

    return built._replace(
        report=Report(
            report.index_name,
            report.profile_date,
            tuple(subject._replace(path=name(subject.path)) for subject in report.subjects),
            tuple(finding._replace(subject=name(finding.subject)) for finding in report.findings if finding.rule != DETACHED),
            report.checklist,
        )
    )
