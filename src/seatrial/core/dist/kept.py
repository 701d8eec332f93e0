"""What modules told, kept by the hash of their content while this process lives: the files of a release have most of their modules in common."""

from hashlib import sha256

from seatrial.model.dist import Module

MOST = 200_000
"""Names, imports and the like of all modules that are kept, some 40 MB; a thousand modules of the usual kind have 30,000."""
Python = tuple[int, int]
Key = tuple[bytes, str, str, bool]


class Kept:
    """The facts of modules by what they were read from; forgets all when there are too many."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self.found: dict[Key, tuple[Python, Module]] = {}
        self.weight = 0

    def get(self, key: Key, oldest: Python) -> Module | None:
        """Return the facts of a module as they are for the oldest Python that must know its syntax; None where that is not known."""
        read_for, facts = self.found.get(key, (None, None))
        if facts is None or read_for is None or read_for > oldest:
            return None
        # What needs the newest Python of all was told, so that an older one may only know it already.
        return facts if facts.syntax is None or facts.syntax.python > oldest else facts._replace(syntax=None)

    def put(self, key: Key, oldest: Python, facts: Module) -> None:
        """Keep the facts of a module."""
        weight = 1 + len(facts.names or ()) + len(facts.bound or ()) + len(facts.imports) + len(facts.needs) + len(facts.reads)
        if self.weight + weight > self.most:
            self.found.clear()
            self.weight = 0
        if weight <= self.most:
            self.found[key] = oldest, facts
            self.weight += weight


def key_of(path: str, data: bytes, module: str, *, is_build: bool) -> Key:
    """Return what the facts of a module depend on, but for the oldest Python that must know its syntax."""
    return sha256(data).digest(), path, module, is_build
