"""A release: manifest, plan, steps, events, outcome."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from seatrial.model.bump import Bumped
from seatrial.model.change import Changes
from seatrial.model.finding import Severity
from seatrial.model.index import IndexProfile, Patience
from seatrial.model.lookup import LookUp, Rehearsed
from seatrial.model.report import Report
from seatrial.model.resumption import Way
from seatrial.model.sentence import ProblemFacts, Said


class Artifact(NamedTuple):
    """One file of a release."""

    name: str
    kind: Literal["wheel", "sdist"]
    size: int
    """Bytes."""
    sha256: str
    """Hex."""
    blake2b_256: str
    """Hex."""
    project: str = ""
    """Of which project it is, where that is not the manifest's: files of several releases may go in one call."""
    version: str = ""


class Manifest(NamedTuple):
    """What was built, from what, with what: the border between build and publish."""

    name: str
    """Empty where the files are of several releases."""
    version: str
    commit: str | None
    dirty: bool
    """Built from uncommitted files too, or without git."""
    tools: Mapping[str, str]
    """Version by tool name: seatrial, python, build, the backend, uv."""
    files: tuple[Artifact, ...]
    schema: int = 1


class UploadStep(NamedTuple):
    """Send one file."""

    id: str
    file: str
    sha256: str
    after: tuple[str, ...] = ()
    path: str = ""
    """Where the file lies, absolute; empty in a release, whose files lie in `dist`."""
    attestations: tuple[str, ...] = ()
    """Paths of the attestations that are sent along."""


class ConfirmStep(NamedTuple):
    """Ask the index until it shows the very files."""

    id: str
    after: tuple[str, ...] = ()


class VerifyStep(NamedTuple):
    """Install the files back and try them."""

    id: str
    after: tuple[str, ...] = ()
    pythons: tuple[str, ...] = ()
    """Versions or paths of the Pythons to install for, as they were asked for; none for our own."""


class TagStep(NamedTuple):
    """Tag the manifest's commit."""

    id: str
    tag: str
    commit: str
    message: str
    after: tuple[str, ...] = ()


class PushStep(NamedTuple):
    """Push the tag."""

    id: str
    tag: str
    remote: str
    after: tuple[str, ...] = ()


Step = UploadStep | ConfirmStep | VerifyStep | TagStep | PushStep


class Plan(NamedTuple):
    """What will be done, in which order, at which index. The printout of a dry run is made of this and nothing else."""

    id: str
    """Changes with the manifest and the index."""
    index_name: str
    """Name of the index profile: `rehearsal`, `local`, later `testpypi`, `pypi` or a URL."""
    manifest: Manifest
    steps: tuple[Step, ...]
    schema: int = 1
    way: Way | None = None
    """Of an upload; None in a release."""


class Event(NamedTuple):
    """One line of the journal."""

    at: float
    """Seconds since the epoch."""
    step: str
    kind: Literal["started", "done", "failed"]
    detail: Mapping[str, str | int] = {}


FileState = Literal["uploaded", "present", "refused", "not sent", "in doubt"]


class FileOutcome(NamedTuple):
    """What became of one file."""

    name: str
    size: int
    sha256: str
    state: FileState
    message: str | None = None
    """The index's words where it refused."""
    project: str = ""
    """Of which project it is, where files of several releases went in one call."""
    version: str = ""


class Verification(NamedTuple):
    """What became of one installation of one file."""

    file: str
    with_: str
    """`pip`, `uv`, …"""
    ok: bool
    message: str | None = None
    imported: tuple[str, ...] = ()
    ran: tuple[str, ...] = ()
    """Smoke commands and script targets that were tried."""
    seconds: float = 0.0
    faults: tuple[ProblemFacts, ...] = ()
    """What is wrong, the most telling first, kinds PVF…; `message` is their English."""
    log: str | None = None
    """Path of the whole output."""
    python: str | None = None
    """Version of the interpreter that it was installed for, where several were asked for."""


class StepOutcome(NamedTuple):
    """One step as the user saw it."""

    step: str
    """look, name, build, check, upload, verify, tag, push …"""
    state: Literal["done", "failed", "skipped"]
    seconds: float
    note: Said | None = None


class WheelContents(NamedTuple):
    """What is in a wheel, for people."""

    file: str
    packages: tuple[str, ...]
    """Import packages with the number of their modules: `name (n)`."""
    modules: tuple[str, ...]
    """Top-level modules."""
    data: tuple[str, ...]
    """Files that are neither modules nor dist-info."""
    scripts: tuple[str, ...]
    """`name = target`."""
    members: tuple[tuple[str, int], ...] = ()
    """(name, bytes) of every file in the archive."""


