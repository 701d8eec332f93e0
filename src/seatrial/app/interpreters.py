"""The Pythons that a user asks for, found before anything else is done."""

import platform
from collections.abc import Sequence

from seatrial.model.event import Told
from seatrial.model.sentence import Said, Sentence
from seatrial.model.verify import Interpreter
from seatrial.model.world import World

FOUND = Sentence("STV010", "Python {version}: {path}")


def interpreters(world: World, asked: Sequence[str]) -> tuple[Interpreter, ...]:
    """Return the Pythons that are asked for, each once, in their order. Raises `Problem` PVF025 to PVF027, PVF045."""
    found: dict[str | None, Interpreter] = {}
    for one in asked:
        interpreter = world.installs.find(one)
        found.setdefault(interpreter.path, interpreter)
    return tuple(found.values())


def announced(world: World, asked: Sequence[str]) -> tuple[Interpreter, ...]:
    """Return the Pythons as `interpreters` does, and tell where each of them lies."""
    found = interpreters(world, asked)
    for one in found:
        if one.path:
            world.tell(Told("look", "note", Said(FOUND, {"version": one.version, "path": one.path})))
    return found


def our_own() -> Interpreter:
    """Return the Python that runs seatrial."""
    return Interpreter(None, platform.python_version())
