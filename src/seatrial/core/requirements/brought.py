"""The modules among the files that an installer wrote down."""

from collections.abc import Iterable

ENDINGS = (".py", ".so", ".pyd")


def modules_in(paths: Iterable[str]) -> frozenset[str]:
    """Return the top-level modules among installed files, and of folders that are namespaces the packages and modules in them.

    A namespace itself is there with a dot behind its name.
    """
    files = [parts for path in paths if (parts := _parts(path)) is not None]
    packages = {tuple(parts[:-1]) for parts in files if parts[-1] == "__init__"}
    owned = [_owned(parts, packages) for parts in files]
    spaces = {".".join((*parts[:depth], "")) for parts in owned for depth in range(1, len(parts))}
    return frozenset(".".join(parts) for parts in owned) | spaces


def _parts(path: str) -> list[str] | None:
    if not path.endswith(ENDINGS):
        return None
    parts = path.split("/")
    # The name of a compiled module goes on with the Pythons that it is for.
    parts[-1] = parts[-1].partition(".")[0]
    return parts if all(part.isidentifier() for part in parts) else None


def _owned(parts: list[str], packages: set[tuple[str, ...]]) -> list[str]:
    for depth in range(1, len(parts)):
        if tuple(parts[:depth]) in packages:
            return parts[:depth]
    return parts[:-1] if parts[-1] == "__init__" else parts
