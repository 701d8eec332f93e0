"""What a project asks to be installed, and what its code imports."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

EntryKind = Literal[
    "requirement", "address", "path", "editable", "option", "include", "variable", "elsewhere", "absent", "circle", "unreadable"
]  # fmt: skip


class Entry(NamedTuple):
    """One line of a requirements file, continuations joined."""

    kind: EntryKind
    """`address` is a URL, with or without a name; `include` is a `-r` or `-c` that was followed, and what it led to comes
    behind it; `variable` needs an environment variable to be read; the file that a `-r` names can be `elsewhere` (a
    URL, or outside of the tree), `absent`, or one that is being read already (`circle`); `unreadable` is what pip refuses."""
    file: str
    """Relative to the project folder."""
    line: int
    text: str
    """The requirement, target or option as written, without comment and hashes."""
    name: str = ""
    """Of the project, as written; empty where the line does not tell it."""
    specifier: str = ""
    extras: tuple[str, ...] = ()
    marker: str = ""
    hashes: int = 0
    constraint: bool = False
    """Whether it only limits versions: it came by way of a `-c`."""


class RequirementsFile(NamedTuple):
    """A requirements file with everything that it leads to."""

    path: str
    entries: tuple[Entry, ...]
    is_lock: bool = False
    """Whether it is the answer of a resolver: every version exact, or written by a tool that says so."""


class Import(NamedTuple):
    """One import that a module of the project makes of code that is not its own."""

    module: str
    """Dotted, with the name that is taken from it."""
    file: str
    line: int
    guarded: bool = False
    """Whether the code goes on without it, or does not come to it: `try`, a condition, inside a function, for type checkers alone."""
    first: bool = False
    """Whether it stands where the project is imported first: in the `__init__` of a top-level package, or in a top-level module."""
    reached: bool = False
    """Whether the modules that are imported first seem to lead to the one that it stands in."""


class Known(NamedTuple):
    """Which project brought which module, as the last verification found it installed."""

    modules: Mapping[str, tuple[str, ...]] = {}
    """Dotted name of a module, or of a package in a namespace → normalized names of the projects that have it; of a namespace with a dot behind it."""
    projects: frozenset[str] = frozenset()
    """Normalized names of everything that was installed."""


class Locked(NamedTuple):
    """The project's own entry in a lock file."""

    file: str
    line: int
    version: str
    requires: frozenset[str] | None = None
    """Normalized names of its requirements, those of extras too, where the lock file has them."""


class Asked(NamedTuple):
    """Everything about requirements that was read beside the build files."""

    file: RequirementsFile | None = None
    """The one that seems to be meant for running the project."""
    imports: tuple[Import, ...] = ()
    """Of what is neither the project's own nor of the standard library nor plainly declared; the first of each module in each file."""
    spoken: frozenset[str] = frozenset()
    """Top-level names that modules import, or seem to."""
    unused: tuple[str, ...] = ()
    """Declared requirements that no module speaks of in any way."""
    unread: int = 0
    """Modules that were too many, too large or not to be parsed."""
    known: Known | None = None
    """None before the first verification."""
    locked: Locked | None = None
