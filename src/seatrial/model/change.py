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
    """(path, bytes) of what only the built file has; paths are those of the installed files, of an sdist those below its top folder."""
    gone: tuple[tuple[str, int], ...] = ()
    """(path, bytes) of what only the earlier file has."""
    altered: tuple[str, ...] = ()
    """Paths that both have with other content; of wheels only."""
    modules_gone: tuple[str, ...] = ()
    """Dotted names of modules that can no longer be imported; of a package that went as a whole its name alone. Those are left out that
    were for nobody else: with a name that begins with `_`, and tests."""
    requirements_added: tuple[str, ...] = ()
    requirements_gone: tuple[str, ...] = ()
    """One whose versions alone changed stands among both. Of wheels only."""
    requires_python: tuple[str | None, str | None] = (None, None)
    """`Requires-Python` of the earlier and of the built file."""
    scripts_added: tuple[str, ...] = ()
    scripts_gone: tuple[str, ...] = ()
    packages_gone: tuple[str, ...] = ()
    """Those of `modules_gone` that were packages."""
    entry_points_gone: tuple[str, ...] = ()
    """`group: name` of the entry points that are no scripts: what makes a package a plugin of others."""
    extras_gone: tuple[str, ...] = ()
    license: tuple[str | None, str | None] = (None, None)
    """What the earlier and the built file say of the licence, where that is not the same; shortened."""
    pure: tuple[bool, bool] | None = None
    """Whether the wheels hold nothing for a platform, the earlier one first; None for sdists."""
    newest: str | None = None
    """The newest version on the index, where that is newer than what was built."""
    expected: bool = False
    """Whether the two versions tell users that something may go: a new major version, a new minor version of 0.x, or after a pre-release."""
    wheels: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    """Names of all wheels of the earlier release, and of those that were built."""
    complete: bool = True
    """False where only the metadata of the earlier file was read: then neither files nor scripts are compared."""
    brief: bool = False
    """More than the metadata was not asked for; else the file was too large."""


class ListedFile(NamedTuple):
    """One file of a project, as an index lists it."""

    filename: str
    version: str
    """As the file name spells it."""
    url: str
    """Empty for an index that needs none."""
    sha256: str | None
    """Hex, lower case."""
    size: int | None = None
    """Bytes, as the index says."""
    yanked: bool = False
    metadata: bool = False
    """Whether the index gives the metadata by itself, under the address with `.metadata` behind it."""
    metadata_sha256: str | None = None
    requires_python: str = ""
    """As the index says it; empty where it says nothing."""
    yanked_reason: str = ""
    provenance: str = ""
    """Address of what the index keeps of where the file comes from (PEP 740); empty where it names none."""
    uploaded: float | None = None
    """Seconds since the epoch; None where the index does not say when."""


class EarlierRelease(NamedTuple):
    """The release that comes before one that is not released yet."""

    version: str
    files: tuple[ListedFile, ...]
    """Never empty, none of them yanked."""
    newest: str | None = None
    """The newest version on the index, where that is newer than the one that is not released yet."""
