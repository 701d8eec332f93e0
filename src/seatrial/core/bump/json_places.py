"""The texts of a JSON file with the bytes that they stand in."""

import json
import re
from collections.abc import Iterator

from seatrial.core.bump.stated import Stated

TOKEN = re.compile(r'(?P<text>"(?:[^"\\]++|\\.)*+")|(?P<open>[{\[])|(?P<close>[}\]])|(?P<comma>,)|(?P<colon>:)', re.DOTALL)
DEEPEST = 4
"""Keys of a path that is told."""


def json_texts(data: bytes) -> dict[tuple[str, ...], Stated]:
    """Return the texts of a JSON file by the path of their keys, as far as they stand in no list and not deep; nothing of a file that is malformed."""
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return dict(_texts(data.decode("latin-1")))


def _texts(source: str) -> Iterator[tuple[tuple[str, ...], Stated]]:
    stack: list[str | None] = []
    """Of each object that is open its present key; None for a list, and for an object until a key came."""
    kinds: list[str] = []
    after_colon = False
    for token in TOKEN.finditer(source):
        kind = token.lastgroup
        if kind == "open":
            stack.append(None)
            kinds.append(token[0])
            after_colon = False
        elif kind == "close":
            stack.pop()
            kinds.pop()
            after_colon = False
        elif kind != "text":
            after_colon = kind == "colon"
        elif kinds and kinds[-1] == "{":
            inner = token[0][1:-1]
            if not after_colon:
                stack[-1] = inner
            elif len(stack) <= DEEPEST and "[" not in kinds and "\\" not in inner:
                yield tuple(str(one) for one in stack), Stated(token.start() + 1, token.end() - 1, inner)
