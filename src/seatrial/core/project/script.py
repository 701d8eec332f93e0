"""What a `setup.py` says when it is followed statement by statement without running it."""

import ast
from collections.abc import Mapping, Sequence
from typing import Any, Final

from seatrial.core.project.expression import DEPTH, STEPS, add, evaluate, lines, truth
from seatrial.core.project.literal import parse
from seatrial.core.project.value import ITEMS, UNKNOWN, Function, Imported, Place, Scene, plain

CALLS = 6
"""Depth of calls of the script's own functions that is still followed."""
NOTHING: Final = object()
MUTATING = frozenset({"append", "extend", "insert", "remove", "pop", "update", "clear", "setdefault"})


def follow(  # noqa: PLR0913  (all but four have a usual value)
    data: bytes,
    file: str,
    files: Mapping[str, bytes],
    listing: Sequence[str],
    *,
    called: str = "__main__",
    functions: bool = True,
    most: int = STEPS,
    tree: ast.Module | None = None,
) -> Scene:
    """Follow a script and return what it noted: the calls of `setup()` and the files that it opens. Raises `Syntax`.

    `called` is its `__name__`. Where it calls no `setup()`, its functions are followed too if `functions` says so.
    `most` says how many steps are followed; `tree` is its syntax tree, where somebody has it already.
    """
    tree = parse(data) if tree is None else tree
    scene = Scene(file, data.decode("utf-8", "replace"), files, tuple(listing))
    scene.steps = max(STEPS - most, 0)
    scene.call_function = lambda function, args, keywords, depth: _call(function, args, keywords, scene, names, depth)
    package = called if file.endswith("__init__.py") else called.rpartition(".")[0]
    names: dict[str, Any] = {"__file__": Place(file), "__name__": called, "__package__": package}
    _statements(tree.body, scene, names, 0)
    if functions and not scene.calls:
        _functions(tree, scene, names)
    # Else it would hold the tree in a circle, long after it is of use.
    scene.call_function = lambda *_: UNKNOWN
    return scene


def _functions(tree: ast.Module, scene: Scene, names: dict[str, Any]) -> None:
    # `setup()` stands in a function that something computed calls.
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and not scene.calls:
            _statements(node.body, scene, dict(names), 0)


def _call(function: Function, args: list[Any], keywords: dict[str, Any], scene: Scene, outer: dict[str, Any], depth: int) -> Any:
    scene.steps += 1 + len(outer) // 16
    parameters = [one.arg for one in function.node.args.posonlyargs + function.node.args.args]
    if depth > CALLS * 8 or function.node.args.kwarg or (len(args) > len(parameters) and not function.node.args.vararg):
        return UNKNOWN
    names = {**outer, **dict.fromkeys(parameters, UNKNOWN), **dict(zip(parameters, args, strict=False)), **keywords}
    if function.node.args.vararg:
        names[function.node.args.vararg.arg] = args[len(parameters) :]
    result = _statements(function.node.body, scene, names, depth + 8)
    return None if result is NOTHING else result


def _statements(body: Sequence[ast.stmt], scene: Scene, names: dict[str, Any], depth: int) -> Any:
    """Follow statements; return what a `return` gives, `NOTHING` where none is reached."""
    for node in body:
        result = _statement(node, scene, names, depth)
        if result is not NOTHING:
            return result
    return NOTHING


def _statement(node: ast.stmt, scene: Scene, names: dict[str, Any], depth: int) -> Any:  # noqa: C901, PLR0912  (one branch for each kind of statement)
    scene.steps += 1
    if depth > DEPTH or scene.steps > STEPS:
        return NOTHING
    match node:
        case ast.Assign():
            value = evaluate(node.value, scene, names, depth)
            for target in node.targets:
                _bind(target, value, scene, names, depth)
        case ast.AnnAssign():
            _bind(node.target, evaluate(node.value, scene, names, depth), scene, names, depth)
        case ast.AugAssign(target=ast.Name(id=name), op=ast.Add()):
            names[name] = add(names.get(name, UNKNOWN), evaluate(node.value, scene, names, depth))
        case ast.Expr():
            _expression(node.value, scene, names, depth)
        case ast.Return():
            return evaluate(node.value, scene, names, depth) if node.value else None
        case ast.FunctionDef():
            names[node.name] = Function(node)
        case ast.ClassDef() | ast.AsyncFunctionDef():
            names[node.name] = UNKNOWN
        case ast.Import() | ast.ImportFrom():
            names.update(_imports(node))
        case ast.With():
            for item in node.items:
                value = evaluate(item.context_expr, scene, names, depth)
                if item.optional_vars is not None:
                    _bind(item.optional_vars, value, scene, names, depth)
            return _statements(node.body, scene, names, depth + 1)
        case ast.If():
            return _if(node, scene, names, depth)
        case ast.Try():
            scene.guarded += 1
            result = _statements(node.body, scene, names, depth + 1)
            scene.guarded -= 1
            return result if result is not NOTHING else _statements([*node.orelse, *node.finalbody], scene, names, depth + 1)
        case ast.For() | ast.While():
            _loop(node, scene, names, depth)
        case _:
            _forget([node], scene, names)
    return NOTHING


