"""The lines that setuptools takes for requirements: without comments, continued ones joined (setuptools 82, `_reqs.py`)."""

from collections.abc import Iterable


def lines_taken(rows: Iterable[str]) -> tuple[str, ...]:
    """Return each requirement that setuptools reads in a list of lines."""
    taken: list[str] = []
    pending = ""
    for row in (line.strip() for text in rows for line in text.splitlines()):
        if not row or row.startswith("#"):
            continue
        line = pending + row.partition(" #")[0].rstrip()
        pending = ""
        if line.endswith("\\"):
            pending = line[:-2].strip()
        else:
            taken.append(line)
    # At the end of the list there is nothing to go on with: setuptools drops the line.
    return tuple(taken)
