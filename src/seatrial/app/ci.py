"""CI: writes the workflow by which a project is released on GitHub; never over another file without being told."""

import contextlib
import os
import tempfile
from pathlib import Path
from typing import Literal, NamedTuple

from seatrial import __version__
from seatrial.app.looking import look, shown_path
from seatrial.core.ci.recipe import recipe_of
from seatrial.core.ci.writing import Say, workflow_text
from seatrial.model.workflow import WrittenWorkflow
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.ci import CANNOT_WRITE, EXISTS
from seatrial.rules.repository import version_by_git

PLACE = ".github/workflows"
NAME = "release.yml"
BOUND = 1024 * 1024
"""Bytes of a file that is compared."""


class Wish(NamedTuple):
    """What is asked for beside the project."""

    output: str | None = None
    """Where the workflow goes; None for its place in the repository."""
    on_release: bool = False
    testpypi: bool = False
    force: bool = False
    dry: bool = False
    """Nothing is written."""


def github(world: World, folder: str, wish: Wish, say: Say) -> WrittenWorkflow:
    """Write the workflow of a project, its comments said by `say`.

    Raises `Problem` PCI001 to PCI003 where none can be written for it, PCI004 where another file is there, PCI005 where it cannot be written, and as `look`.
    """
    looked = look(world, folder)
    by_tags = version_by_git(looked.project)
    recipe = recipe_of(looked.project, looked.repository, looked.settings, __version__, by_tags=by_tags)
    recipe = recipe._replace(trigger="release" if wish.on_release else "tag", testpypi=wish.testpypi)
    top = Path(looked.repository.root if looked.repository else looked.project.folder).resolve()
    path = Path(wish.output) if wish.output else top / PLACE / NAME
    text = workflow_text(recipe, say)
    return WrittenWorkflow(shown_path(str(path)), text, _put(path, text, wish, None if wish.output else top), recipe)


def _put(path: Path, text: str, wish: Wish, top: Path | None) -> Literal["written", "same", "printed"]:
    if wish.dry:
        return "printed"
    data = text.encode()
    try:
        if path.is_symlink() or (top and not path.parent.resolve().is_relative_to(top)):
            raise Problem(CANNOT_WRITE, path=shown_path(str(path)), reason="it is a symbolic link")
        if path.exists():
            if _content(path) == data:
                return "same"
            if not wish.force:
                raise Problem(EXISTS, path=shown_path(str(path)))
        if top:
            path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, data)
    except (OSError, ValueError, RuntimeError) as error:
        raise Problem(CANNOT_WRITE, path=shown_path(str(path)), reason=getattr(error, "strerror", None) or str(error)) from error
    return "written"


def _content(path: Path) -> bytes | None:
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return file.read(BOUND + 1)


def _write(path: Path, data: bytes) -> None:
    """Write a file as a whole or not at all."""
    number, new = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
            os.fchmod(file.fileno(), 0o644)
        Path(new).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(new).unlink()
        raise