def _expression(node: ast.expr, scene: Scene, names: dict[str, Any], depth: int) -> None:
    value = evaluate(node, scene, names, depth)
    if not (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name) and value is UNKNOWN
    ):
        return
    owner, method = names.get(node.func.value.id), node.func.attr
    if method not in MUTATING or not isinstance(owner, list | dict):
        return
    given = plain(evaluate(node.args[0], scene, names, depth)) if len(node.args) == 1 else UNKNOWN
    known = isinstance(owner, list) and len(owner) < ITEMS
    if known and method == "append":
        names[node.func.value.id] = [*owner, given]
    elif known and method == "extend" and isinstance(given, list):
        names[node.func.value.id] = [*owner, *given]
    else:
        names[node.func.value.id] = UNKNOWN


def _if(node: ast.If, scene: Scene, names: dict[str, Any], depth: int) -> Any:
    test = truth(evaluate(node.test, scene, names, depth))
    if test is not None:
        return _statements(node.body if test else node.orelse, scene, names, depth + 1)
    branch = not _asks_for_files(node.test)
    scene.guarded += 1
    scene.branches += branch
    scene.steps += len(names) // 8
    results = [_statements(body, scene, dict(names), depth + 1) for body in (node.body, node.orelse)]
    scene.guarded -= 1
    scene.branches -= branch
    _forget([*node.body, *node.orelse], scene, names)
    return UNKNOWN if any(one is not NOTHING for one in results) else NOTHING


def _asks_for_files(test: ast.expr) -> bool:
    """Tell whether a condition may ask whether a file is there."""
    names = (one.attr if isinstance(one, ast.Attribute) else one.id for one in ast.walk(test) if isinstance(one, ast.Attribute | ast.Name))
    return any(name.startswith(("exist", "is_", "isfile", "isdir", "access", "frozen")) for name in names)


def _loop(node: ast.For | ast.While, scene: Scene, names: dict[str, Any], depth: int) -> None:
    scene.guarded += 1
    scene.steps += len(names) // 16
    if isinstance(node, ast.For):
        evaluate(node.iter, scene, names, depth)
    _statements(node.body, scene, dict(names), depth + 1)
    scene.guarded -= 1
    _forget([node], scene, names)


def _forget(body: Sequence[ast.stmt], scene: Scene, names: dict[str, Any]) -> None:
    """Take every name that statements may have changed for unknown."""
    for statement in body:
        for node in ast.walk(statement):
            if scene.steps > STEPS:
                # Nothing is followed any more.
                return
            scene.steps += 1
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store | ast.Del):
                names[node.id] = UNKNOWN
            elif isinstance(node, ast.Call | ast.Subscript | ast.Attribute):
                _forget_owner(node, names)


def _forget_owner(node: ast.Call | ast.Subscript | ast.Attribute, names: dict[str, Any]) -> None:
    changed = node.func if isinstance(node, ast.Call) else node
    stored = isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store)
    mutated = isinstance(changed, ast.Attribute) and changed.attr in MUTATING
    owner = changed.value if isinstance(changed, ast.Attribute | ast.Subscript) else None
    if isinstance(owner, ast.Name) and (stored or mutated) and isinstance(names.get(owner.id), list | dict):
        names[owner.id] = UNKNOWN


def _bind(target: ast.expr, value: Any, scene: Scene, names: dict[str, Any], depth: int) -> None:
    match target:
        case ast.Name(id=name):
            names[name] = value
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            items = lines(value)
            known = isinstance(items, list) and len(items) == len(parts) and not any(isinstance(one, ast.Starred) for one in parts)
            for at, part in enumerate(parts):
                _bind(part, items[at] if known else UNKNOWN, scene, names, depth)
        case ast.Subscript(value=ast.Name(id=name)):
            owner, key = names.get(name), evaluate(target.slice, scene, names, depth)
            names[name] = {**owner, key: value} if isinstance(owner, dict) and isinstance(key, str) and len(owner) < ITEMS else UNKNOWN


def _imports(node: ast.Import | ast.ImportFrom) -> dict[str, Any]:
    if isinstance(node, ast.Import):
        return {
            one.asname or one.name.partition(".")[0]: Imported(one.name if one.asname else one.name.partition(".")[0]) for one in node.names
        }
    return {one.asname or one.name: Imported(f"{node.module}.{one.name}" if node.module else one.name) for one in node.names}
