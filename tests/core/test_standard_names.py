"""The closed names are those of the library that PyPI asks."""

from packaging.utils import canonicalize_name
from stdlib_list import short_versions, stdlib_list

from seatrial.core.standard_names import standard_names


def test_names_are_the_librarys() -> None:
    """Every module of every Python that the library knows is closed, with its parents, and nothing else is."""
    expected = set()
    for module in {module for version in short_versions for module in stdlib_list(version)}:
        parts = module.split(".")
        expected |= {canonicalize_name(".".join(parts[: length + 1]).strip("-_.")) for length in range(len(parts))}
    assert standard_names() == expected
