"""The tree as it will be: a world whose clean copies have the contents, and the tag, that are still to come."""

from collections.abc import Sequence
from pathlib import Path

from seatrial.model.build import Exported
from seatrial.model.edit import Edit
from seatrial.model.project import Repository
from seatrial.model.world import World


def ahead(world: World, edits: Sequence[Edit], tag: str | None = None) -> World:
    """Return a world whose copies of the project, made for builds, have these edits and this tag on their commit; the project stays as it is.

    A look at the repository tells of the tag too.
    """

    def export(folder: str, repository: Repository | None, target: str) -> Exported:
        exported = world.git.export(folder, repository, target)
        for edit in edits:
            path = Path(exported.folder, edit.file)
            # In place of a link, and not through it.
            path.unlink(missing_ok=True)
            path.write_bytes(edit.after)
        if tag and repository and repository.commit:
            world.git.tag(exported.folder, tag, repository.commit, tag, False)
        return exported

    def looked(folder: str) -> Repository | None:
        repository = world.git.look(folder)
        return repository._replace(tags=(*repository.tags, tag)) if repository and tag else repository

    return world._replace(git=world.git._replace(export=export, look=looked))
