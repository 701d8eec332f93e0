"""Changes of files in a project's tree: what is to be written where, and what stood there."""

from typing import NamedTuple


class Edit(NamedTuple):
    """One file before and after; both as they lie on the disk, byte for byte."""

    file: str
    """Relative to the project folder."""
    before: bytes | None
    """None where there is no such file yet."""
    after: bytes
