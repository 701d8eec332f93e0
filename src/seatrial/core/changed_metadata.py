"""The metadata of two files of a project side by side: requirements, extras, licences, the Pythons that are admitted."""

import re
from collections import Counter
from functools import lru_cache

from seatrial.core.protocol import normal
from seatrial.model.metadata import Metadata

LONGEST = 1_000
"""Characters of a requirement, or of the Pythons that are required, that are still parsed."""
SHOWN = 60
"""Characters of a licence that are kept: some give its whole text."""
PYTHONS = ("2.7", *(f"3.{minor}" for minor in range(31)))
"""On these is tried out which Pythons a file admits."""
CLASSIFIER = "License :: "
Texts = tuple[str, ...]


def requirements(before: Metadata, after: Metadata) -> tuple[Texts, Texts]:
    """Return the requirements that only the later of two files has, and those that only the earlier has, spelt in one way."""
    old, new = (frozenset(_spelt(one) for one in metadata.requires_dist) for metadata in (before, after))
    return tuple(sorted(new - old)), tuple(sorted(old - new))


def replaced(added: Texts, gone: Texts) -> tuple[tuple[str, str], ...]:
    """Return the requirements of which only the conditions changed: that of the earlier file, and that of the later."""
    old, new = _alone(gone), _alone(added)
    return tuple((old[name], new[name]) for name in sorted(old.keys() & new.keys()))


def required_name(requirement: str) -> str:
    """Return the project's name in a requirement that is spelt as `requirements` spells it."""
    return re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]


def extras_gone(before: Metadata, after: Metadata) -> Texts:
    """Return the extras that only the earlier of two files has, normalised."""
    return tuple(sorted({normal(name) for name in before.provides_extra} - {normal(name) for name in after.provides_extra}))


def licenses(before: Metadata, after: Metadata) -> tuple[str | None, str | None]:
    """Return what two files say of the licence, shortened; None for both where they say the same, or one says nothing.

    Free words say the same as others that begin like them: `MIT License` is `MIT`. Expressions are compared as they stand.
    """
    old, new = _license(before), _license(after)
    exact = bool(before.license_expression and after.license_expression)
    alike = old == new if exact else _bare(old).startswith(_bare(new)) or _bare(new).startswith(_bare(old))
    return (None, None) if alike or not old or not new else (_cut(old), _cut(new))


def pythons(metadata: Metadata) -> str | None:
    """Return the Pythons that a file requires, spelt in one way; None for any."""
    from packaging.specifiers import SpecifierSet  # noqa: PLC0415

    try:
        return str(SpecifierSet((metadata.requires_python or "")[:LONGEST])) or None
    except ValueError:
        return _cut(" ".join((metadata.requires_python or "").split()))


def pythons_gone(before: str | None, after: str | None) -> Texts:
    """Return the Pythons that the `Requires-Python` of an earlier file admits and that of a later one does not."""
    if before == after:
        return ()
    left = frozenset(_admitted(after))
    return tuple(python for python in _admitted(before) if python not in left)


def _alone(some: Texts) -> dict[str, str]:
    """Return the requirements of which there is one for a project, by its name."""
    names = Counter(map(required_name, some))
    return {name: one for one in some if names[name := required_name(one)] == 1}


def _spelt(text: str) -> str:
    from packaging.requirements import Requirement  # noqa: PLC0415  (its price is paid only where releases are compared)

    try:
        found = Requirement(text[:LONGEST])
    except (ValueError, RecursionError):
        return " ".join(text.split())
    found.name = normal(found.name)
    return str(found)


@lru_cache(maxsize=64)
def _admitted(text: str | None) -> Texts:
    """Return which of some Pythons are admitted; all where nothing, or nothing that can be read, is said."""
    from packaging.specifiers import SpecifierSet  # noqa: PLC0415

    try:
        wanted = SpecifierSet((text or "")[:LONGEST])
    except ValueError:
        return PYTHONS
    return tuple(python for python in PYTHONS if wanted.contains(f"{python}.0") or wanted.contains(f"{python}.99"))


def _license(metadata: Metadata) -> str:
    words = metadata.license if metadata.license and metadata.license.strip().upper() != "UNKNOWN" else ""
    listed = sorted(one.rpartition(" :: ")[2] for one in metadata.classifiers if one.startswith(CLASSIFIER))
    return (
        metadata.license_expression or next((line.strip() for line in (words or "").splitlines() if line.strip()), "") or ", ".join(listed)
    )


def _bare(text: str) -> str:
    """Return what is left of a licence's name without letters' case, signs and the words that only say that it is one."""
    return re.sub(r"[^a-z0-9]|^the |licen[cs]e|version", "", text[:LONGEST].lower())


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
