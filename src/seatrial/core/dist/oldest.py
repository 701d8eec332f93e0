"""The oldest Python that a wheel is said to be for, by its metadata and its name."""

import re
from functools import lru_cache

SIMPLE = re.compile(r">=\s*3\.(\d{1,3})(?:\.\d{1,9}|\.\*)?")
TAG = re.compile(r"(?:py|cp)3(\d{1,3})")
LONGEST = 4096
"""Letters of a specifier that are looked at."""
USUAL = (3, 7)
"""What is taken where nothing is said: nobody means older ones any more."""
NEWEST = 40
"""Minor versions of Python that are tried."""


@lru_cache(maxsize=2)
def requires_python(metadata: bytes | None) -> str | None:
    """Return the Requires-Python of core metadata as it is written, None where there is none."""
    for line in (metadata or b"").decode("utf-8", "replace").split("\n"):
        # A line of blanks goes on with the field above it, as in the text of a licence.
        if not line.rstrip("\r"):
            break
        key, _, value = line.partition(":")
        if key.strip().lower() == "requires-python":
            return value.strip()
    return None


def admits(specifier: str | None, python: str) -> bool:
    """Tell whether a Requires-Python admits any patch release of a Python such as `3.9`; false for one that is no specifier."""
    from packaging.specifiers import SpecifierSet  # noqa: PLC0415  (most specifiers are simple)

    if specifier is None:
        return True
    try:
        return len(specifier) <= LONGEST and SpecifierSet(specifier).contains(f"{python}.99")
    except ValueError:
        # No specifier, or a number of more digits than Python takes.
        return False


def oldest_python(filename: str, metadata: bytes | None) -> tuple[int, int]:
    """Return the oldest Python 3 that the metadata and the tags of a wheel's name admit."""
    found = _by_metadata(requires_python(metadata))
    tags = filename.removesuffix(".whl").split("-")[-3:-2]
    minors = [TAG.fullmatch(tag) for part in tags for tag in part.split(".")]
    lowest = [int(match[1]) for match in minors if match]
    return max(found, (3, min(lowest))) if lowest and len(lowest) == len(minors) else found


def _by_metadata(specifier: str | None) -> tuple[int, int]:
    if specifier is None:
        return USUAL
    simple = SIMPLE.fullmatch(specifier)
    if simple:
        return (3, int(simple[1]))
    return next(((3, minor) for minor in range(NEWEST) if admits(specifier, f"3.{minor}")), (3, NEWEST))
