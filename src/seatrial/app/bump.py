"""Bump: raises a project's version in every place that states it, all or none; reads back, and goes on to what else is asked for."""

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from seatrial.app.bump_commit import commit_bump, ready, settle_bump
from seatrial.app.bump_tag import LOOKED_AT, bump_tag
from seatrial.app.bumping import linked_note, refuse_released, refuse_tagged, refuse_unfit, settle, the_version, uncommitted_note
from seatrial.app.edits import write_all
from seatrial.app.looking import Files, Looked, look, shown_path
from seatrial.app.prove import prove
from seatrial.app.replacing import examine
from seatrial.core.bump.edits import changed_lines, edited, read_back
from seatrial.core.bump.elsewhere import elsewhere
from seatrial.core.bump.places import find_places
from seatrial.core.bump.stated import line_at
from seatrial.core.bump.versions import PARTS, next_version
from seatrial.core.tag_forms import last_tag
from seatrial.model.bump import Bumped, BumpOptions, BumpRecord, Found, Landed
from seatrial.model.edit import Edit, Purpose
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.bump import NOT_KEPT
from seatrial.problem.project import UNREADABLE

Keep = Callable[[Bumped], None]


class Prepared(NamedTuple):
    """A bump that nothing stands in the way of, as far as can be seen before it is done."""

    looked: Looked
    bumped: Bumped
    """What there will be: nothing of it is written yet."""
    record: BumpRecord | None = None
    """What is to be committed, where a commit is asked for."""
    landed: Landed | None = None
    """Where an earlier run was cut off in this very bump: how it was ended; nothing is left to do."""


def bump(world: World, folder: str, options: BumpOptions) -> Bumped:
    """Raise the version of a project. Never raises Problem nor KeyboardInterrupt: what is returned carries them.

    Where `options.to` is empty, the version, its places and what each part would make of it are told, and nothing is changed.
    """
    known = [Bumped(folder, dry_run=options.dry_run)]
    try:
        if options.to:
            known.append(carry_out(world, prepare(world, folder, options, known.append), options, known.append))
        else:
            known.append(survey(world, folder))
    except Problem as problem:
        return known[-1]._replace(problem=problem.facts())
    except KeyboardInterrupt:
        return known[-1]._replace(interrupted=True)
    return known[-1]


def survey(world: World, folder: str) -> Bumped:
    """Return the version of a project, its places, and what each part would make of it. Raises `Problem` as `prepare`."""
    settle(world, folder, BumpOptions(""))
    looked, found, bumped = _looked(world, folder)
    if found.scm:
        last = last_tag(world.git.tags(looked.project.folder, LOOKED_AT), looked.project.name or "", looked.settings.tag)
        bumped = _left_alone(looked, bumped._replace(old=last.version if last else None))
    files = Files(looked.project.folder)
    lines = [line_at(files.get(place.file, b""), place.start, place.encoding) for place in found.places]
    places = tuple(zip(found.places, lines, lines, strict=True))
    return bumped._replace(places=places, parts=_parts(bumped.old or ""))


def prepare(world: World, folder: str, options: BumpOptions, keep: Keep = lambda _: None, *, release: str = "") -> Prepared:
    """Look for everything that states the version, and decide what is to be written; nothing is, but an earlier bump that was cut off is taken back or ended.

    `keep` hears what is known so far, in case of a Problem; `release` is what a release that follows the commit is for (see `app.bump_commit.ready`). Raises `Problem`: PBP… where the
    version cannot be raised, PGT… where git stands in the way, PFX… where a file cannot be written, and as `app.looking.look`.
    """
    notes = settle(world, folder, options)
    looked, found, bumped = _looked(world, folder)
    if found.scm:
        return Prepared(looked, bumped._replace(notes=notes))
    landed = None if options.dry_run else settle_bump(world, looked)
    if landed and landed.record.to == options.to:
        return Prepared(looked, _ended(bumped, landed), landed=landed)
    if landed:
        notes = (*notes, *landed.notes)
        looked, found, bumped = _looked(world, folder)
    keep(bumped)
    bumped = bumped._replace(new=next_version(bumped.old or "", options.to), dry_run=options.dry_run)
    bumped, record = _decided(world, looked, found, bumped, options, release=release)
    notes = (
        *notes,
        *refuse_released(world, looked, bumped.new or "", options),
        *uncommitted_note(looked, bumped.edits, options),
        *linked_note(looked),
    )
    bumped = bumped._replace(notes=notes)
    keep(bumped)
    return Prepared(looked, bumped, record)


