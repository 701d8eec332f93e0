"""Every command that a sentence names in either language can be typed as it stands."""

import ast
import contextlib
import importlib
import re
import shlex
from pathlib import Path

import click
import pytest

import seatrial
from seatrial.cli.language import speaking
from seatrial.cli.root import NAMES, Root
from seatrial.problem.catalogue import all_kinds
from seatrial.rules.catalogue import all_rules

SOURCE = Path(seatrial.__file__).parent
QUOTED = re.compile(r"`(seatrial [^`]+)`")
EXAMPLES = tuple(f"seatrial {name}" for name in NAMES)
PLACEHOLDER = re.compile(r"\{\w+[^}]*\}")


def texts() -> list[str]:
    """Return every text for people: those of rules and problems, the Chinese ones, and each sentence and example in the code."""
    found = [part for kind in all_kinds() for part in (kind.message, kind.why, kind.fix)]
    found += [part for rule in all_rules() for part in (rule.message, rule.why, rule.fix)]
    for path in sorted(Path(SOURCE, "text", "zh_hans").glob("[a-z]*.py")):
        found += importlib.import_module(f"seatrial.text.zh_hans.{path.stem}").WORDS.values()
    for path in sorted(SOURCE.rglob("*.py")):
        tree = list(ast.walk(ast.parse(path.read_text("utf-8"))))
        documents = {id(node.value) for node in tree if isinstance(node, ast.Expr)}
        strings = [
            node.value for node in tree if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documents
        ]
        found += [f"`{one}`" if one.startswith(EXAMPLES) else one for one in strings]
    return found


def commands() -> list[str]:
    found = {line for text in texts() if "\n" not in text for line in QUOTED.findall(text)}
    return sorted(line for line in found if line != "seatrial --help")


@pytest.mark.parametrize("line", commands())
def test_a_command_that_is_advised_can_be_typed(line) -> None:
    """No advice ends in `No such command` or `No such option`."""
    _, name, *args = shlex.split(PLACEHOLDER.sub("x", line).partition(" > ")[0])
    assert name in NAMES
    root = Root(speaking("en"), "en")
    command = root.get_command(click.Context(root), name)
    if isinstance(command, click.Group):
        name, *args = args
        command = command.commands[name]
    with contextlib.suppress(click.exceptions.Exit):  # it was --help
        command.make_context(name, args)
