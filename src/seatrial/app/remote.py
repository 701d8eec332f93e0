"""A real index as the place of files: what it shows, how they get there, and the wait until it shows them."""

import threading
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from seatrial.core.listing import ACCEPT, listed
from seatrial.core.remote import simple_pages, upload_address
from seatrial.model.credential import Credential, Target
from seatrial.model.event import Told
from seatrial.model.index import Access, IndexProfile, Patience, Session
from seatrial.model.release import Artifact, Manifest
from seatrial.model.sentence import Said, Sentence
from seatrial.model.verify import Verified
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.release import OTHER_BYTES_THERE

SECONDS = 20.0
"""For one page of an index."""
WAITS = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
"""Seconds before each look at whether the index shows what it took; PyPI's pages may be some seconds old."""
WAITING = Sentence("STU003", "The index does not show {files} yet; looking again in {seconds} s.")
NOT_SHOWN = Sentence("STU004", "The index took {file}, and does not show it yet: its pages may be some minutes old.")
NO_HASH = Sentence("STU005", "The index shows {file} without a hash: whether it has the very bytes was not proven.")
NO_PAGE = Sentence("STU006", "The index shows no page of {project} that can be read: whether it has the very bytes was not proven.")


class Remote(NamedTuple):
    """An index that files are sent to."""

    world: World
    target: Target
    profile: IndexProfile
    url: str
    """Address for uploads."""
    session: Session
    authorization: str | None
    pause: threading.Event = threading.Event()
    """What is waited on between two looks."""


def reach(world: World, target: Target, profile: IndexProfile, credential: Credential | None, access: Access) -> Remote:
    """Return a real index, ready to be sent to; nothing is connected yet. `access` has the settings of the connection."""
    url = upload_address(target)
    authorization = _basic(credential) if credential else None
    session = world.open_session(access._replace(url=url, authorization=lambda: authorization))
    return Remote(world, target, profile, url, session, authorization)


def access_with(patience: Patience, jobs: int, authority: str | None, certificate: str | None) -> Access:
    """Return the settings of a connection; address and authorization are added when the index is reached."""
    return Access("", lambda: None, patience, jobs, authority, certificate)


def shown(place: Remote, project: str) -> Mapping[str, str] | None:
    """Return the files of a project that an index shows, sha256 (empty where it tells none) by name; None where no page can be read.

    The user's credential goes along only where the page is of the very origin that it is bound to.
    """
    answered = False
    for page in simple_pages(place.profile, place.url, project):
        headers = {"accept": ACCEPT}
        if place.authorization and _origin(page) == _origin(place.url):
            headers["authorization"] = place.authorization
        try:
            answer = place.world.get(page, headers, SECONDS)
        except Problem:
            continue
        if answer.status == 200:
            files = listed(answer.body, answer.headers.get("content-type", ""), page, project)
            return {file.filename: file.sha256 or "" for file in files}
        answered = answered or answer.status in {404, 410}
    return {} if answered else None


def found(place: Remote, manifest: Manifest, name: str) -> str | None:
    """Return the sha256 that an index shows for a file of a manifest, empty where it shows none, None where it does not show the file."""
    artifact = next(file for file in manifest.files if file.name == name)
    return (shown(place, project_of(manifest, artifact)) or {}).get(name)


def project_of(manifest: Manifest, artifact: Artifact) -> str:
    """Return the name of the project that a file is of."""
    return artifact.project or manifest.name


def confirm(place: Remote, manifest: Manifest) -> Verified:
    """Ask an index until it shows the very bytes of every file, for a bounded time; return what was not proven.

    Raises `Problem` PRL026 where it shows other bytes.
    """
    projects = dict.fromkeys(project_of(manifest, file) for file in manifest.files)
    there: dict[str, Mapping[str, str] | None] = {}
    left = list(manifest.files)
    for wait in WAITS:
        if wait:
            said = Said(WAITING, {"files": ", ".join(file.name for file in left[:3]), "seconds": f"{wait:g}"})
            place.world.tell(Told("confirm", "note", said))
            place.pause.wait(wait)
        there.update(
            (project, shown(place, project)) for project in projects if any(project_of(manifest, file) == project for file in left)
        )
        left = [file for file in left if not _settled(file, there[project_of(manifest, file)])]
        if not left:
            break
    return Verified((), tuple(_unproven(manifest, file, there[project_of(manifest, file)]) for file in _open(manifest, there)))


def _settled(file: Artifact, files: Mapping[str, str] | None) -> bool:
    """Whether nothing more is to be learnt of a file by looking again."""
    if files is None:
        return True
    sha256 = files.get(file.name)
    if sha256 and sha256 != file.sha256:
        raise Problem(OTHER_BYTES_THERE, file=file.name, found=sha256, planned=file.sha256)
    return sha256 is not None


def _open(manifest: Manifest, there: Mapping[str, Mapping[str, str] | None]) -> list[Artifact]:
    return [file for file in manifest.files if (there[project_of(manifest, file)] or {}).get(file.name) != file.sha256]


def _unproven(manifest: Manifest, file: Artifact, files: Mapping[str, str] | None) -> Said:
    if files is None:
        return Said(NO_PAGE, {"project": project_of(manifest, file)})
    return Said(NO_HASH if file.name in files else NOT_SHOWN, {"file": file.name})


def _basic(credential: Credential) -> str:
    import base64  # noqa: PLC0415

    return f"Basic {base64.b64encode(f'{credential.user}:{credential.secret.reveal()}'.encode()).decode()}"


def _origin(url: str) -> tuple[str, str]:
    split = urlsplit(url)
    return split.scheme, split.netloc
