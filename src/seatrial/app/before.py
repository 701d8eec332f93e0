"""Before the first byte: what an index can be asked of a release before any of its files is sent, and what its rules say to that."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from seatrial.app.course import Course
from seatrial.app.project_page import Seen, names_shown
from seatrial.core.lookup import arrivals, look_up, releases_in, to_send
from seatrial.core.neighbours import neighbours, others
from seatrial.core.protocol import normal
from seatrial.core.standard_names import OLDER, standard_names
from seatrial.model.credential import TokenClaims
from seatrial.model.finding import Finding
from seatrial.model.index import IndexProfile, NameStanding
from seatrial.model.lookup import Beside, LookUp
from seatrial.model.project import Project
from seatrial.model.published import Page
from seatrial.model.release import Artifact, Manifest
from seatrial.model.report import Report, Subject
from seatrial.model.sentence import Said, Sentence
from seatrial.model.world import World
from seatrial.rules.before import SURE, judge_arrivals, judge_look
from seatrial.rules.changes import judge_changes
from seatrial.rules.consequences import without_consequences
from seatrial.rules.order import first_refusal
from seatrial.rules.verdict import verdict

OFFERED = 4
"""Free names that are told."""
OFFER = Sentence("BFR034", "Names that are free on {index}: {names}.")
BEFORE = "BFR"
"""What the ids of the rules on what an index shows begin with."""
OWN = frozenset(one.id for one in SURE)
NAMED = frozenset({"IDX020", "IDX021"})
"""Rules on whose project it is."""


class Asked(NamedTuple):
    """What is asked beforehand, and of whom."""

    profile: IndexProfile
    seen: Callable[[str], Seen]
    """Name of a project → what the index showed of it; asked once for each."""
    ignore: Mapping[str, str]
    """Reason by the id of the rule that is ignored."""
    changes: bool = False
    """Whether to tell what the metadata of the release before has that this one has not; elsewhere whole files are compared."""


def look_before(course: Course, asked: Asked, manifest: Manifest, paths: Mapping[str, str]) -> None:
    """Look up every release of a manifest at its index; keep what it shows, and what its rules say, for the outcome.

    `paths` has where the files lie. An index that cannot be asked is not known, and stops nothing.
    """
    for (name, version), files in releases_in(manifest).items():
        seen = asked.seen(name)
        look = look_up(seen.page, asked.profile.name, name, version, files, seen.now)
        left = to_send(seen.page, files)
        look = look._replace(pypi=bool(asked.profile.site), days=look.days if asked.profile.site else None)
        there = {file.filename for file in seen.page.files if file.sha256}
        # Other bytes under the same name are told as what they are, by those who send.
        if not left or look.project == "unknown" or any(file.name in there for file in left):
            _keep(course, look, ())
            continue
        own = {file.name: paths[file.name] for file in files}
        found, look = _held_beside(course, asked, seen.page, look, own)
        path = paths[left[0].name]
        arriving = zip(arrivals(look, seen.page, left, seen.now), (paths[file.name] for file in left), strict=True)
        findings = [*judge_arrivals(arriving, asked.profile, asked.ignore), *judge_look(look, path, asked.ignore)]
        if asked.changes and found.changes:
            findings += judge_changes(found.changes, paths[found.changes.after], asked.ignore)
            course.note(changes=found.changes if manifest.name else None)
        _keep(course, look, findings)


def _held_beside(course: Course, asked: Asked, page: Page, look: LookUp, own: Mapping[str, str]) -> tuple[Beside, LookUp]:
    """Hold the files of a release against the one before it, and its name against those that are like it."""
    if look.project != "there" and not asked.profile.site:
        return Beside(), look
    from seatrial.app.earlier_metadata import beside, marks_of  # noqa: PLC0415  (a new project at an index that is not PyPI does without)

    found = beside(course.world, asked.profile, page, look.name, look.version, own) if look.project == "there" else Beside()
    return found, _named(course, asked, _whose(look, found), partial(marks_of, own))


def hindered(course: Course, asked: Asked, project: Project, path: str) -> bool:
    """Look up a project before anything of it is built; return whether its name cannot be had, or it takes no files. `path` names it to the user."""
    course.step("look", lambda: _look_early(course, asked, project.name or "", project.version or "", path))
    found = (one for one in _findings(course) if one.severity == "error" and one.ignored is None)
    return any(one.rule in OWN or one.rule.startswith(BEFORE) for one in found)


def name_beside(course: Course, profile: IndexProfile, standing: NameStanding, marks: frozenset[str], path: str) -> tuple[Finding, ...]:
    """Return what is to be said of a name at an index that nothing is sent to: one like another cannot be had. In place of one that is taken others are named."""
    findings: tuple[Finding, ...] = ()
    if standing.how == "free":
        look = _named(course, Asked(profile, _unseen, {}), LookUp(profile.name, standing.name, "", "absent"), lambda: marks)
        arriving = [(one, path) for one in arrivals(look, Page("absent"), (), 0.0)]
        findings = tuple(one._replace(severity="warning", refusal=None) for one in judge_arrivals(arriving, profile, {}))
        free = look.free
    else:
        free = _free(course.world, profile, standing.name, marks) if standing.how == "taken" else ()
    if free:
        course.note(notes=(*course.outcome.notes, Said(OFFER, {"index": standing.at, "names": ", ".join(free)})))
    return findings


def _unseen(project: str) -> Seen:  # noqa: ARG001  (a name alone is looked at)
    return Seen(Page("unread"), 0.0)


def _look_early(course: Course, asked: Asked, name: str, version: str, path: str) -> None:
    seen = asked.seen(name)
    look = look_up(seen.page, asked.profile.name, name, version, (), seen.now)
    look = _named(course, asked, look._replace(pypi=bool(asked.profile.site), left=1, days=None), frozenset)
    alone = [(one, path) for one in arrivals(look, seen.page, (), seen.now)]
    findings = (*judge_arrivals(alone, asked.profile, asked.ignore), *judge_look(look, path, asked.ignore))
    _keep(course, look, findings)


def hold_token(course: Course, asked: Asked, manifest: Manifest, paths: Mapping[str, str], claims: TokenClaims | None) -> None:
    """Hold a token against the projects of a manifest: a limited one makes no project, and reaches no other."""
    if claims is None or not asked.profile.site:
        return
    for look in course.outcome.looked_up:
        files = tuple(file for (name, version), some in releases_in(manifest).items() for file in some if (name, version) == look[1:3])
        left = to_send(asked.seen(look.name).page, files)
        if left:
            _hold(course, asked, look, left, paths, claims)


def _hold(course: Course, asked: Asked, look: LookUp, left: Sequence[Artifact], paths: Mapping[str, str], claims: TokenClaims) -> None:
    named = claims.projects is not None and normal(look.name) in claims.projects
    held = look._replace(limited=named, trusted=claims.kind == "trusted publisher")
    if named:
        held = held._replace(whose="ours", theirs="")
    allowed = _allowed(claims, look, named=named)
    seen = asked.seen(look.name)
    arriving = zip(arrivals(held, seen.page, left, seen.now, allowed), (paths[file.name] for file in left), strict=True)
    again = {finding.rule for finding in _findings(course)}
    found = (*judge_arrivals(arriving, asked.profile, asked.ignore), *judge_look(held, paths[left[0].name], asked.ignore))
    fresh = [one for one in found if one.rule not in again or one.rule == "BFR002"]
    _keep(course, held, fresh, without=NAMED if named else frozenset({"BFR002"} & {one.rule for one in fresh}))


def _allowed(claims: TokenClaims, look: LookUp, *, named: bool) -> frozenset[str] | None:
    """Return the projects that a token is surely limited to, None where nothing of it stands in the way."""
    if claims.kind != "project" or named:
        return None
    if claims.projects is not None:
        return frozenset(claims.projects)
    # It names projects by their ids alone, which say nothing of one that exists.
    return frozenset() if look.project == "absent" else None


def _whose(look: LookUp, found: Beside) -> LookUp:
    """Say whose project it seems to be, by what its newest files say."""
    if look.whose == "ours" or look.project != "there" or not found.asked:
        return look
    if found.marks & found.their_marks:
        return look._replace(whose="ours")
    return look._replace(whose="taken" if found.marks and found.their_marks else "unsure", theirs=found.theirs)


def _named(course: Course, asked: Asked, look: LookUp, marks: Callable[[], frozenset[str]]) -> LookUp:
    """Look up the names beside one that is new, or that cannot be had."""
    if not asked.profile.site:
        return look
    before = next((one for one in course.outcome.looked_up if one.name == look.name and one.index_name == look.index_name), None)
    if look.project == "absent" and before and before.project == "absent":
        look = look._replace(asked=before.asked, similar=before.similar)
    elif look.project == "absent":
        names = neighbours(look.name)
        shown = names_shown(course.world, asked.profile, names)
        similar = next((name for name in names if shown[name] == "there"), None)
        look = look._replace(asked=sum(state != "unknown" for state in shown.values()), similar=similar)
    closed = look.project == "absent" and normal(look.name) in standard_names() and normal(look.name) not in OLDER
    if not (look.similar or closed or look.whose == "taken"):
        return look
    return look._replace(free=before.free if before and before.free else _free(course.world, asked.profile, look.name, marks()))


def _free(world: World, profile: IndexProfile, name: str, marks: frozenset[str]) -> tuple[str, ...]:
    """Return names in place of one that nobody has, nor one that differs from it by its hyphens alone."""
    wanted = [one for one in others(name, marks) if normal(one) not in standard_names()]
    beside = {one: (one, one.replace("-", "")) for one in wanted}
    shown = names_shown(world, profile, (name for names in beside.values() for name in names))
    return tuple(one for one in wanted if all(shown[name] == "absent" for name in beside[one]))[:OFFERED]


def _findings(course: Course) -> tuple[Finding, ...]:
    return course.outcome.report.findings if course.outcome.report else ()


def _keep(course: Course, look: LookUp, found: Iterable[Finding], without: frozenset[str] = frozenset()) -> None:
    """Keep what was looked up in place of what was known of the same release, and what was found; a refused file's verdict says so."""
    rest = (one for one in course.outcome.looked_up if one[:3] != look[:3] and one.version)
    course.note(looked_up=(*rest, look))
    report = course.outcome.report
    if report is None:
        return
    paths = {one.path for one in report.subjects}
    kept = tuple(one for one in report.findings if one.rule not in without)
    findings = without_consequences((*kept, *(one if one.subject in paths else _subjected(one, report) for one in found)))
    course.note(report=report._replace(findings=findings, subjects=tuple(_judged(one, findings) for one in report.subjects)))


def _subjected(finding: Finding, report: Report) -> Finding:
    """Return a finding with its file named as the report names it."""
    name = Path(finding.subject).name
    return finding._replace(subject=next((one.path for one in report.subjects if Path(one.path).name == name), finding.subject))


def _judged(subject: Subject, findings: Iterable[Finding]) -> Subject:
    own = [one for one in findings if one.subject == subject.path]
    if not any(one.rule in OWN for one in own):
        return subject
    return subject._replace(verdict=verdict(own), refusal=first_refusal(own))
