"""An index: what is known about it before it is asked, and how it is spoken to."""

from collections.abc import Callable, Mapping
from typing import BinaryIO, NamedTuple

from seatrial.model.dist import Upload
from seatrial.model.form import Content, Form
from seatrial.model.publishing import Grant


class IndexProfile(NamedTuple):
    """What an index accepts: data of the index at a date, never of the libraries that are installed."""

    name: str
    """`pypi`, `testpypi`, `local`, `rehearsal`, or the host of another index."""
    date: str
    """Day of the knowledge, ISO 8601."""
    site: str
    """Address of the web site, without `/` at the end; empty for an embedded index."""
    upload_url: str
    simple_url: str
    metadata_versions: tuple[str, ...]
    file_limit: int | None
    """Bytes."""
    same_bytes_again: bool
    """Whether sending the same bytes again is harmless (PyPI answers 200)."""
    libraries: Mapping[str, str] = {}
    """Version by name of the libraries by which the index decides."""
    any_platform: bool = False
    """Whether it takes wheels for platforms that PyPI does not take."""
    old_classifiers: str | None = None
    """Version of the list of classifiers that is installed, where it is too old to say that a classifier does not exist."""


class Answer(NamedTuple):
    """The index's answer to an upload."""

    status: int | None
    """HTTP status, None where the connection ended without an answer."""
    message: str
    """Its words, as one text."""
    present: bool = False
    """The very same file was there already."""
    rule: str | None = None
    """Id of our rule, where the answer comes from the embedded index."""
    whole: str = ""
    """All of the words, where a status line brings less."""
    sent: bool = True
    """Whether any of the request may have arrived; where it did not, the index surely does not have the file."""
    retry_after: float | None = None
    """Seconds that the index asks to wait."""


class Sending(NamedTuple):
    """One upload as it is handed to a transport."""

    form: Form
    content: Content
    body: BinaryIO
    """Open at its start, seekable."""
    size: int


Send = Callable[[Sending], Answer]
"""What uploads: the embedded index in this process, or a client of a real index."""


class Session(NamedTuple):
    """A connection to an index over which the files of releases are sent. An index that publishes them together does so at `finish`."""

    send: Send
    finish: Callable[[], None]
    """Ends the session, also where not everything was sent."""


class Patience(NamedTuple):
    """How long an index may take, in seconds."""

    connect: float = 10.0
    silence: float = 60.0
    """While a file is sent: without a byte that it takes."""
    answer: float = 180.0
    """From the last byte of the file to the last of the answer."""


class Access(NamedTuple):
    """Where files are sent, and as whom."""

    url: str
    """Address for uploads, http or https, without user and password."""
    authorization: Callable[[], str | None]
    """Gives the Authorization header for the next request, None for none; it may change while files are sent."""
    patience: Patience = Patience()
    jobs: int = 8
    """Connections at once."""
    authority: str | None = None
    """Path of certificates to trust in place of the system's."""
    certificate: str | None = None
    """Path of the client's own certificate, with its key."""


class NameStanding(NamedTuple):
    """How the name of a project stands at an index."""

    at: str
    """Name of the index."""
    name: str
    how: str
    """`free`, `ours`, `taken`, `unsure` (there, and nothing tells whose) or `unknown`."""
    theirs: str = ""
    """What the index shows of the project that has the name."""


class HttpAnswer(NamedTuple):
    """The answer to a reading request, body bounded."""

    status: int
    headers: Mapping[str, str]
    """Lower-case names."""
    body: bytes
    url: str = ""
    """Where it came from, after all redirects."""


class StoredFile(NamedTuple):
    """One file that an index holds, of whatever project."""

    filename: str
    sha256: str
    blake2b_256: str


class IndexState(NamedTuple):
    """What an index knows when an upload arrives; without anything it is an index where the project is new."""

    projects: frozenset[str] = frozenset()
    """Normalized names of the projects that exist."""
    similar: Mapping[str, str] = {}
    """Name of a project by its ultranormalized name (`core.protocol.ultranormal`)."""
    prohibited: frozenset[str] = frozenset()
    """Normalized names that the index keeps closed."""
    files: Mapping[str, StoredFile] = {}
    """By file name, of all projects."""
    blake2b: Mapping[str, str] = {}
    """File name by BLAKE2b-256, of all projects."""
    used: frozenset[str] = frozenset()
    """File names that were ever used, deleted ones too."""
    release_created: float | None = None
    """When the release was made, seconds since the epoch; None where it is new."""
    has_sdist: bool = False
    """Whether the release has an sdist."""
    project_size: int = 0
    """Bytes of the project's files."""
    now: float = 0.0
    """Seconds since the epoch."""
    tokens: frozenset[str] | None = None
    """Tokens that may upload; None where any that has the form of one may."""
    token_projects: frozenset[str] | None = None
    """Normalized names that the token is limited to; None where it is not."""
    grant: Grant | None = None
    """What the token stands for, where Trusted Publishing gave it; None for a user's."""
    project_name: str = ""
    """The project's name as the index has it; empty where it is new."""


class Arrival(NamedTuple):
    """An upload as it arrives at an index."""

    upload: Upload
    state: IndexState = IndexState()
    authorization: str | None = None
    """The Authorization header."""
    authenticates: bool = False
    """Whether the index looks at the header at all (a check before the upload does not)."""
