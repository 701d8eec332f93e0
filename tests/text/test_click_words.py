"""The command line library speaks Chinese too."""

import ast
import string
from pathlib import Path

import pytest

from seatrial.cli.click_chinese import MODULES
from seatrial.text.click_words import CHINESE

COMPUTED = {"required"}
"""Messages that click translates without having them as a literal in the call."""


def messages() -> list[str]:
    """Return every message that the modules of click translate which a command line can reach."""
    found = []
    for module in MODULES:
        for node in ast.walk(ast.parse(Path(module.__file__).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "ngettext"}:
                found += [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    return sorted({*found, *COMPUTED})


def test_every_message_of_click_has_its_chinese() -> None:
    """Nobody who asked for Chinese reads an English sentence of the library."""
    assert [message for message in messages() if message not in CHINESE] == []


def test_nothing_is_left_over() -> None:
    """A sentence that click no longer says is no longer translated."""
    assert sorted(CHINESE.keys() - set(messages())) == []


@pytest.mark.parametrize("message", sorted(CHINESE))
def test_placeholders_are_kept(message) -> None:
    """A translation names the same things as click does."""
    fields = [{(name, kind) for _, name, _, kind in string.Formatter().parse(text) if name} for text in (message, CHINESE[message])]
    assert fields[0] == fields[1]


def test_click_still_translates_the_way_it_is_replaced() -> None:
    """The modules of click look their translating functions up by the names that are replaced."""
    assert all("_" in vars(module) or "ngettext" in vars(module) for module in MODULES)
