"""Check files and project folders: one verdict for each, and every finding; a bad path never stops the others."""
# pathlib would cost each check of a small file a tenth of its time.
# ruff: noqa: PTH112, PTH113, PTH116, PTH118, PTH119, PTH120, PTH100, PTH208

import os
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from seatrial.app.attested import is_beside
from seatrial.core.endings import TODAYS
from seatrial.model.event import Told
from seatrial.model.finding import Finding
from seatrial.model.form import Form, Prepared
from seatrial.model.index import IndexProfile
from seatrial.model.report import Line, Report, Subject
from seatrial.model.settings import Settings
from seatrial.model.together import ReleasedFile
from seatrial.model.world import World
from seatrial.problem import Problem

if TYPE_CHECKING:
    from seatrial.app.judging import Judged

BUILD_FILES = ("pyproject.toml", "setup.cfg", "setup.py")
SETTINGS_FILES = ("pyproject.toml", "seatrial.toml")
HASHED_UP_TO = 32 * 1024 * 1024
"""Bytes. The verdict does not need the hashes of a whole file, and on a large one they take most of the time."""


MANY = 1024 * 1024
"""Bytes from which on files are judged by several processes, where each file counts as `FILE` more: below, to start them takes longer."""
FILE = 128 * 1024
TOGETHER = 8
"""Files of one project that are judged by one process, one after the other: what they have in common is looked at once."""


KEPT = 256 * 1024
"""Characters of a form that is kept until its file is sent."""


class _Part(NamedTuple):
    """What one path came to."""

    subject: Subject
    findings: tuple[Finding, ...]
    released: ReleasedFile | None = None
    prepared: Prepared | None = None
    lines: tuple[Line, ...] | None = None
    """Of a project folder, its checklist."""
    mends: tuple[str, ...] = ()
    """Of a project folder, the rules whose findings could be mended."""


class _Job(NamedTuple):
    """What is asked of every path."""

    world: World
    paths: Sequence[str]
    profile: IndexProfile
    settings: Mapping[str, Settings]
    """By the folder of a file."""
    code: bool = True
    sent: bool = False
    """Whether files are judged to be sent: then each is hashed, and what it is sent with is kept."""
    online: bool = False
    """Whether the index and the remote of a project folder are asked."""


def check(
    world: World, paths: Sequence[str], profile: IndexProfile, file_limit: int | None = None, *, code: bool = True, online: bool = False
) -> Report:
    """Return the verdicts on files and project folders, in the order given.

    A folder that is no project but holds wheels or sdists stands for these. `file_limit` (bytes) goes before the one in the settings, which are
    those of the project that a file belongs to. Without `code` no module is parsed, and the rules on modules find nothing. The checklist is that of
    every project folder; a connection is opened for it only where `online` says so.
    Raises `Problem` where a single path is given and it is a folder that cannot be looked at.
    """
    every = [one for path in paths if not is_beside(path, paths) for one in _expanded(path)]
    job = _Job(world, every, profile, _all_settings(every, file_limit), code, online=online)
    return _report(job, _parts(job))


def check_to_send(
    world: World, paths: Sequence[str], profile: IndexProfile, file_limit: int | None = None
) -> tuple[Report, dict[str, Prepared]]:
    """Return the verdicts on files, in the order given, and by path what each that could be read is sent with."""
    job = _Job(world, paths, profile, _all_settings(paths, file_limit), sent=True)
    parts = _parts(job)
    texts: dict[str, str] = {}
    prepared = {path: _with_shared(part.prepared, texts) for path, part in zip(paths, parts, strict=True) if part.prepared}
    return _report(job, parts), prepared


def _with_shared(prepared: Prepared, texts: dict[str, str]) -> Prepared:
    """Return the same with texts that all files share: those of one release say the same in as many copies."""
    if prepared.form is None:
        return prepared
    fields = tuple((texts.setdefault(name, name), texts.setdefault(value, value)) for name, value in prepared.form.fields)
    return prepared._replace(form=Form(fields))


def _parts(job: _Job) -> list[_Part]:
    found: dict[int, _Part] = {}
    with closing(_judged(job)) as judged:
        # Only now: a process should be copied before there is a thread, which what is told may start.
        _tell(job.world, 0, len(job.paths))
        for place, part in judged:
            found[place] = part
            _tell(job.world, len(found), len(job.paths))
    return [found[place] for place in range(len(job.paths))]


