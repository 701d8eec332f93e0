"""Keeps the files that a run itself writes, its reports and events, out of what it looks at and builds."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from seatrial.model.build import Exported
from seatrial.model.project import Repository
from seatrial.model.world import World


def apart(world: World, paths: Iterable[str]) -> World:
    """Return the world without the files of these paths, as far as git does not track them."""
    own = {os.path.join(os.path.realpath(os.path.dirname(path) or "."), os.path.basename(path)) for path in paths}  # noqa: PTH118, PTH119, PTH120  (a link itself, not where it leads)

    def look(folder: str) -> Repository | None:
        found = world.git.look(folder)
        if found is None:
            return None
        project = Path(os.path.realpath(found.root), found.prefix)
        known = tracked(folder)

        def kept(paths: Iterable[str]) -> tuple[str, ...]:
            return tuple(path for path in paths if path in known or str(project / path) not in own)

        return found._replace(untracked=kept(found.untracked), files=None if found.files is None else kept(found.files))

    def below(folder: str) -> set[str]:
        top = f"{os.path.realpath(folder)}/"
        return {path.removeprefix(top) for path in own if path.startswith(top)}

    def tracked(folder: str) -> set[str]:
        return {path for path in below(folder) if world.git.tracks(folder, path)}

    def export(folder: str, repository: Repository | None, target: str) -> Exported:
        exported = world.git.export(folder, repository, target)
        top = repository.root if repository else folder
        known = tracked(top) if repository else set()
        for path in below(top) - known:
            with suppress(OSError):
                Path(target, path).unlink()
        return exported

    def files(folder: str) -> Iterator[str]:
        top = Path(os.path.realpath(folder))
        return (path for path in world.files(folder) if str(top / path) not in own)

    return world._replace(git=world.git._replace(look=look, export=export), files=files)
