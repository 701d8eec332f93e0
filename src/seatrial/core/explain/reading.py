"""A log as windows of clean text: decoded from whatever encoding it has, cut where lines end, each with some of what follows."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from seatrial.core.explain.cleaning import cleaned

WINDOW = 256 * 1024
"""Characters that are looked at in one go."""
AHEAD = 8 * 1024
"""Characters by which two windows overlap."""


class Window(NamedTuple):
    """Some clean text."""

    text: str
    line: int
    """Number of its first line."""
    own: int
    """What begins from here on belongs to the next window, which has it too."""


def windows(blocks: Iterable[bytes]) -> Iterator[Window]:
    """Yield the windows of a log that comes in blocks."""
    carried, line = "", 1
    for part in _parts(_decoded(blocks)):
        text = carried + cleaned(part)
        own = text.rfind("\n", 0, max(0, len(text) - AHEAD)) + 1 or max(0, len(text) - AHEAD)
        yield Window(text, line, own)
        line += text.count("\n", 0, own)
        carried = text[own:]
    yield Window(carried, line, len(carried))


def _parts(texts: Iterable[str]) -> Iterator[str]:
    """Yield whole lines, some at a time; a line that is longer than a window is cut."""
    held: list[str] = []
    size = 0
    for text in texts:
        held.append(text)
        size += len(text)
        if size < WINDOW:
            continue
        whole = "".join(held)
        end = whole.rfind("\n") + 1 or len(whole)
        yield whole[:end]
        held, size = [whole[end:]], len(whole) - end
    if size:
        yield "".join(held)


def _decoded(blocks: Iterable[bytes]) -> Iterator[str]:
    decoder = None
    for block in blocks:
        if decoder is None:
            decoder = getincrementaldecoder(_encoding(block))("replace")
        yield decoder.decode(block)
    if decoder is not None:
        yield decoder.decode(b"", final=True)


def _encoding(first: bytes) -> str:
    """Return the encoding of a log by its first block: PowerShell writes UTF-16, a Chinese Windows GB 18030."""
    if first.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "utf-16"
    sample = first[:4096]
    if sample.count(0) > len(sample) // 4:
        return "utf-16-le" if sample[1:2] == b"\0" else "utf-16-be"
    for encoding in ("utf-8", "gb18030"):
        try:
            getincrementaldecoder(encoding)().decode(first)
        except UnicodeDecodeError:
            continue
        return encoding
    return "utf-8"
