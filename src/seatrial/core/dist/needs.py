"""What importing a module asks for without any condition: other modules, files beside it, and a Python that knows its syntax."""

import ast
import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from seatrial.core.dist import bounds
from seatrial.core.dist.allowance import tokens
from seatrial.model.dist import FileRead, Need, Syntax

if TYPE_CHECKING:
    # Few modules open files.
    from seatrial.model.project import Read

HINTS = (
    (rb"\b[fF][rR]?[\"']|\b[rR][fF][\"']", b"", (3, 6)),
    (rb":=|[(,]\s*/\s*[,)]", b"", (3, 8)),
    (rb"^[ \t]*match\b", b"match", (3, 10)),
    (rb"except[ \t]*\*", b"except", (3, 11)),
    (rb"\[(?:[^\[\]\n]*,)?\s*\*", b"*", (3, 11)),
    (rb"^[ \t]*type\s+\w+", b"type", (3, 12)),
    (rb"def\s+\w+\s*\[", b"def", (3, 12)),
    (rb"class\s+\w+\s*\[", b"class", (3, 12)),
    (rb"\b[tT][rR]?[\"']|\b[rR][tT][\"']", b"", (3, 14)),
)
"""What a newer syntax looks like, and what is in it for certain, which is looked for first because that is faster; a sight before the tree is walked, and no proof."""
SIGHTS = tuple((re.compile(pattern, re.MULTILINE), part, python) for pattern, part, python in HINTS)
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
FEWEST = 50
"""Steps that any script is followed."""
READ_BY_NAME = re.compile(rb"\.read_(?:text|bytes)\s*\(")
OPEN = re.compile(rb"open\s*\(")
BY_NAME = re.compile(rb"(?<![\w.])(?:(?:io|codecs)\s*\.\s*)?\Z")
"""What stands before `open` where it is Python's own; patterns that begin with plain bytes are looked for many times faster."""
NEAR = 20
OPENED = re.compile(rb"open\s*\(|\.read_\w+\s*\(|\bload(?:txt)?\s*\(|\bgenfromtxt\b|\bCDLL\b|\bLoadLibrary\b")
OPENERS = (b"open", b".read_", b".load", b"txt", b"CDLL", b"LoadLibrary", b"resource", b"get_data")
"""One of them is in whatever opens a file; looking for them first is many times faster."""


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
            if _is_short(alias.name):
                yield Need(alias.name, None, statement.lineno)
    elif isinstance(statement, ast.ImportFrom):
        parents = package.split(".") if package else []
        up = max(statement.level - 1, 0)
        start = parents[: max(len(parents) - up, 0)] if statement.level else []
        origin = ".".join((*start, *((statement.module,) if statement.module else ())))
        beyond = statement.level > len(parents)
        for alias in statement.names if _is_short(origin) else ():
            yield Need(origin, alias.name, statement.lineno, beyond=beyond)


def _is_short(name: str) -> bool:
    return len(name) <= bounds.LONGEST and name.count(".") < bounds.DEEPEST


def newest_syntax(data: bytes, tree: ast.Module, oldest: tuple[int, int]) -> Syntax | None:
    """Return what in a module needs the newest Python, None where `oldest` knows it all."""
    # What is newer than this Python would not have been parsed.
    if not any(oldest < python <= sys.version_info[:2] and part in data and sight.search(data) for sight, part, python in SIGHTS):
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
        # In brackets of its own a tuple could always be an index.
        and node.slice.col_offset == node.slice.elts[0].col_offset
    ):
        return (3, 11), "[*x]"
    return NAMES.get(type(node).__name__, ((3, 0), ""))


def file_reads(data: bytes, tree: ast.Module, path: str, module: str) -> tuple[FileRead, ...]:
    """Return the files that a script opens to read them, as far as it says so literally; those opened later only where their place is its own.

    `path` is where the script lies, `module` what it is called while it runs (`__main__` for a build script).
    """
    if not any(hint in data for hint in OPENERS):
        return ()
    by_package = b"resources" in data or b"pkgutil" in data
    own = by_package or b"__file__" in data
    if not by_package and not (OPENED.search(data) if own else _opens_by_name(data)):
        return ()
    from seatrial.core.project.script import follow  # noqa: PLC0415  (few modules open files)

    # As many steps as a script without loops takes at most: else many small ones that loop would take minutes.
    most = FEWEST + tokens(data)
    first = follow(data, PLACE + path, {}, (), called=module, functions=False, most=most, tree=tree).reads
    rest = follow(data, PLACE + path, {}, (), called=module, most=most, tree=tree).reads if own else ()
    at_once = {(read.file, read.source.line) for read in first}
    found = [_file_read(read, later=False) for read in first]
    found += [_file_read(read, later=True) for read in rest if (read.file, read.source.line) not in at_once]
    return tuple(dict.fromkeys(found))


def _opens_by_name(data: bytes) -> bool:
    if READ_BY_NAME.search(data):
        return True
    return any(BY_NAME.search(data[max(found.start() - NEAR, 0) : found.start()]) for found in OPEN.finditer(data))


def _file_read(read: "Read", *, later: bool) -> FileRead:
    beside = read.file.startswith(PLACE)
    return FileRead(
        read.file.removeprefix(PLACE), read.source.line or 1, guarded=read.guarded, beside=beside, later=later, branch=read.branch
    )
