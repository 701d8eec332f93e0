"""What came with which Python, held against the Python that runs."""

import importlib
import sys

from seatrial.core.dist.additions import MODULES, NAMES, since


def test_what_this_python_has_is_there() -> None:
    """The tables say nothing of a Python that has come out which that Python itself belies."""
    for module, python in MODULES.items():
        if python <= sys.version_info[:2]:
            assert importlib.import_module(module), module
    for module, table in NAMES.items():
        for python, names in table.items():
            if python <= sys.version_info[:2]:
                found = importlib.import_module(module)
                assert [name for name in names.split() if not hasattr(found, name)] == [], module


def test_a_name_can_be_newer_than_its_module() -> None:
    """The newer of the two counts, and a part of a package is a module too."""
    assert since("dataclasses", None) == (3, 7)
    assert since("dataclasses", "KW_ONLY") == (3, 10)
    assert since("importlib", "metadata") == (3, 8)
    assert since("importlib.resources", "files") == (3, 9)
    assert since("json", "loads") is None
    assert since("boat", None) is None
