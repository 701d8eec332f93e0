"""What a project asks of others: its requirements file, its imports, its lock file, and which modules the last verification found in what."""

from collections.abc import Mapping

from seatrial.app.known_modules import known_modules
from seatrial.core.requirements.agreement import own_lock, run_time_file
from seatrial.core.requirements.imports import seen, unspoken
from seatrial.model.project import Project
from seatrial.model.requirements import Asked


def asked_of(project: Project, files: Mapping[str, bytes]) -> Asked:
    """Return what is known of a project's requirements; `files` are those of its folder, read when they are asked for. Nothing of it is run."""
    known = known_modules(project.folder, project.name)
    found = seen(project, files)
    return Asked(
        run_time_file(files, project.listing),
        found.imports,
        found.spoken,
        unspoken(project, files, found, known),
        found.unread,
        known,
        own_lock(files, project.name),
    )
