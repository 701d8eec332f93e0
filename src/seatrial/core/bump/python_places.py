"""The version in a Python module: literals that are bound to names for a version, and what computes one."""

import ast
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from seatrial.core.bump.python_source import Source, stated_in, stated_numbers, written
from seatrial.core.bump.stated import Stated
from seatrial.core.bump.words import COMPUTED, INSTALLED, TAKEN
from seatrial.core.project.attribute import module_file
from seatrial.model.sentence import Said

SURE = frozenset({"__version__", "__version_info__", "version_info", "VERSION_INFO", "version_tuple", "__version_tuple__"})
"""Names that nobody uses for anything else."""
NAMES = SURE | {"VERSION", "version", "_version", "__VERSION__"}
INSTALLED_BY = ("importlib", "metadata", "pkg_resources", "get_distribution")


LONGEST = 100
"""Letters of an expression that are told."""
NUMBERS = (("major",), ("minor",), ("patch", "micro", "bugfix"))
"""How names end for the numbers of a version one by one."""
MOST = 50
"""Literals of one module that are looked at."""


class Bound(NamedTuple):
    """A value that a module binds to a name."""

    name: str
    node: ast.expr
    inner: bool = False
    """Whether it stands under a condition, so that another value may be meant."""


class Literal(NamedTuple):
    """A literal that a name for a version is bound to."""

    name: str
    stated: Stated
    inner: bool


def bound(body: Iterable[ast.stmt]) -> Iterator[Bound]:
    """Give what the statements of a module bind to names, also under conditions, in their order."""
    waiting = [(node, False) for node in reversed([*body])]
    while waiting:
        node, inner = waiting.pop()
        if isinstance(node, ast.Assign):
            for target in node.targets:
                yield from (one._replace(inner=inner) for one in _pairs(target, node.value))
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            yield from (one._replace(inner=inner) for one in _pairs(node.target, node.value))
        elif isinstance(node, ast.If | ast.Try | ast.With):
            handlers = [one for handler in getattr(node, "handlers", ()) for one in handler.body]
            below = [*node.body, *handlers, *getattr(node, "orelse", ()), *getattr(node, "finalbody", ())]
            waiting += ((one, True) for one in reversed(below))


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[Bound]:
    if isinstance(target, ast.Name):
        yield Bound(target.id, value)
    elif isinstance(target, ast.Tuple | ast.List) and isinstance(value, ast.Tuple | ast.List) and len(target.elts) == len(value.elts):
        for one, item in zip(target.elts, value.elts, strict=True):
            if isinstance(one, ast.Name):
                yield Bound(one.id, item)


def literals_of(source: Source, names: frozenset[str]) -> tuple[Literal, ...]:
    """Return every literal that is bound to one of the names."""
    rows = islice((one for one in bound(source.tree.body) if one.name in names), MOST)
    found = ((one, stated_in(source, one.node)) for one in rows)
    return tuple(Literal(one.name, stated, one.inner) for one, stated in found if stated is not None)


def numbers_of(source: Source) -> Stated | None:
    """Return the numbers that follow one another as MAJOR, MINOR and PATCH, as the tuple that they are together; None where there are none."""
    body = source.tree.body
    for rows in zip(body, body[1:], body[2:], strict=False):
        nodes = [
            row.value
            for row, words in zip(rows, NUMBERS, strict=True)
            if isinstance(row, ast.Assign) and isinstance(row.targets[0], ast.Name) and row.targets[0].id.lower().endswith(words)
        ]
        if len(nodes) == len(NUMBERS):
            return stated_numbers(source, nodes)
    return None


def computed_in(source: Source, names: frozenset[str]) -> tuple[tuple[int, Said], ...]:
    """Return line and reason of the first value of each of the names that is no literal; of several on one line the first."""
    found: dict[str, Bound] = {}
    for one in bound(source.tree.body):
        if one.name in names and one.name not in found and _makes(source, one.node):
            found[one.name] = one
    lines = {one.node.lineno: one.node for one in reversed(found.values())}
    return tuple((line, why_computed(source, node)) for line, node in reversed(lines.items()))


def _makes(source: Source, node: ast.expr) -> bool:
    """Tell whether a value is made from something, or is a text that is written in another way than it reads."""
    hidden = isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value[:1].isdigit()
    return (hidden or not isinstance(node, ast.Constant)) and stated_in(source, node) is None


def origins(source: Source, file: str, names: frozenset[str], listing: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the files of the tree that a module imports one of the names from, each with the name there."""
    found = []
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and node.level <= file.count("/") + 1:
            path = _imported_file(node, file, listing)
            found += [(path, one.name) for one in node.names if path is not None and (one.asname or one.name) in names]
    return tuple(found)


def _imported_file(node: ast.ImportFrom, file: str, listing: Sequence[str]) -> str | None:
    if not node.level:
        return module_file(node.module or "", listing, {"src/": "", "": ""})
    above = "/".join(file.split("/")[: -node.level])
    return module_file(node.module or "", listing, {f"{above}/" if above else "": ""})


def why_computed(source: Source, node: ast.expr) -> Said:
    """Return from what an expression takes its value."""
    names = [one.attr if isinstance(one, ast.Attribute) else one.id for one in ast.walk(node) if isinstance(one, ast.Attribute | ast.Name)]
    asked = any(one.startswith(INSTALLED_BY) for one in names) or (isinstance(node, ast.Call) and _imported(source, node.func))
    if asked:
        return Said(INSTALLED)
    if isinstance(node, ast.Name | ast.Attribute):
        return Said(TAKEN, {"name": written(source, node)[:LONGEST]})
    literals = {one.name for one in bound(source.tree.body) if isinstance(one.node, ast.Constant | ast.Tuple | ast.List)}
    known = [one for one in dict.fromkeys(names) if one in literals]
    return Said(TAKEN, {"name": ", ".join(known)[:LONGEST]}) if known else Said(COMPUTED)


def _imported(source: Source, function: ast.expr) -> bool:
    """Tell whether a function comes from what knows the installed packages."""
    name = function.id if isinstance(function, ast.Name) else ""
    return any(
        isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith(INSTALLED_BY)
        and name in {one.asname or one.name for one in node.names}
        for node in ast.walk(source.tree)
    )
