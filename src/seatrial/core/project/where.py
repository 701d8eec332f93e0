"""Paths inside the project folder, as build files spell them."""

from typing import Any

from seatrial.core.project.value import UNKNOWN, Place


def inside(path: str) -> str | None:
    """Return a path relative to the project folder in its plain form (empty for the folder), None where it leads out of it."""
    if path.startswith(("/", "\\")) or "\0" in path or path[1:2] == ":":
        return None
    parts: list[str] = []
    for part in path.replace("\\", "/").split("/"):
        if part == ".." and not parts:
            return None
        if part == "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def joined(folder: str, path: str) -> Any:
    """Return the place of a path below a folder of the project, UNKNOWN where it leads out of it."""
    place = inside(f"{folder}/{path}" if folder else path)
    return UNKNOWN if place is None else Place(place)


def parent(path: str) -> str:
    """Return the folder of a path; that of the project folder is taken to be itself."""
    return path.rpartition("/")[0]


def as_path(value: Any) -> str | None:
    """Return the path that a value of a build script names, None where it names none inside the folder."""
    return inside(value) if isinstance(value, str) else value.path if isinstance(value, Place) else None
