"""What was begun and is not finished: in a project, else among the uploads outside of any project; and which of it is meant."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from seatrial.app.journals import Found, kept_key, unfinished
from seatrial.app.state import existing_state
from seatrial.app.upload_journals import FOLDER, is_project
from seatrial.core.account import live
from seatrial.core.credential.target import same_place
from seatrial.core.journal import standing
from seatrial.model.release import Plan
from seatrial.model.resumption import ResumeOptions
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.release import NOT_BEGUN, NOTHING_TO_RESUME, SEVERAL_BEGUN

NAMED = 10
"""Things that a Problem names at most."""
FILES = 2
"""Files by which an upload is named."""


def begun_here(world: World, folder: str) -> tuple[Found, ...]:
    """Return what was begun in a project; outside of one, and where it has nothing, the uploads that were begun outside of any project.

    Raises Problem for a journal that cannot be trusted.
    """
    key = kept_key(world)
    state = existing_state(world, folder) if is_project(folder) else None
    found = unfinished(state, key) if state else ()
    return found or tuple(one for place in _outside(world) for one in unfinished(str(place), key))


def folders(world: World, folder: str) -> tuple[str, ...]:
    """Return the folders in which something may have been begun: that of a project, else each of an upload outside of any project."""
    state = existing_state(world, folder) if is_project(folder) else None
    return (state,) if state else tuple(map(str, _outside(world)))


def _outside(world: World) -> list[Path]:
    with suppress(OSError):
        return sorted(path for path in Path(world.data_folder, FOLDER).iterdir() if path.is_dir() and not path.is_symlink())
    return []


def the_one(found: Sequence[Found], options: ResumeOptions, folder: str) -> Found:
    """Return what is meant: what was cut off, else the newest that ended for certain. Raises Problem where nothing fits, or several were cut off."""
    if not found:
        raise Problem(NOTHING_TO_RESUME, folder=folder)
    fitting = [one for one in found if _fits(one.known.plan, options)]
    if not fitting:
        wanted = " ".join(filter(None, (options.id, options.repository_url)))
        raise Problem(NOT_BEGUN, wanted=wanted, begun=_listed(found))
    cut_off = [one for one in fitting if standing(one.known) == "interrupted"]
    if len(cut_off) > 1:
        raise Problem(SEVERAL_BEGUN, begun=_listed(cut_off), first=cut_off[0].known.plan.id)
    return cut_off[0] if cut_off else max(fitting, key=_age)


def _age(one: Found) -> float:
    with suppress(OSError):
        return one.path.stat().st_mtime
    return 0.0


def _fits(plan: Plan, options: ResumeOptions) -> bool:
    url = plan.way.url if plan.way else plan.index_name
    right = not options.repository_url or same_place(options.repository_url, url)
    return right and (not options.id or plan.id.startswith(options.id))


def _listed(found: Sequence[Found]) -> str:
    more = ("…",) if len(found) > NAMED else ()
    return "; ".join((*map(_told, found[:NAMED]), *more))


def _told(one: Found) -> str:
    manifest = one.known.plan.manifest
    names = [file.name for file in manifest.files]
    what = f"{manifest.name} {manifest.version}" if manifest.name else ", ".join((*names[:FILES], *(("…",) if len(names) > FILES else ())))
    return f"{one.known.plan.id} ({what} → {one.known.plan.index_name}, {len(live(one.known))}/{len(names)})"
