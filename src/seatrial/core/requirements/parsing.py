"""The imports that stand in one module, and whether it does without them."""

import ast
import gc
from collections.abc import Iterator
from typing import NamedTuple

from seatrial.core.project.literal import Syntax, parse

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
CONDITIONS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.Match)
FORGIVEN = frozenset(("ImportError", "ModuleNotFoundError", "Exception", "BaseException"))
LONGEST = 200
"""Characters of a dotted name that are kept."""


class Written(NamedTuple):
    """One name that is imported."""

    module: str
    """Dotted, with the name that is taken from it."""
    line: int
    guarded: bool


def imports_of(data: bytes) -> tuple[Written, ...] | None:
    """Return the absolute imports of a module in the order of their lines; None where it cannot be parsed."""
    # A tree has no circles, and to look for them while it grows takes as long as the parser.
    collects = gc.isenabled()
    gc.disable()
    try:
        tree = parse(data)
    except Syntax:
        return None
    finally:
        if collects:
            gc.enable()
    return tuple(sorted(_walk(tree), key=lambda one: one.line))


def _walk(tree: ast.Module) -> Iterator[Written]:
    waiting: list[tuple[ast.stmt, bool]] = [(one, False) for one in tree.body]
    while waiting:
        node, guarded = waiting.pop()
        if isinstance(node, ast.Import):
            yield from (Written(one.name[:LONGEST], node.lineno, guarded) for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            if not node.level and node.module:
                yield from (Written(f"{node.module}.{one.name}"[:LONGEST], node.lineno, guarded) for one in node.names)
        elif isinstance(node, (ast.Try, ast.TryStar)):
            forgiven = guarded or any(map(_forgives, node.handlers))
            waiting += [(one, forgiven) for one in (*node.body, *node.orelse)]
            waiting += [(one, True) for handler in node.handlers for one in handler.body]
            waiting += [(one, guarded) for one in node.finalbody]
        else:
            inner = guarded or isinstance(node, (*FUNCTIONS, *CONDITIONS)) or (isinstance(node, ast.With) and _suppresses(node))
            waiting += [(one, inner) for one in _inside(node)]


def _inside(node: ast.stmt) -> Iterator[ast.stmt]:
    for field in ("body", "orelse"):
        yield from getattr(node, field, ())
    for case in getattr(node, "cases", ()):
        yield from case.body


def _forgives(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    named = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    # What is not named plainly may be anything.
    return any(not isinstance(one, ast.Name) or one.id in FORGIVEN for one in named)


def _suppresses(node: ast.With) -> bool:
    calls = (item.context_expr.func for item in node.items if isinstance(item.context_expr, ast.Call))
    return any((one.attr if isinstance(one, ast.Attribute) else getattr(one, "id", "")) in {"suppress", "catch_warnings"} for one in calls)
