"""Upload: files that are there already, perhaps of several releases, to an index; checked before, each release in its own order, never twice."""

import os
from collections.abc import Mapping

from seatrial.app.attested import found_beside
from seatrial.app.before import Asked, hold_token, look_before
from seatrial.app.carrying import Manner, carry_out_upload, reached, way_to
from seatrial.app.check import check_to_send, settings_at
from seatrial.app.confirming import project_of
from seatrial.app.course import Course, outcome_of
from seatrial.app.credentials import target_of
from seatrial.app.journals import unfinished, user_key
from seatrial.app.named_files import ATTESTATION, left_out, manifest_of, matched, named_files, not_sent
from seatrial.app.plan_file import write_plan
from seatrial.app.project_page import Pages
from seatrial.app.remote import Remote
from seatrial.app.state import locked
from seatrial.app.upload_journals import folder_for, open_journal
from seatrial.core.credential.finders import ADDRESS_VARIABLES
from seatrial.core.journal import Detail
from seatrial.core.plan import plan_upload
from seatrial.core.profile import PYPI
from seatrial.core.remote import profile_for, upload_address
from seatrial.model.event import Told
from seatrial.model.index import IndexProfile
from seatrial.model.release import Manifest, Outcome, Plan, UploadOptions
from seatrial.model.report import Report
from seatrial.model.sentence import Said, Sentence
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.release import OTHER_BYTES_THERE
from seatrial.problem.upload import NOT_ATTESTED

LEFT_OUT_UNSEEN = Sentence(
    "VPB021",
    "{file} is left out: the index has a file of this name and shows no hash of it, so that whether it is the same was not proven.",
)
LEFT_OUT = Sentence("STU008", "{file} is left out: the index has another file of this name.")
ATTESTED = "ATT"
"""What the ids of the rules on attestations begin with."""


def upload(world: World, options: UploadOptions) -> Outcome:
    """Send files to an index. Never raises Problem nor KeyboardInterrupt: the outcome carries them."""
    return outcome_of(Course(world, "upload", options.to), lambda course: _upload(course, options))


def named_index(environ: Mapping[str, str], repository: str | None, url: str | None) -> str:
    """Return the index that is meant: by the options, an address before a name, else by the variables of twine and uv, else PyPI."""
    variables = (*ADDRESS_VARIABLES, "TWINE_REPOSITORY")
    return url or repository or next((environ[name] for name in variables if environ.get(name)), PYPI.name)


def _upload(course: Course, options: UploadOptions) -> None:
    world = course.world
    target = target_of(world, options.to, config_file=options.config_file)
    profile = profile_for(target)
    course.note(index_name=target.name, dry_run=options.dry_run)
    options = options._replace(files=matched(options.files))
    paths = course.step("look", lambda: named_files(options.files))
    report, prepared = course.step("check", lambda: check_to_send(world, list(paths.values()), profile, options.file_limit))
    course.note(report=_for_index(report, profile, attested=options.attestations))
    sidecars = _sidecars(course, options, paths)
    manifest = manifest_of(paths, report, prepared)
    paths = {name: os.path.realpath(path) for name, path in paths.items()}
    one = manifest.name != ""
    course.note(name=manifest.name or None, version=manifest.version or None, files=not_sent(manifest))
    if course.refused(options.fail_on):
        return
    way = way_to(world, target, options)
    manner = Manner(manifest.name if one else None, interactive=options.interactive, attested=options.attestations)
    pages = Pages(world, profile, upload_address(target))
    asked = Asked(profile, pages.seen, settings_at(next(iter(paths.values()))).ignore, changes=True)
    # A page that is open to everybody is read before anybody is asked for a token.
    left = _before(course, options, asked, manifest, paths) if profile.simple_url else None
    if course.refused(options.fail_on):
        return
    with reached(world, target, way, manner) as place:
        pages.authorization = place.authorization
        left = _before(course, options, asked, manifest, paths) if left is None else left
        hold_token(course, asked, left, paths, place.claims)
        if course.refused(options.fail_on):
            return
        ready = place._replace(forms={one.sha256: one.form for one in prepared.values()})
        _carry_out(course, options, ready, plan_upload(left, target.name, paths, way, sidecars), _there(asked, left))


