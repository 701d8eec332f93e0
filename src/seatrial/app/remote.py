"""A real index as the place of files: what it shows, how they get there, and how they are had back."""

import tempfile
import threading
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from seatrial.app.confirming import Index, confirm, project_of
from seatrial.app.course import Course
from seatrial.app.credentials import credential_for
from seatrial.app.execute import Acts
from seatrial.app.looking import Looked
from seatrial.app.place import Failure, Place
from seatrial.app.project_page import Pages, Seen
from seatrial.app.publishing import Minting
from seatrial.app.reading import DOWNLOAD, FRESH, SECONDS, SLOWEST
from seatrial.app.sending import put
from seatrial.core.authorization import basic
from seatrial.core.credential.target import same_origin
from seatrial.core.listing import ACCEPT, listed
from seatrial.core.plan import pythons_of
from seatrial.core.published import addresses, api_page
from seatrial.core.remote import profile_for, simple_pages, upload_address
from seatrial.model.change import Changes, ListedFile
from seatrial.model.credential import Credential, Target, TokenClaims
from seatrial.model.form import Form
from seatrial.model.index import Access, IndexProfile, Patience, Session
from seatrial.model.release import Artifact, Manifest
from seatrial.model.verify import Verified
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.release import NOT_SEEN


class Remote(NamedTuple):
    """An index that files are sent to."""

    world: World
    target: Target
    profile: IndexProfile
    url: str
    """Address for uploads."""
    session: Session
    authorization: str | None
    forms: Mapping[str, Form | None] = {}
    """What files are sent with, by their sha256, as far as that is known already."""
    minting: Minting | None = None
    """Makes the token where Trusted Publishing does; pages are then read without one."""
    pause: threading.Event = threading.Event()
    """What is waited on between two looks."""
    claims: TokenClaims | None = None
    """What the token says of itself."""


def reach(
    world: World, target: Target, profile: IndexProfile, credential: Credential | None, access: Access, minting: Minting | None = None
) -> Remote:
    """Return a real index, ready to be sent to; nothing is connected yet. `access` has the settings of the connection.

    With the credential of Trusted Publishing `minting` makes the token when the first file is sent, and it is gone when the session is finished.
    """
    url = upload_address(target)
    if minting and credential and credential.finder == "trusted publishing":
        session = minting.sessions(world.open_session(access._replace(url=url, authorization=minting.authorization)))
        return Remote(world, target, profile, url, session, None, minting=minting, claims=TokenClaims("", "trusted publisher"))
    authorization = basic(credential.user, credential.secret.reveal()) if credential else None
    session = world.open_session(access._replace(url=url, authorization=lambda: authorization))
    return Remote(world, target, profile, url, session, authorization, claims=credential.claims if credential else None)


def access_with(patience: Patience, jobs: int, authority: str | None, certificate: str | None) -> Access:
    """Return the settings of a connection; address and authorization are added when the index is reached."""
    return Access("", lambda: None, patience, jobs, authority, certificate)


def remote_place(world: World, target: Target, jobs: int) -> Place:
    """Return a real index as the place of a release. A credential is looked for when it is asked whether it is ready, once."""
    profile = profile_for(target)
    access = access_with(Patience(), jobs, None, None)
    known = [reach(world, target, profile, None, access)]
    pages = Pages(world, profile, upload_address(target))
    credentials: list[Credential] = []

    def ready(project: str) -> None:
        if not credentials:
            minting = Minting(world, target, access)
            credentials.append(credential_for(world, target, project=project, publishing=minting.find))
            known[0] = reach(world, target, profile, credentials[0], access, minting)

    def finish() -> None:
        known[0].session.finish()

    def seen(project: str) -> Seen:
        pages.authorization = known[0].authorization
        return pages.seen(project)

    def changes(looked: Looked, manifest: Manifest, paths: Mapping[str, str]) -> Changes | None:
        files = seen(manifest.name).page.files
        from seatrial.app.since import begin, index_changes  # noqa: PLC0415  (uploads of files do without)

        seeking = begin(world, profile, manifest.name, manifest.version, files) if profile.simple_url else None
        return index_changes(world, looked, manifest, paths, seeking) if seeking else None

    return Place(
        profile,
        shows=lambda project: {file.filename: file.sha256 or "" for file in seen(project).page.files},
        changes=changes,
        acts=lambda *asked: release_acts(known[0], *asked),
        ready=ready,
        certain=False,
        seen=seen,
        claims=lambda: known[0].claims,
        finish=finish,
    )


