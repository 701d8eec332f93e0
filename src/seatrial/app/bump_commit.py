"""The commit of a raised version: files, commit and tag all or none; what was cut off between them is ended by the next run."""

import os
import shlex
from collections.abc import Callable, Sequence
from pathlib import Path

from seatrial.app.bump_records import forget, keep, kept
from seatrial.app.edits import write_all
from seatrial.app.looking import Files, Looked
from seatrial.app.state import existing_state, state_folder
from seatrial.app.tagging import GLANCE, refuse_nobody, refuse_other_tag, set_tag, tag_name
from seatrial.model.bump import BumpOptions, BumpRecord, CommitRequest, Committed, Landed
from seatrial.model.edit import Edit, Purpose
from seatrial.model.event import Told
from seatrial.model.release import TagStep
from seatrial.model.sentence import Said, Sentence
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.git import HOOK_CHANGED, LOCKED, MOVED, TAG_EXISTS
from seatrial.problem.release import TAG_ELSEWHERE
from seatrial.problem.release_part import NO_MESSAGE

SHORT = 12
"""Letters by which a command names a commit."""
DETACHED = Sentence(
    "BMP060", "HEAD is on no branch: nothing but its own hash leads to the commit {commit} until a branch or a tag names it."
)
GONE_ON = Sentence("BMP061", "An earlier run was cut off after it had raised the version from {old} to {new}; this one made its commit.")
NOT_ASKED = Sentence("BMP062", "{remote} could not be asked whether it has the tag {tag}.")


def ready(
    world: World, looked: Looked, edits: Sequence[Edit], options: BumpOptions, versions: tuple[str, str], *, release: str = ""
) -> BumpRecord:
    """Return what a commit of these edits would be, and its tag; nothing is changed, which is what a dry run asks.

    `versions` are the old one and the new one. Raises `Problem` where it could not be done: PGT017 to PGT025, PBP031, and where a tag is
    wanted as a release does for its own (PRL010, PRL017, PGT005, PGT009).
    """
    folder, (old, new) = looked.project.folder, versions
    name = looked.project.name or Path(folder).name
    template = looked.settings.bump_message if options.message is None else options.message
    message = template.replace("{version}", new).replace("{name}", name).replace("{old}", old)
    if not message.strip():
        raise Problem(NO_MESSAGE)
    parent = world.git.may_commit(folder, edits, options.dry_run)
    tag = _tag(world, looked, name, new, looking=options.dry_run) if options.tag else None
    return BumpRecord(name, old, new, options.to, CommitRequest(parent, tuple(edits), message), tag, release)


def _tag(world: World, looked: Looked, name: str, version: str, *, looking: bool) -> str:
    """Return the tag of a commit that is not made yet. Raises Problem where there is one of that name, here or at the remote."""
    folder, tag = looked.project.folder, tag_name(looked.settings.tag, name, version)
    there = world.git.tag_commit(folder, tag)
    if there is not None:
        raise Problem(TAG_EXISTS, tag=tag, commit=there)
    refuse_nobody(world, folder, tag)
    remote = world.git.remote(folder)
    try:
        refuse_other_tag(world, folder, tag, "", remote, GLANCE, looking=looking)
    except Problem as problem:
        if problem.kind is TAG_ELSEWHERE:
            raise Problem(TAG_EXISTS, tag=tag, commit=str(problem.values["found"])) from problem
        world.tell(Told("look", "note", Said(NOT_ASKED, {"remote": str(remote), "tag": tag})))
    return tag


def commit_bump(world: World, looked: Looked, record: BumpRecord, write: Callable[[], None]) -> Landed:
    """Let `write` change the files of a bump (`app.edits.write_all`), commit them, and set the tag that the record names.

    `record` is what `ready` returned. All or none: where git does not commit, the files are as before. A run that is killed is ended by the next one
    (`settle_bump`). Raises `Problem` as `write` does, and PGT018 to PGT020, PGT025, PGT026 of the commit; only after PGT019, and where the tag could not
    be set, the commit is there.
    """
    state = state_folder(world, looked.project.folder)
    keep(world, state, record)
    try:
        write()
    except BaseException:
        forget(state)
        raise
    return _land(world, looked, state, record)


