"""Verify a release on an index: its pages asked until they show it, its bytes held against those known here, then installed and tried."""

import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from seatrial.app.course import Course
from seatrial.app.credentials import target_of
from seatrial.app.interpreters import announced, our_own
from seatrial.app.judging import Judged
from seatrial.app.local import local_folder, local_store
from seatrial.app.reading import Reader
from seatrial.app.sighting import look_for
from seatrial.app.taking import take
from seatrial.app.verify_files import Nearby, judged_files, nearby_project, note, try_judged
from seatrial.core.build_output import first_of
from seatrial.core.credential.target import profile_of, target_at
from seatrial.core.install import fits, pure
from seatrial.core.profile import LOCAL, PYPI
from seatrial.core.published import addresses, release_name
from seatrial.core.remote import profile_for
from seatrial.index.server import serving
from seatrial.index.token import new_token
from seatrial.model.change import ListedFile
from seatrial.model.credential import Target
from seatrial.model.event import Told
from seatrial.model.published import Found, Inquiry, ReleaseName
from seatrial.model.release import FileOutcome
from seatrial.model.sentence import Said, Sentence
from seatrial.model.verify import Interpreter, VerifyOptions
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.published import NO_PROJECT
from seatrial.problem.verify import NO_SCRATCH, NOTHING_FITS

NEWEST = Sentence("VPB010", "No version was named: {version} is the newest that {the_index} shows.")
YANKED = Sentence("VPB004", "Yanked, so that installers pass it over unless this very version is asked for (reason: {reason}): {files}")
MARKED = Sentence("VPB005", "{the_index} marks the project as {status}.")
PROVENANCE = Sentence("VPB006", "{the_index} shows where {file} came from: {url} (signatures were not checked).")
LEFT = Sentence("VPB007", "For other platforms or Pythons, not downloaded: {files}")
SDIST_ONLY = Sentence("VPB013", "No wheel is for Python {python} on this machine: users build from the sdist.")
SAME = Sentence("VPB003", "Files with the very bytes of {where}: {count} of {total}")
ALONE = Sentence(
    "VPB002",
    "That these bytes are yours: nothing on this machine holds files of {name} {version}. The index's own pages and the bytes that it gives agree.",
)
ALONE_NO_HASH = Sentence(
    "VPB008",
    "That these bytes are yours: nothing on this machine holds files of {name} {version}, and the index shows {files} without a hash.",
)
MORE = Sentence("VPB012", "That these files are yours: {where} does not name them: {files}")
LATE = Sentence("VPB009", "The JSON API of {the_index} does not show these files, or not yet: {files}")
OLD = Sentence("VPB022", "The list of files of {the_index} is older than its JSON API's page: a cache on the way has not caught up.")
AGED = Sentence("VPB019", "The list of files came from a cache, and is {age} s old.")
NAMED = 5
"""Files that one sentence names."""


class Index(NamedTuple):
    """The index that is asked."""

    name: str
    target: Target
    sure: bool
    """Whether it is known to have PyPI's JSON API."""


def verify_published(course: Course, options: VerifyOptions, pause: threading.Event | None = None) -> None:
    """Look a release up on an index, download what this machine can install, judge it and try it. What comes of it is noted in the course.

    `pause` is what is waited on between two looks. Raises `Problem`: PVF050 to PVF062 for the release, PCR… for the index and its login, PVF025 …
    for a Python, PVF028 where nothing fits, and the first thing that is wrong with an installation.
    """
    wanted = release_name(options.targets[0])
    world, named = course.world, options.from_index or PYPI.name
    course.note(index_name=named, name=wanted.name, version=wanted.version)
    pythons = course.step("look", lambda: announced(world, options.pythons) or (our_own(),))
    nearby = nearby_project(world)
    own = nearby.folder if nearby else str(Path.cwd())
    with _index(world, named, wanted.name) as index, _scratch() as folder:
        course.note(index_name=index.name)
        places = addresses(profile_for(index.target), index.target.url, wanted.name)._replace(sure=index.sure)
        reader = Reader(world, index.target, wanted.name)

        def confirming() -> tuple[Found, dict[str, str]]:
            found = look_for(world, reader, Inquiry(wanted, places, index.name, own, options.wait), pause or threading.Event())
            chosen = _chosen(course, found, pythons)
            course.note(name=found.name, version=found.version, files=_outcomes(found, {}))
            taken = take(world, reader, index.name, found, chosen, folder)
            # Not every list tells sizes.
            sizes = {name: Path(folder, name).stat().st_size for name in taken}
            return found._replace(files=tuple(one._replace(size=sizes.get(one.filename, one.size)) for one in found.files)), taken

        found, taken = course.step("confirm", confirming)
        files = _outcomes(found, taken)
        course.note(files=files, notes=_notes(index.name, found, wanted), unproven=_unproven(found, taken))
        _try(course, options, nearby, [str(Path(folder, name)) for name in taken], pythons)
        course.note(files=files)


@contextmanager
def _index(world: World, named: str, project: str) -> Iterator[Index]:
    """Give the index that a name or an address leads to; the embedded one is served meanwhile."""
    if named != LOCAL.name:
        target = target_of(world, named)
        yield Index(target.name, target, sure=profile_of(target.origin) is not None)
        return
    if not local_folder(world).exists():
        raise Problem(NO_PROJECT, the_index=named, name=project, seconds=0)
    with serving(local_store(world), new_token()) as running:
        yield Index(named, target_at(running.url, "command line", named), sure=True)


