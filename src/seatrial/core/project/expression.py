"""What an expression of a build script is known to be, found without running it."""

import ast
from collections.abc import Callable, Sequence
from typing import Any

from seatrial.core.project.builtin import call_imported, call_method
from seatrial.core.project.value import ITEMS, UNKNOWN, FileText, Function, Handle, Imported, Place, Scene, bounded, joined, parent, plain

DEPTH = 60
"""Depth of nesting that is still followed."""
STEPS = 20_000
"""Steps that are followed in one script."""
BUILTINS = frozenset({"open", "str", "list", "dict", "set", "tuple", "sorted", "map", "exec", "compile", "len"})

Names = dict[str, Any]


def evaluate(node: ast.AST | None, scene: Scene, names: Names, depth: int) -> Any:
    """Return what an expression is, `UNKNOWN` where only running it would tell. Bounded in depth and steps."""
    scene.steps += 1
    how = _HOW.get(type(node))
    if how is None or depth > DEPTH or scene.steps > STEPS:
        return UNKNOWN
    value = bounded(how(node, scene, names, depth + 1))
    scene.steps += len(value) // 64 if isinstance(value, str | list) else 0
    return value


def _constant(node: ast.Constant, _scene: Scene, _names: Names, _depth: int) -> Any:
    return node.value


def _name(node: ast.Name, _scene: Scene, names: Names, _depth: int) -> Any:
    return names.get(node.id, Imported(node.id) if node.id in BUILTINS else UNKNOWN)


def _attribute(node: ast.Attribute, scene: Scene, names: Names, depth: int) -> Any:
    owner = evaluate(node.value, scene, names, depth)
    if isinstance(owner, Imported):
        return Imported(f"{owner.dotted}.{node.attr}")
    if isinstance(owner, Place) and node.attr == "parent":
        return Place(parent(owner.path))
    return UNKNOWN


def _sequence(node: ast.List | ast.Tuple | ast.Set, scene: Scene, names: Names, depth: int) -> Any:
    return [plain(one) for one in _items(node.elts, scene, names, depth)]


def _items(nodes: Sequence[ast.expr], scene: Scene, names: Names, depth: int) -> list[Any]:
    items: list[Any] = []
    for one in nodes:
        value = evaluate(one.value if isinstance(one, ast.Starred) else one, scene, names, depth)
        if isinstance(one, ast.Starred):
            items += value if isinstance(value, list) else [UNKNOWN]
        else:
            items.append(value)
    return items


def _dict(node: ast.Dict, scene: Scene, names: Names, depth: int) -> Any:
    result: dict[Any, Any] = {}
    for key, one in zip(node.keys, node.values, strict=True):
        value = evaluate(one, scene, names, depth)
        name = evaluate(key, scene, names, depth) if key is not None else None
        if key is None:
            result |= value if isinstance(value, dict) else {None: UNKNOWN}
        else:
            result[name if isinstance(name, str) else None] = value
    return result


def _joined(node: ast.JoinedStr, scene: Scene, names: Names, depth: int) -> Any:
    parts = []
    for one in node.values:
        simple = isinstance(one, ast.FormattedValue) and one.format_spec is None and one.conversion == -1
        value = evaluate(one.value if isinstance(one, ast.FormattedValue) else one, scene, names, depth)
        value = plain(value)
        if not isinstance(value, str | int) or (isinstance(one, ast.FormattedValue) and not simple):
            return UNKNOWN
        parts.append(str(value))
    return "".join(parts)


def _operation(node: ast.BinOp, scene: Scene, names: Names, depth: int) -> Any:
    left, right = evaluate(node.left, scene, names, depth), evaluate(node.right, scene, names, depth)
    if isinstance(node.op, ast.Add):
        return add(left, right)
    if isinstance(node.op, ast.Div) and isinstance(left, Place) and isinstance(right, str):
        return joined(left.path, right)
    if isinstance(node.op, ast.Mod) and isinstance(left, str):
        return _percent(left, right)
    return UNKNOWN


def add(left: Any, right: Any) -> Any:
    """Return the sum of two values; a text that begins with a file stays that file's text."""
    if isinstance(left, FileText):
        return left._replace(text=None)
    if isinstance(right, FileText) and isinstance(left, str):
        return right._replace(text=None)
    if type(left) is type(right) and isinstance(left, str | list):
        return left + right
    return UNKNOWN


def _percent(template: str, values: Any) -> Any:
    pieces = template.split("%s")
    items = values if isinstance(values, list) else [values]
    if "%" in "".join(pieces) or len(items) != len(pieces) - 1 or not all(isinstance(one, str | int) for one in items):
        return UNKNOWN
    return pieces[0] + "".join(f"{value}{piece}" for value, piece in zip(items, pieces[1:], strict=True))