def settle_bump(world: World, looked: Looked) -> Landed | None:
    """End a bump that an earlier run was cut off in, with its commit and tag; None where there is none, and where its files are not changed.

    A change of files that was cut off is settled before (`app.edits.recover`). Of a bump whose commit is made, and whose release is still to
    come, nothing is left to settle. Raises `Problem` as `commit_bump`.
    """
    state = existing_state(world, looked.project.folder)
    if state is None:
        return None
    record = half_done(world, looked)
    if record is None:
        unwritten = kept(world, state)
        if unwritten and unwritten.commit is None:
            # Nothing was written, or somebody took it back or went on from it.
            forget(state)
        return None
    try:
        landed = _land(world, looked, state, record, again=True)
    except Problem as problem:
        if problem.kind is not MOVED:
            raise
        # Somebody committed it by hand, or whatever else: it is theirs.
        _next(world, state, record, "")
        return None
    return landed._replace(notes=(Said(GONE_ON, {"old": record.old, "new": record.new}), *landed.notes))


def half_done(world: World, looked: Looked) -> BumpRecord | None:
    """Return what is written down of a bump whose files are changed and whose commit, or tag, is not made; None where there is none. Raises `Problem` PBP030."""
    folder = looked.project.folder
    state = existing_state(world, folder)
    record = kept(world, state) if state else None
    if record is None or record.commit is not None:
        return None
    files = Files(folder)
    return record if all(files.get(edit.file) == edit.after for edit in record.request.edits) else None


def _land(world: World, looked: Looked, state: str, record: BumpRecord, *, again: bool = False) -> Landed:
    """Commit what is written, and tag it."""
    folder = looked.project.folder
    try:
        committed = world.git.commit(folder, record.request)
    except Problem as problem:
        if problem.kind is HOOK_CHANGED:
            _next(world, state, record, str(problem.values["commit"]))
            undo = undo_command(looked, record.request.parent)
            raise Problem(HOOK_CHANGED, **{**problem.values, "undo": undo}) from problem
        if problem.kind is not MOVED and not (again and problem.kind is LOCKED):
            _put_back(world, folder, record)
            forget(state)
        raise
    # The record stays until the tag is set, which a run that is killed here has to be followed by.
    if record.tag:
        set_tag(world, folder, TagStep("tag", record.tag, committed.commit, f"{record.name} {record.new}"), sign=looked.settings.sign_tag)
    _next(world, state, record, committed.commit)
    notes = () if committed.branch else (Said(DETACHED, {"commit": committed.commit[:12]}),)
    return Landed(record._replace(commit=committed.commit), _reachable(looked, committed, record.tag), record.tag, notes)


def _next(world: World, state: str, record: BumpRecord, commit: str) -> None:
    """Keep that a release follows, else nothing."""
    if record.release:
        keep(world, state, record._replace(commit=commit, request=record.request._replace(edits=())))
    else:
        forget(state)


def _put_back(world: World, folder: str, record: BumpRecord) -> None:
    """Make the files what they were; a hook that refused may have changed them on top."""
    files = Files(folder)
    back = [Edit(one.file, files.get(one.file), one.before or b"") for one in record.request.edits if one.before is not None]
    write_all(world, folder, [one for one in back if one.before != one.after], Purpose("bump", record.new, record.old))
    for one in record.request.edits:
        if one.before is None:
            Path(folder, one.file).unlink(missing_ok=True)


def _reachable(looked: Looked, committed: Committed, tag: str | None) -> Committed:
    """Return the same with a command that takes everything back from where the user stands."""
    return committed._replace(undo=undo_command(looked, committed.parent, tag))


def undo_command(looked: Looked, parent: str, tag: str | None = None) -> str:
    """Return the one command that takes back the commit after `parent`, and its tag, while nothing came after it."""
    root = looked.repository.root if looked.repository else looked.project.folder
    inside = Path(os.path.realpath(Path.cwd())).is_relative_to(os.path.realpath(root))
    git = ("git",) if inside else ("git", "-C", looked.project.folder)
    commands = [(*git, "tag", "-d", tag)] if tag else []
    return " && ".join(map(shlex.join, (*commands, (*git, "reset", "--keep", parent[:SHORT]))))
