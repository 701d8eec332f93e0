"""Upload: files that are there already, perhaps of several releases, to an index; checked before, each release in its own order, never twice."""

import os
from collections.abc import Mapping
from contextlib import closing

from seatrial.app.attested import is_beside
from seatrial.app.check import check
from seatrial.app.course import Course, outcome_of
from seatrial.app.credentials import credential_for, target_of
from seatrial.app.execute import execute
from seatrial.app.journals import finish, unfinished, user_key
from seatrial.app.named_files import manifest_of, named_files, not_sent
from seatrial.app.plan_file import write_plan
from seatrial.app.remote import Remote, access_with, project_of, reach, sending_acts, shown
from seatrial.app.state import locked
from seatrial.app.upload_journals import folder_for, open_journal
from seatrial.core.journal import Detail
from seatrial.core.plan import plan_upload
from seatrial.core.profile import PYPI
from seatrial.core.remote import profile_for
from seatrial.model.event import Told
from seatrial.model.index import IndexProfile
from seatrial.model.release import Manifest, Outcome, Plan, UploadOptions
from seatrial.model.report import Report
from seatrial.model.sentence import Said, Sentence
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.release import OTHER_BYTES_THERE

LEFT_OUT = Sentence("STU008", "{file} is left out: the index has another file of this name.")
ATTESTATION = Sentence("STU009", "{file} is not sent: seatrial does not send attestations yet.")


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
    paths = course.step("look", lambda: named_files(options.files))
    report = course.step("check", lambda: check(world, list(paths.values()), profile, options.file_limit))
    course.note(report=_for_index(report, profile))
    for beside in (file for file in options.files if is_beside(file, options.files)):
        world.tell(Told("upload", "note", Said(ATTESTATION, {"file": beside})))
    manifest = manifest_of(paths, report)
    paths = {name: os.path.realpath(path) for name, path in paths.items()}
    one = manifest.name != ""
    course.note(name=manifest.name or None, version=manifest.version or None, files=not_sent(manifest))
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


def _for_index(report: Report, profile: IndexProfile) -> Report:
    """Return a report as it counts for an index: what PyPI alone refuses is only worth knowing where files go elsewhere."""
    if profile.site:
        return report
    softened = tuple(
        finding._replace(severity="warning") if finding.severity == "error" and finding.refusal else finding for finding in report.findings
    )
    return report._replace(findings=softened)


def _carry_out(course: Course, options: UploadOptions, place: Remote, manifest: Manifest, paths: Mapping[str, str]) -> None:
    world = course.world
    there = course.step("look", lambda: _there(place, manifest))
    manifest = _without_others(course, options, manifest, there)
    plan = plan_upload(manifest, place.target.name)
    course.note(plan=plan)
    write_plan(plan, options.plan_file)
    if options.dry_run:
        return
    state = folder_for(world, plan)
    with locked(state):
        key = user_key(world)
        begun = next((one for one in unfinished(state, key) if one.known.plan.id == plan.id), None)
        done = _present(plan, there)
        with closing(open_journal(course, state, plan, key, begun, done)) as journal:
            execute(course, journal, sending_acts(place, manifest, paths), paths, options.jobs, hold=begun is not None)
        finish(journal.path)


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
