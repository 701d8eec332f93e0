"""How a source tree configures its build, beyond the metadata of the project."""

from collections.abc import Mapping
from typing import Any, NamedTuple


class Import(NamedTuple):
    """A module that a setup.py imports while it runs."""

    module: str
    """As written, dotted."""
    line: int
    guarded: bool
    """Whether the script goes on without it (`try`), or imports it under a condition."""


class Script(NamedTuple):
    """What a setup.py says, read without running it."""

    keywords: Mapping[str, int]
    """Keyword of `setup()` → line."""
    values: Mapping[str, Any]
    """Keyword → value, where it is known as a whole: texts, numbers, lists and tables of such."""
    complete: bool
    """False where a `**` brings arguments that are not known."""
    imports: tuple[Import, ...] = ()
    changes_path: bool = False
    """Whether it says `sys.path`, so that modules may come from anywhere."""


class Said(NamedTuple):
    """What one build file says of one field."""

    file: str
    field: str
    """Name of the field in `Project`."""
    values: tuple[str, ...]
    line: int | None


class Configuration(NamedTuple):
    """What the build files say of the build."""

    pyproject: Mapping[str, Any] = {}
    """The whole table of `pyproject.toml`."""
    pyproject_data: bytes = b""
    setup_cfg: Mapping[str, Mapping[str, str]] = {}
    """Sections of `setup.cfg`, keys as written but in lower case."""
    setup_cfg_data: bytes = b""
    script: Script | None = None
    """None where there is no `setup.py`, or where the backend reads none."""
    manifest: str = ""
    """Text of `MANIFEST.in`, where the backend reads it."""
    texts: Mapping[str, str] = {}
    """Texts of the README and of the licence files, bounded."""
    said: tuple[Said, ...] = ()
    """What each build file that counts says of the same fields, the one that wins first."""
    overrides: bool = False
    """Whether `[project]` stands beside a `setup.py` or a `setup.cfg`, whose fields then count only where `[project]` lists them as dynamic."""
    left_out: tuple[str, ...] = ()
    """Data files inside the packages that no wheel would have, as far as that is certain."""
    speakers: Mapping[str, str] = {}
    """Data file that is left out → module that has its name in its code."""
    docstring: bool = True
    """Of flit: whether the module has a docstring, where it is to be the summary."""
