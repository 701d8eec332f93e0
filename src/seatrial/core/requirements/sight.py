"""A quick sight of which modules the code speaks of, so that only files that import what is not known are parsed."""

import re
from collections.abc import Iterator

LINE = 1_000
"""Bytes of a line that are looked at."""
MOST = 5_000
"""Places in one module that may be imports."""
FROM = re.compile(rb"(?:^|[;:\s])from\s++([\w.\x80-\xff]++)$")
NAME = re.compile(rb"[\w.\x80-\xff]+")
LEFT = re.compile(rb"^(?:from[ \t]++(\.*+)([\w.]*+)[ \t]++import[ \t]++(\(?[^\n;]*+)|import[ \t]++([^\n;]++))", re.MULTILINE)


def seen_imports(data: bytes) -> frozenset[str] | None:
    """Return the top-level names of whatever seems to be imported anywhere in a module; None where that is too much to look at.

    Relative imports are left out; texts may add to it.
    """
    found: set[str] = set()
    if data.count(b"import") > MOST:
        return None
    at = data.find(b"import")
    while at >= 0:
        end = at + len(b"import")
        if data[end : end + 1] in {b" ", b"\t", b"\\", b"(", b"*"}:
            found.update(_at(data, at, end))
        at = data.find(b"import", end)
    return frozenset(found)


def _at(data: bytes, at: int, end: int) -> Iterator[str]:
    least = max(at - LINE, 0)
    start = max(data.rfind(b"\n", least, at) + 1, least)
    while start > 1 and data[start - 2 : start - 1] == b"\\" and start > least:
        start = max(data.rfind(b"\n", least, start - 1) + 1, least)
    source = FROM.search(data[start:at].rstrip(b"\\ \t\r\n"))
    if source:
        yield from _top(source[1])
        return
    stop = end
    while (stop := data.find(b"\n", stop + 1, end + LINE)) > 0 and data[stop - 1 : stop] == b"\\":
        pass
    named = data[end : stop if stop > 0 else end + LINE].replace(b"\\", b" ").partition(b"#")[0].partition(b";")[0]
    for one in named.split(b","):
        first = NAME.search(one)
        if first:
            yield from _top(first[0])


def _top(dotted: bytes) -> Iterator[str]:
    top = dotted.partition(b".")[0].decode("utf-8", "replace")
    if top.isidentifier():
        yield top


def at_the_edge(data: bytes) -> frozenset[str]:
    """Return the top-level names that lines at the left edge import, in texts too."""
    found: set[str] = set()
    for dots, origin, _, plain in LEFT.findall(data):
        if plain:
            found.update(name for one in plain[:LINE].split(b",") if (first := NAME.search(one)) for name in _top(first[0]))
        elif not dots:
            found.update(_top(origin))
    return frozenset(found)


def led_to(data: bytes, package: str) -> Iterator[str]:
    """Yield the dotted names of what lines at the left edge import, relative ones resolved against the module's package."""
    parents = package.split(".") if package else []
    for dots, origin, names, plain in LEFT.findall(data):
        if plain:
            yield from (one.strip().partition(b" ")[0].decode("utf-8", "replace") for one in plain[:LINE].split(b","))
            continue
        start = parents[: max(len(parents) - len(dots) + 1, 0)] if dots else []
        target = ".".join((*start, *([origin.decode("utf-8", "replace")] if origin else [])))
        yield target
        yield from (f"{target}.{one.decode('utf-8', 'replace')}" for one in NAME.findall(names[:LINE]))
