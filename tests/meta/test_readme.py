"""The README names what the program has."""

import re
from pathlib import Path

import click
import pytest

from seatrial.cli.language import speaking
from seatrial.cli.root import NAMES, Root

ROOT_FOLDER = Path(__file__).parents[2]
README = (ROOT_FOLDER / "README.md").read_text("utf-8")
CHINESE = (ROOT_FOLDER / "README.zh.md").read_text("utf-8")
ROWS = {row[1]: row[0] for row in re.finditer(r"^\| `seatrial (\w+).*$", README, re.MULTILINE)}
"""Rows of the table of commands, by command."""
ROOT = Root(speaking("en"), "en")


def options(name: str) -> set[str]:
    command = ROOT.get_command(click.Context(ROOT), name)
    params = [param for one in getattr(command, "commands", {"": command}).values() for param in one.params]
    return {max(param.opts, key=len) for param in params if isinstance(param, click.Option) and not param.hidden}


SHARED = set.intersection(*(options(name) for name in NAMES))
ONCE = {"--format", "--report", "--events", "--fail-on", "--file-limit"}
"""What most commands take, told once too."""


def test_every_command_has_a_row() -> None:
    """Who reads the table knows all commands, and none that does not exist."""
    assert sorted(ROWS) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_option_stands_in_the_row_of_its_command(name) -> None:
    """Who reads the row of a command knows its options."""
    assert [option for option in sorted(options(name) - SHARED) if option not in ROWS[name] and option not in ONCE] == []


@pytest.mark.parametrize("option", sorted(SHARED | ONCE))
def test_options_of_every_command_are_named(option) -> None:
    """What every command takes is told once."""
    assert f"`{option}" in README


def test_the_readme_names_no_option_that_does_not_exist() -> None:
    """Nobody types an option from the README in vain."""
    known = {option for name in NAMES for option in options(name)} | {"--version", "--help"}
    named = {option for row in ROWS.values() for option in re.findall(r"--[a-z][a-z-]+", row)}
    assert sorted(named - known) == []


def typed(text: str) -> list[str]:
    """Return the commands of a text's console blocks, without the words behind them."""
    blocks = re.findall(r"^```console\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    return [re.split(r"  +# ", line[2:])[0] for block in blocks for line in block.splitlines() if line.startswith("$ ")]


@pytest.mark.parametrize("readme", [README, CHINESE], ids=["en", "zh"])
def test_the_tutorial_of_a_readme_is_the_one_that_is_tried(readme) -> None:
    """Every command of it is one that a test types, in the same order."""
    assert typed(readme) == typed((ROOT_FOLDER / "docs" / "tutorial.md").read_text("utf-8"))


def test_the_chinese_readme_has_the_same_commands_and_options() -> None:
    """Who reads Chinese learns of nothing less."""
    rows = {row[1]: row[0] for row in re.finditer(r"^\| `seatrial (\w+).*$", CHINESE, re.MULTILINE)}
    named = {name: set(re.findall(r"--[a-z][a-z-]+", row)) for name, row in rows.items()}
    assert named == {name: set(re.findall(r"--[a-z][a-z-]+", row)) for name, row in ROWS.items()}