def _report(job: _Job, parts: Sequence[_Part]) -> Report:
    findings = (*(finding for part in parts for finding in part.findings), *_across(parts, job.settings))
    listed = [part.lines for part in parts if part.lines is not None]
    lines = tuple(line for lines in listed for line in lines) if listed else None
    mends = parts[0].mends if len(parts) == 1 else ()
    return Report(job.profile.name, job.profile.date, tuple(part.subject for part in parts), findings, lines, mends)


def _tell(world: World, done: int, total: int) -> None:
    if done < total:
        world.tell(Told("check", "progress", done=done, total=total, unit="files"))


def _expanded(path: str) -> Iterator[str]:
    if not os.path.isdir(path) or any(os.path.lexists(os.path.join(path, name)) for name in BUILD_FILES):
        yield path
        return
    try:
        files = sorted(name for name in os.listdir(path) if name.endswith(TODAYS))
    except OSError:
        files = []
    if files:
        yield from (os.path.join(path, name) for name in files)
    else:
        yield path


def _judged(job: _Job) -> Generator[tuple[int, _Part]]:
    """Return what each path comes to, by its place, in any order; other processes, where they pay, are there when this returns."""
    spread = job.world.spread
    files = [place for place, path in enumerate(job.paths) if not os.path.isdir(path)]
    if spread is None or len(files) < 2 or sum(FILE + _size(job.paths[place]) for place in files) < MANY:
        return ((place, _part(job, place)) for place in range(len(job.paths)))
    _make_ready(job.paths)
    results = spread(_batches(job.paths, files), lambda place: _part(job, place))
    return _each(job, frozenset(files), results)


def _each(job: _Job, files: frozenset[int], results: Iterator[tuple[int, _Part | None]]) -> Generator[tuple[int, _Part]]:
    # Folders are looked at here, while others are at the files.
    yield from ((place, _part(job, place)) for place in range(len(job.paths)) if place not in files)
    yield from ((place, part or _broken_off(job, place)) for place, part in results)


def _batches(paths: Sequence[str], files: Sequence[int]) -> list[list[int]]:
    """Sort files by the project that they seem to be of, and put the largest first, so that none is left over at the end."""
    projects: dict[str, list[int]] = {}
    for place in files:
        projects.setdefault(os.path.basename(paths[place]).partition("-")[0].lower(), []).append(place)
    batches = [places[start : start + TOGETHER] for places in projects.values() for start in range(0, len(places), TOGETHER)]
    return sorted(batches, key=lambda batch: -sum(_size(paths[place]) for place in batch))


def _make_ready(paths: Sequence[str]) -> None:
    """Load what judging the files takes, so that not every process has to."""
    import packaging.metadata  # noqa: PLC0415
    import packaging.utils  # noqa: F401, PLC0415

    import seatrial.app.judging  # noqa: F401, PLC0415
    from seatrial.core import together  # noqa: F401, PLC0415
    from seatrial.core.dist import wheelreading  # noqa: F401, PLC0415
    from seatrial.rules import release, wheel  # noqa: F401, PLC0415

    if not all(path.endswith(".whl") for path in paths):
        from seatrial.core.dist import sdistreading  # noqa: F401, PLC0415
        from seatrial.rules import sdist  # noqa: F401, PLC0415


def _part(job: _Job, place: int) -> _Part:
    path = job.paths[place]
    try:
        return _folder(job, path) if os.path.isdir(path) else _file(job, path)
    except Problem as problem:
        if len(job.paths) == 1:
            raise
        return _stopped(path, problem)
    except MemoryError:
        return _broken_off(job, place)


def _file(job: _Job, path: str) -> _Part:
    from seatrial.app.judging import judge_file  # noqa: PLC0415  (a folder does not need it)

    hashed, world = job.sent or _size(path) <= HASHED_UP_TO, job.world
    judged = judge_file(path, job.profile, job.settings[_folder_of(path)], hashed=hashed, aside=world.aside, now=world.now(), code=job.code)
    return _Part(judged.subject, judged.findings, judged.released, _prepared(judged) if job.sent else None)


