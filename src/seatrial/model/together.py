"""The files of one release, as far as they have to agree."""

from typing import Literal, NamedTuple

from seatrial.model.metadata import Metadata


class ReleasedFile(NamedTuple):
    """A wheel or an sdist among those that are released together."""

    path: str
    """As the user gave it."""
    filename: str
    kind: Literal["wheel", "sdist"]
    metadata: Metadata
    """In place of the description stands its fingerprint; what could not be taken is left out."""


class Together(NamedTuple):
    """Files that are released together, in the order given: those of one project and version, or those that one build made."""

    files: tuple[ReleasedFile, ...]
    versions: tuple[str, ...] = ()
    """Every version of the project that was given, where there are several."""
