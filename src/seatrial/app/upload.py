"""Upload: files that are there already, perhaps of several releases, to an index; checked before, each release in its own order, never twice."""

import os
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Literal

from seatrial.app.attested import is_beside
from seatrial.app.check import check
from seatrial.app.course import Course, outcome_of
from seatrial.app.credentials import credential_for, target_of
from seatrial.app.execute import execute
from seatrial.app.journals import Found, Journal, finish, go_on, start, unfinished, user_key
from seatrial.app.looking import BUILD_FILES
from seatrial.app.plan_file import write_plan
from seatrial.app.remote import Remote, access_with, project_of, reach, sending_acts, shown
from seatrial.app.sending import opened
from seatrial.app.state import locked, state_folder
from seatrial.core.dist import digest
from seatrial.core.endings import DISTRIBUTIONS
from seatrial.core.journal import Detail
from seatrial.core.plan import plan_upload
from seatrial.core.profile import PYPI
from seatrial.core.remote import profile_for
from seatrial.model.event import Told
from seatrial.model.index import IndexProfile
from seatrial.model.release import Artifact, FileOutcome, Manifest, Outcome, Plan, UploadOptions
from seatrial.model.report import Report
from seatrial.model.sentence import Said, Sentence
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.release import CANNOT_WRITE, FILE_CHANGED, FILE_MISSING, OTHER_BYTES_THERE
from seatrial.problem.upload import NO_FILES, NO_NAME, TWO_OF_ONE_NAME

GOING_ON = Sentence("STU007", "An earlier upload of these files was interrupted: going on with what is left.")
LEFT_OUT = Sentence("STU008", "{file} is left out: the index has another file of this name.")
ATTESTATION = Sentence("STU009", "{file} is not sent: seatrial does not send attestations yet.")
FOLDER = "uploads"
"""Of the user's data, for journals of uploads outside of any project, a folder for each: such uploads are in nobody's way."""


def upload(world: World, options: UploadOptions) -> Outcome:
    """Send files to an index. Never raises Problem nor KeyboardInterrupt: the outcome carries them."""
    return outcome_of(Course(world, "upload", options.to), lambda course: _upload(course, options))


def named_index(environ: Mapping[str, str], repository: str | None, url: str | None) -> str:
    """Return the index that is meant: by the options, an address before a name, else by the variables of twine and uv, else PyPI."""
    variables = ("TWINE_REPOSITORY_URL", "UV_PUBLISH_URL", "TWINE_REPOSITORY")
    return url or repository or next((environ[name] for name in variables if environ.get(name)), PYPI.name)


def _upload(course: Course, options: UploadOptions) -> None:
    world = course.world
    target = target_of(world, options.to, config_file=options.config_file)
    profile = profile_for(target)
    course.note(index_name=target.name, dry_run=options.dry_run)
    paths = course.step("look", lambda: _paths(options.files))
    report = course.step("check", lambda: check(world, list(paths.values()), profile, options.file_limit))
    course.note(report=_for_index(report, profile))
    for beside in (file for file in options.files if is_beside(file, options.files)):
        world.tell(Told("upload", "note", Said(ATTESTATION, {"file": beside})))
    manifest = _manifest(paths, report)
    paths = {name: os.path.realpath(path) for name, path in paths.items()}
    one = manifest.name != ""
    course.note(name=manifest.name or None, version=manifest.version or None, files=_not_sent(manifest))
    if course.refused(options.fail_on):
        return
    project = manifest.name if one else None
    credential = credential_for(world, target, project=project, config_file=options.config_file, interactive=options.interactive)
    access = access_with(options.patience, options.jobs, options.authority, options.certificate)
    place = reach(world, target, profile, credential, access)
    try:
        _carry_out(course, options, place, manifest, paths)
    finally:
        place.session.finish()


def _paths(files: Sequence[str]) -> dict[str, str]:
    """Return the path of each file by its name; a folder stands for the wheels and sdists in it. Raises Problem where there is none, or two of one name."""
    paths: dict[str, str] = {}
    for path in (one for named in files if not is_beside(named, files) for one in _expanded(named)):
        before = paths.setdefault(path.name, str(path))
        if before != str(path) and not _same(before, path):
            raise Problem(TWO_OF_ONE_NAME, first=before, second=str(path))
    if not paths:
        raise Problem(NO_FILES, places=", ".join(files))
    return paths


def _expanded(named: str) -> Sequence[Path]:
    if not os.path.isdir(named):  # noqa: PTH112  (a name that is too long is no folder)
        return [Path(named)]
    try:
        return [one for one in sorted(Path(named).iterdir()) if one.name.endswith(DISTRIBUTIONS) and not one.is_dir()]
    except OSError as error:
        raise Problem(FILE_MISSING, path=named, reason=error.strerror or str(error)) from error


