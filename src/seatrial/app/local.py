"""The lasting embedded index on this machine, as the place of a release."""

from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path

from seatrial.app.course import Course
from seatrial.app.embedded import acts, embedded
from seatrial.app.execute import Acts
from seatrial.app.looking import Looked
from seatrial.app.place import Failure, Place
from seatrial.app.since import embedded_changes
from seatrial.core.profile import LOCAL
from seatrial.core.protocol import normal
from seatrial.index.releases import release_of
from seatrial.index.store import open_store
from seatrial.model.change import Changes
from seatrial.model.release import Manifest
from seatrial.model.shelf import Store
from seatrial.model.world import World
from seatrial.problem import Problem


def local_folder(world: World) -> Path:
    """Return where the lasting embedded index lies, or would."""
    return Path(world.data_folder, "index")


def local_store(world: World) -> Store:
    """Open the lasting embedded index."""
    return open_store(str(local_folder(world)))


def has_version(world: World, name: str, version: str) -> bool:
    """Whether the lasting embedded index, as far as it can be read, has files of a version. Nothing is made."""
    with suppress(Problem):
        shelf = local_store(world).view().shelves.get(normal(name)) if local_folder(world).exists() else None
        return shelf is not None and release_of(shelf, version) is not None
    return False


def local_place(world: World) -> Place:
    """Return the lasting embedded index as the place of a release; it is made when the first file is sent."""
    return Place(
        LOCAL, partial(_shows, world), partial(_changes, world), _acts, ready=lambda name: None, folder=str(local_folder(world))  # noqa: ARG005  (it needs no credential)
    )  # fmt: skip


def _shows(world: World, project: str) -> Mapping[str, str]:  # noqa: ARG001  (a file's name is that of one project)
    # Nothing is made here: a dry run asks too.
    if not local_folder(world).exists():
        return {}
    return {name: file.sha256 for name, file in local_store(world).view().files.items()}


def _changes(world: World, looked: Looked, manifest: Manifest, paths: Mapping[str, str]) -> Changes | None:  # noqa: ARG001  (its releases are ours)
    return embedded_changes(world, manifest, paths)


def _acts(course: Course, looked: Looked, manifest: Manifest, paths: Mapping[str, str], failure: Failure) -> Acts:
    place = embedded(local_store(course.world), LOCAL, looked.settings.file_limit, course.world.aside)
    return acts(course, place, looked, manifest, paths, failure)
