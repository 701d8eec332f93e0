"""What the last build of exactly this tree tells of it that its build files do not: the version, and the description that the build makes."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from seatrial.app.described import Described
from seatrial.app.looking import Looked
from seatrial.app.manifest import NAME as MANIFEST
from seatrial.app.manifest import read_manifest
from seatrial.app.runs import last_of
from seatrial.app.state import NAME as STATE
from seatrial.model.metadata import Aside, Description
from seatrial.model.release import Artifact, Manifest
from seatrial.model.run import Run, RunKind
from seatrial.model.world import World
from seatrial.problem import Problem

LARGEST = 32 * 1024 * 1024
"""Bytes of a wheel that is read once more for its description."""


def built_version(world: World, looked: Looked, runs: Mapping[RunKind, Run]) -> str | None:
    """Return the version that the last build made of exactly this tree, None where none is remembered. `runs` are those of this tree."""
    made = _manifest(world, looked, runs)
    return made.version if made else None


def built_description(world: World, looked: Looked, runs: Mapping[RunKind, Run], aside: Aside | None = None) -> Described | None:
    """Return the description that the last build of exactly this tree gave to its wheel, rendered; None where that file is not there any more."""
    made = _manifest(world, looked, runs)
    wheel = next((one for one in made.files if one.kind == "wheel"), None) if made else None
    return _described(Path(looked.project.folder, "dist", wheel.name), wheel, aside) if wheel else None


def _manifest(world: World, looked: Looked, runs: Mapping[RunKind, Run]) -> Manifest | None:
    build = runs.get("build")
    state = str(Path(looked.project.folder, STATE))
    if build is None or not build.ok or last_of(world, state, "build") != build:
        return None
    with suppress(Problem):
        return read_manifest(str(Path(state, MANIFEST)))
    return None


def _described(path: Path, wheel: Artifact, aside: Aside | None) -> Described | None:
    from seatrial.core.dist import read  # noqa: PLC0415  (only where the build makes the description)
    from seatrial.core.metadata import parse  # noqa: PLC0415
    from seatrial.core.render import render  # noqa: PLC0415
    from seatrial.model.dist import Unknown  # noqa: PLC0415

    with suppress(OSError):
        if path.is_symlink() or not path.is_file() or path.stat().st_size != wheel.size or wheel.size > LARGEST:
            return None
        with path.open("rb") as file:
            dist = read(file, wheel.name, code=False)
        if dist.sha256 != wheel.sha256 or isinstance(dist, Unknown) or dist.metadata is None:
            return None
        metadata = parse(dist.metadata)
        text, kind = metadata.description, metadata.description_content_type
        return Described("judged", None, Description(text, kind, render(text, kind, aside, coloured=False) if text else None))
    return None
