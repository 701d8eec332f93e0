"""Since the last release: finds the release before the one that was built, and says what changed since then."""

import io
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from seatrial.app.course import Course
from seatrial.app.downloads import ask, fetch
from seatrial.app.looking import Looked
from seatrial.app.naming import index_of, metadata_marks, project_marks, shown_at
from seatrial.core.changed_files import imports
from seatrial.core.changes import announced, compare
from seatrial.core.dist import read
from seatrial.core.earlier import counterpart, earlier, likely
from seatrial.core.listing import ACCEPT, listed
from seatrial.core.metadata import parse
from seatrial.core.profile import LOCAL
from seatrial.core.protocol import normal
from seatrial.index.store import open_store
from seatrial.model.build import Built
from seatrial.model.change import Changes, EarlierRelease, ListedFile
from seatrial.model.dist import Dist, Unknown, Wheel
from seatrial.model.event import Told
from seatrial.model.index import IndexProfile
from seatrial.model.release import Manifest
from seatrial.model.report import Report
from seatrial.model.sentence import Said, Sentence
from seatrial.model.settings import Settings
from seatrial.model.shelf import Store
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.rules.changes import judge_changes
from seatrial.rules.consequences import without_consequences

SECONDS = 8.0
"""Nobody waits longer, counted from the start of the search, which runs beside the build."""
LISTING = 4.0
"""For the list of files."""
LIMIT = 32 << 20
"""Bytes of a file that is downloaded; of a larger one its metadata tells the most."""
LARGEST = 128 << 20
"""Bytes of a file that is read where it lies."""
METADATA = 4 << 20
LOCKED = Sentence("STC001", "What changed since the last release is not looked up: {index} asks for a password.")
LATE = Sentence("STC002", "What changed since the last release is not known: {index} did not give it in time.")
ANOTHER = Sentence("STC003", "What changed since the last release is not told: {file} on {index} seems to be of another project.")


class Earlier(NamedTuple):
    """The file of the earlier release that belongs beside a built one."""

    index_name: str
    version: str
    newest: str | None
    """The newest version on the index, where that is newer than what was built."""
    files: tuple[str, ...]
    """Names of all its files."""
    built: str
    """Name of the built file."""
    dist: Dist
    complete: bool = True
    """Whether more than its metadata was read."""


class Seeking:
    """A search for the earlier release at an index, which runs beside other work. Nothing of what is found is run; no password is sent."""

    def __init__(
        self,
        world: World,
        profile: IndexProfile,
        name: str,
        version: str | None,
        seconds: float = SECONDS,
        files: tuple[ListedFile, ...] | None = None,
    ) -> None:
        self._world, self._profile, self._name = world, profile, name
        self._given = files
        self.at = shown_at(profile)
        """What the index is called."""
        self._files: tuple[ListedFile, ...] = ()
        self._dists: dict[str, tuple[Dist, bool]] = {}
        self._until = world.clock() + seconds
        self._thread = threading.Thread(target=self._search, args=(version,), daemon=True)
        self._thread.start()

    def result(self, version: str, built: Iterable[str]) -> Earlier | None:
        """Return the file that belongs beside one of those that were built; None where there is none, or it was not found in time."""
        self._thread.join(max(self._until - self._world.clock(), 0))
        if self._thread.is_alive():
            self._world.tell(Told("name", "detail", Said(LATE, {"index": self.at})))
            return None
        release = earlier(self._files, version)
        pair = counterpart(built, release.files) if release else None
        if release is None or pair is None:
            return None
        found = self._dists.get(pair[1].filename) or self._read(pair[1], LISTING)
        return None if found is None else Earlier(self._profile.name, release.version, release.newest, _names(release), pair[0], *found)

    def _search(self, version: str | None) -> None:
        self._files = self._list() if self._given is None else self._given
        release = earlier(self._files, version)
        name = likely(release.files, self._world.installs.tags(None)) if release else None
        for file in release.files if release else ():
            found = self._read(file, SECONDS) if file.filename == name else None
            if found:
                self._dists[file.filename] = found

    def _list(self) -> tuple[ListedFile, ...]:
        url = f"{self._profile.simple_url}{quote(normal(self._name), safe='')}/"
        answer = ask(self._world, url, ACCEPT, LISTING)
        if answer is not None and answer.status in {401, 403}:
            self._world.tell(Told("name", "note", Said(LOCKED, {"index": self.at})))
        if answer is None or answer.status != 200:
            return ()
        return listed(answer.body, answer.headers.get("content-type", ""), url, self._name)

    def _read(self, file: ListedFile, seconds: float) -> tuple[Dist, bool] | None:
        """Return the facts of a listed file, and whether all of it was read."""
        if file.sha256 is None or urlsplit(file.url).scheme != urlsplit(self._profile.simple_url).scheme:
            return None
        if file.size is None or file.size <= LIMIT:
            data = fetch(self._world, file.url, file.sha256, LIMIT, seconds)
            return None if data is None else (read(io.BytesIO(data), file.filename, hashed=False), True)
        if file.metadata_sha256 is None or not file.filename.endswith(".whl"):
            return None
        data = fetch(self._world, f"{file.url}.metadata", file.metadata_sha256, METADATA, seconds)
        return None if data is None else (Wheel(file.filename, file.size, "", "", metadata=data), False)


