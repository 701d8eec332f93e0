"""What a backend says of a project's metadata, without a file being built where it can."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from seatrial.edge.build_environment import make_environment
from seatrial.edge.hooks import Shop, backend_name, builder_of, fresh, hook_explained, install_for, opened, requires
from seatrial.model.build import BuildRequest
from seatrial.model.event import Tell, Told
from seatrial.model.sentence import Said, Sentence
from seatrial.problem import Problem
from seatrial.problem.build import NO_FILE

if TYPE_CHECKING:
    from build import ProjectBuilder

MAKING_METADATA = Sentence("STB009", "Building the metadata")
METADATA = 1024 * 1024
"""Bytes of the metadata that are read."""
HOOK = "prepare_metadata_for_build_wheel"


def prepare_metadata(request: BuildRequest, environ: Mapping[str, str], home: str, tell: Tell) -> bytes:
    """Return what METADATA of a wheel of a clean copy would hold; a backend that cannot tell it without building the wheel builds it.

    Arguments and problems as of `edge.backend.build`; `request.epoch` and `request.out` are used likewise.
    """
    with opened(request, environ, home, tell) as shop:
        environment = make_environment(str(Path(request.work, "environment")))
        builder = builder_of(shop, request.source, environment)
        static = builder.build_system_requires
        install_for(shop, environment, static)
        install_for(shop, environment, requires(shop, builder, "wheel") - static)
        shop.tell(Told("build", "progress", Said(MAKING_METADATA)))
        with hook_explained(shop, builder, HOOK):
            folder = Path(builder.metadata_path(fresh(request.out, "metadata")))
        return _metadata_in(folder, shop, builder)


def _metadata_in(folder: Path, shop: Shop, builder: "ProjectBuilder") -> bytes:
    try:
        with os.fdopen(os.open(folder / "METADATA", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
            return file.read(METADATA)
    except OSError as error:
        raise Problem(NO_FILE, hook=HOOK, backend=backend_name(builder), file=f"{folder.name}/METADATA", log=shop.request.log) from error
