"""A multipart body, part by part, as the parser of PyPI's server takes it apart (legacy-cgi 2.6.4, FieldStorage)."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

LINE = 65_536
"""Bytes of a line that are read at a time; a boundary is shorter."""
BOUNDARY = re.compile(r"[ -~]{0,200}[!-~]")


class Head(NamedTuple):
    """What stands before the value of a part."""

    name: str
    """`None` where it has none, as the server writes it."""
    filename: str | None
    kind: str
    """Content type without its options; `text/plain` where none is given."""
    charset: str | None
    coding: str | None
    """Content-Transfer-Encoding."""
    boundary: str | None
    """Of the parts within, where its content type has one."""


def is_form(head: Head) -> bool:
    """Return whether the server takes a part for a form of its own, which swallows all that follows."""
    return head.kind == "application/x-www-form-urlencoded" or head.kind.startswith("multipart/")


class TooMuchError(ValueError):
    """More than the bounds allow."""


def options_of(line: str) -> tuple[str, dict[str, str]]:
    """Take a header apart: its value, and its options by name."""
    first, *rest = _split(line)
    options: dict[str, str] = {}
    for one in rest:
        name, equals, value = one.partition("=")
        if equals:
            text = value.strip()
            if len(text) > 1 and text[0] == text[-1] == '"':
                text = text[1:-1].replace("\\\\", "\\").replace('\\"', '"')
            options[name.strip().lower()] = text
    return first, options


def _split(line: str) -> Iterator[str]:
    """Split at each semicolon that has an even number of quotation marks before it."""
    rest = f";{line}"
    while rest.startswith(";"):
        rest = rest[1:]
        end = rest.find(";")
        while end > 0 and (rest.count('"', 0, end) - rest.count('\\"', 0, end)) % 2:
            end = rest.find(";", end + 1)
        end = len(rest) if end < 0 else end
        yield rest[:end].strip()
        rest = rest[end:]


def read_parts(
    chunks: Iterable[bytes], boundary: bytes, begin: Callable[[Head], Callable[[bytes], object]], most: int, header_bytes: int
) -> None:
    """Read all parts: `begin` is told the head of each and gives what takes its value, piece by piece.

    A body that ends early has the parts that came. Raises `TooMuchError` past `most` parts or `header_bytes` in one head.
    """
    lines = _Lines(chunks)
    opening = b"--" + boundary
    while (line := lines.next()) and line.strip() != opening:
        pass
    for _ in range(most):
        text = lines.head(header_bytes)
        if not text:
            return
        head = _head(text.decode("utf-8", "replace"))
        take = begin(head)
        last = lines.drain(take) if is_form(head) else lines.value(opening, take)
        if last:
            return
    raise TooMuchError


def _head(text: str) -> Head:
    from email.parser import HeaderParser  # noqa: PLC0415  (its price is paid only where something is uploaded)

    headers = HeaderParser().parsestr(text)
    _, disposition = options_of(headers.get("content-disposition", ""))
    kind, options = options_of(headers.get("content-type", "text/plain"))
    return Head(
        disposition.get("name", "None"),
        disposition.get("filename"),
        kind,
        options.get("charset"),
        headers.get("content-transfer-encoding"),
        options.get("boundary"),
    )


class _Lines:
    """A body as lines, and as values that end at a boundary."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._held = b""
        self._ended = False

    def _more(self) -> bool:
        """Read on; says whether there was more."""
        piece = next(filter(None, self._chunks), b"")
        self._ended = not piece
        self._held += piece
        return not self._ended

    def _line(self, start: int) -> int:
        """Return where the line that begins at `start` ends, reading on as far as needed."""
        seen = start
        while True:
            end = self._held.find(b"\n", seen, start + LINE)
            if end >= 0:
                return end + 1
            seen = min(len(self._held), start + LINE)
            if seen == start + LINE or not self._more():
                return seen

    def next(self) -> bytes:
        end = self._line(0)
        line, self._held = self._held[:end], self._held[end:]
        return line

    def head(self, most: int) -> bytes:
        """Read the lines of a head with the blank one that ends it; nothing at the end of the body."""
        text = b""
        while line := self.next():
            text += line
            if not line.strip():
                break
            if len(text) > most:
                raise TooMuchError
        return text

    def drain(self, take: Callable[[bytes], object]) -> bool:
        """Take all that is left."""
        while self._held or self._more():
            take(self._held)
            self._held = b""
        return True

    def value(self, opening: bytes, take: Callable[[bytes], object]) -> bool:
        """Take a value up to the boundary; says whether nothing follows."""
        # The end of line that a boundary needs before it belongs to the head here.
        self._held = b"\n" + self._held
        skip, seen, marker = 1, 0, b"\n" + opening
        while True:
            found = self._held.find(marker, seen)
            if found < 0:
                if not self._ended:
                    # What may be the beginning of a boundary, with the end of line before it, is kept back.
                    sure = max(skip, len(self._held) - len(marker) - 1)
                    skip, seen = self._give(skip, sure, take)
                    self._more()
                    continue
                take(self._held[skip:].removesuffix(b"\n").removesuffix(b"\r"))
                self._held = b""
                return True
            end = self._line(found + 1)
            line = self._held[found + 1 : end].rstrip()
            if line in (opening, opening + b"--"):
                stop = found - 1 if self._held[skip:found].endswith(b"\r") else found
                take(self._held[skip:stop])
                self._held = self._held[end:]
                return line != opening
            seen = found + 1

    def _give(self, skip: int, sure: int, take: Callable[[bytes], object]) -> tuple[int, int]:
        """Hand on what surely belongs to the value; gives from where the rest is to be taken and searched."""
        if sure > skip:
            take(self._held[skip:sure])
            self._held = self._held[sure:]
            return 0, 0
        return skip, 0
