"""A Python file with the bytes that its literals stand in, whatever its encoding is."""

import ast
import codecs
import re
from collections.abc import Sequence
from typing import NamedTuple

from seatrial.core.bump.stated import Stated
from seatrial.core.bump.tuples import tuple_items, tuple_version
from seatrial.core.project.literal import Syntax, parse

COOKIE = re.compile(rb"[ \t\f]*#[^\n]*?coding[:=][ \t]*([-\w.]+)")
LINES = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n|\Z)")
STRING = re.compile(r"""[rRuU]?(\"\"\"|'{3}|"|')(?P<body>.*)\1""", re.DOTALL)
ENCODINGS = re.compile(
    r"(us-)?ascii|latin-?1|iso-?8859-\d+|cp125\d|windows-125\d|gbk|gb2312|gb18030|cp936|big5|shift-?jis|sjis|cp932|euc-jp|euc-kr|cp949|koi8-[ru]"
)
"""In which the letters of a version are what they are in ASCII, and whose time is in proportion to the text."""


MAKING = ("versioninfo", "version_info", "version_info_t")
"""How names of named tuples for versions end."""
FIELDS = (
    ("major",),
    ("minor",),
    ("micro", "patch", "bugfix"),
    ("releaselevel", "release_level", "level", "phase", "stage", "status"),
    ("serial",),
)
"""Names of their items, in the order that a tuple has them."""
RELEASE = ("release", "is_release", "released")
"""Names of an item that says beside them whether it is a release at all."""
UTF_8 = "utf-8"
LONGEST = 64 * 1024
"""Bytes of a file in another encoding than UTF-8: finding a byte of it takes time by its length."""


class Source(NamedTuple):
    """A Python file that could be read."""

    tree: ast.Module
    text: bytes
    """In UTF-8, without a byte order mark: what the columns of the tree count in."""
    lines: tuple[int, ...]
    """Where each line begins in the text."""
    encoding: str
    skipped: int
    """Bytes of the byte order mark."""


def python_source(data: bytes) -> Source | None:
    """Return a Python file, None where it cannot be parsed or its encoding is none that can be written back byte by byte."""
    skipped = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    body = data[skipped:]
    encoding = _encoding(body)
    try:
        known = encoding == UTF_8 or (ENCODINGS.fullmatch(encoding) is not None and len(body) <= LONGEST)
        text = body.decode(encoding) if known else None
        if text is None or text.encode(encoding) != body:
            return None
        tree = parse(data)
    except (Syntax, UnicodeError, LookupError):
        return None
    coded = text.encode()
    return Source(tree, coded, tuple(line.start() for line in LINES.finditer(coded)), encoding, skipped)


def _encoding(body: bytes) -> str:
    for line in body.split(b"\n", 2)[:2]:
        found = COOKIE.match(line)
        if found:
            name = found[1].decode("ascii").lower().replace("_", "-")
            return UTF_8 if name in ("utf8", "utf-8-sig") else name
        if line.strip() and not line.lstrip().startswith(b"#"):
            break
    return UTF_8


def written(source: Source, node: ast.expr) -> str:
    """Return how an expression is written."""
    begin, end = _span(source, node)
    return source.text[begin:end].decode()


def stated_in(source: Source, node: ast.expr | None) -> Stated | None:
    """Return the text or the tuple that an expression is, None where what is written is not itself the value (escapes, pieces, f-strings, calls)."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        found = STRING.fullmatch(written(source, node))
        if found is None or found["body"] != node.value or not node.value.isascii():
            return None
        begin = _span(source, node)[0] + found.start("body")
        return _made(source, begin, begin + len(node.value), node.value)
    items = _items(node)
    values = [_item(source, one) for one in items]
    version = tuple_version([one for one in values if one is not None]) if None not in values else None
    if version is None:
        return None
    begin, end = _span(source, items[0])[0], _span(source, items[-1])[1]
    text = source.text[begin:end].decode()
    # A name beside an item may look like one.
    clear = tuple_items(text) == [str(one) for one in values]
    return _made(source, begin, end, text)._replace(form="tuple", version=version) if clear else None


def _items(node: ast.expr | None) -> list[ast.expr]:
    """Return the items of a tuple, or of a call such as `VersionInfo(1, 2, 0)` that makes one."""
    if isinstance(node, ast.Tuple | ast.List):
        return node.elts
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id.lower().endswith(MAKING):
        return _arguments(node)
    return []


def _arguments(call: ast.Call) -> list[ast.expr]:
    """Return what a named tuple is made of, nothing where names leave open which item each value is."""
    named = [one for one in call.keywords if not _says_release(one)]
    fields = FIELDS[len(call.args) :]
    known = len(named) <= len(fields) and all((one.arg or "").lower() in names for one, names in zip(named, fields, strict=False))
    return [*call.args, *(one.value for one in named)] if known else []


def _says_release(one: ast.keyword) -> bool:
    return one.arg in RELEASE and isinstance(one.value, ast.Constant) and one.value.value is True


def stated_numbers(source: Source, nodes: Sequence[ast.expr]) -> Stated | None:
    """Return numbers that stand in statements of their own as one tuple, None where anything else between them could be taken for an item."""
    values = [_item(source, one) for one in nodes]
    begin, end = _span(source, nodes[0])[0], _span(source, nodes[-1])[1]
    text = source.text[begin:end].decode()
    version = tuple_version([one for one in values if isinstance(one, int)])
    if version is None or tuple_items(text) != [str(one) for one in values]:
        return None
    return _made(source, begin, end, text)._replace(form="tuple", version=version)


def _item(source: Source, node: ast.expr) -> int | str | None:
    """Return an item of a tuple that is written as the number or the text that it is."""
    if not isinstance(node, ast.Constant):
        return None
    if type(node.value) is int and written(source, node) == str(node.value):
        return node.value
    if isinstance(node.value, str):
        found = STRING.fullmatch(written(source, node))
        return node.value if found and found["body"] == node.value and found[1] in ("'", '"') else None
    return None


def in_file(source: Source, node: ast.expr | ast.keyword) -> tuple[int, int]:
    """Return the bytes of the file between which a part of it stands."""
    begin, end = _span(source, node)
    return _offset(source, begin), _offset(source, end)


def _span(source: Source, node: ast.expr | ast.keyword) -> tuple[int, int]:
    last, column = node.end_lineno or node.lineno, node.end_col_offset or 0
    return source.lines[node.lineno - 1] + node.col_offset, source.lines[last - 1] + column


def _made(source: Source, begin: int, end: int, text: str) -> Stated:
    return Stated(_offset(source, begin), _offset(source, end), text, encoding=source.encoding)


def _offset(source: Source, at: int) -> int:
    """Return the byte of the file that a byte of the text is."""
    return source.skipped + (at if source.encoding == UTF_8 else len(source.text[:at].decode().encode(source.encoding)))
