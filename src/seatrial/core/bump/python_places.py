"""The version in a Python module: literals that are bound to names for a version, and what computes one."""

import ast
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from seatrial.core.bump.python_source import Source, stated_in, written
from seatrial.core.bump.stated import Stated
from seatrial.core.bump.words import COMPUTED, INSTALLED, TAKEN
from seatrial.model.sentence import Said

SURE = frozenset({"__version__", "__version_info__", "version_info", "VERSION_INFO", "version_tuple", "__version_tuple__"})
"""Names that nobody uses for anything else."""
NAMES = SURE | {"VERSION", "version", "_version", "__VERSION__"}
INSTALLED_BY = ("importlib", "metadata", "pkg_resources", "get_distribution")


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


def computed_in(source: Source, names: frozenset[str]) -> tuple[tuple[int, Said], ...]:
    """Return line and reason of every value that is bound to one of the names and is no literal; a name that is bound again later is not told twice."""
    found: dict[str, tuple[int, Said]] = {}
    for one in bound(source.tree.body):
        if one.name in names and not isinstance(one.node, ast.Constant) and stated_in(source, one.node) is None:
            found.setdefault(one.name, (one.node.lineno, why_computed(source, one.node)))
        elif one.name in names and isinstance(one.node, ast.Constant) and _hidden(source, one.node):
            found.setdefault(one.name, (one.node.lineno, Said(COMPUTED)))
    return tuple(found.values())


def _hidden(source: Source, node: ast.Constant) -> bool:
    """Tell whether a text is written in another way than it reads."""
    return isinstance(node.value, str) and node.value[:1].isdigit() and stated_in(source, node) is None


def why_computed(source: Source, node: ast.expr) -> Said:
    """Return from what an expression takes its value."""
    names = [one.attr if isinstance(one, ast.Attribute) else one.id for one in ast.walk(node) if isinstance(one, ast.Attribute | ast.Name)]
    if isinstance(node, ast.Name | ast.Attribute) and not names[0].startswith(INSTALLED_BY):
        return Said(TAKEN, {"name": written(source, node)[:100]})
    asked = any(one.startswith(INSTALLED_BY) for one in names) or (isinstance(node, ast.Call) and _imported(source, node.func))
    return Said(INSTALLED if asked else COMPUTED)


def _imported(source: Source, function: ast.expr) -> bool:
    """Tell whether a function comes from what knows the installed packages."""
    name = function.id if isinstance(function, ast.Name) else ""
    return any(
        isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith(INSTALLED_BY)
        and name in {one.asname or one.name for one in node.names}
        for node in ast.walk(source.tree)
    )
