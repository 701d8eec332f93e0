"""The topmost values of a YAML file with the bytes that they stand in."""

from collections.abc import Iterator
from typing import Any

from seatrial.core.bump.stated import Stated

LONGEST = 128 * 1024
"""Bytes of a file that is still read: a second."""
DEEPEST = 60
"""Levels of collections in one another; each costs what every other one costs, so that a hostile file of 100 KiB would take minutes."""
BOM = b"\xef\xbb\xbf"
OPENING = frozenset({"MappingStartEvent", "SequenceStartEvent"})
CLOSING = frozenset({"MappingEndEvent", "SequenceEndEvent"})


def yaml_texts(data: bytes) -> dict[str, Stated]:
    """Return the values of the mapping that a YAML file is, by key; nothing of a file that is malformed, or too long or too deep to read."""
    import yaml  # noqa: PLC0415  (only where there is such a file)

    skipped = len(BOM) if data.startswith(BOM) else 0
    try:
        text = data[skipped:].decode("utf-8") if len(data) <= LONGEST else ""
        return dict(_values(text, skipped, yaml.parse(text, Loader=yaml.SafeLoader)))
    except (yaml.YAMLError, ValueError, OverflowError):
        return {}


def _values(text: str, skipped: int, events: Any) -> Iterator[tuple[str, Stated]]:
    depth, key = 0, None
    for event in events:
        kind = type(event).__name__
        depth += (kind in OPENING) - (kind in CLOSING)
        if depth > DEEPEST:
            raise ValueError(kind)
        if kind == "DocumentEndEvent" or (kind == "SequenceStartEvent" and depth == 1):
            return
        if kind == "MappingStartEvent" and depth == 1:
            key = None
        elif depth != 1 or kind not in {"ScalarEvent", "AliasEvent", *CLOSING}:
            continue
        elif key is None:
            key = event.value if kind == "ScalarEvent" else ""
        else:
            if kind == "ScalarEvent":
                yield from _stated(key, event, text, skipped)
            key = None


def _stated(key: str, event: Any, text: str, skipped: int) -> Iterator[tuple[str, Stated]]:
    quote = 1 if event.style in ("'", '"') else 0
    begin, end = event.start_mark.index + quote, event.end_mark.index - quote
    inner = text[begin:end]
    # A tag, an anchor or an escape stands there beside what the value means.
    if inner.strip() == event.value.strip():
        start = skipped + len(text[:begin].encode())
        yield key, Stated(start, start + len(inner.encode()), inner)
