"""A command that has commands of its own: its help lists them, and each of them teaches as the others do."""

import os
import sys
from collections.abc import Sequence
from typing import NamedTuple

import click

from seatrial.cli.language import Say
from seatrial.cli.looks import columns_of, style_of
from seatrial.cli.options import language_option
from seatrial.cli.overview import COMMANDS, EXAMPLES, OPTION_HELP, OPTION_LANG, OPTIONS, environment, statuses
from seatrial.cli.page import Page, Section, draw
from seatrial.cli.teaching import Lesson, Teaching, help_option, usage_line
from seatrial.model.sentence import Sentence


class Part(NamedTuple):
    """One command of a group: what it does in one line, and itself."""

    short: Sentence
    command: Teaching


class Group(click.Group):
    """A group whose help is a page of ours."""

    def __init__(self, name: str, say: Say, lesson: Lesson, parts: Sequence[Part]) -> None:
        super().__init__(
            name,
            params=[language_option(say), help_option(say)],
            add_help_option=False,
            no_args_is_help=False,
            options_metavar="",
            subcommand_metavar="COMMAND …",
        )
        self.say = say
        self.lesson = lesson
        self.parts = tuple(parts)
        for part in parts:
            self.add_command(part.command)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of its commands, in their order."""
        del ctx
        return [str(part.command.name) for part in self.parts]

    def get_help(self, ctx: click.Context) -> str:
        """Return the help of the group, without a line's end."""
        say, lesson = self.say, self.lesson
        sections = (
            Section(say(COMMANDS), tuple((str(part.command.name), say(part.short)) for part in self.parts)),
            Section(say(EXAMPLES), tuple((line, say(words)) for line, words in lesson.examples)),
            Section(say(OPTIONS), (("--lang en|zh", say(OPTION_LANG)), ("-h, --help", say(OPTION_HELP)))),
            statuses(say, lesson.statuses),
            environment(say, lesson.environment),
        )
        page = Page(usage_line(ctx, say), tuple(map(say, lesson.text)), sections)
        return draw(page, style_of(sys.stdout, os.environ), columns_of(sys.stdout)).rstrip("\n")
