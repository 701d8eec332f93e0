"""What a backend leaves where it was not asked to write: in its home, and beside the unpacked sdist."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def at_home(home: str) -> frozenset[str]:
    """Return what lies in a home, but for the hidden files and folders in which programs keep caches and settings."""
    try:
        return frozenset(path.name for path in Path(home).iterdir() if not path.name.startswith("."))
    except OSError:
        return frozenset()


def strays(home: str, before: frozenset[str], source: str) -> Iterator[str]:
    """Yield what is new in a home, and what lies beside the unpacked sdist, each as a backend would write it."""
    yield from (f"~/{name}" for name in sorted(at_home(home) - before))
    unpacked = Path(source)
    with suppress(OSError):  # a backend may take away the folder itself
        yield from (f"../{path.name}" for path in sorted(unpacked.parent.iterdir()) if path != unpacked)
