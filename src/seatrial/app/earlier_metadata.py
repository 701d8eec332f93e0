"""The metadata of the release before, which an index gives without its file: what changed since then, and whose project it is."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from seatrial.app.downloads import fetch
from seatrial.app.naming import Asked, described, metadata_marks, told
from seatrial.core.changed_metadata import pythons
from seatrial.core.changes import announced, compare
from seatrial.core.dist import read
from seatrial.core.earlier import counterpart, earlier
from seatrial.core.lookup import of_version
from seatrial.core.metadata import parse
from seatrial.model.change import Changes, EarlierRelease, ListedFile
from seatrial.model.dist import Dist, Unknown, Wheel
from seatrial.model.index import IndexProfile
from seatrial.model.lookup import Beside
from seatrial.model.metadata import Metadata
from seatrial.model.published import Page
from seatrial.model.world import World

LIMIT = 32 << 20
"""Bytes of a file that is read once more for what it says of itself."""
METADATA = 4 << 20
SECONDS = 4.0
SUMMARY = 200
"""Characters of what a project says of itself."""


def beside(world: World, profile: IndexProfile, page: Page, name: str, version: str, paths: Mapping[str, str]) -> Beside:
    """Return what the files of a release (paths by name) have beside the one before; at most one request is made, and nothing is raised.

    Where the version is there already, its own files are what is looked at, and nothing has changed.
    """
    ours = _ours(paths)
    if ours is None:
        return Beside()
    known = Beside(_marks(ours))
    same = of_version(page.files, version)
    release = EarlierRelease(version, same) if same else earlier(page.files, version) or earlier(page.files, None)
    if release is None:
        return known
    pair = counterpart((ours.filename,), release.files)
    file = next((one for one in (pair[1:] if pair else ()) if one.metadata_sha256), _described(release.files))
    text = _metadata(world, page, file) if file else None
    if not same:
        known = known._replace(changes=_changed(profile, release, pair[1] if pair else release.files[0], text, ours, version))
    if text is None:
        shown = described(world, profile, name) if profile.site else None
        return known._replace(their_marks=shown.marks, asked=True, theirs=told(shown)) if shown else known
    theirs = parse(text)
    summary = (theirs.summary or "")[:SUMMARY]
    their_marks = metadata_marks(theirs)
    return known._replace(their_marks=their_marks, asked=True, theirs=told(Asked("", name, "there", their_marks, summary)))


def marks_of(paths: Mapping[str, str]) -> frozenset[str]:
    """Return what tells whose the files of a release are (paths by name)."""
    ours = _ours(paths)
    return frozenset() if ours is None else _marks(ours)


def _described(files: tuple[ListedFile, ...]) -> ListedFile | None:
    return next((file for file in files if file.metadata_sha256 and file.filename.endswith(".whl")), None)


def _metadata(world: World, page: Page, file: ListedFile) -> bytes | None:
    if file.metadata_sha256 is None or urlsplit(file.url).scheme != urlsplit(page.url).scheme:
        return None
    return fetch(world, f"{file.url}.metadata", file.metadata_sha256, METADATA, SECONDS)


def _changed(profile: IndexProfile, release: EarlierRelease, file: ListedFile, text: bytes | None, ours: Dist, version: str) -> Changes:
    """Return what the metadata of two releases tells; without that of the earlier one, what the list of its files tells of it."""
    size = ours.size if file.size is None else file.size
    if text is not None and isinstance(ours, Wheel):
        name = file.filename if file.filename.endswith(".whl") else ours.filename
        changes = compare(Wheel(name, size, "", "", metadata=text), ours)
    else:
        changes = Changes("", "", file.filename, ours.filename, (size, ours.size))
        own = None if isinstance(ours, Unknown) or ours.metadata is None else parse(ours.metadata)
        if own and file.requires_python:
            changes = changes._replace(requires_python=(pythons(Metadata(requires_python=file.requires_python)), pythons(own)))
    return changes._replace(
        index_name=profile.name,
        version=release.version,
        newest=release.newest,
        expected=announced(release.version, version),
        complete=False,
        brief=True,
    )


def _ours(paths: Mapping[str, str]) -> Dist | None:
    """Return the facts of the smallest file, wheels first; None where each is too large to be read once more."""
    try:
        found = sorted((not name.endswith(".whl"), Path(path).stat().st_size, name, path) for name, path in paths.items())
        _, _, name, path = next(one for one in found if one[1] <= LIMIT)
        with Path(path).open("rb") as file:
            return read(file, name, hashed=False, code=False)
    except (OSError, StopIteration):
        # Of an earlier build, it may be gone since.
        return None


def _marks(dist: Dist) -> frozenset[str]:
    return frozenset() if isinstance(dist, Unknown) or dist.metadata is None else metadata_marks(parse(dist.metadata))
