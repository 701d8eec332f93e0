"""A real index as the place of files: what it shows, how they get there, and the wait until it shows them."""

import tempfile
import threading
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from seatrial.app.course import Course
from seatrial.app.credentials import credential_for
from seatrial.app.execute import Acts
from seatrial.app.interpreters import interpreters
from seatrial.app.looking import Looked
from seatrial.app.place import Failure, Place
from seatrial.app.sending import put
from seatrial.app.since import begin, index_changes
from seatrial.app.tagging import push_tag, set_tag
from seatrial.app.verify import verify
from seatrial.core.authorization import basic
from seatrial.core.listing import ACCEPT, listed
from seatrial.core.plan import pythons_of
from seatrial.core.remote import profile_for, simple_pages, upload_address
from seatrial.model.change import Changes, ListedFile
from seatrial.model.credential import Credential, Target
from seatrial.model.event import Told
from seatrial.model.index import Access, IndexProfile, Patience, Session
from seatrial.model.release import Artifact, Manifest
from seatrial.model.sentence import Said, Sentence
from seatrial.model.verify import Verified
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.release import NOT_SEEN, OTHER_BYTES_THERE

SECONDS = 20.0
"""For one page of an index."""
DOWNLOAD = 600.0
"""Seconds for one file."""
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
    authorization = basic(credential.user, credential.secret.reveal()) if credential else None
    session = world.open_session(access._replace(url=url, authorization=lambda: authorization))
    return Remote(world, target, profile, url, session, authorization)


def access_with(patience: Patience, jobs: int, authority: str | None, certificate: str | None) -> Access:
    """Return the settings of a connection; address and authorization are added when the index is reached."""
    return Access("", lambda: None, patience, jobs, authority, certificate)


def remote_place(world: World, target: Target, jobs: int) -> Place:
    """Return a real index as the place of a release. A credential is looked for when it is asked whether it is ready, once."""
    profile = profile_for(target)
    access = access_with(Patience(), jobs, None, None)
    known = [reach(world, target, profile, None, access)]

    def ready(project: str) -> None:
        if known[0].authorization is None:
            known[0] = reach(world, target, profile, credential_for(world, target, project=project), access)

    def changes(looked: Looked, manifest: Manifest, paths: Mapping[str, str]) -> Changes | None:
        seeking = begin(world, profile, manifest.name, manifest.version) if profile.simple_url else None
        return index_changes(world, looked, manifest, paths, seeking) if seeking else None

    return Place(
        profile,
        shows=lambda project: shown(known[0], project) or {},
        changes=changes,
        acts=lambda *asked: release_acts(known[0], *asked),
        ready=ready,
        certain=False,
    )


def sending_acts(place: Remote, manifest: Manifest, paths: Mapping[str, str]) -> Acts:
    """Return how files get to a real index and are seen there; `paths` has where they lie."""
    files = {file.name: file for file in manifest.files}
    return Acts(
        put=lambda step, watch: put(paths[step.file], files[step.file], place.session.send, watch),
        found=lambda step: found(place, manifest, step.file),
        harmless=place.profile.same_bytes_again,
        confirm=lambda: confirm(place, manifest),
    )


def release_acts(place: Remote, course: Course, looked: Looked, manifest: Manifest, paths: Mapping[str, str], failure: Failure) -> Acts:
    """Return how the steps of a release are carried out at a real index."""
    world, folder = course.world, looked.project.folder
    return sending_acts(place, manifest, paths)._replace(
        verify=lambda: _installed_back(course, place, looked, manifest),
        failure=failure,
        tag=partial(set_tag, world, folder, sign=looked.settings.sign_tag),
        push=lambda step: push_tag(world, folder, step, str(manifest.commit)),
    )


def _installed_back(course: Course, place: Remote, looked: Looked, manifest: Manifest) -> Verified:
    """Install the files back from where the index says that they lie, each held to its hash. Raises `Problem` PRL028 where it does not show them."""
    there = {file.filename: file for file in listing(place, manifest.name) or ()}
    missing = [file.name for file in manifest.files if file.name not in there]
    if missing:
        raise Problem(NOT_SEEN, the_index=place.profile.name, files=", ".join(missing))
    world, folder = course.world, looked.project.folder
    with tempfile.TemporaryDirectory(prefix="seatrial-", ignore_cleanup_errors=True) as kept:
        urls = {file.name: f"{reachable(place, there[file.name].url, file, kept)}#sha256={file.sha256}" for file in manifest.files}
        pythons = interpreters(world, pythons_of(course.journal.known.plan) if course.journal else ())
        return verify(world, manifest, urls, looked.settings, str(Path(folder, ".seatrial", "logs")), folder, pythons)


def reachable(place: Remote, url: str, file: Artifact, folder: str) -> str:
    """Return an address from which installers get a file without a login: the index's own, or, where that may ask for one, a copy's.

    Where no copy can be had (an answer is bounded, and may be none), installers try it themselves, and say what they see.
    """
    if not place.authorization or _origin(url) != _origin(place.url):
        return url
    try:
        answer = place.world.get(url, {"authorization": place.authorization, "accept-encoding": "identity"}, DOWNLOAD)
    except Problem:
        return url
    if answer.status != 200:
        return url
    path = Path(folder, file.name)
    path.write_bytes(answer.body)
    return path.as_uri()


def shown(place: Remote, project: str) -> Mapping[str, str] | None:
    """Return the files of a project that an index shows, sha256 (empty where it tells none) by name; None where no page can be read."""
    files = listing(place, project)
    return None if files is None else {file.filename: file.sha256 or "" for file in files}


def listing(place: Remote, project: str) -> tuple[ListedFile, ...] | None:
    """Return the files of a project that an index lists; None where no page can be read.

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
            return listed(answer.body, answer.headers.get("content-type", ""), page, project)
        answered = answered or answer.status in {404, 410}
    return () if answered else None


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


def _origin(url: str) -> tuple[str, str]:
    split = urlsplit(url)
    return split.scheme, split.netloc
