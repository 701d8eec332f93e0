"""What modules told is told once for the files of a release."""

import gc

import pytest

from seatrial.core.dist import source
from seatrial.core.dist.kept import Kept, key_of
from seatrial.core.dist.source import read_module
from seatrial.model.dist import Module, Syntax

CODE = b"import os\nif (n := 1):\n    pass\n"


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch) -> Kept:
    """Begin with nothing."""
    fresh = Kept()
    monkeypatch.setattr(source, "KEPT", fresh)
    return fresh


def test_the_same_module_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A module that forty wheels have in common costs the time of one."""
    parsed = []
    parse = source.ast.parse
    monkeypatch.setattr(source.ast, "parse", lambda *args: parsed.append(args) or parse(*args))
    first = read_module("boat/sail.py", CODE, "boat.sail")
    assert read_module("boat/sail.py", bytes(bytearray(CODE)), "boat.sail") is first
    assert len(parsed) == 1
    assert read_module("boat/hull.py", CODE, "boat.hull").path == "boat/hull.py"
    assert read_module("boat/sail.py", CODE + b"#", "boat.sail") == first
    assert len(parsed) == 3


def test_what_is_new_depends_on_the_oldest_python() -> None:
    """A file for newer Pythons is not blamed for what another file was blamed for, and the other way round."""
    new = Syntax((3, 8), 2, ":=")
    asked = [read_module("sail.py", CODE, "sail", oldest).syntax for oldest in ((3, 7), (3, 8), (3, 7), (3, 6))]
    assert asked == [new, None, new, new]
    assert read_module("hull.py", CODE, "hull", (3, 9)).syntax is None
    assert read_module("hull.py", CODE, "hull", (3, 7)).syntax == new


def test_memory_is_bounded() -> None:
    """However many modules a run meets, what is kept of them stays within a bound."""
    few = Kept(most=4)
    facts = Module("a.py", frozenset("xy"))
    keys = [key_of(f"{name}.py", b"", name, is_build=False) for name in "abc"]
    few.put(keys[0], (3, 9), facts)
    assert few.get(keys[0], (3, 9)) == facts
    few.put(keys[1], (3, 9), facts)
    assert (few.get(keys[0], (3, 9)), few.get(keys[1], (3, 9))) == (None, facts)
    few.put(keys[2], (3, 9), Module("c.py", frozenset("vwxyz")))
    assert (few.found, few.weight) == ({}, 0)


@pytest.mark.parametrize("collects", [True, False])
def test_garbage_is_collected_as_before(collects: bool) -> None:
    """Parsing leaves it to the program whether it looks for circles."""
    before = gc.isenabled()
    (gc.enable if collects else gc.disable)()
    try:
        read_module("a.py", CODE, "a")
        assert gc.isenabled() == collects
    finally:
        (gc.enable if before else gc.disable)()
