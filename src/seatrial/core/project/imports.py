"""Which modules a setup.py imports while it runs."""

import ast
from collections.abc import Iterator, Sequence

from seatrial.model.configuration import Import

MOST = 300
"""Imports that are kept."""


def script_imports(tree: ast.Module) -> tuple[Import, ...]:
    """Return the modules that a script imports at its top level, those under a condition or in a `try` as guarded."""
    found = []
    for one in _imports(tree.body, guarded=False):
        found.append(one)
        if len(found) == MOST:
            break
    return tuple(found)


def says_path(tree: ast.Module) -> bool:
    """Tell whether a script says `sys.path`."""
    return any(
        isinstance(node, ast.Attribute) and node.attr == "path" and isinstance(node.value, ast.Name) and node.value.id == "sys"
        for node in ast.walk(tree)
    )


def _imports(body: Sequence[ast.stmt], *, guarded: bool) -> Iterator[Import]:
    for node in body:
        if isinstance(node, ast.Import):
            yield from (Import(one.name, node.lineno, guarded) for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield Import(node.module, node.lineno, guarded)
        elif isinstance(node, ast.If):
            yield from _imports([*node.body, *node.orelse], guarded=True)
        elif isinstance(node, ast.Try):
            handled = [one for handler in node.handlers for one in handler.body]
            yield from _imports([*node.body, *handled, *node.orelse], guarded=bool(node.handlers) or guarded)
        elif isinstance(node, ast.With):
            yield from _imports(node.body, guarded=True)
