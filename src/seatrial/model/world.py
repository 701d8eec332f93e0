"""The whole outside world as a tuple of callables, made once in `edge.world` and handed down as an argument."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    # A check needs the world, and hardly any of what it can be asked for.
    from seatrial.model.build import BuildRequest, BuildResult, Exported
    from seatrial.model.bump import CommitRequest, Committed
    from seatrial.model.command import Command, Completed
    from seatrial.model.credential import ConfigFile, KeyringAnswer, KeyringAsk, Secret
    from seatrial.model.edit import Edit
    from seatrial.model.event import Tell
    from seatrial.model.index import Access, HttpAnswer, Session
    from seatrial.model.metadata import Aside
    from seatrial.model.project import Repository
    from seatrial.model.publishing import Exchange, Identity
    from seatrial.model.sentence import Said
    from seatrial.model.verify import Ask, Environment, Install, Interpreter


class Git(NamedTuple):
    """git, as far as a release needs it. Paths are absolute. Each raises `Problem` (PGT…) where git cannot be asked."""

    look: Callable[[str], Repository | None]
    """Folder → what git knows of it; None where there is no work tree or no git."""
    export: Callable[[str, Repository | None, str], Exported]
    """(project folder, repository, empty target folder): copy the files of the whole repository with their content in the work tree, and
    git's knowledge of the commit beside them, so that a version can be computed from tags."""
    tag_commit: Callable[[str, str], str | None]
    """(folder, tag) → the commit that a local tag points at, None where there is none."""
    remote_tag: Callable[[str, str, str, float], str | None]
    """(folder, remote, tag, seconds) → the commit that the remote's tag points at, None where there is none."""
    committer: Callable[[str], None]
    """Folder: raise `Problem` where git does not know in whose name a tag would be made."""
    tag: Callable[[str, str, str, str, bool], None]
    """(folder, tag, commit, message, sign): make an annotated tag; where it is not to be signed, git's own settings say whether it is."""
    push: Callable[[str, str, str], None]
    """(folder, remote, tag)."""
    remote: Callable[[str], str | None]
    """Folder → name of the remote that HEAD's branch tracks, else `origin` where there is one."""
    remote_url: Callable[[str, str], str | None]
    """(folder, remote) → the address that git fetches from, None where there is none. It may hold a login."""
    tracks: Callable[[str, str], bool]
    """(folder, relative path) → whether git tracks it."""
    has_commit: Callable[[str, str], bool]
    """(folder, commit) → whether the repository has it."""
    ignores: Callable[[str, str], bool]
    """(folder, path) → whether git ignores it."""
    release_branches: Callable[[str], tuple[str, ...]]
    """Folder → the branches that releases are usually made from, as far as git knows them without a connection."""
    has_in_history: Callable[[str, str], bool]
    """(folder, commit) → whether the commit is there and part of what HEAD is made from."""
    refs_at_remote: Callable[[str, str, tuple[str, ...], float], Mapping[str, str]]
    """(folder, remote, names of references, seconds) → the commits of those that the remote has; nobody is asked for a login."""
    may_commit: Callable[[str, Sequence[Edit], bool], str]
    """(folder, edits that are not written yet, whether this is only a look, for which nothing of the repository is run) → the commit on which they would be committed. Raises `Problem` PGT017, PGT021 to PGT025 where they cannot be."""
    commit: Callable[[str, CommitRequest], Committed]
    """(folder, what is to be committed, written already): make the commit as the user would, with their hooks; one that is made already is as good."""
    tags: Callable[[str, int], tuple[str, ...]]
    """(folder, how many at most) → the tags that HEAD has behind it, the newest tag first."""
    fetch: Callable[[str, str | None, str], str]
    """(address, tag or branch or commit or None for HEAD, empty folder): put that commit there; return it. Raises `Problem` PVF034 … PVF042."""


