"""Raising a version that git's tags say: the next tag on HEAD, and no file is changed."""

from typing import NamedTuple

from seatrial.app.bumping import refuse_released, refuse_unfit
from seatrial.app.looking import Looked, uncommitted
from seatrial.app.prove import prove
from seatrial.app.tagging import GLANCE, refuse_nobody, refuse_other_tag, set_tag, tag_name
from seatrial.core.bump.versions import PARTS, next_version, parsed
from seatrial.core.tag_forms import form_of, last_tag
from seatrial.model.bump import Bumped, BumpOptions
from seatrial.model.event import Told
from seatrial.model.release import TagStep
from seatrial.model.sentence import Said, Sentence
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.bump import NO_GIT
from seatrial.problem.release import NO_COMMIT, TAG_ELSEWHERE
from seatrial.problem.release_part import ALREADY_TAGGED, DIRTY, NO_TAG

SCM = Sentence("BMP064", "{scm} makes the version from git's tags: no file says it; the tag {tag} on HEAD does.")
NOT_ASKED = Sentence("BMP065", "{remote} could not be asked whether it has the tag {tag}.")
LOOKED_AT = 1000
"""Tags that are looked at, the newest."""
NAMED = 10
"""Files that a Problem names at most."""


class NextTag(NamedTuple):
    """A tag that is to be set."""

    old: str
    """The version of the last tag; empty where there is none."""
    new: str
    tag: str
    commit: str


def next_tag(world: World, looked: Looked, options: BumpOptions) -> NextTag:
    """Return the tag that makes the version which is asked for; nothing is changed.

    Raises `Problem`: PBP007 outside of git, PBP033 where a part is asked for and no tag says a version, PBP034 where HEAD has the tag of a release,
    PBP035 where something is not committed, PBP004 and PBP005, PGT017, and for the tag itself PRL010, PRL017, PGT009.
    """
    folder, repository = looked.project.folder, looked.repository
    if repository is None:
        raise Problem(NO_GIT, folder=folder)
    if repository.commit is None:
        raise Problem(NO_COMMIT, folder=folder)
    name = looked.project.name or ""
    last = last_tag(world.git.tags(folder, LOOKED_AT), name, looked.settings.tag)
    if last is None and options.to.strip().lower() in PARTS:
        raise Problem(NO_TAG, to=options.to)
    old = last.version if last else ""
    new = next_version(old, options.to)
    if last:
        refuse_unfit(Bumped(folder, old=old, new=new), looked, options)
    here = last_tag(repository.tags, name, looked.settings.tag)
    if here and not options.force and not _unfinished(here.version):
        raise Problem(ALREADY_TAGGED, tag=here.tag, version=here.version)
    files = (*uncommitted(repository), *repository.elsewhere)
    if files:
        raise Problem(DIRTY, files=", ".join(files[:NAMED]))
    tag = tag_name(form_of(last, looked.settings.tag), name, new)
    _refuse_tag(world, folder, tag, repository.commit, looking=options.dry_run)
    return NextTag(old, new, tag, repository.commit)


def _unfinished(version: str) -> bool:
    found = parsed(version)
    return found is not None and found.is_prerelease


def _refuse_tag(world: World, folder: str, tag: str, commit: str, *, looking: bool) -> None:
    refuse_other_tag(world, folder, tag, commit, None)
    refuse_nobody(world, folder, tag)
    remote = world.git.remote(folder)
    try:
        refuse_other_tag(world, folder, tag, commit, remote, GLANCE, looking=looking)
    except Problem as problem:
        if problem.kind is TAG_ELSEWHERE:
            raise
        world.tell(Told("look", "note", Said(NOT_ASKED, {"remote": str(remote), "tag": tag})))


def bump_tag(world: World, looked: Looked, scm: str, options: BumpOptions) -> Bumped:
    """Set the tag that raises a version which git's tags say, or for a dry run say which. Raises `Problem` as `next_tag`, PBP006, PGT… and as `prove`.

    Where `options.prove` asks for it the metadata is built after the tag is set; where that says another version the tag is there nevertheless.
    """
    folder = looked.project.folder
    coming = next_tag(world, looked, options)
    notes = refuse_released(world, looked, coming.new, options)
    bumped = Bumped(folder, looked.project.name, coming.old or None, coming.new, scm=scm, tag=coming.tag)
    bumped = bumped._replace(notes=(Said(SCM, {"scm": scm, "tag": coming.tag}), *notes))
    if options.dry_run:
        return bumped
    set_tag(
        world,
        folder,
        TagStep("tag", coming.tag, coming.commit, f"{looked.project.name or ''} {coming.new}".strip()),
        sign=looked.settings.sign_tag,
    )
    return bumped._replace(proved=prove(world, looked, (), coming.new) if options.prove else None)
