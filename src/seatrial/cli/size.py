"""A size as people write it: MiB, or with a unit."""

import re

UNITS = {
    "": 1 << 20,
    "b": 1,
    "kb": 10**3,
    "mb": 10**6,
    "gb": 10**9,
    "kib": 1 << 10,
    "mib": 1 << 20,
    "gib": 1 << 30,
    "k": 1 << 10,
    "m": 1 << 20,
    "g": 1 << 30,
}


def bytes_of(text: str) -> int | None:
    """Return the bytes that a text such as `250`, `1.5GiB` or `800 MB` names; None where it names none."""
    match = re.fullmatch(r"([0-9]{1,12}(?:\.[0-9]{1,6})?) ?([A-Za-z]{0,3})", text.strip())
    unit = UNITS.get(match[2].lower()) if match else None
    size = int(float(match[1]) * unit) if match and unit else 0
    return size or None
