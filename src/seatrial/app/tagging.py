"""Tagging: the tag that a release ends with, looked at before anything else and set when all else is done."""

import re

from seatrial.model.release import PushStep, TagStep
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.release import BAD_TAG, TAG_ELSEWHERE

PATIENCE = 60.0
"""Seconds for a remote whose answer is needed."""
GLANCE = 5.0
"""Seconds for a remote that nothing is pushed to."""
NOT_IN_TAGS = re.compile(r"[\x00-\x20\x7f~^:?*\[\\]|\.\.|@\{|//|\.$|\.lock(/|$)|(^|/)[./]|^-|/$|^@?$")
"""What git refuses in the name of a tag (git-check-ref-format)."""


def tag_name(template: str, name: str, version: str) -> str:
    """Return the tag of a version. Raises Problem where git would not take it."""
    tag = template.replace("{version}", version).replace("{name}", name)
    if NOT_IN_TAGS.search(tag):
        raise Problem(BAD_TAG, template=template, tag=tag)
    return tag


def refuse_other_tag(
    world: World, folder: str, tag: str, commit: str, remote: str | None, seconds: float = PATIENCE, *, looking: bool = False
) -> None:
    """Raise Problem where the tag exists on another commit, here or at the remote, or where the remote does not answer in time.

    Without `remote` only the local tags are looked at. Who is only `looking` asks the remote without the programs that the repository names.
    """
    found = world.git.tag_commit(folder, tag)
    if found not in {None, commit}:
        raise Problem(TAG_ELSEWHERE, tag=tag, where=folder, found=str(found), commit=commit)
    if remote and looking:
        name = f"refs/tags/{tag}"
        found = world.git.refs_at_remote(folder, remote, (name,), seconds).get(name)
    else:
        found = world.git.remote_tag(folder, remote, tag, seconds) if remote else None
    if found not in {None, commit}:
        raise Problem(TAG_ELSEWHERE, tag=tag, where=str(remote), found=str(found), commit=commit)


def refuse_nobody(world: World, folder: str, tag: str) -> None:
    """Raise Problem where the tag is still to be set and git does not know in whose name."""
    if world.git.tag_commit(folder, tag) is None:
        world.git.committer(folder)


def set_tag(world: World, folder: str, step: TagStep, *, sign: bool = False) -> None:
    """Set a tag, signed if asked for; one that is on the same commit already is as good."""
    found = world.git.tag_commit(folder, step.tag)
    if found is None:
        try:
            world.git.tag(folder, step.tag, step.commit, step.message, sign)
        except Problem:
            # The git of a run that was killed may have outlived it and been faster.
            if world.git.tag_commit(folder, step.tag) != step.commit:
                raise
    elif found != step.commit:
        raise Problem(TAG_ELSEWHERE, tag=step.tag, where=folder, found=found, commit=step.commit)


def push_tag(world: World, folder: str, step: PushStep, commit: str) -> None:
    """Push a tag; one that the remote has on the same commit already is as good."""
    found = world.git.remote_tag(folder, step.remote, step.tag, PATIENCE)
    if found is None:
        world.git.push(folder, step.remote, step.tag)
    elif found != commit:
        raise Problem(TAG_ELSEWHERE, tag=step.tag, where=step.remote, found=found, commit=commit)