def sending_acts(place: Remote, manifest: Manifest, paths: Mapping[str, str]) -> Acts:
    """Return how files get to a real index and are seen there; `paths` has where they lie."""
    files = {file.name: file for file in manifest.files}
    if place.minting:
        place.minting.expect(sum(file.size for file in manifest.files))
    return Acts(
        put=lambda step, watch: put(paths[step.file], files[step.file], place.session.send, watch, place.forms.get(step.sha256)),
        found=lambda step: found(place, manifest, step.file),
        harmless=place.profile.same_bytes_again,
        confirm=lambda: confirm(confirming(place), manifest),
    )


def release_acts(place: Remote, course: Course, looked: Looked, manifest: Manifest, paths: Mapping[str, str], failure: Failure) -> Acts:
    """Return how the steps of a release are carried out at a real index."""
    from seatrial.app.tagging import push_tag, set_tag  # noqa: PLC0415  (uploads of files do without)

    world, folder = course.world, looked.project.folder

    def verified() -> Verified:
        # What is installed and run is the project's code: until then the token is gone.
        place.session.finish()
        return _installed_back(course, place, looked, manifest)

    return sending_acts(place, manifest, paths)._replace(
        verify=verified,
        failure=failure,
        tag=partial(set_tag, world, folder, sign=looked.settings.sign_tag),
        push=lambda step: push_tag(world, folder, step, str(manifest.commit)),
    )


def _installed_back(course: Course, place: Remote, looked: Looked, manifest: Manifest) -> Verified:
    """Install the files back from where the index says that they lie, each held to its hash. Raises `Problem` PRL028 where it does not show them."""
    from seatrial.app.interpreters import interpreters  # noqa: PLC0415  (uploads of files do without)
    from seatrial.app.verify import verify  # noqa: PLC0415

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

    Where no copy can be had (the answer is another, or longer than the file), installers try it themselves, and say what they see.
    """
    login = _login(place, url)
    if not login:
        return url
    path = Path(folder, file.name)
    try:
        answer = place.world.download(url, {**login, "accept-encoding": "identity"}, DOWNLOAD + file.size / SLOWEST, str(path), file.size)
    except Problem:
        return url
    return path.as_uri() if answer.status == 200 else url


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
        try:
            answer = place.world.get(page, {"accept": ACCEPT, **FRESH, **_login(place, page)}, SECONDS)
        except Problem:
            continue
        if answer.status == 200:
            # What lies behind a redirect to another host is another index's (pypiserver sends there for what it does not have).
            return listed(answer.body, answer.headers.get("content-type", ""), answer.url, project) if same_origin(answer.url, page) else ()
        answered = answered or answer.status in {404, 410}
    return () if answered else None


def found(place: Remote, manifest: Manifest, name: str) -> str | None:
    """Return the sha256 that an index shows for a file of a manifest, empty where it shows none, None where it does not show the file."""
    artifact = next(file for file in manifest.files if file.name == name)
    return (shown(place, project_of(manifest, artifact)) or {}).get(name)


def second(place: Remote, project: str, version: str) -> Mapping[str, str]:
    """Return the files of a release that the index's JSON API shows, sha256 by name; empty where there is none."""
    page = addresses(place.profile, place.url, project).api.format(version=quote(version, safe=""))
    try:
        answer = place.world.get(page, {"accept": "application/json", **FRESH, **_login(place, page)}, SECONDS) if page else None
    except Problem:
        answer = None
    files = api_page(page, answer.headers, answer.body, project).files if answer and answer.status == 200 else ()
    return {file.filename: file.sha256 or "" for file in files}


def confirming(place: Remote) -> Index:
    """Return a real index as one that is asked whether it shows what was sent."""
    return Index(place.world, place.target.name, partial(shown, place), partial(second, place), place.pause)


def _login(place: Remote, url: str) -> Mapping[str, str]:
    """Return the header of the user's credential, only for the very origin that it is bound to."""
    return {"authorization": place.authorization} if place.authorization and same_origin(url, place.url) else {}
