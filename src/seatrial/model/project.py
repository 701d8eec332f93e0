"""A source tree: what its build files say, and what git knows of it."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from seatrial.model.configuration import Configuration
from seatrial.model.dist import Sdist, Wheel
from seatrial.model.requirements import Asked

Backend = Literal[
    "setuptools",
    "hatchling",
    "flit-core",
    "poetry-core",
    "pdm-backend",
    "uv-build",
    "maturin",
    "scikit-build-core",
    "meson-python",
    "other",
]


class Source(NamedTuple):
    """Where a fact was read."""

    file: str
    """Relative to the project folder."""
    line: int | None = None


class VersionPlace(NamedTuple):
    """One place of the tree that states the version as a literal."""

    file: str
    line: int | None
    version: str


class Read(NamedTuple):
    """A file that the build reads while it runs."""

    file: str
    """Relative to the project folder."""
    source: Source
    """Where the build file says so."""
    guarded: bool = False
    """Whether the build goes on where the file is missing (`try`, `if os.path.exists`)."""
    branch: bool = False
    """Whether nothing else than conditions on other things stands around it."""


class Finder(NamedTuple):
    """A call such as `find_packages()` by which a build file looks for packages."""

    call: str
    """As written."""
    argument: str
    """The whole keyword argument as written: `packages=find_packages()`."""
    file: str
    line: int | None


class Project(NamedTuple):
    """What the build files declare, read without running anything.

    A field that only the build can tell (`dynamic`, or computed in `setup.py`) is None and named in `dynamic`.
    """

    folder: str
    """Absolute path of the project folder."""
    build_file: str
    """`pyproject.toml`, `setup.cfg` or `setup.py`: the one that names the project."""
    backend: Backend
    build_backend: str
    """The `build-backend` of `[build-system]`, or setuptools' legacy one."""
    build_requires: tuple[str, ...]
    name: str | None = None
    version: str | None = None
    summary: str | None = None
    readme: str | None = None
    """Path of the README that is declared, else of the one that lies there; None where there is none."""
    readme_content_type: str | None = None
    license: str | None = None
    """SPDX expression or licence text as declared."""
    license_files: tuple[str, ...] = ()
    """Files that look like licences or are declared."""
    requires_python: str | None = None
    requires: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    """The lines that `requires` was made of, where a build file takes them from elsewhere: they may hold what is no requirement."""
    extras: Mapping[str, tuple[str, ...]] = {}
    """Requirements by the extra that asks for them; Poetry's optional ones are in one of them all."""
    groups: Mapping[str, tuple[str, ...]] = {}
    """Requirements for development, tests or the build, by the name of their group."""
    classifiers: tuple[str, ...] = ()
    scripts: Mapping[str, str] = {}
    packages: tuple[str, ...] | None = None
    """What the build files declare as packages and modules, None where they leave it to discovery; what a `find_packages()` finds counts as declared."""
    dynamic: frozenset[str] = frozenset()
    modules: tuple[str, ...] = ()
    """Files of the tree that look like the project's own importable code: paths relative to the folder (`src/` kept)."""
    sources: Mapping[str, Source] = {}
    """Where each field was read, by field name."""
    setup_py: str | None = None
    """Text of `setup.py`, bounded; None where there is none."""
    finder: Finder | None = None
    """The call that looks for packages, where a build file has one."""
    roots: Mapping[str, str] = {"": ""}
    """Folder of the tree (`src/`, empty for the project folder) → where its files lie in a wheel (mostly empty); the longest first."""
    versions: tuple[VersionPlace, ...] = ()
    """Every place that states the version: build files first, then `__version__` of the project's own top-level packages and modules."""
    reads: tuple[Read, ...] = ()
    """Files that the build reads, as far as the build files say it literally."""
    data: tuple[str, ...] = ()
    """Files inside the project's packages that are not modules."""
    compiled: bool = False
    """Whether the build compiles extension modules."""
    listing: tuple[str, ...] = ()
    """Every file of the tree that git tracks or does not ignore, relative to the folder, sorted."""
    urls: tuple[str, ...] = ()
    """Addresses that the project declares as its own: home page, repository, documentation …"""
    authors: tuple[str, ...] = ()
    """Names and e-mail addresses of authors and maintainers, each by itself."""
    manifest: tuple[str, ...] | None = None
    """Patterns of files that `MANIFEST.in` puts into the sdist; None where the backend does not read such a file."""
    static_and_dynamic: tuple[str, ...] = ()
    """Fields that `[project]` states and also lists under `dynamic`."""
    configuration: Configuration = Configuration()
    """What the build files say of the build beyond all this."""


OddKind = Literal[
    "link-outside",
    "link-dangling",
    "link-folder",
    "link-circle",
    "special",
    "unreadable",
    "pointer",
    "crlf",
    "case",
    "ignored-code",
    "ignored-data",
    "neighbour",
]


class Oddity(NamedTuple):
    """A file of the tree that is not what it seems, or not where it should be; or another project beside this one."""

    kind: OddKind
    path: str
    """Relative to the project folder; for a neighbour, the name of its folder."""
    detail: str = ""
    """Where a link leads; the other spelling of a name; the module that speaks of an ignored file."""


class Tree(NamedTuple):
    """A project together with what git knows of it: what the rules on a source tree judge."""

    project: Project
    repository: "Repository | None" = None
    odd: tuple[Oddity, ...] = ()
    tag: str = ""
    """How a release is tagged, as the settings say it."""
    old_classifiers: str | None = None
    """Version of the list of classifiers that is installed, where it is too old to say that a classifier does not exist."""
    asked: Asked | None = None
    """What was read of requirements beside the build files; None where nobody looked."""


class Repository(NamedTuple):
    """What git knows of the folder."""

    root: str
    """Top folder of the work tree."""
    prefix: str
    """The project folder below `root`, with `/` at the end; empty where they are the same."""
    commit: str | None
    """Full hash of HEAD; None before the first commit."""
    commit_time: int | None
    """Committer time of HEAD, seconds since the epoch."""
    branch: str | None
    """None where HEAD is detached."""
    dirty: tuple[str, ...] = ()
    """Tracked files that differ from HEAD, relative to the project folder; bounded to 1000."""
    untracked: tuple[str, ...] = ()
    """Files that git neither tracks nor ignores, likewise."""
    shallow: bool = False
    tags: tuple[str, ...] = ()
    """Tags that point at HEAD."""
    files: tuple[str, ...] | None = None
    """Every file in the project folder that git tracks or does not ignore, relative to it; bounded to 100,000; None where it was not asked."""
    ignored: tuple[str, ...] = ()
    """Files in the project folder that git ignores and that are no caches, relative to it; bounded to 1000."""
    hollow: tuple[str, ...] = ()
    """Submodules in the project folder that were not fetched."""
    unfinished: str | None = None
    """The command of git that stopped half-way (`merge`, `rebase` …)."""
    elsewhere: tuple[str, ...] = ()
    """Tracked files outside of the project folder that differ from HEAD, relative to `root`; bounded to 1000."""


class Pair(NamedTuple):
    """A tree beside the files that were built from it: what the pairing rules judge."""

    project: Project
    repository: Repository | None = None
    wheel: Wheel | None = None
    sdist: Sdist | None = None
