"""What requirements ask for: their names, and whether those of a build take a version of a distribution."""

import re
from collections.abc import Iterable, Sequence

from seatrial.core.protocol import normal

MOST = 200
"""Requirements of a build that are read."""
BEGINNING = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)")
WITH_EXPRESSIONS = ("77.0.3", "80.9.0", "84.0.0")
"""Versions of setuptools that know licence expressions: the first and some of its followers."""


def takes(requires: Sequence[str], name: str, *versions: str) -> bool:
    """Tell whether requirements take one of these versions of a distribution; what they do not name, or cannot say, they take."""
    from packaging.requirements import Requirement  # noqa: PLC0415  (only where a rule asks)

    for one in requires[:MOST]:
        try:
            wanted = Requirement(one)
            if normal(wanted.name) == name:
                return any(wanted.specifier.contains(version, prereleases=True) for version in versions)
        except ValueError:
            # It is none, or asks for more digits than Python counts with.
            continue
    return True


def takes_expressions(requires: Sequence[str]) -> bool:
    """Tell whether requirements take a setuptools that knows licence expressions."""
    return takes(requires, "setuptools", *WITH_EXPRESSIONS)


def names_of(rows: Iterable[str]) -> frozenset[str]:
    """Return the normalized names that requirements begin with, whether the rest can be read or not."""
    found = (BEGINNING.match(row) for row in rows)
    return frozenset(normal(one[1].rstrip("._-")) for one in found if one)