def begin(
    world: World, profile: IndexProfile | None, name: str | None, version: str | None, files: tuple[ListedFile, ...] | None = None
) -> Seeking | None:
    """Begin to search the earlier release at an index, or at the user's own where none is given; None where the name is not known before the build.

    `files` has what the index lists of the project, where it was asked already.
    """
    return None if name is None else Seeking(world, index_of(world.environ, profile), name, version, files=files)


def index_changes(world: World, looked: Looked, manifest: Manifest, paths: Mapping[str, str], seeking: Seeking) -> Changes | None:
    """Return what changed in built files since the earlier release that a search found; None where there is none, or it is of another project."""
    found = seeking.result(manifest.version, paths)
    ours = _built(paths[found.built]) if found else None
    if found is None or ours is None:
        return None
    if _same_project(found.dist, ours, project_marks(looked.project)):
        return _changes(found, ours, manifest)
    world.tell(Told("name", "detail", Said(ANOTHER, {"file": found.dist.filename, "index": seeking.at})))
    return None


def embedded_changes(world: World, manifest: Manifest, paths: Mapping[str, str], largest: int = LARGEST) -> Changes | None:
    """Return what changed in built files since the earlier release on the lasting embedded index; None where it has none. Nothing is made."""
    folder = Path(world.data_folder, "index")
    try:
        found = _embedded(open_store(str(folder)), manifest, paths, largest) if folder.exists() else None
    except Problem:
        # Whoever has to write to that index is told what is wrong with it.
        return None
    ours = _built(paths[found.built]) if found else None
    return _changes(found, ours, manifest) if found and ours else None


def compared(world: World, looked: Looked, built: Built) -> Built:
    """Return a build with what changed since the earlier release on the lasting embedded index, and the findings on it."""
    changes = embedded_changes(world, built.manifest, built.paths)
    return built if changes is None else built._replace(changes=changes, report=with_changes(built.report, changes, looked.settings))


def note_changes(course: Course, looked: Looked, changes: Changes | None) -> None:
    """Keep what changed for the outcome, with the findings on it."""
    if changes is not None and course.outcome.report is not None:
        course.note(changes=changes, report=with_changes(course.outcome.report, changes, looked.settings))


def with_changes(report: Report, changes: Changes, settings: Settings) -> Report:
    """Return the same report with the findings on what changed; what comes of something that was found already is left out."""
    path = next((one.path for one in report.subjects if Path(one.path).name == changes.after), changes.after)
    return report._replace(findings=without_consequences((*report.findings, *judge_changes(changes, path, settings.ignore))))


def _embedded(store: Store, manifest: Manifest, paths: Mapping[str, str], largest: int) -> Earlier | None:
    shelf = store.view().shelves.get(normal(manifest.name))
    kept = {file.filename: file for file in shelf.files} if shelf else {}
    files = (ListedFile(file.filename, file.version, "", file.sha256, file.size) for file in kept.values())
    release = earlier(files, manifest.version)
    pair = counterpart(paths, release.files) if release else None
    if release is None or pair is None:
        return None
    file = kept[pair[1].filename]
    if file.size <= largest:
        with store.open(file) as stream:
            dist, complete = read(stream, file.filename, hashed=False), True
    else:
        dist, complete = Wheel(file.filename, file.size, "", "", metadata=store.metadata(file) if file.metadata_sha256 else None), False
    return Earlier(LOCAL.name, release.version, release.newest, _names(release), pair[0], dist, complete)


def _changes(found: Earlier, ours: Dist, manifest: Manifest) -> Changes:
    return compare(found.dist, ours)._replace(
        index_name=found.index_name,
        version=found.version,
        newest=found.newest,
        expected=announced(found.version, manifest.version),
        wheels=(_wheels(found.files), _wheels(file.name for file in manifest.files)),
        complete=found.complete,
    )


def _names(release: EarlierRelease) -> tuple[str, ...]:
    return tuple(file.filename for file in release.files)


def _wheels(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name.endswith(".whl"))


def _built(path: str) -> Dist | None:
    try:
        with Path(path).open("rb") as file:
            return read(file, Path(path).name, hashed=False)
    except OSError:
        # It was built by an earlier run, and is gone since.
        return None


def _same_project(theirs: Dist, ours: Dist, marks: frozenset[str]) -> bool:
    """Tell whether two files are of one project: an address or an author is the same, or where one names none, what is imported."""
    known, other = _marks(ours) | marks, _marks(theirs)
    if known and other:
        return bool(known & other)
    return isinstance(ours, Wheel) and isinstance(theirs, Wheel) and bool(imports(ours) & imports(theirs))


def _marks(dist: Dist) -> frozenset[str]:
    return frozenset() if isinstance(dist, Unknown) or dist.metadata is None else metadata_marks(parse(dist.metadata))
