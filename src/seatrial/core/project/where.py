"""Paths inside the project folder, as build files spell them."""


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
