"""What the user decided: `[tool.seatrial]` or `seatrial.toml`."""

from collections.abc import Mapping
from typing import Literal, NamedTuple


class BumpFile(NamedTuple):
    """A place of the version that the project's settings name."""

    file: str
    pattern: str
    """Text around the version, which stands for `{version}` in it."""


class Settings(NamedTuple):
    """The settings of one project, with their defaults."""

    ignore: Mapping[str, str] = {}
    """Reason by rule id."""
    smoke: tuple[str, ...] = ()
    """Commands that are run in an empty folder after an install."""
    smoke_timeout: int = 60
    """Seconds for each."""
    verify_dependencies: bool = True
    tag: str = "v{version}"
    sign_tag: bool = False
    file_limit: int | None = None
    """Bytes that PyPI granted for one file; None for the index's default."""
    build_timeout: int = 1800
    """Seconds for one hook of the build backend."""
    test: tuple[str, ...] = ()
    """Commands that test the installed project; empty where they are to be found."""
    test_timeout: int = 1800
    """Seconds for each."""
    branches: tuple[str, ...] = ()
    """Branches that releases are made from; empty for the remote's own, else `main` or `master`."""
    bump_files: tuple[BumpFile, ...] = ()
    bump_message: str = "Release {version}"
    """Of the commit that a bump makes."""


class SettingsFault(NamedTuple):
    """One setting that could not be taken as it stands."""

    kind: Literal["unknown", "type", "no reason", "value", "two places", "table"]
    key: str
    """Dotted, below the settings' own table; empty for the table itself."""
    detail: str = ""
    """The nearest known key, an example of what is expected, or what is wrong with the file."""
    line: int | None = None


class SettingsRead(NamedTuple):
    """What reading the settings of a project gave."""

    settings: Settings
    faults: tuple[SettingsFault, ...] = ()
    file: str = "pyproject.toml"
