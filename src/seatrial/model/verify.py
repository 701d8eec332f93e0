"""An installation: where a file was installed, what it showed there, what became of it."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from seatrial.model.release import Verification
from seatrial.model.sentence import Said

Installer = Literal["pip", "uv"]
Stop = Callable[[], bool]


class Interpreter(NamedTuple):
    """A Python that files are installed for."""

    path: str | None
    """None for the one that runs seatrial."""
    version: str
    """As it gives it: `3.12.1`."""


class Environment(NamedTuple):
    """A fresh environment without pip."""

    folder: str
    python: str
    """Path of its interpreter."""
    bin: str
    """Folder of its scripts."""
    tidy: bool = False
    """Python shall keep no bytecode of what it imports, because that lies in the project's own folder."""


class Install(NamedTuple):
    """One installation that is asked for."""

    installer: Installer
    program: str
    """Path of uv; empty for pip, which is our own."""
    environment: Environment
    requirement: str
    """`name @ URL#sha256=…`; for an editable installation the path of the project's folder."""
    constraints: tuple[str, ...]
    """Requirements of the same form for other files of the same plan."""
    dependencies: bool
    scratch: str
    """An empty folder that is thrown away; it takes caches that must not outlive the rehearsal."""
    log: str
    """File that takes the whole output, secrets blanked."""
    timeout: float
    stop: Stop | None = None
    editable: bool = False
    also: tuple[str, ...] = ()
    """More requirements, where dependencies are installed."""
    step: str | None = None
    """Under which the installer is told of."""


class Ask(NamedTuple):
    """What the probe shall try in an environment."""

    environment: Environment
    name: str
    """Name of the project; empty for the one that is installed in the editable way."""
    cwd: str
    """An empty folder."""
    report: str
    """File that the probe writes."""
    log: str
    timeout: float
    """Seconds for each import."""
    skip: tuple[str, ...] = ()
    """Keys of what was tried already."""
    stop: Stop | None = None
    editable: tuple[str, ...] | None = None
    """Modules of a project that is installed in the editable way, which its files do not tell; None for any other installation."""


class Tried(NamedTuple):
    """One import or script target that was tried."""

    kind: Literal["import", "script"]
    name: str
    """Dotted name of the module, or the script's name."""
    target: str
    """The module, or the script's target."""
    error: str | None = None
    """Exception, one line; None where it worked."""
    missing: str | None = None
    """Name of the module that was not found or did not have a name, where that was the error."""
    gave_up: bool = False
    """The error was an ImportError or an end of the process that the code asked for: what code does which lacks a package."""


class Shown(NamedTuple):
    """What the probe saw of an installation."""

    finished: bool = False
    begun: Tried | None = None
    """What was being tried when the probe ended without finishing."""
    version: str | None = None
    """Of the distribution, as `importlib.metadata` gives it."""
    requires: tuple[str, ...] = ()
    """Requirements as the metadata has them."""
    top: tuple[str, ...] = ()
    """Top-level modules that were installed."""
    extras: tuple[str, ...] = ()
    """Names of the extras that the project has; they were not installed."""
    bracketed: tuple[str, ...] = ()
    """Scripts whose entry point names extras; they were not tried."""
    faults: tuple[tuple[str, str], ...] = ()
    """(`missing` or `changed`, path) where an installed file is not what RECORD says."""
    tried: tuple[Tried, ...] = ()


class Verified(NamedTuple):
    """What came of installing a release back."""

    verifications: tuple[Verification, ...]
    """One for each Python, file and installer, in the order of the manifest."""
    unproven: tuple[Said, ...] = ()
    version: str | None = None
    """That an installation told of itself."""


class VerifyOptions(NamedTuple):
    """What the user asks of a verification."""

    targets: tuple[str, ...] = ()
    """Files, or one place in git, or one release on an index."""
    editable: str | None = None
    """A project's folder instead."""
    pythons: tuple[str, ...] = ()
    """Versions or paths of the Pythons to install for; none for our own."""
    smoke: tuple[str, ...] = ()
    """Commands instead of those in the project's settings."""
    file_limit: int | None = None
    """Bytes that the index grants to one file; None for what the project's settings say."""
    from_index: str | None = None
    """The index that has the one target, by name or address; None for PyPI, where the target is a release."""
    wait: float = 90.0
    """Seconds that an index may take until it shows the release."""
