"""What changed since the newest earlier release: two distribution files of the same kind, side by side."""

from typing import NamedTuple


class Changes(NamedTuple):
    """A file that was built, beside the file of its kind of the newest earlier release. Files of dist-info are not told."""

    index_name: str
    """Name of the index profile that has the earlier release."""
    version: str
    """Of the earlier release."""
    before: str
    """File name of the earlier file."""
    after: str
    """File name of the file that was built."""
    size: tuple[int, int]
    """Bytes of the two files, the earlier one first."""
    added: tuple[tuple[str, int], ...] = ()
    """(path, bytes) of what only the built file has; paths are those of the installed files."""
    gone: tuple[tuple[str, int], ...] = ()
    """(path, bytes) of what only the earlier file has."""
    altered: tuple[str, ...] = ()
    """Paths that both have with other content."""
    modules_gone: tuple[str, ...] = ()
    """Dotted names of modules that can no longer be imported; of a package that went as a whole its name alone."""
    requirements_added: tuple[str, ...] = ()
    requirements_gone: tuple[str, ...] = ()
    requires_python: tuple[str | None, str | None] = (None, None)
    """`Requires-Python` of the earlier and of the built file."""
    scripts_added: tuple[str, ...] = ()
    scripts_gone: tuple[str, ...] = ()
