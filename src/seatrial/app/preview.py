"""Preview: the project page of a README, a project or a file, as PyPI would show it, before anything is built or uploaded."""

import contextlib
import io
import os
import stat
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from seatrial.app.described import TYPES
from seatrial.app.looking import BOUND, Files, look
from seatrial.core.dist import read
from seatrial.core.endings import DISTRIBUTIONS
from seatrial.core.metadata import parse
from seatrial.core.render import render
from seatrial.index.answers import absent, not_allowed, secured
from seatrial.index.conversation import Handling
from seatrial.index.pages import Draft, draft_page, style_sheet
from seatrial.index.server import listening
from seatrial.index.site import LANGUAGES, admit
from seatrial.model.dist import Unknown
from seatrial.model.metadata import Metadata, Rendered
from seatrial.model.page import Request, Response
from seatrial.model.project import Project
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.index import PREVIEW_NO_METADATA, PREVIEW_NOTHING, PREVIEW_UNREADABLE
from seatrial.text.words import Language

README_SIZE = 8 << 20
"""Bytes of a README named by its own path; PyPI's largest descriptions are far below."""
NAMES = ("README.md", "README.rst", "README.txt", "README", "readme.md", "readme.rst", "Readme.md")


@contextlib.contextmanager
def preview(world: World, path: str | None = None, *, language: Language = "en", port: int = 0) -> Iterator[str]:
    """Serve the page of a README, a project folder, a wheel or an sdist while the context lasts; gives the address to open.

    Without a path it is the project in the working directory. Every request reads the files again, so that a reload shows what was edited.
    Raises `Problem` PIX014 to PIX016 where there is nothing to show, PIX010 where the port is taken.
    """
    shown = path or "."
    draft(world, shown)

    def handling(hosts: frozenset[str]) -> Handling:
        return Handling(partial(admit, hosts), partial(_respond, world, shown, language), io.BytesIO, _nothing, 0, "")

    with listening(handling, "127.0.0.1", port) as url:
        yield url


def draft(world: World, path: str) -> Draft:
    """Read what the page shows. Raises `Problem` PIX014 where there is nothing to show."""
    place = Path(path)
    if place.is_dir():
        return _of_folder(world, place)
    if path.endswith(DISTRIBUTIONS):
        return _of_dist(world, place)
    with _opened(place) as file:
        text = file.read(README_SIZE)
    return _of_readme(world, place, text, _project(world, place.parent), None)


def _of_folder(world: World, folder: Path) -> Draft:
    project = _project(world, folder)
    named = project.readme if project else None
    found = named or next((name for name in NAMES if (folder / name).is_file()), None)
    if found is None:
        raise Problem(PREVIEW_NOTHING, path=str(folder))
    # The project chose this path, not the user: what lies outside of the folder must not end up on a page.
    text = Files(str(folder)).get(found)
    if text is None:
        raise Problem(PREVIEW_UNREADABLE, path=str(folder / found), reason=f"no plain file of at most {BOUND} bytes within the folder")
    return _of_readme(world, folder / found, text, project, _declared_type(project) if project else None)


def _declared_type(project: Project) -> str | None:
    """Return what the project says its README is: empty where its build file says nothing, None where the build goes by the ending."""
    source = project.sources.get("readme")
    silent = source is not None and source.file in ("setup.py", "setup.cfg") and "readme_content_type" not in project.dynamic
    return project.readme_content_type or ("" if silent else None)


def _of_readme(world: World, path: Path, data: bytes, project: Project | None, content_type: str | None) -> Draft:
    kind = TYPES.get(path.suffix.lower(), "text/plain") if content_type is None else content_type or None
    metadata = Metadata(description=data.decode("utf-8", "replace"), description_content_type=kind)
    if project is None:
        return Draft(path.absolute().parent.name, "", metadata, _rendered(world, metadata), named=False)
    metadata = metadata._replace(
        name=project.name,
        version=project.version,
        summary=project.summary,
        license=project.license,
        requires_python=project.requires_python,
        requires_dist=project.requires,
        classifiers=project.classifiers,
    )
    name = project.name or path.absolute().parent.name
    return Draft(name, project.version or "", metadata, _rendered(world, metadata), named=project.name is not None)


def _of_dist(world: World, path: Path) -> Draft:
    with _opened(path) as file:
        dist = read(file, path.name)
    if isinstance(dist, Unknown) or dist.metadata is None:
        raise Problem(PREVIEW_NO_METADATA, path=str(path))
    metadata = parse(dist.metadata)
    return Draft(metadata.name or path.name, metadata.version or "", metadata, _rendered(world, metadata))


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file that the user named, wherever it is; what fails until it is closed is a `Problem` PIX015."""
    try:
        with _plain(path) as file:
            yield file
    except OSError as error:
        raise Problem(PREVIEW_UNREADABLE, path=str(path), reason=error.strerror or str(error)) from error


def _plain(path: Path) -> BinaryIO:
    # Without waiting: a pipe under this name must not hang the tool.
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise OSError("not a plain file")
    return os.fdopen(number, "rb")


def _rendered(world: World, metadata: Metadata) -> Rendered:
    text = metadata.description
    return render(text, metadata.description_content_type, world.aside) if text else Rendered(None)


def _project(world: World, folder: Path) -> Project | None:
    try:
        return look(world, str(folder)).project
    except Problem:
        # A README can be shown without a project around it, and beside build files that are not right yet.
        return None


def _respond(world: World, path: str, language: Language, request: Request) -> Response:
    if request.method not in ("GET", "HEAD"):
        return secured(not_allowed(request, "GET, HEAD"))
    if request.path == "/style.css":
        return secured(style_sheet(request))
    if request.path != "/":
        return secured(absent())
    return secured(draft_page(request, draft(world, path), LANGUAGES.get(request.query.get("lang", ""), language)))


def _nothing(_: object) -> io.BytesIO:
    return io.BytesIO()
