"""Every place of a tree that states the project's version, found without being told, and what only looks like one."""

from collections.abc import Iterator, Mapping, Sequence

from seatrial.core.bump.beside_places import in_descriptions, in_docs
from seatrial.core.bump.build_places import in_build_files
from seatrial.core.bump.candidate import Candidate, Gathered, agrees, settled, together
from seatrial.core.bump.elsewhere import elsewhere
from seatrial.core.bump.lock_places import in_locks
from seatrial.core.bump.module_places import in_modules, in_other_modules
from seatrial.core.bump.plain_places import in_plain_files
from seatrial.core.bump.stated import line_at
from seatrial.core.bump.told_places import in_told_files
from seatrial.core.bump.versions import same
from seatrial.core.bump.words import COMPUTED, MEMORY, TAKEN
from seatrial.core.project.scm import scm_of
from seatrial.model.bump import Found, Place, Untouched
from seatrial.model.project import Project
from seatrial.model.sentence import Said
from seatrial.model.settings import BumpFile


def find_places(project: Project, files: Mapping[str, bytes], told: Sequence[BumpFile]) -> Found:
    """Return every place that states the version, and every other one that holds the same text.

    `files` gives the content of a file by its path (only `get` is used, so it may read when asked); `told` are the places that the settings name. Places that say
    different versions are all there (see `disagreeing`). Where the version is made from git's tags there are no places. Raises `Problem` PBP059 and PBP060 for
    what is told and not there.
    """
    scm = scm_of(project, files)
    if scm is not None:
        return Found(None, scm=scm)
    gathered, rows, version = _rows(project, files, told)
    if version is None:
        return Found(None, computed=gathered.computed)
    places = _places([*rows, *in_other_modules(project, files, version)], version)
    places += _places(in_locks(project, files, frozenset(one.file for one in places)), version)
    untouched, more = elsewhere(project, files, version, places)
    stale = _stale(gathered.candidates, files, version)
    return Found(version if places else None, places, (*stale, *untouched), _read(project, gathered.computed, places), more=more)


def stated_places(project: Project, files: Mapping[str, bytes], told: Sequence[BumpFile]) -> Found:
    """Return what `find_places` does as far as it takes no search of the whole tree: without places that count only because they agree, and lines not touched."""
    _, rows, version = _rows(project, files, told) if scm_of(project, files) is None else (None, [], None)
    return Found(version, _places(rows, version)) if version is not None else Found(None)


def disagreeing(found: Found) -> tuple[Place, ...]:
    """Return the places that say another version than `found.version`."""
    return tuple(one for one in found.places if found.version is not None and not agrees(one, found.version))


def _rows(project: Project, files: Mapping[str, bytes], told: Sequence[BumpFile]) -> tuple[Gathered, list[Candidate], str | None]:
    """Return what the files tell of themselves, that with the places that are told, and the version."""
    gathered = _gathered(project, files)
    known = _version(gathered.candidates) or project.version
    rows = [*gathered.candidates, *in_told_files(files, told, known)]
    return gathered, rows, known or _version(rows)


def _gathered(project: Project, files: Mapping[str, bytes]) -> Gathered:
    plain = Gathered((*in_plain_files(project, files), *in_descriptions(project, files)))
    return together([in_build_files(project, files), in_modules(project, files), plain, in_docs(project, files)])


def _read(project: Project, computed: Sequence[Untouched], places: Sequence[Place]) -> tuple[Untouched, ...]:
    """Return what computes the version; of a setup.py that reads a file with a place, that it takes it from there."""
    stating = {one.file for one in places}
    read = [one.file for one in project.reads if one.source.file == "setup.py" and one.file in stating]
    why = Said(TAKEN, {"name": read[0]}) if read else None
    return tuple(one._replace(why=why) if why and one.file == "setup.py" and one.why.sentence is COMPUTED else one for one in computed)


def _stale(rows: Sequence[Candidate], files: Mapping[str, bytes], version: str) -> Iterator[Untouched]:
    """Give what another tool remembers of the version and that is not so."""
    for row in rows:
        one = row.place
        if row.tool and not agrees(one, version):
            yield Untouched(one.file, one.line, line_at(files.get(one.file, b""), one.start), Said(MEMORY, {"tool": row.tool}))


def _version(rows: Sequence[Candidate]) -> str | None:
    """Return what the first place says that is sure, else the first that is not, what other tools remember last; a tuple as a text beside it spells it."""
    ordered = [one.place for one in sorted(rows, key=lambda one: (not one.sure, bool(one.tool), one.place.form != "text"))]
    spelled = (one for one in ordered if one.form == "text" and same(one.version, ordered[0].version))
    return next(spelled, ordered[0]).version if ordered else None


def _places(rows: Sequence[Candidate], version: str) -> tuple[Place, ...]:
    """Return the places that count."""
    kept = (one.place for one in rows if one.sure or agrees(one.place, version))
    return tuple(_once(settled(one, version) for one in kept))


def _once(places: Iterator[Place]) -> Iterator[Place]:
    """Give each place once, the first of those that overlap."""
    taken: dict[str, list[Place]] = {}
    for one in places:
        row = taken.setdefault(one.file, [])
        if all(one.end <= other.start or other.end <= one.start for other in row):
            row.append(one)
            yield one
