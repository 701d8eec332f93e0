"""What reading a Python module tells without running it: names, version, imports, syntax error."""

import ast
import gc
import re
import sys
import warnings
from collections.abc import Collection, Iterator, Sequence

from seatrial.core.dist import bounds
from seatrial.core.dist.kept import Kept, key_of
from seatrial.core.dist.layout import installed_path
from seatrial.core.dist.needs import file_reads, needs, newest_syntax
from seatrial.model.dist import Module

GRAMMAR = (sys.version_info[0], sys.version_info[1])
"""The Python by whose grammar modules are read."""
AT_RUN_TIME = re.compile(rb"\b(?:globals|locals|vars|exec|eval|setattr|execfile)\s*\(|\bsys\s*\.\s*modules\b|__dict__|__path__")
"""Ways to bind names that reading does not see."""
HINTS = (b"globals", b"locals", b"vars", b"exec", b"eval", b"setattr", b"modules", b"__dict__", b"__path__")
"""One of them is in whatever the pattern finds; looking for them first is many times faster."""
MEDDLES = re.compile(
    rb"\bsys\s*\.\s*modules\s*(?:\[[^\]\n]{1,200}\]\s*=|\.\s*(?:setdefault|update)\b)|\b(?:meta_path|path_hooks|extend_path|declare_namespace|initpkg)\b|__path__\s*(?:\+?=(?!=)|\.\s*\w+\s*\(|\[[^\]\n]{0,200}\]\s*=(?!=))"
)
"""Ways to make modules importable that no file stands for."""
SEARCHES = re.compile(rb"\bsys\s*\.\s*path\b|\baddsitedir\b|\bPYTHONPATH\b")
SEARCHERS = (b"sys", b"addsitedir", b"PYTHONPATH")
FINDERS = (b"modules", b"_path", b"path_hooks", b"declare_namespace", b"initpkg")
KEPT = Kept()
BINDS_NOTHING = (
    ast.Expr,
    ast.If,
    ast.While,
    ast.Return,
    ast.Raise,
    ast.Assert,
    ast.Pass,
    ast.Global,
    ast.Nonlocal,
    ast.Delete,
    ast.Break,
    ast.Continue,
)
"""Statements that bind no name but by `:=` in them, or by the statements inside."""
DECLARED_GLOBAL = re.compile(r"^[ \t]+global[ \t]+([\w, \t]+)", re.MULTILINE)


def read_module(path: str, data: bytes, module: str = "", oldest: tuple[int, int] = GRAMMAR, *, is_build: bool = False) -> Module:
    """Return the facts of one module; never fails. `names` is None where it cannot be told what the module binds.

    `path` is the member's name, `module` the dotted name that it is imported by (`pkg` for `pkg/__init__.py`),
    `oldest` the oldest Python that must be able to parse it; `is_build` says that it is the build script of an sdist.
    """
    if len(data) > bounds.SOURCE:
        return Module(path, None)
    key = key_of(path, data, module, is_build=is_build)
    known = KEPT.get(key, oldest)
    if known is None:
        # A tree has no circles, and to look for them while it grows, or as long as it is there, takes as long as the parser.
        collects = gc.isenabled()
        gc.disable()
        try:
            known = _read(path, data, module, oldest, is_build=is_build)
        finally:
            if collects:
                gc.enable()
        KEPT.put(key, oldest, known)
    return known


def _read(path: str, data: bytes, module: str, oldest: tuple[int, int], *, is_build: bool) -> Module:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(data, "<module>")
    except (SyntaxError, ValueError, LookupError) as error:
        # Some Pythons have other errors for NUL bytes and for an encoding that does not exist.
        return Module(path, None, error=(getattr(error, "lineno", None) or 1, getattr(error, "msg", str(error))))
    except (RecursionError, MemoryError):
        return Module(path, None)
    facts = _facts(path, data, tree.body, module)
    place, called = (path.partition("/")[2], "__main__") if is_build else (installed_path(path) or path, module)
    return facts._replace(syntax=newest_syntax(data, tree, oldest), reads=file_reads(data, tree, place, called))


def read_setup(path: str, data: bytes) -> Module:
    """Return the facts of the build script `setup.py` of an sdist; never fails."""
    return read_module(path, data, "setup", is_build=True)