class Installs(NamedTuple):
    """Environments and what is done in them."""

    make: Callable[[str, str | None], Environment]
    """(folder, path of another Python or None for our own) → a fresh environment. Raises `Problem` PVF…"""
    install: Callable[[Install], Completed]
    probe: Callable[[Ask], tuple[Completed, bytes]]
    """What came of the probe, and the lines that it wrote, bounded."""
    tags: Callable[[str | None], frozenset[str]]
    """Path of another Python or None → the tags of the wheels that it can install."""
    find: Callable[[str], Interpreter]
    """Version, program name or path → that Python of this machine. Raises `Problem` PVF025 to PVF027, PVF045."""


class Logins(NamedTuple):
    """Where credentials are kept and asked for, as callables."""

    keyring: Callable[[tuple[KeyringAsk, ...]], tuple[KeyringAnswer, ...]]
    """Each question's answer, in order."""
    read_file: Callable[[str], ConfigFile]
    """Path of a `.pypirc` → the file."""
    write_file: Callable[[str, bytes, bytes | None], None]
    """(path, new content, content that it is made from, None where there was no file): written as a whole, 0600. Raises `Problem` PCR…"""
    terminal: Callable[[], bool]
    """Whether somebody can be asked."""
    ask_secret: Callable[[Said], Secret | None]
    """Ask without showing what is typed; None where nobody can be asked, or nobody answers."""
    ask: Callable[[Said], str | None]
    """Ask for one line."""
    browser: Callable[[], bool]
    """Whether there is a browser to show pages in."""
    show: Callable[[str], bool]
    """Open an address in the browser; False where there is none."""


class Identities(NamedTuple):
    """What Trusted Publishing needs of the outside, as callables."""

    identity: Callable[[str], Identity]
    """Audience → the identity token that the CI gives to this job for it."""
    exchange: Callable[[Exchange], HttpAnswer]
    """Ask an index, and return its answer, whatever its status; nothing is redirected. Raises `Problem` PIX02…, PUP…"""


class World(NamedTuple):
    """Everything outside, as callables."""

    environ: Mapping[str, str]
    now: Callable[[], float]
    """Seconds since the epoch."""
    clock: Callable[[], float]
    """Monotonic seconds, for durations."""
    run: Callable[[Command], Completed]
    """Run a child in the allow-list environment, its own session and a home of its own."""
    git: Git
    build: Callable[[BuildRequest], BuildResult]
    """Build an sdist, and the wheel from it, in an isolated environment. Raises `Problem` PBD…"""
    metadata: Callable[[BuildRequest], bytes]
    """What METADATA of a wheel would hold, from the backend in an isolated environment. Raises `Problem` PBD…"""
    installs: Installs
    get: Callable[[str, Mapping[str, str], float], HttpAnswer]
    """(URL, headers, seconds) → answer. Raises `Problem` PIX… where there is none."""
    download: Callable[[str, Mapping[str, str], float, str, int], HttpAnswer]
    """(URL, headers, seconds, path of a file that takes the body, most bytes) → answer without body, where its status is 200. Raises as `get`, and PVF024."""
    open_session: Callable[[Access], Session]
    """Return a session with an index to which files are sent. Raises `Problem` PUP004, PIX023."""
    find: Callable[[str], str | None]
    """Program name → path, looked up on the user's PATH."""
    files: Callable[[str], Iterator[str]]
    """Folder that no git speaks for → its files that a build takes in, relative to it."""
    tell: Tell
    data_folder: str
    """Where seatrial keeps what belongs to the user (`SEATRIAL_DATA`, `--data`, else the platform's)."""
    cache_folder: str
    logins: Logins
    """Keyring, `.pypirc` and somebody at a terminal."""
    identities: Identities
    aside: Aside | None = None
    """Renders a description that may take long, in a child with limits; None where there is no such child."""
    spread: Callable[[Sequence[Sequence[int]], Callable[[int], Any]], Iterator[tuple[int, Any]]] | None = None
    """(batches of pieces of work, what does a piece) → each piece with what came of it, in any order; None for one that ended the process which
    did it. Done on all processors; what a piece tells is lost. None where there are no other processes."""
