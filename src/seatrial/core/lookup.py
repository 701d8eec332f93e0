"""What an index shows beside a release that is not sent yet: the state by which its own rules refuse, and what people want to know."""

from collections.abc import Iterable, Mapping

from seatrial.core.listing import SDISTS
from seatrial.core.protocol import normal, ultranormal
from seatrial.core.published import newest
from seatrial.core.versions import same_version
from seatrial.model.change import ListedFile
from seatrial.model.dist import Unknown, Upload
from seatrial.model.form import Form
from seatrial.model.index import Arrival, IndexState
from seatrial.model.lookup import LookUp, Shown
from seatrial.model.published import Page
from seatrial.model.release import Artifact, Manifest

WINDOW = 14
"""Days for which PyPI takes files into a release (warehouse@6b62157, forklift/legacy.py:1247)."""
DAY = 86_400
Releases = Mapping[tuple[str, str], tuple[Artifact, ...]]


def releases_in(manifest: Manifest) -> Releases:
    """Return the files of each release in a manifest, by name and version."""
    found: dict[tuple[str, str], tuple[Artifact, ...]] = {}
    for file in manifest.files:
        key = (file.project or manifest.name, file.version or manifest.version)
        found[key] = (*found.get(key, ()), file)
    return found


def shown_as(page: Page) -> Shown:
    """Return whether a page tells that there is a project. What a login page or another index says tells nothing."""
    return "there" if page.state == "there" else "absent" if page.state == "absent" else "unknown"


def of_version(files: Iterable[ListedFile], version: str) -> tuple[ListedFile, ...]:
    """Return the files of one version, however it is spelt."""
    return tuple(file for file in files if same_version(file.version, version))


def to_send(page: Page, files: Iterable[Artifact]) -> tuple[Artifact, ...]:
    """Return the files that an index does not show with these very bytes."""
    there = {file.filename: file.sha256 for file in page.files}
    return tuple(file for file in files if there.get(file.name) != file.sha256)


def look_up(page: Page, index_name: str, name: str, version: str, files: Iterable[Artifact], now: float) -> LookUp:
    """Return what a page of an index tells of a release with these files, at a moment."""
    files = tuple(files)
    own = of_version(page.files, version)
    left = to_send(page, files)
    created = _created(own)
    yanked = bool(own) and all(file.yanked for file in own)
    return LookUp(
        index_name,
        name,
        version,
        shown_as(page),
        whose="ours" if len(left) < len(files) else "unknown",
        status=page.status,
        newest=newest(page.files),
        files=len(own),
        left=len(left),
        yanked=yanked,
        yanked_reason=own[0].yanked_reason if yanked else "",
        days=None if created is None else max(0, min(WINDOW, WINDOW - int((now - created) // DAY))),
        size=sum(file.size or 0 for file in page.files),
        adds=sum(file.size for file in left),
    )


def arrivals(look: LookUp, page: Page, files: Iterable[Artifact], now: float, allowed: frozenset[str] | None = None) -> tuple[Arrival, ...]:
    """Return each file as it would arrive at its index, with what the index is known to have; without a file, the project's name alone.

    `allowed` has the projects that the token is limited to. Of a project that is not surely absent nothing is said that holds for new ones.
    """
    own = of_version(page.files, look.version)
    state = IndexState(
        projects=frozenset(() if look.project == "absent" else (normal(look.name),)),
        similar={ultranormal(look.similar): look.similar} if look.similar else {},
        release_created=_created(own),
        has_sdist=any(file.filename.endswith(SDISTS) for file in own),
        now=now,
        token_projects=allowed,
    )
    name = ("name", look.name)
    alone = Arrival(Upload(Unknown("", 0, "", ""), Form((name,))), state._replace(release_created=None))
    return tuple(
        Arrival(
            Upload(
                Unknown(file.name, file.size, file.sha256, file.blake2b_256),
                Form((name, ("filetype", "bdist_wheel" if file.kind == "wheel" else "sdist"))),
            ),
            state,
            authenticates=allowed is not None,
        )
        for file in files
    ) or (alone._replace(authenticates=allowed is not None),)


def _created(files: Iterable[ListedFile]) -> float | None:
    """Return when a release was made at the latest: its first files may be gone."""
    return min((file.uploaded for file in files if file.uploaded is not None), default=None)