def _facts(path: str, data: bytes, body: list[ast.stmt], module: str) -> Module:
    names: set[str] = set()
    own: set[str] = set()
    imports: set[str] = set()
    version = None
    stars = 0
    package = module if path.endswith("__init__.py") else module.rpartition(".")[0]
    within = b":=" in data
    for statement in _statements(body):
        if isinstance(statement, ast.Import):
            imports.update(alias.name for alias in statement.names)
        elif isinstance(statement, ast.ImportFrom):
            imports.update(_imported(statement, package))
            stars += statement.names[0].name == "*"
        bound = _bound(statement, within=within)
        names.update(bound)
        # `from . import part` binds in `__init__` only what must be there already.
        own.update(() if _is_of_itself(statement, path, module) else bound)
        version = _version(statement) or version
    late = _declared_global(data)
    names.update(late)
    wanted = needs(body, package)
    # A star import that not every run reaches may bind anything.
    hidden = stars > sum(need.name == "*" for need in wanted)
    open_ended = hidden or "__getattr__" in names or _binds_at_run_time(data)
    return Module(
        path,
        None if stars or open_ended else frozenset(names),
        version,
        frozenset(imports),
        needs=wanted,
        searches=any(hint in data for hint in SEARCHERS) and SEARCHES.search(data) is not None,
        bound=None if open_ended else frozenset(own | late),
        meddles=any(hint in data for hint in FINDERS) and MEDDLES.search(data) is not None,
    )


def _is_of_itself(statement: ast.stmt, path: str, module: str) -> bool:
    if not isinstance(statement, ast.ImportFrom) or not path.endswith("__init__.py"):
        return False
    return (statement.level == 1 and not statement.module) or (statement.level == 0 and statement.module == module)


def _binds_at_run_time(data: bytes) -> bool:
    return any(hint in data for hint in HINTS) and AT_RUN_TIME.search(data) is not None


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements that run when the module is imported, those in branches and loops too, in no certain order."""
    waiting = list(reversed(body))
    while waiting:
        statement = waiting.pop()
        yield statement
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        for field in ("body", "orelse", "finalbody"):
            waiting.extend(reversed(getattr(statement, field, [])))
        for part in (*getattr(statement, "handlers", ()), *getattr(statement, "cases", ())):
            waiting.extend(reversed(part.body))


def _imported(statement: ast.ImportFrom, package: str) -> list[str]:
    if statement.level == 0:
        return [statement.module or ""]
    parents = package.split(".") if package else []
    up = statement.level - 1
    start = parents[: len(parents) - up] if up else parents
    if statement.module:
        return [".".join((*start, statement.module))]
    origin = ".".join(start)
    whole = [f"{origin}.{alias.name}" if origin else alias.name for alias in statement.names if alias.name != "*"]
    return whole if len(origin) <= bounds.LONGEST else []


def _bound(statement: ast.stmt, *, within: bool) -> Collection[str]:
    """Return the names that a statement binds, without those that statements inside it bind; `within` says that expressions may bind too."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return {statement.name}
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        return {alias.asname or alias.name.partition(".")[0] for alias in statement.names}
    if not within and isinstance(statement, BINDS_NOTHING):
        return ()
    places = statement.targets if isinstance(statement, ast.Assign) and not within else [statement]
    return _stored(places)


def _stored(places: Sequence[ast.AST]) -> set[str]:
    names: set[str] = set()
    # Expressions of a statement only; the statements inside it come by themselves.
    waiting = list(places)
    names.update(place.id for place in places if isinstance(place, ast.Name))
    while waiting:
        for child in ast.iter_child_nodes(waiting.pop()):
            if isinstance(child, ast.Name):
                if isinstance(child.ctx, ast.Store):
                    names.add(child.id)
            elif isinstance(child, (ast.MatchAs, ast.MatchStar)):
                names.add(child.name or "")
                waiting.append(child)
            elif isinstance(child, ast.MatchMapping):
                names.add(child.rest or "")
                waiting.append(child)
            elif not isinstance(child, (ast.stmt, ast.Lambda, ast.ExceptHandler)):
                waiting.append(child)
    return names - {""}


def _version(statement: ast.stmt) -> str | None:
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target] if isinstance(statement, ast.AnnAssign) else []
    if not any(isinstance(target, ast.Name) and target.id == "__version__" for target in targets):
        return None
    value = getattr(statement, "value", None)
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else None


def _declared_global(data: bytes) -> set[str]:
    if b"global" not in data:
        return set()
    found = DECLARED_GLOBAL.findall(data.decode("utf-8", "replace"))
    return {name.strip() for names in found for name in names.split(",")}
