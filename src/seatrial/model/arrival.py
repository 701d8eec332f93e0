"""An upload as it meets what an index already has: the subject of the rules that need the index's state."""

from typing import NamedTuple

from seatrial.model.dist import Upload


class Arrival(NamedTuple):
    """What the state of an index says about one upload; everything is looked up before, so that the rules only compare."""

    upload: Upload
    new_project: bool
    """The index has no project of this normalized name."""
    similar: str | None = None
    """Name of another project whose name is too similar; only for a new project."""
    same_name: str | None = None
    """blake2b-256 (hex) of the file that the index has under this file name."""
    same_bytes: str | None = None
    """Name of the file, in any project, that has the very same bytes."""
    name_used: bool = False
    """The file name was used by a file that is gone."""
    release_age: float | None = None
    """Seconds since the first file of the release arrived; None for a new release."""
    has_sdist: bool = False
    """The release has an sdist."""
    md5: str | None = None
    """Hex, of the file as it arrived; None where it was not computed."""
