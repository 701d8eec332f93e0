"""Parses the modules of a wheel within one allowance, those first that are surely run, so that what is left out matters least."""

from collections import deque
from collections.abc import Iterator, Mapping
from functools import lru_cache

from seatrial.core.dist import bounds
from seatrial.core.dist.allowance import Allowance
from seatrial.core.dist.source import read_module
from seatrial.model.dist import Module


def parse_modules(sources: Mapping[str, tuple[str, bytes]], oldest: tuple[int, int]) -> tuple[tuple[Module, ...], int]:
    """Return the facts of modules, in the order of `sources`, and how many were left out.

    `sources` has dotted name and content by member name, the most important first; `oldest` is the oldest Python that the wheel is for.
    """
    return _parsed(tuple((path, name, data) for path, (name, data) in sources.items()), oldest, bounds.TOKENS)


@lru_cache(maxsize=2)
def _parsed(named: tuple[tuple[str, str, bytes], ...], oldest: tuple[int, int], left: int) -> tuple[tuple[Module, ...], int]:
    # The wheels of a release come one after the other, and most have the same modules.
    sources = {path: (name, data) for path, name, data in named}
    allowance = Allowance(left)
    paths = {name: path for path, name, _ in named}
    found: dict[str, Module | None] = {}
    waiting = deque(sources)
    while waiting:
        path = waiting.popleft()
        if path in found:
            continue
        name, data = sources[path]
        module = found[path] = read_module(path, data, name, oldest) if allowance.admits(data) else None
        if module is not None:
            # What it imports matters before its neighbours.
            waiting.extendleft([paths[one] for one in _named(module) if one in paths])
    modules = tuple(module for path in sources if (module := found[path]) is not None)
    return modules, len(found) - len(modules)


def _named(module: Module) -> Iterator[str]:
    for need in module.needs:
        yield f"{need.module}.{need.name}"
        yield need.module
        yield need.module.partition(".")[0]
