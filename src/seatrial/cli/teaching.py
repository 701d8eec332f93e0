"""Click's command and error, speaking and drawn as the rest of seatrial."""

import os
import re
import sys
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import click

from seatrial.cli import streams
from seatrial.cli.language import Say
from seatrial.cli.looks import columns_of, style_of
from seatrial.cli.overview import EXAMPLES, OPTION_HELP, OPTIONS, STATUSES, Statuses, environment, statuses
from seatrial.cli.page import Page, Section, draw
from seatrial.model.sentence import Sentence
from seatrial.report.escape import escape_block
from seatrial.report.width import hang
from seatrial.text.words import Language

USAGE = Sentence("CLI060", "Usage: {line}")
ARGUMENTS = Sentence("CLI061", "Arguments")
ERROR = Sentence("CLI062", "error: ")
HINT = Sentence("CLI063", "`{command} --help` tells more.")
SOME = Sentence("CLI064", "[OPTIONS]")
WHAT_IS_SAID = Sentence("CLI249", "Output")
OUTPUT = frozenset(("form", "reports", "events", "quiet", "verbose", "plain", "lang"))
"""Options on what a command says, by the names of their parameters; help lists them by themselves."""


class Lesson(NamedTuple):
    """What the help of one command teaches."""

    text: tuple[Sentence, ...]
    """Paragraphs."""
    arguments: tuple[tuple[str, Sentence], ...] = ()
    examples: tuple[tuple[str, Sentence], ...] = ()
    environment: tuple[tuple[str, Sentence], ...] = ()
    """Variables that only this command reads."""
    statuses: Statuses = STATUSES
    """Exit statuses that it can end with."""


class Teaching(click.Command):
    """A command whose help is a page of ours."""

    def __init__(self, name: str, say: Say, lesson: Lesson, params: Sequence[click.Parameter], callback: Callable[..., int]) -> None:
        super().__init__(
            name,
            params=[*params, help_option(say)],
            callback=callback,
            add_help_option=False,
            options_metavar=say(SOME),
        )
        self.say = say
        self.lesson = lesson

    def get_help(self, ctx: click.Context) -> str:
        """Return the help of this command, without a line's end."""
        say, lesson = self.say, self.lesson
        own = tuple(record for param in self.params if param.name not in OUTPUT and (record := _record(param, ctx)))
        spoken = tuple(record for param in self.params if param.name in OUTPUT and (record := _record(param, ctx)))
        sections = (
            Section(say(EXAMPLES), tuple((line, say(words)) for line, words in lesson.examples)),
            Section(say(ARGUMENTS), tuple((name, say(words)) for name, words in lesson.arguments)),
            Section(say(OPTIONS), own),
            Section(say(WHAT_IS_SAID), spoken),
            statuses(say, lesson.statuses),
            environment(say, lesson.environment),
        )
        page = Page(usage_line(ctx, say), tuple(map(say, lesson.text)), tuple(section for section in sections if section.rows))
        return draw(page, style_of(sys.stdout, os.environ), columns_of(sys.stdout)).rstrip("\n")


def help_option(say: Say) -> click.Option:
    """Return the option that prints the help of its command."""
    return click.Option(["-h", "--help"], is_flag=True, is_eager=True, expose_value=False, help=say(OPTION_HELP), callback=_print_help)


def usage_line(ctx: click.Context, say: Say) -> str:
    """Return the line that shows how to call a command."""
    return say(USAGE, line=" ".join([ctx.command_path, *ctx.command.collect_usage_pieces(ctx)]))


def show_usage_error(error: click.ClickException, say: Say, language: Language) -> None:
    """Tell on stderr what is wrong with the command line, how the command is called, and where to read more."""
    style, columns = style_of(sys.stderr, os.environ), columns_of(sys.stderr)
    label = say(ERROR)
    message = error.format_message()
    if language == "zh":
        # One full stop is not among the words that click lets us translate, nor is the space behind a sentence.
        message = re.sub(r"\.$", "。", message).replace("。 ", "。")
    first, *rest = hang(f"{label}{escape_block(message)}", style.columns, "", "  ")
    lines = [style.paint("bad", label) + first.removeprefix(label), *rest]
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    if ctx is not None:
        lines += ["", *hang(usage_line(ctx, say), columns, "", "  "), say(HINT, command=ctx.command_path)]
    streams.err("\n".join(lines) + "\n")


def _record(param: click.Parameter, ctx: click.Context) -> tuple[str, str] | None:
    return param.get_help_record(ctx) if isinstance(param, click.Option) else None


def _print_help(ctx: click.Context, _param: click.Parameter, asked: Any) -> None:
    if asked and not ctx.resilient_parsing:
        streams.out(ctx.get_help() + "\n")
        ctx.exit()
