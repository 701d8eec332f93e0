"""On indexes: what TestPyPI and PyPI have of a project, as far as this machine remembers it, and where it is asked for as they show it."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from seatrial.app.journals import finished, kept_key
from seatrial.app.known_files import known_files
from seatrial.app.reading import Reader
from seatrial.app.rehearsals import remembered
from seatrial.core.credential.target import built_in
from seatrial.core.profile import PYPI, TESTPYPI
from seatrial.core.protocol import normal
from seatrial.core.published import addresses, versions_in
from seatrial.core.versions import same_version
from seatrial.model.index import IndexProfile
from seatrial.model.published import Page
from seatrial.model.status import OnIndex
from seatrial.model.world import World
from seatrial.problem import Problem

SECONDS = 5.0
"""Nobody waits longer for a look."""
NAMED = 20
"""Versions that are kept."""


def on_indexes(
    world: World, folder: str, state: str | None, name: str | None, version: str | None, commit: str | None, *, online: bool
) -> tuple[OnIndex, ...]:
    """Return how a version of a project stands at TestPyPI and at PyPI.

    `state` is the project's `.seatrial`, where it has one, `commit` the one that is checked out. A connection is opened only where `online` says so, and
    no credential is sent. Without it, an index is left out of which nothing is remembered.
    """
    if name is None:
        return ()
    known = [_remembered(world, state, profile.name, name, version, commit) for profile in (TESTPYPI, PYPI)]
    if not online:
        return tuple(one for one in known if one.released is not None or one.rehearsed is not None)
    with ThreadPoolExecutor(2) as pool:
        pages = pool.map(lambda profile: _page(world, profile, name), (TESTPYPI, PYPI))
        return tuple(_seen(world, folder, one, page, name, version) for one, page in zip(known, pages, strict=True))


def _remembered(world: World, state: str | None, index_name: str, name: str, version: str | None, commit: str | None) -> OnIndex:
    """Return what journals and rehearsals tell of a version at an index."""
    found = OnIndex(index_name, "not asked")
    if state is None or version is None:
        return found
    with suppress(Problem, OSError):
        for one in finished(state, kept_key(world)):
            plan = one.known.plan
            if (
                plan.index_name == index_name
                and normal(plan.manifest.name) == normal(name)
                and same_version(plan.manifest.version, version)
            ):
                age = max(0.0, world.now() - one.path.stat().st_mtime)
                found = found._replace(released=age, this_commit=plan.manifest.commit == commit)
    at = [one.at for one in remembered(world, state) if one.index_name == index_name and one.commit == commit and not one.dirty]
    return found._replace(rehearsed=max(0.0, world.now() - max(at))) if at else found


def _page(world: World, profile: IndexProfile, name: str) -> Page:
    return Reader(world, built_in(profile.name), name, SECONDS).list(addresses(profile, profile.simple_url, name))


def _seen(world: World, folder: str, known: OnIndex, page: Page, name: str, version: str | None) -> OnIndex:
    """Return how an index stands by its list of the project's files."""
    if page.state not in {"there", "absent"}:
        return known._replace(state="unknown", reason=page.reason)
    versions = versions_in(page.files)[:NAMED]
    if not versions:
        return known._replace(state="nothing")
    there = {file.filename: file.sha256 for file in page.files if version and same_version(file.version, version)}
    seen = known._replace(versions=versions, files=tuple(there))
    if version is None or not there:
        return seen._replace(state="other versions")
    ours = known_files(world, folder, name, version, known.index_name)
    if ours is None or not there.keys() & ours.sha256.keys():
        return seen._replace(state="this version")
    if any(sha256 and sha256 != ours.sha256.get(name, sha256) for name, sha256 in there.items()):
        return seen._replace(state="other files")
    missing = tuple(sorted(ours.sha256.keys() - there.keys()))
    return seen._replace(state="some files" if missing and ours.whole else "these files", missing=missing)
