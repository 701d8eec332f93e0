"""From the faults of a form's metadata to hits, with PyPI's words."""

from collections.abc import Iterator

from seatrial.model.finding import Hit, Value
from seatrial.model.metadata import SentMetadata

SEE = " See https://packaging.python.org/specifications/core-metadata for more information."
LOCAL = " See https://packaging.python.org/en/latest/specifications/version-specifiers/#local-version-identifiers for more information."


def hits(sent: SentMetadata, *kinds: str) -> Iterator[Hit]:
    """Yield a hit for each fault of these kinds.

    PyPI says a fault's own words, a full stop where it has none, and where to read on (warehouse@6b62157, forklift/legacy.py:724).
    """
    for fault in sent.faults:
        if fault.kind in kinds:
            values: dict[str, Value] = {
                "field": fault.field,
                "value": fault.value,
                "said": fault.words.removesuffix("."),
                "place": fault.place,
            }
            see = LOCAL if fault.kind == "local-version" else SEE
            words = fault.words.removesuffix(".") + "." + see
            yield Hit(values, words=None if fault.kind.endswith("breaks") else words)
