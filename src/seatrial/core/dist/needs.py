"""What importing a module asks for without any condition: other modules, files beside it, and a Python that knows its syntax."""

import ast
import re
import sys
from collections.abc import Iterator

from seatrial.model.dist import FileRead, Need, Syntax
from seatrial.model.project import Read

HINTS = (
    (rb"\b[fF][rR]?[\"']|\b[rR][fF][\"']", (3, 6)),
    (rb":=|[(,]\s*/\s*[,)]", (3, 8)),
    (rb"^[ \t]*match\b", (3, 10)),
    (rb"^[ \t]*except[ \t]*\*|\[(?:[^\]\n]*,)?\s*\*", (3, 11)),
    (rb"^[ \t]*type\s+\w+|^[ \t]*(?:async[ \t]+)?(?:def|class)\s+\w+\s*\[", (3, 12)),
    (rb"\b[tT][rR]?[\"']|\b[rR][tT][\"']", (3, 14)),
)
"""What a newer syntax looks like; a cheap sight before the tree is walked, and no proof."""
SIGHTS = tuple((re.compile(pattern, re.MULTILINE), python) for pattern, python in HINTS)
NAMES: dict[str, tuple[tuple[int, int], str]] = {
    "JoinedStr": ((3, 6), 'f"…"'),
    "NamedExpr": ((3, 8), ":="),
    "Match": ((3, 10), "match"),
    "TryStar": ((3, 11), "except*"),
    "TypeAlias": ((3, 12), "type"),
    "TypeVar": ((3, 12), "[T]"),
    "ParamSpec": ((3, 12), "[**P]"),
    "TypeVarTuple": ((3, 12), "[*Ts]"),
    "TemplateStr": ((3, 14), 't"…"'),
}
"""Nodes of the tree by name, since an older Python does not have them all: what they need, and how they are written."""
PLACE = "@/"
"""What paths begin with that were made from the module's own place."""
OPENED_BY_NAME = re.compile(rb"(?<![\w.])(?:(?:io|codecs)\s*\.\s*)?open\s*\(|\.read_(?:text|bytes)\s*\(")
OPENED = re.compile(rb"open\s*\(|\.read_(?:text|bytes)\s*\(")


def needs(body: list[ast.stmt], package: str) -> tuple[Need, ...]:
    """Return the imports that run whenever a module is imported, with relative ones resolved against its package."""
    found: list[Need] = []
    for statement in body:
        if isinstance(statement, ast.Raise):
            break
        found += _imported(statement, package)
    return tuple(found)


def _imported(statement: ast.stmt, package: str) -> Iterator[Need]:
    if isinstance(statement, ast.Import):
        for alias in statement.names:
            yield Need(alias.name, None, statement.lineno)
    elif isinstance(statement, ast.ImportFrom):
        parents = package.split(".") if package else []
        up = max(statement.level - 1, 0)
        start = parents[: max(len(parents) - up, 0)] if statement.level else []
        origin = ".".join((*start, *((statement.module,) if statement.module else ())))
        beyond = statement.level > len(parents)
        for alias in statement.names:
            yield Need(origin, alias.name, statement.lineno, beyond=beyond)


def newest_syntax(data: bytes, tree: ast.Module, oldest: tuple[int, int]) -> Syntax | None:
    """Return what in a module needs the newest Python, None where `oldest` knows it all."""
    # What is newer than this Python would not have been parsed.
    if not any(oldest < python <= sys.version_info[:2] and sight.search(data) for sight, python in SIGHTS):
        return None
    found: Syntax | None = None
    waiting: list[tuple[ast.AST, int]] = [(tree, 1)]
    while waiting:
        node, line = waiting.pop()
        line = getattr(node, "lineno", line)
        python, written = _needed(node)
        if python > oldest and (found is None or (found.python, -found.line) < (python, -line)):
            found = Syntax(python, line, written)
        waiting.extend((child, line) for child in ast.iter_child_nodes(node))
    return found


def _needed(node: ast.AST) -> tuple[tuple[int, int], str]:
    if isinstance(node, ast.arguments) and node.posonlyargs:
        return (3, 8), "/"
    if (
        isinstance(node, ast.Subscript)
        and isinstance(node.slice, ast.Tuple)
        and any(isinstance(one, ast.Starred) for one in node.slice.elts)
    ):
        return (3, 11), "[*x]"
    return NAMES.get(type(node).__name__, ((3, 0), ""))


def file_reads(data: bytes, tree: ast.Module, path: str, module: str) -> tuple[FileRead, ...]:
    """Return the files that a script opens to read them, as far as it says so literally; those opened later only where their place is its own.

    `path` is where the script lies, `module` what it is called while it runs (`__main__` for a build script).
    """
    own = b"__file__" in data
    if not (OPENED if own else OPENED_BY_NAME).search(data):
        return ()
    from seatrial.core.project.script import follow  # noqa: PLC0415  (few modules open files)

    first = follow(data, PLACE + path, {}, (), called=module, functions=False, tree=tree).reads
    rest = follow(data, PLACE + path, {}, (), called=module, tree=tree).reads if own else ()
    at_once = {(read.file, read.source.line) for read in first}
    found = [_file_read(read, later=False) for read in first]
    found += [_file_read(read, later=True) for read in rest if (read.file, read.source.line) not in at_once]
    return tuple(dict.fromkeys(found))


def _file_read(read: Read, *, later: bool) -> FileRead:
    beside = read.file.startswith(PLACE)
    return FileRead(read.file.removeprefix(PLACE), read.source.line or 1, guarded=read.guarded, beside=beside, later=later)