def _for_index(report: Report, profile: IndexProfile, *, attested: bool) -> Report:
    """Return a report as it counts for an index: what PyPI alone refuses is only worth knowing where files go elsewhere; attestations count where they are sent."""
    findings = []
    for finding in report.findings:
        softened = finding.severity == "error" and finding.refusal and not profile.site
        grave = attested and finding.rule.startswith(ATTESTED) and finding.ignored is None
        findings.append(finding._replace(severity="error" if grave else "warning") if grave or softened else finding)
    return report._replace(findings=tuple(findings))


def _sidecars(course: Course, options: UploadOptions, paths: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """Return the attestations that are sent along with each file; say what of all that lies beside the files is left out. Raises Problem where one is missing."""
    found = {name: found_beside(path) for name, path in paths.items()}
    beside = {path: ATTESTATION for there in found.values() for path in there} | left_out(options.files)
    for path, sentence in beside.items():
        if sentence != ATTESTATION or not options.attestations:
            course.world.tell(Told("upload", "note", Said(sentence, {"file": path})))
    if not options.attestations:
        return {}
    for name, there in found.items():
        if not there:
            raise Problem(NOT_ATTESTED, path=paths[name], name=name)
    return {name: tuple(map(os.path.abspath, there)) for name, there in found.items()}


def _before(course: Course, options: UploadOptions, asked: Asked, manifest: Manifest, paths: Mapping[str, str]) -> Manifest:
    """Look up what the index has of the files, and what its rules say to the others; return those that may be sent. Raises Problem as `_without_others`."""

    def look() -> Manifest:
        left = _without_others(course, options, manifest, _there(asked, manifest))
        look_before(course, asked, left, paths)
        return left

    left: Manifest = course.step("look", look)
    return left


def _carry_out(course: Course, options: UploadOptions, place: Remote, plan: Plan, there: Mapping[str, str]) -> None:
    world = course.world
    course.note(plan=plan)
    write_plan(plan, options.plan_file)
    if options.dry_run:
        return
    state = folder_for(world, plan)
    with locked(state):
        key = user_key(world)
        begun = next((one for one in unfinished(state, key) if one.known.plan.id == plan.id), None)
        journal = open_journal(course, state, plan, key, begun, _present(plan, there))
        carry_out_upload(course, journal, place, hold=begun is not None)


def _there(asked: Asked, manifest: Manifest) -> dict[str, str]:
    """Return what the index shows of the files, sha256 (empty where it tells none) by name: one look for each release."""
    projects = dict.fromkeys(project_of(manifest, file) for file in manifest.files)
    return {file.filename: file.sha256 or "" for project in projects for file in asked.seen(project).page.files}


def _without_others(course: Course, options: UploadOptions, manifest: Manifest, there: Mapping[str, str]) -> Manifest:
    """Return the files that may be sent. Raises Problem where the index has others under their names, unless these are to be left out."""
    others = [file for file in manifest.files if there.get(file.name) and there[file.name] != file.sha256]
    for file in others:
        if not options.skip_existing:
            raise Problem(OTHER_BYTES_THERE, file=file.name, found=there[file.name], planned=file.sha256)
    # Without a hash nobody can say whether it is another file; the index would refuse it either way.
    bare = [file for file in manifest.files if options.skip_existing and there.get(file.name) == ""]
    left_out = tuple(Said(LEFT_OUT_UNSEEN if file in bare else LEFT_OUT, {"file": file.name}) for file in (*others, *bare))
    course.note(notes=left_out)
    for said in left_out:
        course.world.tell(Told("upload", "note", said))
    return manifest._replace(files=tuple(file for file in manifest.files if file not in (*others, *bare)))


def _present(plan: Plan, there: Mapping[str, str]) -> dict[str, Detail]:
    return {f"upload:{file.name}": {"state": "present"} for file in plan.manifest.files if there.get(file.name) == file.sha256}
