"""What builds and releases leave behind in a project's `.seatrial`, without doing them."""

from pathlib import Path

from make.installable import Made, manifest
from seatrial.app.journals import finish, start, user_key
from seatrial.app.manifest import write_manifest
from seatrial.app.state import state_folder
from seatrial.core.plan import make_plan
from seatrial.model.index import IndexProfile
from seatrial.model.release import Event, Manifest
from seatrial.model.world import World


def built(folder: Path, world: World, *files: Made, name: str = "boat", commit: str | None = None) -> Manifest:
    """Leave behind what a build of these files does; return its manifest."""
    found = manifest(*files, name=name)._replace(commit=commit)
    write_manifest(str(Path(state_folder(world, str(folder)), "manifest.json")), found)
    return found


def sent(folder: Path, world: World, found: Manifest, profile: IndexProfile) -> None:
    """Leave behind what a release of a manifest to an index does."""
    journal = start(state_folder(world, str(folder)), make_plan(found, profile), user_key(world))
    for step in journal.known.plan.steps:
        journal.write(Event(0.0, step.id, "done", {}))
    journal.close()
    finish(journal.path)
