"""Whether the build's requirements take a version of a distribution."""

from collections.abc import Sequence

MOST = 200
"""Requirements that are read."""


def takes(requires: Sequence[str], name: str, *versions: str) -> bool:
    """Tell whether requirements take one of these versions of a distribution; what they do not name, or cannot say, they take."""
    from packaging.requirements import InvalidRequirement, Requirement  # noqa: PLC0415  (only where a rule asks)
    from packaging.utils import canonicalize_name  # noqa: PLC0415

    for one in requires[:MOST]:
        try:
            wanted = Requirement(one)
        except InvalidRequirement:
            continue
        if canonicalize_name(wanted.name) == name:
            return any(wanted.specifier.contains(version, prereleases=True) for version in versions)
    return True


def names_of(requires: Sequence[str]) -> frozenset[str]:
    """Return the plain names of requirements; one that cannot be understood gives none."""
    from packaging.requirements import InvalidRequirement, Requirement  # noqa: PLC0415  (only where a rule asks)
    from packaging.utils import canonicalize_name  # noqa: PLC0415

    found = set()
    for one in requires[:MOST]:
        try:
            found.add(str(canonicalize_name(Requirement(one).name)))
        except InvalidRequirement:
            continue
    return frozenset(found)
