"""Looks once at what has to be kept up beside a project's code: README, changelog, secrets, leftovers of builds, tags. Nothing of it is run."""

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from seatrial.app.described import Described
from seatrial.app.kept_secrets import secrets_in
from seatrial.app.looking import Files, Looked
from seatrial.core.endings import BUILT
from seatrial.core.project.discovery import import_path
from seatrial.core.upkeep.changelog import is_changelog
from seatrial.model.project import Project
from seatrial.model.upkeep import Changelog, Readme, Upkeep
from seatrial.model.world import World

CHANGELOGS = 5
"""Changelogs that are read."""
TEXT = 512 * 1024
"""Bytes of each."""
TAGS = 200
NAMES = 1000
"""Entries of a folder that are looked at."""
PLATFORM_BUILDS = ("lib", "lib.")


def look_at_upkeep(world: World, looked: Looked, readme: Described, files: Files) -> Upkeep:
    """Return what has to be kept up in a project; `readme` is its README, rendered, `files` are those of its folder. Raises `Problem` PGT… where git cannot be asked."""
    project, repository = looked.project, looked.repository
    return Upkeep(
        project,
        repository,
        looked.settings.tag,
        readme=_readme(project, readme),
        changelogs=tuple(_changelogs(project, files)),
        secrets=tuple(secrets_in(project.folder, project.listing, files.known)),
        built=tuple(_built(project)),
        stale=tuple(_stale(project)),
        unignored=tuple(_unignored(world, looked)) if repository and repository.commit else (),
        tags=world.git.tags(project.folder, TAGS) if repository and repository.commit else (),
    )


def _readme(project: Project, found: Described) -> Readme | None:
    """Return the README, where the page is made of nothing else."""
    if found.description is None or found.file is None or "readme" not in project.sources or found.file not in project.listing:
        return None
    return Readme(found.file, found.description)


def _changelogs(project: Project, files: Files) -> Iterator[Changelog]:
    # The nearest to the top first, because a folder of documents may have one that only includes it.
    paths = sorted((path for path in project.listing if is_changelog(path)), key=lambda path: path.count("/"))
    for path in paths[:CHANGELOGS]:
        data = files.get(path)
        if data is not None:
            yield Changelog(path, data[:TEXT].decode("utf-8", "replace"))


def _names(folder: str) -> list[str]:
    """Return the names in a folder that is no link, bounded and sorted."""
    try:
        if os.path.islink(folder):  # noqa: PTH114  (a plain string, as below)
            return []
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in islice(entries, NAMES))
    except OSError:
        return []


def _built(project: Project) -> Iterator[str]:
    tracked = set(project.listing)
    return (name for name in _names(f"{project.folder}/dist") if name.endswith(BUILT) and f"dist/{name}" not in tracked)


def _stale(project: Project) -> Iterator[str]:
    """Yield the modules in setuptools' own folder of a build, `build/lib`, that are nowhere in the tree."""
    if project.backend != "setuptools":
        return
    there = {import_path(path, project.roots) or path for path in project.listing}
    places = [name for name in _names(f"{project.folder}/build") if name.startswith(PLATFORM_BUILDS)]
    for place in places:
        below = f"{project.folder}/build/{place}"
        walked = (Path(folder, name) for folder, _, names in os.walk(below) for name in names if name.endswith(".py"))
        for path in islice(walked, NAMES):
            relative = path.relative_to(below).as_posix()
            if relative not in there and f"build/{place}/{relative}" not in project.listing and not _is_made(relative):
                yield f"build/{place}/{relative}"


def _is_made(path: str) -> bool:
    from seatrial.core.project.generated import is_generated  # noqa: PLC0415  (only beside leftovers)

    return is_generated(path)


def _unignored(world: World, looked: Looked) -> Iterator[str]:
    project = looked.project
    for name in ("dist", "build") if project.backend == "setuptools" else ("dist",):
        own = any(path.startswith(f"{name}/") for path in project.listing)
        if not own and not world.git.ignores(project.folder, f"{project.folder}/{name}/x"):
            yield f"{name}/"
