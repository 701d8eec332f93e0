"""The version in a setup.py: the literal that `setup()` is given, by keyword, by variable or in a dictionary."""

import ast
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from seatrial.core.bump.python_places import why_computed
from seatrial.core.bump.python_source import Source, stated_in
from seatrial.core.bump.stated import Stated
from seatrial.model.sentence import Said

KEY = "version"
MOST = 50
"""Calls of `setup()`, and values for the version, that are looked at."""


class SetupVersion(NamedTuple):
    """What `setup()` is given for the version."""

    literals: tuple[Stated, ...] = ()
    computed: tuple[tuple[int, Said], ...] = ()
    """Line and reason."""


def setup_version(source: Source) -> SetupVersion:
    """Return what the calls of `setup()` in a script are given for the version."""
    bound = _bound(source.tree)
    given = (one for call in islice(setup_calls(source.tree), MOST) for one in _given(call, bound))
    literals: dict[int, Stated] = {}
    computed: dict[int, Said] = {}
    for one in islice(_followed(given, bound), MOST):
        stated = stated_in(source, one)
        if stated is not None:
            literals[stated.start] = stated
        else:
            computed.setdefault(one.lineno, why_computed(source, one))
    return SetupVersion(tuple(literals.values()), tuple(computed.items()))


def setup_calls(tree: ast.Module) -> Iterator[ast.Call]:
    """Give the calls of `setup()` in a script."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id if isinstance(node.func, ast.Name) else ""
            if name == "setup":
                yield node


def _given(call: ast.Call, bound: dict[str, list[ast.expr]]) -> Iterator[ast.expr]:
    for keyword in call.keywords:
        if keyword.arg == KEY:
            yield keyword.value
        elif keyword.arg is None:
            named = keyword.value.id if isinstance(keyword.value, ast.Name) else None
            for one in bound.get(named, ()) if named is not None else (keyword.value,):
                yield from _entries(one)
            yield from bound.get(f"{named}[]", ())


def _entries(node: ast.expr) -> Iterator[ast.expr]:
    """Give the values that a dictionary holds for the version."""
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and key.value == KEY:
                yield value
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "dict":
        yield from (one.value for one in node.keywords if one.arg == KEY)


def _bound(tree: ast.Module) -> dict[str, list[ast.expr]]:
    """Return everything that each name of a script is bound to; `name[]` is the entry of a dictionary for the version."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
            continue
        value = node.value
        for target in node.targets if isinstance(node, ast.Assign) else (node.target,):
            if isinstance(target, ast.Name):
                found.setdefault(target.id, []).append(value)
            elif isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name) and _names_it(target.slice):
                found.setdefault(f"{target.value.id}[]", []).append(value)
    return found


def _names_it(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value == KEY


def _followed(given: Iterator[ast.expr], bound: dict[str, list[ast.expr]]) -> Iterator[ast.expr]:
    """Give what variables stand for, through other variables; each of them is followed once."""
    waiting, known = [*islice(given, MOST)][::-1], set()
    while waiting:
        one = waiting.pop()
        name = one.id if isinstance(one, ast.Name) else None
        if name is None or name not in bound:
            yield one
        elif name not in known:
            known.add(name)
            waiting += reversed(bound[name])
