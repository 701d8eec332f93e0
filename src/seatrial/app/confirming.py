"""Confirming: asks an index for what was sent to it until it shows the very bytes, for a bounded time, and says what was not proven.

A file that is not shown is no failure of its upload: the index took it. Its list may come from a cache (PyPI says ten minutes, and empties its own at
each upload), and the next run of a failed job would find nothing else to do than to look again. It is said wherever somebody may read it instead.
"""

import shlex
import threading
from collections.abc import Callable, Mapping

from seatrial.model.event import Told
from seatrial.model.release import Artifact, Manifest
from seatrial.model.sentence import Said, Sentence
from seatrial.model.verify import Verified
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.release import OTHER_BYTES_THERE

Shown = Callable[[str], Mapping[str, str] | None]
"""Name of a project → sha256 (empty where the index tells none) by name of its files; None where no page can be read."""
Second = Callable[[str, str], Mapping[str, str]]
"""(name of a project, version) → the same from the JSON API; empty where there is none."""
WAITS = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
"""Seconds before each look at whether the index shows what it took: a minute in all, for so long PyPI's cache may keep that a page is not there."""
UNREAD = 3
"""Looks at an index that gives no page at all: it may have none."""
WAITING = Sentence("STU003", "The index does not show {files} yet; looking again in {seconds} s.")
NOT_SHOWN = Sentence("STU004", "The index took {file}, and does not show it yet: its pages may be some minutes old. See later: {command}")
NO_HASH = Sentence(
    "STU005", "The index shows {file} without a hash: whether it has the very bytes was not proven. {command} downloads and compares it."
)
NO_PAGE = Sentence(
    "STU006", "The index shows no page of {project} that can be read: whether it has the very bytes was not proven. See later: {command}"
)
BEHIND = Sentence(
    "VPB020",
    "The JSON API shows the very bytes of {file}; the list of files, which installers go by, does not show it yet. See later: {command}",
)


class Index:
    """The index that is asked, by callables."""

    def __init__(self, world: World, name: str, shown: Shown, second: Second, pause: threading.Event) -> None:
        self.world, self.name, self.shown, self.second, self.pause = world, name, shown, second, pause


def confirm(index: Index, manifest: Manifest) -> Verified:
    """Ask an index until it shows the very bytes of every file, for a bounded time; return what was not proven.

    Raises `Problem` PRL026 where it shows other bytes.
    """
    projects = dict.fromkeys(project_of(manifest, file) for file in manifest.files)
    there: dict[str, Mapping[str, str] | None] = {}
    left = list(manifest.files)
    for looks, wait in enumerate(WAITS):
        if wait:
            said = Said(WAITING, {"files": ", ".join(file.name for file in left[:3]), "seconds": f"{wait:g}"})
            index.world.tell(Told("confirm", "note", said))
            index.pause.wait(wait)
        there.update((project, index.shown(project)) for project in projects if any(project_of(manifest, file) == project for file in left))
        left = [file for file in left if not _settled(file, there[project_of(manifest, file)], looks)]
        if not left:
            break
    unseen = [file for file in manifest.files if (there[project_of(manifest, file)] or {}).get(file.name) != file.sha256]
    return Verified((), tuple(_unproven(index, manifest, file, there[project_of(manifest, file)]) for file in unseen))


def project_of(manifest: Manifest, artifact: Artifact) -> str:
    """Return the name of the project that a file is of."""
    return artifact.project or manifest.name


def _settled(file: Artifact, files: Mapping[str, str] | None, looks: int) -> bool:
    """Whether nothing more is to be learnt of a file by looking again."""
    if files is None:
        return looks + 1 >= UNREAD
    sha256 = files.get(file.name)
    _refuse_other(file, sha256)
    return sha256 is not None


def _refuse_other(file: Artifact, sha256: str | None) -> None:
    if sha256 and sha256 != file.sha256:
        raise Problem(OTHER_BYTES_THERE, file=file.name, found=sha256, planned=file.sha256)


def _unproven(index: Index, manifest: Manifest, file: Artifact, files: Mapping[str, str] | None) -> Said:
    project, version = project_of(manifest, file), file.version or manifest.version
    values = {"command": f"`{shlex.join(['seatrial', 'verify', f'{project}=={version}', '--from', index.name])}`"}
    if files is not None and file.name in files:
        return Said(NO_HASH, {**values, "file": file.name})
    second = index.second(project, version).get(file.name)
    _refuse_other(file, second)
    if second:
        return Said(BEHIND, {**values, "file": file.name})
    return Said(NO_PAGE, {**values, "project": project}) if files is None else Said(NOT_SHOWN, {**values, "file": file.name})
