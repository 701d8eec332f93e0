"""The texts of a TOML file with the bytes that they stand in."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from seatrial.core.bump.stated import Stated
from seatrial.core.project.toml import parse_toml
from seatrial.problem import Problem

Path = tuple[str | int, ...]
TOKEN = re.compile(
    r'''(?P<space>[ \t\r]++|\#[^\n]*+)
    |(?P<line>\n)
    |(?P<text>"""(?:[^"\\]++|\\.|"(?!""))*+"{3,5}|\'\'\'(?:[^']++|'(?!''))*+'{3,5}|"(?:[^"\\\n]++|\\.)*+"|'[^'\n]*+')
    |(?P<sign>[\[\]{}=,.])
    |(?P<bare>[^\s\[\]{}=,."'\#]++|.)''',
    re.DOTALL | re.VERBOSE,
)
BOM = b"\xef\xbb\xbf"


class _Token(NamedTuple):
    kind: str
    text: str
    start: int


class _Open:
    """A table or an array while it is read."""

    def __init__(self, path: Path, kind: str) -> None:
        self.path, self.kind = path, kind
        self.index = 0
        self.key: list[str] = []
        """Of the value that is read next."""
        self.value = kind == "array"
        """Whether a value comes next, not a key."""


def toml_texts(data: bytes, file: str) -> dict[Path, Stated]:
    """Return every text of a TOML file by the path of its keys (items of arrays, and of arrays of tables, by number); nothing of a file that is malformed.

    Texts with escapes are left out: what stands in the file is not what they mean.
    """
    try:
        parse_toml(data, file)
    except Problem:
        return {}
    return dict(_Reader().read(data))


class _Reader:
    """Follows the tokens of a TOML file that is known to be well formed."""

    def __init__(self) -> None:
        self.counts: dict[Path, int] = {}
        """Of each array of tables, the number of its last one."""
        self.stack = [_Open((), "table")]
        self.header: list[str] | None = None
        self.brackets = 0

    def read(self, data: bytes) -> Iterator[tuple[Path, Stated]]:
        """Give path and place of every text."""
        for found in TOKEN.finditer(data.decode("latin-1")):
            if found.lastgroup == "space":
                continue
            token = _Token(str(found.lastgroup), found[0], found.start())
            top = self.stack[-1]
            if self.header is not None:
                self._header(token)
            elif top.value:
                yield from self._value(token, top)
            else:
                self._key(token, top)

    def _header(self, token: _Token) -> None:
        if token.text == "[":
            self.brackets += 1
        elif token.kind in ("bare", "text"):
            self.header = [*(self.header or ()), _plain(token)]
        elif token.kind == "line":
            *above, last = self.header or [""]
            path = (*self._resolved(above), last)
            if self.brackets > 1:
                self.counts[path] = self.counts.get(path, -1) + 1
            self.stack = [_Open(self._resolved([*above, last]), "table")]
            self.header, self.brackets = None, 0

    def _resolved(self, parts: list[str]) -> Path:
        path: Path = ()
        for part in parts:
            path = (*path, part)
            path = (*path, self.counts[path]) if path in self.counts else path
        return path

    def _key(self, token: _Token, top: _Open) -> None:
        if token.text == "[" and not top.key:
            self.header, self.brackets = [], 1
        elif token.text == "=":
            top.value = True
        elif token.text == "}":
            self._closed()
        elif token.kind in ("bare", "text"):
            top.key.append(_plain(token))

    def _value(self, token: _Token, top: _Open) -> Iterator[tuple[Path, Stated]]:
        here: Path = (*top.path, *(top.key if top.kind != "array" else (top.index,)))
        if token.kind == "text":
            yield from _stated(here, token)
        elif token.text in ("[", "{"):
            self.stack.append(_Open(here, "array" if token.text == "[" else "inline"))
        elif token.text in ("]", "}"):
            self._closed()
        elif token.text == "," and top.kind == "array":
            top.index += 1
        elif token.text == "," or (token.kind == "line" and top.kind == "table"):
            top.value, top.key = False, []

    def _closed(self) -> None:
        self.stack.pop()


def _plain(token: _Token) -> str:
    return token.text[1:-1] if token.kind == "text" else token.text


def _stated(path: Path, token: _Token) -> Iterator[tuple[Path, Stated]]:
    quote = 3 if token.text.startswith(('"""', "'''")) else 1
    inner = token.text[quote:-quote]
    if "\\" not in inner:
        yield path, Stated(token.start + quote, token.start + quote + len(inner), inner)