@contextmanager
def _scratch() -> Iterator[str]:
    try:
        with tempfile.TemporaryDirectory(prefix="seatrial-", ignore_cleanup_errors=True) as folder:
            yield folder
    except OSError as error:
        raise Problem(NO_SCRATCH, reason=error.strerror or str(error)) from error


def _chosen(course: Course, found: Found, pythons: Sequence[Interpreter]) -> list[ListedFile]:
    """Return the files that one of the Pythons can install, the sdist among them. Raises `Problem` PVF028 where there is none."""
    world = course.world
    wheels = [file for file in found.files if file.filename.endswith(".whl")]
    chosen = [file for file in found.files if file not in wheels]
    for python in pythons:
        needed = any(not pure(file.filename) for file in wheels)
        tags = world.installs.tags(python.path) if needed else frozenset()
        fitting = [file for file in wheels if fits(file.filename, tags)]
        if not fitting and chosen:
            world.tell(Told("confirm", "note", Said(SDIST_ONLY, {"python": python.version})))
        chosen += [file for file in fitting if file not in chosen]
    if not chosen:
        names = ", ".join(file.filename for file in found.files)
        raise Problem(NOTHING_FITS, name=found.name, version=found.version, python=pythons[0].version, files=names)
    return [file for file in found.files if file in chosen]


def _outcomes(found: Found, taken: Mapping[str, str]) -> tuple[FileOutcome, ...]:
    return tuple(FileOutcome(one.filename, one.size or 0, taken.get(one.filename) or one.sha256 or "", "present") for one in found.files)


def _notes(index_name: str, found: Found, wanted: ReleaseName) -> tuple[Said, ...]:
    """Return what is to be known of a release beside its bytes."""
    notes = []
    if found.known and (same := _shared(found)):
        notes.append(Said(SAME, {"where": found.known.where, "count": len(same), "total": len(found.files)}))
    if wanted.version is None:
        notes.append(Said(NEWEST, {"version": found.version, "the_index": index_name}))
    if yanked := [file for file in found.files if file.yanked]:
        reason = next((file.yanked_reason for file in yanked if file.yanked_reason), "-")
        notes.append(Said(YANKED, {"files": first_of([file.filename for file in yanked], NAMED), "reason": reason}))
    if found.page.status not in {"", "active"}:
        notes.append(Said(MARKED, {"the_index": index_name, "status": found.page.status}))
    origin = next((file for file in found.files if file.provenance), None)
    if origin:
        notes.append(Said(PROVENANCE, {"the_index": index_name, "file": origin.filename, "url": origin.provenance}))
    if found.late:
        notes.append(Said(LATE, {"the_index": index_name, "files": first_of(found.late, NAMED)}))
    if found.old:
        notes.append(Said(OLD, {"the_index": index_name}))
    if found.page.age:
        notes.append(Said(AGED, {"age": found.page.age}))
    return tuple(notes)


def _unproven(found: Found, taken: Mapping[str, str]) -> tuple[Said, ...]:
    """Return what was not proven of the bytes: whose they are, and of which only the hash was seen."""
    said = []
    left = [file for file in found.files if file.filename not in taken]
    if left:
        said.append(Said(LEFT, {"files": first_of([file.filename for file in left], NAMED)}))
    shared = _shared(found)
    bare = [file.filename for file in found.files if not file.sha256]
    if not shared:
        values = {"name": found.name, "version": found.version}
        said.append(Said(ALONE_NO_HASH, {**values, "files": first_of(bare, NAMED)}) if bare else Said(ALONE, values))
    elif found.known and len(shared) < len(found.files):
        more = [file.filename for file in found.files if file.filename not in shared]
        said.append(Said(MORE, {"where": found.known.where, "files": first_of(more, NAMED)}))
    return tuple(said)


def _shared(found: Found) -> list[str]:
    """Return the files that are known here: whose hashes were found to be the same."""
    return [file.filename for file in found.files if found.known and file.filename in found.known.sha256]


def _try(course: Course, options: VerifyOptions, nearby: Nearby | None, paths: Sequence[str], pythons: Sequence[Interpreter]) -> None:
    """Judge what was downloaded, and where nothing stands against it install and try it."""
    earlier = course.outcome
    judged = course.step("check", lambda: tuple(map(_softened, judged_files(course.world, paths, nearby, options))))
    note(course, judged)
    course.note(files=earlier.files, name=earlier.name, version=earlier.version)
    if course.refused():
        return
    try_judged(course, paths, judged, nearby, options, pythons)


def _softened(judged: Judged) -> Judged:
    """Return what was found in a file by its name alone, and as it counts for one that is on an index: what PyPI refuses today it may have taken once.

    What is wrong with an archive itself still keeps it from being unpacked.
    """
    name = judged.dist.filename
    findings = tuple(
        one._replace(
            subject=name, severity="warning" if one.severity == "error" and one.refusal and not one.rule.startswith("ARC") else one.severity
        )
        for one in judged.findings
    )
    return judged._replace(subject=judged.subject._replace(path=name), findings=findings)
