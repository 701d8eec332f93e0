"""A release as an index shows it: what each of its pages said, what they come to, and what is known of the files here."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from seatrial.model.change import ListedFile


class ReleaseName(NamedTuple):
    """A release as it is asked for."""

    name: str
    version: str | None
    """None for the newest."""


class Addresses(NamedTuple):
    """Where an index may tell of a project."""

    lists: tuple[str, ...]
    """Pages of the simple API, the likeliest first."""
    api: str
    """The release in the JSON API, with `{version}` for the version; empty where no address is known."""
    sure: bool
    """Whether the index is known to have that JSON API."""


class Page(NamedTuple):
    """One page of an index, as it answered."""

    state: Literal["there", "absent", "locked", "elsewhere", "unread"]
    """`elsewhere`: the index sends to another one for it; `unread`: no answer, or none that tells anything."""
    url: str = ""
    files: tuple[ListedFile, ...] = ()
    """Of all versions that the page tells of."""
    status: str = ""
    """Of the project (PEP 792): `active`, `archived`, `deprecated`, `quarantined`; empty where nothing is told."""
    serial: int | None = None
    """Of the project's last change that the page knows (PyPI)."""
    age: int | None = None
    """Seconds since the page was made, as a cache on the way says."""
    reason: str = ""


class Sighting(NamedTuple):
    """What the pages of an index come to for one release."""

    state: Literal["shown", "behind", "partly", "absent", "no project", "contradiction", "locked", "elsewhere", "unread"]
    """`behind`: the JSON API shows the release, the list of files does not, which is a page from a cache; `partly`: files are missing in the list."""
    files: tuple[ListedFile, ...] = ()
    """Of the release, as the list shows them."""
    missing: tuple[str, ...] = ()
    """Names of files that should be there and are not in the list."""
    late: tuple[str, ...] = ()
    """Names of files that the JSON API does not show yet."""
    other: tuple[str, str, str] = ("", "", "")
    """A file of which the pages tell two hashes: its name, the list's, the JSON API's."""
    old: bool = False
    """The list is surely older than the JSON API's page: it knows fewer changes."""


class KnownFiles(NamedTuple):
    """What is known on this machine of the files of a release."""

    where: str
    """Path of the journal, manifest or folder that tells it."""
    sha256: Mapping[str, str]
    """By file name."""
    whole: bool = True
    """Whether these are all files of the release, which is not known of what merely lies in a folder."""


class Inquiry(NamedTuple):
    """What is asked of an index, and what its answer is held against."""

    wanted: ReleaseName
    places: Addresses
    index_name: str
    folder: str
    """Of the project on this machine, where there is one."""
    wait: float
    """Seconds that an index may take until it shows the release."""


class Found(NamedTuple):
    """A release that an index shows."""

    name: str
    version: str
    files: tuple[ListedFile, ...]
    page: Page
    """The list of the project's files."""
    late: tuple[str, ...]
    """Files that the JSON API does not show yet."""
    known: KnownFiles | None
    """What is known of them here."""
    old: bool = False
    """The list is older than the JSON API's page."""
