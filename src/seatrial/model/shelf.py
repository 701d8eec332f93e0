"""What the embedded index keeps: files, projects, the view of all of them, and the store as a tuple of callables."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import BinaryIO, NamedTuple

from seatrial.model.form import Form


class KeptFile(NamedTuple):
    """One file that the index has: what a listing needs, without its form."""

    project: str
    """Name as it was sent."""
    normalized: str
    version: str
    """As the release was first spelt."""
    filename: str
    filetype: str
    """`sdist` or `bdist_wheel`."""
    pyversion: str
    size: int
    md5: str
    sha256: str
    blake2b_256: str
    metadata_sha256: str | None = None
    """Of the METADATA that is served beside it; None where there is none."""
    requires_python: str | None = None
    uploaded: float = 0.0
    """Seconds since the epoch."""
    serial: int = 0
    """Number of the upload, counted from 1 over the whole index."""


class Shelf(NamedTuple):
    """One project of the index."""

    name: str
    """As the last upload spelt it."""
    normalized: str
    files: tuple[KeptFile, ...]
    """In the order of their arrival."""
    serial: int
    """Of the last upload."""


class View(NamedTuple):
    """All that the index has, at one moment; never changed in place."""

    shelves: Mapping[str, Shelf] = {}
    """By normalized name."""
    files: Mapping[str, KeptFile] = {}
    """By file name, every name ever used."""
    digests: Mapping[str, KeptFile] = {}
    """By blake2b-256."""
    similar: Mapping[str, str] = {}
    """Project's name by what is left of it when look-alike characters are one."""
    serial: int = 0


class Store(NamedTuple):
    """Where the embedded index keeps its files. Each callable raises `Problem` (PIX…) where the disk fails."""

    folder: str
    view: Callable[[], View]
    """What the index has now, other processes' uploads included."""
    writing: Callable[[], AbstractContextManager[View]]
    """Hold the lock between processes; gives the view as it stands under it."""
    add: Callable[[KeptFile, Form, BinaryIO, bytes | None], KeptFile]
    """(file, its form, its content from the start, METADATA): keep it; to be called under `writing`. Gives the file with serial and time."""
    form: Callable[[KeptFile], Form]
    """The form with which the file came."""
    metadata: Callable[[KeptFile], bytes]
    open: Callable[[KeptFile], BinaryIO]
    has: Callable[[KeptFile], bool]
    """Whether its content is still there."""
    spool: Callable[[], BinaryIO]
    """A nameless temporary file in the store."""
    now: Callable[[], float]
    """Seconds since the epoch."""
