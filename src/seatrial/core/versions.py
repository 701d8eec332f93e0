"""Versions as PEP 440 has them: whether a text is one, and whether two texts mean the same."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from packaging.version import Version


def version_of(text: str) -> "Version | None":
    """Return a version, None for a text that is none, or that has more digits than Python counts with."""
    from packaging.version import Version  # noqa: PLC0415  (slow to import)

    try:
        return Version(text)
    except ValueError:
        return None


def is_version(text: str) -> bool:
    """Tell whether a text is a version."""
    return version_of(text) is not None


def same_version(one: str, other: str) -> bool:
    """Tell whether two texts mean the same version (`1.0` and `1.0.0` do); what is no version is the same as its own letters alone."""
    first, second = version_of(one), version_of(other)
    return one == other if first is None or second is None else first == second
