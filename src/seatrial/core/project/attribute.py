"""The literal behind a dotted name such as `package.__version__`, found in the tree."""

from collections.abc import Mapping, Sequence

from seatrial.core.project.literal import version_literal
from seatrial.model.project import VersionPlace


def attribute(dotted: str, files: Mapping[str, bytes], listing: Sequence[str], roots: Mapping[str, str]) -> VersionPlace | None:
    """Return where a module of the tree states a text as a literal, None where that is not certain."""
    module, _, name = dotted.rpartition(".")
    path = module_file(module, listing, roots)
    return stated(path, files, name) if path else None


def module_file(module: str, listing: Sequence[str], roots: Mapping[str, str]) -> str | None:
    """Return the file of a module, searched below each root, None where the tree has none."""
    parts = module.replace(".", "/")
    if not parts:
        return None
    present = frozenset(listing)
    paths = [f"{prefix}{parts.removeprefix(where)}" for prefix, where in roots.items() if parts.startswith(where)]
    return next((file for path in paths for file in (f"{path}/__init__.py", f"{path}.py") if file in present), None)


def stated(path: str, files: Mapping[str, bytes], name: str = "__version__") -> VersionPlace | None:
    """Return the version that a file of the tree states as a literal of this name, None where it states none."""
    data = files.get(path)
    found = version_literal(data, name) if data is not None else None
    return VersionPlace(path, found[1], found[0]) if found else None
