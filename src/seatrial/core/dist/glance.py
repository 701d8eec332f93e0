"""A cheap sight of the imports of many modules: which of them may lead nowhere, so that only these are worth the time of parsing."""

import re
from collections.abc import Iterator, Mapping

from seatrial.core.dist.needs import OPENED

IMPORTS = re.compile(
    rb"^from[ \t]+(\.*)[ \t]*([\w.]*)(?:[ \t]|\\\r?\n)+import[ \t]*(?:\(([^)]*)\)|((?:[^\n\\]|\\\r?\n)*))|^import[ \t]+([^\n;]+)",
    re.MULTILINE,
)
COMMENT = re.compile(rb"#[^\n]*")


def suspects(modules: Mapping[str, tuple[str, bytes]], folders: frozenset[str]) -> list[str]:
    """Return the modules that may import another of their own top that is not there, or open a file beside them.

    `modules` has path and content by dotted name, `folders` the dotted names of folders. What is taken for sound may still
    lack something where imports are written oddly; what is suspected is mostly sound.
    """
    tops = {name.partition(".")[0] for name in modules}
    return [module for module, (path, data) in modules.items() if _opens(data) or _may_lack(module, path, data, tops, modules, folders)]


def _opens(data: bytes) -> bool:
    return b"resources" in data or b"pkgutil" in data or (b"__file__" in data and OPENED.search(data) is not None)


def _may_lack(
    module: str, path: str, data: bytes, tops: set[str], modules: Mapping[str, tuple[str, bytes]], folders: frozenset[str]
) -> bool:
    package = module if path.endswith("__init__.py") else module.rpartition(".")[0]
    return any(
        target.partition(".")[0] in tops and not _there(target, name, modules, folders, own=target == module)
        for target, name in _wanted(data, package)
    )


def _there(target: str, name: str, modules: Mapping[str, tuple[str, bytes]], folders: frozenset[str], *, own: bool) -> bool:
    if target not in modules:
        return target in folders
    path, data = modules[target]
    if not path.endswith("__init__.py") or name in {"", "*"} or f"{target}.{name}" in modules or f"{target}.{name}" in folders:
        return True
    return not own and re.search(rb"\b%s\b" % re.escape(name.encode()), data) is not None


def _wanted(data: bytes, package: str) -> Iterator[tuple[str, str]]:
    """Yield what imports at the left edge name: the module, and what is taken from it."""
    parents = package.split(".") if package else []
    for found in IMPORTS.finditer(data):
        dots, origin, bracketed, listed, plain = found.groups()
        if plain is not None:
            yield from ((_first(one), "") for one in COMMENT.sub(b"", plain).split(b","))
            continue
        start = parents[: max(len(parents) - len(dots) + 1, 0)] if dots else []
        target = ".".join((*start, *([origin.decode()] if origin else [])))
        names = COMMENT.sub(b"", bracketed or listed or b"").replace(b"\\", b" ").split(b",")
        yield from ((target, _first(one)) for one in names if one.strip())


def _first(written: bytes) -> str:
    return next(iter(written.split()), b"").decode("ascii", "replace")
