"""A distribution file: what one bounded pass over a wheel or an sdist tells. Facts hold no contents."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from seatrial.model.form import Form

MemberKind = Literal["file", "directory", "symlink", "hardlink", "sparse", "special"]


class Member(NamedTuple):
    """One member of an archive."""

    name: str
    kind: MemberKind
    size: int
    """Unpacked size in bytes, as the archive claims."""
    digest: str | None = None
    """`sha256=` and the urlsafe base64 digest without padding, as RECORD spells it; None where it was not read."""
    mode: int = 0
    """POSIX permission bits, 0 where the archive gives none."""
    link: str | None = None
    """Target of a link."""


class Fault(NamedTuple):
    """Something the reader met that it could not take as it stands; rules turn it into findings."""

    kind: str
    """A name from `core.dist.faults`, for instance `zip-trailing-data`."""
    detail: str = ""
    member: str | None = None


class MemberContent(NamedTuple):
    """One text-like member with its content, as it is handed to a look: bounded, never kept."""

    member: Member
    content: bytes


Look = Callable[[Member, bytes], None]
"""What is called with the content of each text-like member while the archive is read."""


class Digests(NamedTuple):
    """Size and hashes of a whole file."""

    size: int
    sha256: str
    """Hex."""
    blake2b_256: str
    """Hex, 32 bytes of digest."""


class Need(NamedTuple):
    """An import that runs whenever its module is imported."""

    module: str
    """Absolute dotted name, relative imports resolved."""
    name: str | None
    """What is taken from it, `*` for everything; None for the module itself."""
    line: int
    beyond: bool = False
    """Whether it is relative and leads above the module's top-level package."""


class Syntax(NamedTuple):
    """A piece of syntax that older Pythons do not know."""

    python: tuple[int, int]
    """The first Python that knows it."""
    line: int
    written: str
    """How it is written."""


class FileRead(NamedTuple):
    """A file that a script opens while it runs."""

    path: str
    """From the folder that holds what is installed, or from an sdist's top folder."""
    line: int
    guarded: bool = False
    """Whether a condition, a loop or a `try` decides about it."""
    beside: bool = False
    """Whether the place was made from that of the script, and not from the working directory."""
    later: bool = False
    """Whether it is opened in a function that the script does not call itself."""
    branch: bool = False
    """Whether nothing else than conditions on other things guards it."""


class Module(NamedTuple):
    """What reading a `.py` member tells without running it."""

    path: str
    """Member name."""
    names: frozenset[str] | None
    """Names bound at the top level (imports and definitions); None where anything may be bound: a star import, `__getattr__`, a budget exceeded, or a syntax error."""
    version: str | None = None
    """The literal of a top-level `__version__`, where there is one."""
    imports: frozenset[str] = frozenset()
    """Absolute dotted names of what the module imports from anywhere, relative imports resolved."""
    error: tuple[int, str] | None = None
    """Line and message of its syntax error."""
    needs: tuple[Need, ...] = ()
    """Imports that no condition, `try` or function stands around."""
    syntax: Syntax | None = None
    """What in it needs the newest Python, where that is newer than the oldest that the wheel is said to be for."""
    reads: tuple[FileRead, ...] = ()
    """Files that it opens, as far as it says so literally."""
    bound: frozenset[str] | None = None
    """Names as in `names`, without those of star imports; None where they cannot be told."""
    searches: bool = False
    """Whether it adds to the folders in which modules are searched."""
    meddles: bool = False
    """Whether it changes how modules are found, so that more can be imported than there are files."""


class RecordRow(NamedTuple):
    """One line of RECORD."""

    path: str
    digest: str
    size: str


class EntryPoint(NamedTuple):
    """One line of entry_points.txt."""

    group: str
    name: str
    target: str


class Elsewhere(NamedTuple):
    """What twine takes for the metadata of a wheel in place of METADATA in its dist-info folder."""

    path: str
    content: bytes


