"""The embedded index as the place of a release: files are sent to it in this process, and served on loopback to be installed back."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from seatrial.app.course import Course
from seatrial.app.execute import Acts
from seatrial.app.interpreters import interpreters
from seatrial.app.looking import Looked
from seatrial.app.sending import put
from seatrial.app.tagging import push_tag, set_tag
from seatrial.app.verify import verify
from seatrial.core.authorization import TOKEN_USER, basic
from seatrial.core.plan import pythons_of
from seatrial.index.server import serving
from seatrial.index.site import Terms, file_url, receive
from seatrial.index.token import new_token
from seatrial.model.index import Answer, IndexProfile, Sending
from seatrial.model.metadata import Aside
from seatrial.model.release import Manifest, UploadStep
from seatrial.model.shelf import Store
from seatrial.model.verify import Verified
from seatrial.problem import Problem


class Embedded(NamedTuple):
    """An open embedded index, with a token that holds for this run alone."""

    store: Store
    profile: IndexProfile
    file_limit: int | None
    token: str
    aside: Aside | None
    """What renders costly descriptions in a child."""


def embedded(store: Store, profile: IndexProfile, file_limit: int | None, aside: Aside | None = None) -> Embedded:
    """Return an embedded index for one run; `file_limit` is what the project's settings say that PyPI granted."""
    return Embedded(store, profile, file_limit or profile.file_limit, new_token(), aside)


def acts(
    course: Course,
    place: Embedded,
    looked: Looked,
    manifest: Manifest,
    paths: Mapping[str, str],
    failure: Callable[[Verified], Problem | None],
) -> Acts:
    """Return how the steps of a plan are carried out at an embedded index."""
    world, folder, files = course.world, looked.project.folder, {file.name: file for file in manifest.files}
    send = partial(deliver, place._replace(store=place.store._replace(now=partial(_time_of, place.store, manifest))))
    return Acts(
        put=lambda step, watch: put(paths[step.file], files[step.file], send, watch),
        verify=lambda: _verify(course, place, looked, manifest),
        failure=failure,
        tag=partial(set_tag, world, folder, sign=looked.settings.sign_tag),
        push=lambda step: push_tag(world, folder, step, str(manifest.commit)),
        found=partial(shown, place.store),
        harmless=place.profile.same_bytes_again,
    )


def _time_of(store: Store, manifest: Manifest) -> float:
    """Return the time by which a release is judged: that of its first file, so that a clock that jumps closes it to none of the others."""
    there = store.view().files
    times = (there[file.name].uploaded for file in manifest.files if file.name in there and there[file.name].sha256 == file.sha256)
    return min(times, default=store.now())


def shown(store: Store, step: UploadStep) -> str | None:
    """Return the sha256 of the file that an embedded index has under the name of a step's, None where it has none."""
    found = store.view().files.get(step.file)
    return found.sha256 if found else None


def deliver(place: Embedded, sending: Sending) -> Answer:
    """Send one file to the index in this process, and return its answer."""
    terms = Terms(frozenset((place.token,)), place.file_limit, place.profile, place.aside)
    return receive(place.store, sending, basic(TOKEN_USER, place.token), terms)


def _verify(course: Course, place: Embedded, looked: Looked, manifest: Manifest) -> Verified:
    folder = looked.project.folder
    with serving(place.store, place.token, file_limit=place.file_limit) as running:
        urls = {file.name: f"{file_url(running.url, file.name, file.blake2b_256)}#sha256={file.sha256}" for file in manifest.files}
        pythons = interpreters(course.world, pythons_of(course.journal.known.plan) if course.journal else ())
        return verify(course.world, manifest, urls, looked.settings, str(Path(folder, ".seatrial", "logs")), folder, pythons)