def _same(path: str, other: Path) -> bool:
    try:
        return os.path.samefile(path, other)  # noqa: PTH121
    except OSError:
        return False


def _for_index(report: Report, profile: IndexProfile) -> Report:
    """Return a report as it counts for an index: what PyPI alone refuses is only worth knowing where files go elsewhere."""
    if profile.site:
        return report
    softened = tuple(
        finding._replace(severity="warning") if finding.severity == "error" and finding.refusal else finding for finding in report.findings
    )
    return report._replace(findings=softened)


def _manifest(paths: Mapping[str, str], report: Report) -> Manifest:
    """Return what is to be sent, with hashes. Raises Problem where a file does not tell whose it is, or changed since it was checked."""
    artifacts = []
    for (name, path), subject in zip(paths.items(), report.subjects, strict=True):
        if not subject.name or not subject.version:
            raise Problem(NO_NAME, path=path)
        with opened(os.path.realpath(path)) as file:
            digests = digest(file)
        if subject.sha256 not in (None, digests.sha256):
            raise Problem(FILE_CHANGED, path=path, found=digests.sha256, planned=str(subject.sha256))
        kind: Literal["wheel", "sdist"] = "wheel" if name.endswith(".whl") else "sdist"
        artifacts.append(Artifact(name, kind, digests.size, digests.sha256, digests.blake2b_256, subject.name, subject.version))
    releases = {(file.project, file.version) for file in artifacts}
    if len(releases) > 1:
        return Manifest("", "", None, dirty=False, tools={}, files=tuple(artifacts))
    ((name, version),) = releases
    return Manifest(name, version, None, dirty=False, tools={}, files=tuple(file._replace(project="", version="") for file in artifacts))


def _not_sent(manifest: Manifest) -> tuple[FileOutcome, ...]:
    return tuple(FileOutcome(file.name, file.size, file.sha256, "not sent", None, file.project, file.version) for file in manifest.files)


def _carry_out(course: Course, options: UploadOptions, place: Remote, manifest: Manifest, paths: Mapping[str, str]) -> None:
    world = course.world
    there = course.step("look", lambda: _there(place, manifest))
    manifest = _without_others(course, options, manifest, there)
    plan = plan_upload(manifest, place.target.name)
    course.note(plan=plan)
    write_plan(plan, options.plan_file)
    if options.dry_run:
        return
    state = _state(world, plan)
    with locked(state):
        key = user_key(world)
        begun = next((one for one in unfinished(state, key) if one.known.plan.id == plan.id), None)
        done = _present(plan, there)
        with closing(_journal(course, state, plan, key, begun, done)) as journal:
            execute(course, journal, sending_acts(place, manifest, paths), paths, options.jobs, hold=begun is not None)
        finish(journal.path)


def _state(world: World, plan: Plan) -> str:
    """Return the folder for the journal: that of the project in the working folder, else one in the user's data."""
    here = os.getcwd()  # noqa: PTH109
    if any(Path(here, name).is_file() for name in BUILD_FILES):
        return state_folder(world, here)
    folder = Path(world.data_folder, FOLDER, plan.id)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Problem(CANNOT_WRITE, path=str(folder), reason=error.strerror or str(error)) from error
    return str(folder)


def _journal(course: Course, state: str, plan: Plan, key: bytes, begun: Found | None, done: Mapping[str, Detail]) -> Journal:
    if begun is None:
        journal = start(state, plan, key, done)
        course.known(journal.known._replace(done={}))
        return journal
    course.known(begun.known)
    course.world.tell(Told("upload", "note", Said(GOING_ON)))
    return go_on(begun, key)


def _there(place: Remote, manifest: Manifest) -> dict[str, str]:
    """Return what the index shows of the files, sha256 by name: one look for each release."""
    projects = dict.fromkeys(project_of(manifest, file) for file in manifest.files)
    return {name: sha256 for project in projects for name, sha256 in (shown(place, project) or {}).items()}


def _without_others(course: Course, options: UploadOptions, manifest: Manifest, there: Mapping[str, str]) -> Manifest:
    """Return the files that may be sent. Raises Problem where the index has others under their names, unless these are to be left out."""
    others = [file for file in manifest.files if there.get(file.name) and there[file.name] != file.sha256]
    for file in others:
        if not options.skip_existing:
            raise Problem(OTHER_BYTES_THERE, file=file.name, found=there[file.name], planned=file.sha256)
    left_out = tuple(Said(LEFT_OUT, {"file": file.name}) for file in others)
    course.note(notes=left_out)
    for said in left_out:
        course.world.tell(Told("upload", "note", said))
    return manifest._replace(files=tuple(file for file in manifest.files if file not in others))


def _present(plan: Plan, there: Mapping[str, str]) -> dict[str, Detail]:
    return {f"upload:{file.name}": {"state": "present"} for file in plan.manifest.files if there.get(file.name) == file.sha256}
