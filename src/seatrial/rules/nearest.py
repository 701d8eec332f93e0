"""What may be meant by a classifier that does not exist."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

SOUGHT = 10
"""Classifiers of one file for which the nearest is looked for: each costs some milliseconds."""
LONGEST = 200
"""Characters of a classifier; the longest one has half as many."""
ALIKE = 0.7


def with_nearest(unknown: Iterable[str]) -> Iterator[str]:
    """Yield for each classifier what stands behind it in a sentence: ` (→ nearest)`, or nothing where none is near."""
    for number, one in enumerate(unknown):
        yield _nearest(one) if number < SOUGHT and len(one) <= LONGEST else ""


@lru_cache(maxsize=64)
def _nearest(unknown: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415  (only where one is unknown)

    from trove_classifiers import sorted_classifiers  # noqa: PLC0415

    near = get_close_matches(unknown, sorted_classifiers, n=1, cutoff=ALIKE)
    return f" (→ {near[0]})" if near else ""
