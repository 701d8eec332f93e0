"""What stands in the way of raising a version: an earlier run, git, an index, the version itself."""

from collections.abc import Sequence

from seatrial.app.edits import ASIDE, begun, recover, refuse_begun
from seatrial.app.journals import refuse_interrupted
from seatrial.app.looking import Looked, reached_folder
from seatrial.app.on_indexes import on_indexes
from seatrial.app.state import NAME, existing_state
from seatrial.app.tagging import tag_name
from seatrial.core.build_output import first_of
from seatrial.core.bump.places import disagreeing
from seatrial.core.bump.versions import backwards, same
from seatrial.core.profile import PYPI
from seatrial.model.bump import Bumped, BumpOptions, Found
from seatrial.model.edit import Edit
from seatrial.model.sentence import Said, Sentence
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.bump import BACKWARDS, COMPUTED, DIFFERENT, NO_GIT, NO_PLACE, ON_INDEX, SAME
from seatrial.problem.git import HALF_WAY, TAG_EXISTS

UNCOMMITTED = Sentence("BMP030", "Changed before and not committed yet, besides the version: {files}.")
NOT_ASKED = Sentence("BMP031", "PyPI could not be asked whether it has this version: {reason}.")
TAKEN_BACK = Sentence("BMP032", "An earlier `seatrial bump` to {version} was interrupted; what it had changed was taken back first.")
LEFT = Sentence(
    "BMP033", "Since it was interrupted somebody else changed {files}; left as it is, and what it was before is kept in {record}."
)
NO_NAME = Sentence("BMP034", "PyPI was not asked whether it has this version: the project's name is not known without a build.")
LINKED = Sentence("BMP035", "A version behind a link that leads out of the project was not looked for: {names}.")
LEADS_OUT = "PRJ051"
"""The rule on links that lead out of the project."""
NAMED = 10
"""Places and files that are told at most."""


def settle(world: World, folder: str, options: BumpOptions) -> tuple[Said, ...]:
    """Take back what an earlier bump left half done, so that this one begins where that one did; return what there is to say of it.

    Raises `Problem` PFX008 where a look or a dry run finds it, or where it was no bump; PRL… where a release was interrupted that needs the tree as it is.
    """
    path = reached_folder(folder)
    state = existing_state(world, path)
    if state is None:
        return ()
    record = begun(world, state)
    if record is None or record.purpose.command != "bump" or options.dry_run or not options.to:
        refuse_begun(world, state)
        if options.to and not options.dry_run:
            refuse_interrupted(world, state)
        return ()
    settled = recover(world, path, back=not record.purpose.undoes)
    notes = [Said(TAKEN_BACK, {"version": record.purpose.new})]
    if settled and settled.left:
        notes.append(Said(LEFT, {"files": first_of(settled.left, NAMED), "record": f"{NAME}/{ASIDE}"}))
    return tuple(notes)


def the_version(found: Found, folder: str) -> str:
    """Return the version that all places state. Raises `Problem` PBP001 where there is no place, PBP002 where it is computed, PBP003 where they differ."""
    if found.version is None or not found.places:
        if found.computed:
            raise Problem(COMPUTED, places=first_of([f"{one.file}:{one.line} ({one.text.strip()})" for one in found.computed], NAMED))
        raise Problem(NO_PLACE, folder=folder)
    if disagreeing(found):
        raise Problem(DIFFERENT, places=first_of([f"{place.file}:{place.line} ({place.version})" for place in found.places], NAMED))
    return found.version


def refuse_unfit(bumped: Bumped, looked: Looked, options: BumpOptions) -> None:
    """Raise `Problem` for a version that is no step forward (PBP004, PBP005), and where git cannot take part (PGT017, PBP007)."""
    old, new = bumped.old or "", bumped.new or ""
    if old == new or same(old, new):
        raise Problem(SAME, old=old, new=new)
    if backwards(old, new) and not options.force:
        raise Problem(BACKWARDS, old=old, new=new)
    if looked.repository is None:
        if options.commit or options.tag:
            raise Problem(NO_GIT, folder=looked.project.folder)
    elif looked.repository.unfinished:
        raise Problem(HALF_WAY, folder=looked.project.folder, command=looked.repository.unfinished)


def refuse_tagged(world: World, looked: Looked, version: str) -> str | None:
    """Return the tag that a version would have, None outside of git or where the name is not known. Raises `Problem` PGT005 where it is there already."""
    name = looked.project.name
    if looked.repository is None or (name is None and "{name}" in looked.settings.tag):
        return None
    tag = tag_name(looked.settings.tag, name or "", version)
    found = world.git.tag_commit(looked.project.folder, tag)
    if found is not None:
        raise Problem(TAG_EXISTS, tag=tag, commit=found)
    return tag


def refuse_released(world: World, looked: Looked, version: str, options: BumpOptions) -> tuple[Said, ...]:
    """Ask PyPI where it is wanted; return what there is to say. Raises `Problem` PBP006 where it has or had the version."""
    if not options.online:
        return ()
    name, folder = looked.project.name, looked.project.folder
    if name is None:
        return (Said(NO_NAME),)
    commit = looked.repository.commit if looked.repository else None
    found = on_indexes(world, folder, existing_state(world, folder), name, version, commit, online=True)
    pypi = next(one for one in found if one.index_name == PYPI.name)
    if (pypi.files or pypi.released is not None) and not options.force:
        raise Problem(ON_INDEX, name=name, version=version, the_index=PYPI.name)
    return (Said(NOT_ASKED, {"reason": pypi.reason or "-"}),) if pypi.state == "unknown" else ()


def uncommitted_note(looked: Looked, edits: Sequence[Edit], options: BumpOptions) -> tuple[Said, ...]:
    """Say which of the files to be written hold changes already; a commit refuses them by itself."""
    dirty = [edit.file for edit in edits if looked.repository and edit.file in looked.repository.dirty]
    return (Said(UNCOMMITTED, {"files": first_of(dirty, NAMED)}),) if dirty and not options.commit else ()


def linked_note(looked: Looked) -> tuple[Said, ...]:
    """Say which links were not followed."""
    return tuple(Said(LINKED, {"names": str(one.values["names"])}) for one in looked.findings if one.rule == LEADS_OUT)
