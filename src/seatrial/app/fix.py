"""Fix: what `check` found and what can be mended without doubt, as changes of files; written only when the user has said yes, all or none."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from seatrial.app.checklist import check_project
from seatrial.app.edits import write_all
from seatrial.app.looking import Files, Looked, look, reached_folder
from seatrial.core.mending.mends import edits, mended, worse
from seatrial.core.mending.subject import Subject
from seatrial.model.edit import Edit, Purpose
from seatrial.model.finding import Finding
from seatrial.model.world import World
from seatrial.problem import Problem

MOST = 30
"""Findings that are tried: each is proven by one more look at the tree."""


class Fixing(NamedTuple):
    """What would be changed, and why."""

    folder: str
    """Whole path of the project folder."""
    findings: tuple[Finding, ...] = ()
    """Those that would be gone."""
    edits: tuple[Edit, ...] = ()


def mendable(looked: Looked, findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return the rules of the findings for which there is a mend, not yet proven: that takes a look for each."""
    files = Files(looked.project.folder)
    known = (one.rule for one in findings if mended(Subject(looked.project, one, files)))
    return tuple(dict.fromkeys(known))


def plan_fix(world: World, folder: str) -> Fixing:
    """Return what of a project folder can be mended without doubt; nothing is changed.

    Each mend is proven: the tree is looked at with the new contents, and a mend that leaves its finding or brings another one is dropped.
    Raises `Problem` as `app.checklist.check_project`.
    """
    checked = check_project(world, folder)
    path = reached_folder(folder)
    now = checked.looked
    contents: dict[str, bytes] = {}
    done: list[Finding] = []
    for finding in checked.findings:
        if len(done) == MOST:
            break
        new = mended(Subject(now.project, finding, Files(path, contents)))
        after = _proven(world, folder, now, finding, {**contents, **new}) if new else None
        if after is not None:
            now = after
            contents |= new
            done.append(finding)
    return Fixing(path, tuple(done), edits(contents, Files(path)))


def _proven(world: World, folder: str, before: Looked, finding: Finding, contents: Mapping[str, bytes]) -> Looked | None:
    """Return the look at a tree with other contents, None where they do not help or do harm."""
    try:
        after = look(world, folder, contents)
    except Problem:
        return None
    return None if worse(before.findings, after.findings, finding) else after


def fix(world: World, fixing: Fixing) -> None:
    """Write what was shown, all or none. Raises `Problem` PFX001 to PFX010, PPR050 to PPR054; then nothing is changed."""
    write_all(world, fixing.folder, fixing.edits, Purpose("check"))
