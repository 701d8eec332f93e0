"""Top-level literals of a Python file, read without running it."""

import ast
import warnings
from typing import Any

from seatrial.core.project.value import BITS

BOUND = 512 * 1024
"""Bytes of a Python file that is still parsed."""


class Syntax(Exception):  # noqa: N818  (stays inside the package)
    """A Python file that cannot be parsed."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(line, message)
        self.line = line
        self.message = message


def parse(data: bytes) -> ast.Module:
    """Return the syntax tree of a Python file. Raises `Syntax`, also where the file is too large or too deep."""
    if len(data) > BOUND:
        raise Syntax(1, f"larger than {BOUND} bytes")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(data)
    except SyntaxError as error:
        raise Syntax(error.lineno or 1, error.msg) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise Syntax(1, str(error) or "nested too deeply") from error


def literals(data: bytes) -> dict[str, tuple[Any, int]]:
    """Return value and line of each name that is bound once at the top level, to a text or a sequence; nothing of a file that cannot be parsed."""
    try:
        tree = parse(data)
    except Syntax:
        return {}
    found: dict[str, tuple[Any, int]] = {}
    twice = set()
    for node in tree.body:
        for name, value in _assigned(node):
            if name in found:
                twice.add(name)
            found[name] = (_literal(value), node.lineno)
    return {name: one for name, one in found.items() if name not in twice and one[0] is not None}


def _assigned(node: ast.stmt) -> list[tuple[str, ast.expr | None]]:
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return [(node.target.id, node.value)] if node.value else []
    if isinstance(node, ast.Assign):
        return [(target.id, node.value) for target in node.targets if isinstance(target, ast.Name)]
    if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
        return [(node.target.id, None)]
    return []


def _literal(node: ast.expr | None) -> Any:
    if isinstance(node, ast.Constant) and (_short(node.value) or isinstance(node.value, float)):
        return node.value
    if isinstance(node, ast.Tuple | ast.List) and all(isinstance(one, ast.Constant) and _short(one.value) for one in node.elts):
        return [one.value for one in node.elts if isinstance(one, ast.Constant)]
    return None


def _short(value: Any) -> bool:
    """Return whether a value is a text, or a number that can be written out."""
    return isinstance(value, str) or (isinstance(value, int) and value.bit_length() <= BITS)


def version_literal(data: bytes, name: str = "__version__") -> tuple[str, int] | None:
    """Return text and line of the version that a Python file states as a literal, None where it states none with certainty."""
    value, line = literals(data).get(name, (None, 0))
    if isinstance(value, list):
        value = ".".join(str(one) for one in value)
    return (value, line) if isinstance(value, str) else None


def docstring(data: bytes) -> str | None:
    """Return the first line of a Python file's docstring, None where there is none."""
    try:
        text = ast.get_docstring(parse(data))
    except Syntax:
        return None
    return text.strip().partition("\n")[0].strip() if text and text.strip() else None
