"""What this machine knows of the files of a release: from the journal of its release or upload, the last build, or the folder `dist`."""

import hashlib
from contextlib import suppress
from pathlib import Path

from seatrial.app.journals import finished, kept_key
from seatrial.app.manifest import NAME as MANIFEST
from seatrial.app.manifest import read_manifest
from seatrial.app.state import existing_state
from seatrial.core.listing import version_of
from seatrial.core.protocol import normal
from seatrial.core.versions import same_version
from seatrial.model.published import KnownFiles
from seatrial.model.release import Manifest
from seatrial.model.world import World
from seatrial.problem import Problem

DIST = "dist"


def known_files(world: World, folder: str, name: str, version: str, index_name: str) -> KnownFiles | None:
    """Return what a project's folder tells of the files of a release; None where it tells nothing.

    What was sent to that very index counts before the last build, that before what was sent elsewhere, and what merely lies in `dist` comes
    last. What cannot be read, or is not ours, tells nothing. Nothing is written.
    """
    state = None
    with suppress(Problem):
        state = existing_state(world, folder)
    sent = _sent(world, state, name, version) if state else []
    built = _built(state, name, version) if state else None
    there = [known for at, known in sent if at == index_name]
    return next(iter((*reversed(there), *((built,) if built else ()), *(known for _, known in reversed(sent)))), None) or _lying(
        Path(folder, DIST), name, version
    )


def _sent(world: World, state: str, name: str, version: str) -> list[tuple[str, KnownFiles]]:
    """Return what finished journals tell, each with the index that it went to."""
    found = []
    with suppress(Problem):
        for one in finished(state, kept_key(world)):
            plan = one.known.plan
            files = {
                file.name: file.sha256 for file in plan.manifest.files if _is_of(plan.manifest, file.project, file.version, name, version)
            }
            if files:
                found.append((plan.index_name, KnownFiles(str(one.path), files)))
    return found


def _is_of(manifest: Manifest, project: str, file_version: str, name: str, version: str) -> bool:
    return normal(project or manifest.name) == normal(name) and same_version(file_version or manifest.version, version)


def _built(state: str, name: str, version: str) -> KnownFiles | None:
    path = str(Path(state, MANIFEST))
    with suppress(Problem):
        manifest = read_manifest(path)
        if _is_of(manifest, "", "", name, version):
            return KnownFiles(path, {file.name: file.sha256 for file in manifest.files})
    return None


def _lying(folder: Path, name: str, version: str) -> KnownFiles | None:
    files: dict[str, str] = {}
    with suppress(OSError, ValueError):
        for path in sorted(folder.iterdir()) if not folder.is_symlink() else ():
            found = version_of(path.name, normal(name))
            if found is not None and same_version(found, version) and path.is_file():
                with path.open("rb") as file:
                    files[path.name] = hashlib.file_digest(file, "sha256").hexdigest()
    return KnownFiles(str(folder), files, whole=False) if files else None