class Folder(NamedTuple):
    """A folder of an archive with what is in it, for people. What is not listed counts nevertheless."""

    name: str
    """Without what the folder lies in; a chain of folders that hold nothing else is one, its names joined by `/`."""
    number: int
    """Files in it, at any depth."""
    size: int
    """Their bytes."""
    folders: tuple["Folder", ...] = ()
    files: tuple[tuple[str, int], ...] = ()
    """(name, bytes)."""


class Outcome(NamedTuple):
    """Everything that a rehearsal or a release says at its end, however it ends."""

    command: str
    index_name: str
    name: str | None = None
    version: str | None = None
    files: tuple[FileOutcome, ...] = ()
    verified: tuple[Verification, ...] = ()
    steps: tuple[StepOutcome, ...] = ()
    tag: str | None = None
    problem: ProblemFacts | None = None
    report: Report | None = None
    contents: tuple[WheelContents, ...] = ()
    unproven: tuple[Said, ...] = ()
    """What was not proven (`verify.dependencies = false`, no uv, …)."""
    interrupted: bool = False
    """Ended by Ctrl-C: exit status 130; `seatrial resume` goes on."""
    plan: Plan | None = None
    """What was, or for a dry run would be, carried out."""
    dry_run: bool = False
    """Nothing was meant to be carried out."""
    changes: Changes | None = None
    """What is other than in the newest earlier release; None where there is none or it was not looked at."""
    notes: tuple[Said, ...] = ()
    """What people should read last: what is live, where to go on, what was done already."""
    abandoned: bool = False
    """It was given up: nothing more is sent."""
    version_there: bool = False
    """The lasting embedded index has this version already, so that it cannot be released there once more."""
    looked_up: tuple[LookUp, ...] = ()
    """What the index shows of each release, before anything is sent."""
    rehearsed: Rehearsed | None = None
    """The last rehearsal of what is released; None where it was not looked for."""
    settled: bool = False
    """A change of files that was cut off was finished, or taken back; that was all there was to do."""
    bumped: Bumped | None = None
    """The version that was raised before, or for a dry run would be."""
    undo: str = ""
    """The command that takes a raised version back; empty where something is live, or there is nothing to take back."""
    part: str = ""
    """The part or version that was asked for, as long as the version is not raised."""


class RehearseOptions(NamedTuple):
    """What the user asks of a rehearsal."""

    to: str | None = None
    """The index, by name or address; None for one that is thrown away."""
    online: bool = True
    """Ask an index whether the name is free."""
    names_at: IndexProfile | None = None
    """The index that is asked for the name; None for PyPI, or the index that the environment names for pip or uv."""
    jobs: int = 8
    """Uploads at once, after the first."""
    file_limit: int | None = None
    """Bytes that the index grants to one file; None for what the project's settings say."""
    twice: bool = False
    """Build a second time in another place, and tell what differs."""
    pythons: tuple[str, ...] = ()
    """Versions or paths of the Pythons to install for; none for our own."""


class UploadOptions(NamedTuple):
    """What the user asks of an upload."""

    files: tuple[str, ...]
    to: str
    """Name of an index, or its address for uploads."""
    jobs: int = 8
    """Uploads at once, after the first of each release."""
    patience: Patience = Patience()
    config_file: str | None = None
    """Path of the `.pypirc`; None for the one in the user's home."""
    interactive: bool = True
    """Whether somebody may be asked."""
    authority: str | None = None
    """Path of certificates to trust in place of the system's."""
    certificate: str | None = None
    """Path of the client's own certificate."""
    file_limit: int | None = None
    fail_on: Severity = "error"
    dry_run: bool = False
    plan_file: str | None = None
    skip_existing: bool = False
    """Leave out files of which the index has others under the same name, and say so."""
    attestations: bool = False
    """Send along the attestations that lie beside the files."""


class ReleaseOptions(NamedTuple):
    """What the user asks of a release."""

    to: str = "local"
    """The index: `local` is the lasting embedded one."""
    push: bool = False
    """Push the tag when everything else is done."""
    dry_run: bool = False
    """Make the plan, change nothing."""
    plan_file: str | None = None
    """Path that takes the plan as JSON."""
    abandon: bool = False
    """Give up an interrupted release that is in the way, and begin this one."""
    jobs: int = 8
    file_limit: int | None = None
    """Bytes that the index grants to one file; None for what the project's settings say."""
    pythons: tuple[str, ...] = ()
    """Versions or paths of the Pythons to install for; none for our own."""
    fail_on: Severity = "error"
    """Findings as grave as this keep everything from being sent."""
    part: str = ""
    """The part of the version to raise before, or the version to raise it to; empty for the version as it is."""
