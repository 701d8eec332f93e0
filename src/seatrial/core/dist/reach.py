"""Which modules of a wheel are surely run when its packages are imported."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from seatrial.model.dist import Module, Need


def reached(facts: Mapping[str | None, Module], roots: Iterable[str]) -> frozenset[str]:
    """Return the modules that importing the roots runs without any condition; `facts` has the wheel's modules by name."""
    found: set[str] = set()
    entered: set[str] = set()
    waiting = [root for root in roots if root in facts]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        for need in facts[name].needs:
            waiting += [one for one in _run_by(need, facts, entered) if one in facts and one not in found]
    return frozenset(found)


def _run_by(need: Need, facts: Mapping[str | None, Module], entered: set[str]) -> Iterator[str]:
    if need.module not in entered:
        entered.add(need.module)
        parts = need.module.split(".")
        for length in range(1, len(parts) + 1):
            yield ".".join(parts[:length])
    origin = facts.get(need.module)
    if need.name is not None and origin is not None and origin.bound is not None and need.name not in origin.bound:
        yield f"{need.module}.{need.name}"


def roots(modules: Collection[str], facts: Mapping[str | None, Module], leave_out: AbstractSet[str]) -> list[str]:
    """Return the modules by which users enter a wheel: those at the top, and the packages of a namespace, without those whose top is left out."""
    found = []
    for name in modules:
        parts = name.split(".")
        above = (".".join(parts[:length]) for length in range(1, len(parts)))
        enters = len(parts) == 1 or (name in facts and facts[name].path.endswith("/__init__.py"))
        if enters and leave_out.isdisjoint(name.lower().split(".")[:-1] or [name.lower()]) and not any(one in modules for one in above):
            found.append(name)
    return found
