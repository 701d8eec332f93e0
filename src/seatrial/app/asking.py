"""What a project asks of others: its requirements file, its imports, its lock file."""

from collections.abc import Mapping

from seatrial.core.requirements.agreement import own_lock, run_time_file
from seatrial.core.requirements.imports import seen, unspoken
from seatrial.model.project import Project
from seatrial.model.requirements import Asked, Known


def asked_of(project: Project, files: Mapping[str, bytes], known: Known | None = None) -> Asked:
    """Return what is known of a project's requirements; `files` are those of its folder, read when they are asked for, `known` is what was learnt before. Nothing of it is run."""
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
