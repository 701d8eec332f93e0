"""An installation: where a file was installed, what it showed there, what became of it."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from seatrial.model.release import Verification
from seatrial.model.sentence import Said

Installer = Literal["pip", "uv"]
Stop = Callable[[], bool]


class Environment(NamedTuple):
    """A fresh environment without pip."""

    folder: str
    python: str
    """Path of its interpreter."""
    bin: str
    """Folder of its scripts."""


class Install(NamedTuple):
    """One installation that is asked for."""

    installer: Installer
    program: str
    """Path of uv; empty for pip, which is our own."""
    environment: Environment
    requirement: str
    """`name @ URL#sha256=…`."""
    constraints: tuple[str, ...]
    """Requirements of the same form for other files of the same plan."""
    dependencies: bool
    scratch: str
    """An empty folder that is thrown away; it takes caches that must not outlive the rehearsal."""
    log: str
    """File that takes the whole output, secrets blanked."""
    timeout: float
    stop: Stop | None = None


class Ask(NamedTuple):
    """What the probe shall try in an environment."""

    environment: Environment
    name: str
    """Name of the project."""
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
    """One for each file and installer, in the order of the manifest."""
    unproven: tuple[Said, ...] = ()
