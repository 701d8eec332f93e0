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
    start = seen = quotes = 0
    while True:
        end = line.find(";", seen)
        stop = len(line) if end < 0 else end
        # Counted from the last semicolon on, so that many of them in one pair of marks cost no more.
        quotes += line.count('"', seen, stop) - line.count('\\"', seen, stop)
        if end < 0 or quotes % 2 == 0 or end == start:
            yield line[start:stop].strip()
            start, quotes = stop + 1, 0
        if end < 0:
            return
        seen = stop + 1


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
        self._at = 0
        """Up to here the held bytes were taken; they are only cut off where more are read, so that short lines cost no more than long ones."""
        self._ended = False

    def _more(self) -> bool:
        """Read on; says whether there was more."""
        piece = next(filter(None, self._chunks), b"")
        self._ended = not piece
        # One byte of what was taken stays: a boundary needs the end of a line before it.
        kept = max(self._at - 1, 0)
        self._held, self._at = self._held[kept:] + piece, self._at - kept
        return not self._ended

    def _line(self, ahead: int = 0) -> int:
        """Return how long the line is that begins so far ahead, reading on as far as needed."""
        seen = 0
        while True:
            start = self._at + ahead
            end = self._held.find(b"\n", start + seen, start + LINE)
            if end >= 0:
                return end + 1 - start
            seen = min(len(self._held) - start, LINE)
            if seen == LINE or not self._more():
                return seen

    def next(self) -> bytes:
        size = self._line()
        self._at += size
        return self._held[self._at - size : self._at]

    def head(self, most: int) -> bytes:
        """Read the lines of a head with the blank one that ends it; nothing at the end of the body."""
        lines: list[bytes] = []
        size = 0
        while line := self.next():
            lines.append(line)
            size += len(line)
            if not line.strip():
                break
            if size > most:
                raise TooMuchError
        return b"".join(lines)

    def drain(self, take: Callable[[bytes], object]) -> bool:
        """Take all that is left."""
        while True:
            take(self._held[self._at :])
            self._at = len(self._held)
            if not self._more():
                return True

    def value(self, opening: bytes, take: Callable[[bytes], object]) -> bool:
        """Take a value up to the boundary; says whether nothing follows."""
        marker = b"\n" + opening
        while True:
            found = self._held.find(marker, self._at - 1)
            while found >= 0:
                ahead = found + 1 - self._at
                size = self._line(ahead)
                found = self._at + ahead - 1
                line = self._held[found + 1 : found + 1 + size].rstrip()
                if line in (opening, opening + b"--"):
                    take(self._held[self._at : found].removesuffix(b"\r"))
                    self._at = found + 1 + size
                    return line != opening
                found = self._held.find(marker, found + 1)
            if self._ended:
                take(self._held[self._at :].removesuffix(b"\n").removesuffix(b"\r"))
                self._at = len(self._held)
                return True
            # What may be the beginning of a boundary, with the end of line before it, is kept back.
            sure = len(self._held) - len(marker) - 1
            if sure > self._at:
                take(self._held[self._at : sure])
                self._at = sure
            self._more()