def _decided(
    world: World, looked: Looked, found: Found, bumped: Bumped, options: BumpOptions, *, release: str
) -> tuple[Bumped, BumpRecord | None]:
    """Return what there will be, and what is to be committed of it."""
    refuse_unfit(bumped, looked, options)
    folder, new = looked.project.folder, bumped.new or ""
    files = Files(folder)
    tag = refuse_tagged(world, looked, new)
    edits = edited(found, files, new)
    examine(folder, edits)
    record = ready(world, looked, edits, options, (bumped.old or "", new), release=release) if options.commit else None
    read_back(looked.project, files, looked.settings.bump_files, found, edits, new)
    return bumped._replace(places=changed_lines(found, edits, new), edits=edits, tag=tag if options.tag else None), record


def carry_out(world: World, prepared: Prepared, options: BumpOptions, keep: Keep = lambda _: None) -> Bumped:
    """Do what was prepared; a dry run changes nothing. Where a later step fails before there is a commit, the files are set back.

    Raises `Problem` as `app.edits.write_all`, `app.prove.prove` and `app.bump_commit.commit_bump`, and where the new version cannot be read back.
    """
    looked, bumped, record, landed = prepared
    if landed:
        return bumped
    if bumped.scm:
        tagged = bump_tag(world, looked, bumped.scm, options)
        tagged = tagged._replace(folder=bumped.folder, git=bumped.git, dry_run=options.dry_run, notes=(*bumped.notes, *tagged.notes))
        keep(tagged)
        return _left_alone(looked, tagged)
    if options.prove:
        bumped = bumped._replace(proved=prove(world, looked, bumped.edits, bumped.new or "", dry_run=options.dry_run))
        keep(bumped)
    if options.dry_run:
        return bumped
    written = bumped._replace(written=True)
    if record is None:
        _write(world, prepared)
        return written
    landed = commit_bump(world, looked, record, partial(_write, world, prepared))
    return written._replace(committed=landed.committed, tag=landed.tag, notes=(*bumped.notes, *landed.notes))


def _write(world: World, prepared: Prepared) -> None:
    """Write the files of a bump and read them back; set them back where somebody else writes them at the same moment."""
    folder, edits = prepared.looked.project.folder, prepared.bumped.edits
    write_all(world, folder, edits, _purpose(prepared.bumped))
    files = Files(folder)
    other = next((edit.file for edit in edits if files.get(edit.file) != edit.after), None)
    if other is not None:
        take_back(world, prepared)
        raise Problem(NOT_KEPT, file=other)


def take_back(world: World, prepared: Prepared) -> None:
    """Set the files of a bump back to what they were, but for those that somebody else changed since. Raises `Problem` as `app.edits.write_all`."""
    folder, bumped = prepared.looked.project.folder, prepared.bumped
    files = Files(folder)
    back = [Edit(edit.file, edit.after, edit.before or b"") for edit in bumped.edits if files.get(edit.file) == edit.after]
    write_all(world, folder, back, _purpose(bumped)._replace(undoes=True))


def _looked(world: World, folder: str) -> tuple[Looked, Found, Bumped]:
    looked = look(world, folder)
    project = looked.project
    files = Files(project.folder)
    found = find_places(project, files, looked.settings.bump_files)
    if files.forbidden:
        raise Problem(UNREADABLE, path=files.forbidden[0], reason=os.strerror(errno.EACCES))
    bumped = Bumped(
        folder,
        project.name,
        None if found.scm else the_version(found, shown_path(project.folder)),
        untouched=found.untouched,
        computed=found.computed,
        more=found.more,
        scm=found.scm,
        git=looked.repository is not None,
    )
    return looked, found, bumped


def _left_alone(looked: Looked, bumped: Bumped) -> Bumped:
    """Return what came of a version that git's tags say, with the lines that hold the version of the last one."""
    found = elsewhere(looked.project, Files(looked.project.folder), bumped.old or "", ())
    return bumped._replace(untouched=found.untouched, more=found.more)


def _ended(bumped: Bumped, landed: Landed) -> Bumped:
    """Return what an earlier run was cut off in as what it came to."""
    record = landed.record
    return bumped._replace(
        old=record.old,
        new=record.new,
        edits=record.request.edits,
        written=True,
        committed=landed.committed,
        tag=landed.tag,
        notes=landed.notes,
    )


def _parts(version: str) -> dict[str, str]:
    parts = {}
    for part in PARTS:
        with suppress(Problem):
            parts[part] = next_version(version, part)
    return parts


def _purpose(bumped: Bumped) -> Purpose:
    return Purpose("bump", bumped.old or "", bumped.new or "")