class Wheel(NamedTuple):
    """A `.whl` file."""

    filename: str
    size: int
    sha256: str
    """Hex."""
    blake2b_256: str
    """Hex, 32 bytes of digest."""
    members: tuple[Member, ...] = ()
    faults: tuple[Fault, ...] = ()
    """In the order in which PyPI would meet them."""
    dist_info: str | None = None
    """Name of the `.dist-info` folder that the file name demands, where the archive has it; else the first found."""
    metadata: bytes | None = None
    """METADATA, at most `core.dist.bounds.METADATA` bytes."""
    wheel: bytes | None = None
    """WHEEL, bounded likewise."""
    record: tuple[RecordRow, ...] | None = None
    """None where it is absent or unreadable."""
    entry_points: tuple[EntryPoint, ...] = ()
    modules: tuple[Module, ...] = ()
    """One for each `.py` member that was read."""
    grammar: tuple[int, int] = (3, 11)
    """The Python by whose grammar the modules were read."""
    oldest: tuple[int, int] = (3, 7)
    """The oldest Python that the wheel's metadata and name admit."""
    elsewhere: Elsewhere | None = None


class Asked(NamedTuple):
    """A file that the build of an sdist asks for by name."""

    path: str
    """From the sdist's top folder."""
    file: str
    """The build file that names it."""
    line: int | None
    surely: bool
    """Whether the build stops without it."""


class Code(NamedTuple):
    """What a wheel made of an sdist would have, as far as reading tells."""

    modules: tuple[Module, ...] = ()
    """Those that importing the packages surely runs; their paths are those below site-packages."""
    files: tuple[str, ...] = ()
    """Paths below site-packages of everything that the sdist has for the wheel."""
    scripts: tuple[Module, ...] = ()
    """Scripts beside setup.py that the build runs, by the paths in the sdist."""
    asked: tuple[Asked, ...] = ()
    scripts_to: tuple[tuple[str, str], ...] = ()
    """Commands, and the modules that they lead to, where those are not there."""
    run: tuple[Module, ...] = ()
    """Modules beside setup.py that it runs as soon as it starts."""
    bare: bool = False
    """Whether the build asks for setuptools or another backend, and for nothing else."""
    strict: bool = False
    """Whether the build runs setup.py without the folder that it lies in among those where modules are looked for."""
    plain: bool = False
    """Whether the build copies files and does nothing else, so that it adds no module."""
    makes: frozenset[str] = frozenset()
    """First parts of the names of files that modules may be made of."""
    empty: bool = False
    """Whether there is nothing in it that a wheel could be made of."""


class Sdist(NamedTuple):
    """A `.tar.gz` (or `.zip`) source distribution."""

    filename: str
    size: int
    sha256: str
    blake2b_256: str
    members: tuple[Member, ...] = ()
    faults: tuple[Fault, ...] = ()
    top: str | None = None
    """The common path of the members, as PyPI computes it; None where there is none."""
    metadata: bytes | None = None
    """PKG-INFO at `top`, bounded."""
    modules: tuple[Module, ...] = ()
    """Of `setup.py` at the top only."""
    code: Code = Code()


class Unknown(NamedTuple):
    """A file whose name ends in neither `.whl`, `.tar.gz` nor `.zip`. One that cannot be opened as what it claims is a wheel or sdist with faults."""

    filename: str
    size: int
    sha256: str
    blake2b_256: str
    faults: tuple[Fault, ...] = ()


Dist = Wheel | Sdist | Unknown


class Upload(NamedTuple):
    """A distribution together with the form that goes with it: what the index judges."""

    dist: Dist
    form: Form
    content_type: str = "application/octet-stream"
    file_limit: int | None = None
    """Bytes; None where the index has no limit that we know."""
    any_platform: bool = False
    """Whether the index takes wheels for platforms that PyPI does not take."""
    sent_as: Literal["file", "text", "form", "nothing"] = "file"
    """As what the field `content` arrived; `form` where its content type makes it a form in the form."""
