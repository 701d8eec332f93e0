"""Parses modules one after the other as imports lead to them; the others, which are most, are left alone."""

from collections.abc import Iterable, Mapping

from seatrial.core.dist import bounds
from seatrial.core.dist.layout import module_name
from seatrial.core.dist.reach import reached
from seatrial.core.dist.source import read_module, read_setup
from seatrial.model.dist import Module

ROUNDS = 50
"""Modules one behind the other that are followed."""
SETUP = "setup"


def followed(
    where: Mapping[str, str], contents: Mapping[str, bytes], entered: Iterable[str], given: Mapping[str, Module] | None = None
) -> tuple[Module, ...]:
    """Return the facts of the modules that importing some runs, as far as they can be read.

    `where` has the path of each module by its name, `contents` what lies there; `entered` are the names that are imported, `given` facts that are known.
    """
    facts: dict[str | None, Module] = {name: Module(path, None) for name, path in where.items()}
    facts.update(given or {})
    done: set[str] = set(given or ())
    parsed: list[str] = []
    left = bounds.CODE
    entered = tuple(entered)
    for _ in range(ROUNDS):
        fresh = sorted(reached(facts, entered) - done)
        done.update(fresh)
        for name in fresh:
            data = contents.get(where[name])
            if data is not None and len(data) <= left:
                left -= len(data)
                facts[name] = read_module(where[name], data, name)
                parsed.append(name)
        if not fresh:
            break
    return tuple(facts[name] for name in sorted(parsed))


def run_by_setup(files: Mapping[str, bytes]) -> tuple[Module, ...]:
    """Return the facts of the modules that the setup.py of a tree runs when it starts; `files` has contents by path."""
    where = {name: path for path in files if path.endswith(".py") and (name := module_name(path))}
    setup = read_setup(f"x/{SETUP}.py", files.get(f"{SETUP}.py", b""))
    if not any(need.module.partition(".")[0] in where for need in setup.needs):
        return ()
    return followed(where, files, [SETUP], {SETUP: setup})
