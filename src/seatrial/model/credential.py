"""A credential: where it was looked for, what it is bound to, what a token says of itself. No secret is ever shown."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from seatrial.model.sentence import ProblemFacts, Said

FinderName = Literal["environment", "trusted publishing", "keyring", ".pypirc", "prompt"]
State = Literal["found", "absent", "broken"]
NamedBy = Literal["built in", "command line", "environment", "user", "project", "journal"]
"""Who named an index: ourselves, what the user typed, their environment, their configuration; or a project's files, or a journal."""
TokenKind = Literal["user", "project", "trusted publisher", "unknown"]
Store = Literal["keyring", "pypirc"]


class Secret:
    """A text that is shown by nothing: not by `repr`, not by `str`, not in a template, and so in no log and no traceback."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the text itself, for the request or the store that it is meant for."""
        return self._text

    def __repr__(self) -> str:
        """Return a mask."""
        return "Secret(…)"

    def __eq__(self, other: object) -> bool:
        """Tell whether both are the same secret."""
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        """Return a hash, as equality asks for one."""
        return hash((Secret, self._text))

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """Let a pickle or a copy have the mask alone."""
        return str, (repr(self),)


class Origin(NamedTuple):
    """What a credential is bound to."""

    scheme: str
    host: str
    """In lower case."""
    port: int


class Target(NamedTuple):
    """An index to which something is to be sent."""

    name: str
    """`pypi`, `testpypi`, a section of `.pypirc`, or the host."""
    url: str
    """Where files are uploaded to, without a login."""
    origin: Origin
    named_by: NamedBy


class TokenClaims(NamedTuple):
    """What a token says of itself; nothing of it is proven before the index has looked."""

    location: str
    """The host that made it, as it is written in it."""
    kind: TokenKind = "unknown"
    projects: tuple[str, ...] | None = None
    """Normalized names that it is limited to; None where it names none."""
    project_ids: int | None = None
    """How many projects it is limited to by their ids alone, which say no names."""
    expires: int | None = None
    """Seconds since the epoch; None where it says nothing."""
    begins: int | None = None
    """Before this moment it is not valid yet."""
    odd: bool = False
    """It has a limit that PyPI's server cannot read."""


class Credential(NamedTuple):
    """What is sent to one index, and to no other."""

    user: str
    secret: Secret
    origin: Origin
    """The one that it may be sent to."""
    finder: FinderName
    where: Said
    """Where it was found."""
    claims: TokenClaims | None = None


class Answer(NamedTuple):
    """What one finder answered for one index."""

    finder: FinderName
    state: State
    said: Said
    """Where it was found, or where it was looked for."""
    problem: ProblemFacts | None = None
    """What is wrong with what was found."""
    warnings: tuple[Said, ...] = ()
    """What does not stand in the way, and should be known."""
    credential: Credential | None = None
    claims: TokenClaims | None = None
    """What a token says that was found, broken or not."""
    passed: bool = False
    """It is broken, and nothing of the user's is at stake: the finders behind it are asked."""


class KeyringAsk(NamedTuple):
    """One question to the keyring."""

    do: Literal["get", "set", "delete"]
    service: str
    user: str | None = None
    """None asks for whichever user it has."""
    secret: Secret | None = None
    """What is to be kept."""


class KeyringAnswer(NamedTuple):
    """What the keyring answered."""

    state: Literal["found", "absent", "missing", "failed", "done"]
    """`missing`: the library is not installed, or finds no keyring on this machine."""
    user: str = ""
    secret: Secret | None = None
    backend: str = ""
    """Its own name."""
    reason: str = ""
    """Of a failure, without what it was asked for."""


class ConfigFile(NamedTuple):
    """A `.pypirc` as it lies on disk."""

    path: str
    state: Literal["there", "absent", "unreadable"]
    data: bytes = b""
    mode: int = 0o600
    ours: bool = True
    """It belongs to this user."""
    link: str | None = None
    """Where it really lies, if the path is a link."""
    reason: str = ""


class Walk(NamedTuple):
    """What all finders answered for one index."""

    target: Target
    answers: tuple[Answer, ...]


class Login(NamedTuple):
    """A login as it ended."""

    target: Target
    store: Store
    place: str
    """Name of the keyring, or path of the file."""
    claims: TokenClaims | None
    warnings: tuple[Said, ...] = ()


class Logout(NamedTuple):
    """A logout as it ended."""

    target: Target
    removed: tuple[Said, ...]
    """From where."""
    left: tuple[Said, ...]
    """What still gives a credential for this index."""


Pages = Mapping[str, str]
"""Addresses by what they are for: `register`, `account`, `token`, `publishing`, `project`."""