def _not(node: ast.UnaryOp, scene: Scene, names: Names, depth: int) -> Any:
    value = truth(evaluate(node.operand, scene, names, depth))
    return UNKNOWN if value is None or not isinstance(node.op, ast.Not) else not value


def _both(node: ast.BoolOp, scene: Scene, names: Names, depth: int) -> Any:
    value: Any = UNKNOWN
    for one in node.values:
        value = evaluate(one, scene, names, depth)
        known = truth(value)
        if known is None:
            return UNKNOWN
        if known is isinstance(node.op, ast.Or):
            return value
    return value


def truth(value: Any) -> bool | None:
    """Return whether a value counts as true, None where that is not known."""
    value = plain(value)
    return bool(value) if isinstance(value, str | int | list | dict | None) else None


def _choice(node: ast.IfExp, scene: Scene, names: Names, depth: int) -> Any:
    test = truth(evaluate(node.test, scene, names, depth))
    if test is None:
        scene.guarded += 1
    first, second = (
        evaluate(one, scene, names, depth) if test is not skipped else UNKNOWN for one, skipped in ((node.body, False), (node.orelse, True))
    )
    if test is None:
        scene.guarded -= 1
        return UNKNOWN
    return first if test else second


def _compare(node: ast.Compare, scene: Scene, names: Names, depth: int) -> Any:
    left = plain(evaluate(node.left, scene, names, depth))
    right = plain(evaluate(node.comparators[0], scene, names, depth))
    if len(node.ops) > 1 or not isinstance(left, str) or not isinstance(right, str):
        return UNKNOWN
    results = {ast.Eq: left == right, ast.NotEq: left != right, ast.In: left in right, ast.NotIn: left not in right}
    return results.get(type(node.ops[0]), UNKNOWN)


def _item(node: ast.Subscript, scene: Scene, names: Names, depth: int) -> Any:
    owner, key = evaluate(node.value, scene, names, depth), evaluate(node.slice, scene, names, depth)
    if isinstance(owner, dict) and isinstance(key, str):
        return owner.get(key, UNKNOWN)
    if isinstance(owner, list) and isinstance(key, int) and -len(owner) <= key < len(owner):
        return owner[key]
    return UNKNOWN


def _comprehension(node: ast.ListComp | ast.GeneratorExp | ast.SetComp, scene: Scene, names: Names, depth: int) -> Any:
    clause = node.generators[0]
    items = lines(evaluate(clause.iter, scene, names, depth))
    if len(node.generators) > 1 or not isinstance(clause.target, ast.Name) or not isinstance(items, list):
        return UNKNOWN
    result = []
    for item in items[:ITEMS]:
        scene.steps += len(names) // 16
        inner = {**names, clause.target.id: item}
        kept = [truth(evaluate(test, scene, inner, depth)) for test in clause.ifs]
        if None in kept:
            return UNKNOWN
        if all(kept):
            result.append(plain(evaluate(node.elt, scene, inner, depth)))
    return result


def lines(value: Any) -> Any:
    """Return what iterating over a value gives, where that is a list or the lines of a file."""
    if isinstance(value, Handle):
        return value.text.splitlines(keepends=True) if value.text is not None else UNKNOWN
    return value


def _call(node: ast.Call, scene: Scene, names: Names, depth: int) -> Any:
    args = _items(node.args, scene, names, depth)
    keywords = {one.arg: evaluate(one.value, scene, names, depth) for one in node.keywords}
    if isinstance(node.func, ast.Attribute):
        owner = evaluate(node.func.value, scene, names, depth)
        if not isinstance(owner, Imported):
            return call_method(owner, node.func.attr, args, scene, node.lineno)
        return call_imported(f"{owner.dotted}.{node.func.attr}", args, keywords, node, scene, names)
    target = evaluate(node.func, scene, names, depth)
    if isinstance(target, Imported):
        return call_imported(target.dotted, args, keywords, node, scene, names)
    if isinstance(target, Function):
        return scene.call_function(target, args, {name: value for name, value in keywords.items() if name}, depth)
    return UNKNOWN


_HOW: dict[type | None, Callable[..., Any]] = {
    ast.Constant: _constant,
    ast.Name: _name,
    ast.Attribute: _attribute,
    ast.List: _sequence,
    ast.Tuple: _sequence,
    ast.Set: _sequence,
    ast.Dict: _dict,
    ast.JoinedStr: _joined,
    ast.BinOp: _operation,
    ast.UnaryOp: _not,
    ast.BoolOp: _both,
    ast.IfExp: _choice,
    ast.Compare: _compare,
    ast.Subscript: _item,
    ast.ListComp: _comprehension,
    ast.SetComp: _comprehension,
    ast.GeneratorExp: _comprehension,
    ast.Call: _call,
}
