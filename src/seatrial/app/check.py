"""Check files and project folders: one verdict for each, and every finding; a bad path never stops the others."""
# pathlib would cost each check of a small file a tenth of its time.
# ruff: noqa: PTH112, PTH113, PTH116, PTH118, PTH120, PTH100, PTH208

import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from seatrial.model.event import Told
from seatrial.model.finding import Finding
from seatrial.model.index import IndexProfile
from seatrial.model.report import Report, Subject
from seatrial.model.settings import Settings
from seatrial.model.together import ReleasedFile
from seatrial.model.world import World
from seatrial.problem import Problem

DISTRIBUTIONS = (".whl", ".tar.gz")
BUILD_FILES = ("pyproject.toml", "setup.cfg", "setup.py")
SETTINGS_FILES = ("pyproject.toml", "seatrial.toml")
HASHED_UP_TO = 32 * 1024 * 1024
"""Bytes. The verdict does not need the hashes of a whole file, and on a large one they take most of the time."""


class _Part(NamedTuple):
    """What one path came to."""

    subject: Subject
    findings: tuple[Finding, ...]
    released: ReleasedFile | None = None


def check(world: World, paths: Sequence[str], profile: IndexProfile, file_limit: int | None = None) -> Report:
    """Return the verdicts on files and project folders, in the order given.

    A folder that is no project but holds wheels or sdists stands for these. `file_limit` (bytes) goes before the one in the settings, which are
    those of the project that a file belongs to. Raises `Problem` where a single path is given and it is a folder that cannot be looked at.
    """
    parts: list[_Part] = []
    known: dict[str, Settings] = {}
    every = [one for path in paths for one in _expanded(path)]
    for done, path in enumerate(every):
        world.tell(Told("check", "progress", done=done, total=len(every), unit="files"))
        try:
            parts.append(_folder(world, path) if os.path.isdir(path) else _file(world, path, profile, _settings(path, known, file_limit)))
        except Problem as problem:
            if len(every) == 1:
                raise
            parts.append(_stopped(path, problem))
    findings = (*(finding for part in parts for finding in part.findings), *_across(parts, known, file_limit))
    return Report(profile.name, profile.date, tuple(part.subject for part in parts), findings)


def _expanded(path: str) -> Iterator[str]:
    if not os.path.isdir(path) or any(os.path.lexists(os.path.join(path, name)) for name in BUILD_FILES):
        yield path
        return
    try:
        files = sorted(name for name in os.listdir(path) if name.endswith(DISTRIBUTIONS))
    except OSError:
        files = []
    if files:
        yield from (os.path.join(path, name) for name in files)
    else:
        yield path


def _file(world: World, path: str, profile: IndexProfile, settings: Settings) -> _Part:
    from seatrial.app.judging import judge_file  # noqa: PLC0415  (a folder does not need it)

    judged = judge_file(path, profile, settings, hashed=_size(path) <= HASHED_UP_TO, aside=world.aside, now=world.now())
    return _Part(judged.subject, judged.findings, judged.released)


def _across(parts: Sequence[_Part], known: dict[str, Settings], file_limit: int | None) -> Iterator[Finding]:
    """Yield what files of one project and version do not agree in."""
    files = [part.released for part in parts if part.released]
    if len(files) > 1:
        from seatrial.core.together import releases  # noqa: PLC0415  (one file alone does not need it)
        from seatrial.rules.release import judge_together  # noqa: PLC0415

        for release in releases(files):
            yield from judge_together(release, _settings(release.files[0].path, known, file_limit).ignore)


def _folder(world: World, path: str) -> _Part:
    from seatrial.app.looking import look  # noqa: PLC0415  (files do not need it)

    looked = look(world, path)
    return _Part(Subject(path, "project", looked.project.name, looked.project.version), looked.findings)


def _stopped(path: str, problem: Problem) -> _Part:
    from seatrial.core.dist.faults import NO_PROJECT  # noqa: PLC0415  (rare)
    from seatrial.model.dist import Dist, Fault, Unknown  # noqa: PLC0415
    from seatrial.rules.members import no_project  # noqa: PLC0415
    from seatrial.rules.rule import judge  # noqa: PLC0415

    shown: Dist = Unknown(path, 0, "", "", (Fault(NO_PROJECT, problem.kind.message.format(**problem.values)),))
    return _Part(Subject(path, "project"), judge((no_project,), shown, path, {}))


def _settings(path: str, known: dict[str, Settings], file_limit: int | None) -> Settings:
    """Return the settings of the project whose folder, or whose `dist` folder, the file lies in; the defaults where there is none."""
    folder = os.path.dirname(os.path.abspath(path))
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