def _prepared(judged: "Judged") -> Prepared | None:
    dist, form = judged.dist, judged.form
    if form is None:
        return None
    short = sum(len(value) for _, value in form.fields) <= KEPT
    return Prepared(dist.size, dist.sha256, dist.blake2b_256, form if short else None)


def _across(parts: Sequence[_Part], known: Mapping[str, Settings]) -> Iterator[Finding]:
    """Yield what files of one project and version do not agree in."""
    files = [part.released for part in parts if part.released]
    if len(files) > 1:
        from seatrial.core.together import releases  # noqa: PLC0415  (one file alone does not need it)
        from seatrial.rules.release import judge_together  # noqa: PLC0415

        for release in releases(files):
            yield from judge_together(release, known[_folder_of(release.files[0].path)].ignore)


def _folder(job: _Job, path: str) -> _Part:
    from seatrial.app.checklist import check_project  # noqa: PLC0415  (files do not need it)
    from seatrial.app.fix import mendable  # noqa: PLC0415  (as above)

    looked, findings, lines = check_project(job.world, path, online=job.online)
    mends = mendable(looked, findings) if findings else ()
    return _Part(Subject(path, "project", looked.project.name, looked.project.version), findings, lines=lines, mends=mends)


def _stopped(path: str, problem: Problem) -> _Part:
    from seatrial.core.dist.faults import NO_PROJECT  # noqa: PLC0415  (rare)
    from seatrial.model.dist import Dist, Fault, Unknown  # noqa: PLC0415
    from seatrial.rules.members import no_project  # noqa: PLC0415
    from seatrial.rules.rule import judge  # noqa: PLC0415

    shown: Dist = Unknown(path, 0, "", "", (Fault(NO_PROJECT, problem.kind.message.format(**problem.values)),))
    findings = judge((no_project,), shown, path, {})
    # The problem's own values, so that it can be said in every language.
    own = {**problem.values, "problem": problem.kind.id}
    return _Part(Subject(path, "project"), tuple(one._replace(values={**own, **one.values}) for one in findings))


def _broken_off(job: _Job, place: int) -> _Part:
    from seatrial.core.dist.faults import BROKEN_OFF  # noqa: PLC0415  (rare)
    from seatrial.model.dist import Dist, Fault, Unknown  # noqa: PLC0415
    from seatrial.rules.members import broken_off  # noqa: PLC0415
    from seatrial.rules.rule import judge  # noqa: PLC0415

    path = job.paths[place]
    dist: Dist = Unknown(os.path.basename(path), 0, "", "", (Fault(BROKEN_OFF),))
    return _Part(Subject(path, "unknown", verdict="undecided"), judge((broken_off,), dist, path, {}))


def _folder_of(path: str) -> str:
    return os.path.dirname(os.path.abspath(path))


def _all_settings(paths: Sequence[str], file_limit: int | None) -> dict[str, Settings]:
    """Return the settings by the folder of a file."""
    known: dict[str, Settings] = {}
    for path in paths:
        _settings(path, known, file_limit)
    return known


def settings_at(path: str) -> Settings:
    """Return the settings of the project that a file belongs to; the defaults where there is none."""
    return _settings(path, {}, None)


def _settings(path: str, known: dict[str, Settings], file_limit: int | None) -> Settings:
    """Return the settings of the project whose folder, or whose `dist` folder, the file lies in; the defaults where there is none."""
    folder = _folder_of(path)
    if folder not in known:
        places = (folder, os.path.dirname(folder))
        found = next((place for place in places if any(os.path.isfile(os.path.join(place, name)) for name in SETTINGS_FILES)), None)
        settings = Settings() if found is None else _read_settings(found)
        known[folder] = settings if file_limit is None else settings._replace(file_limit=file_limit)
    return known[folder]


def _read_settings(folder: str) -> Settings:
    from seatrial.app.looking import Files  # noqa: PLC0415  (most files lie in no project)
    from seatrial.core.settings import settings_of  # noqa: PLC0415

    try:
        return settings_of(Files(folder)).settings
    except Problem:
        # A check of the folder says what is wrong with it.
        return Settings()


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except (OSError, ValueError):
        return 0
