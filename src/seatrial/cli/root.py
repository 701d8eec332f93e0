"""The command `seatrial` itself: finds the commands by name and imports only the one that is called."""

import importlib
import signal
import sys
from collections.abc import Sequence
from typing import Any

import click

from seatrial import __version__
from seatrial.cli import streams
from seatrial.cli.language import Say, speaking
from seatrial.cli.options import language_option
from seatrial.cli.overview import ENTRIES, OPTION_VERSION, overview_text
from seatrial.cli.teaching import SOME, help_option, show_usage_error
from seatrial.model.sentence import Sentence
from seatrial.text.words import Language

COMMAND = Sentence("CLI305", "COMMAND …")
MEANT = Sentence("CLI306", "Did you mean {line}?")
OR = Sentence("CLI307", "or")
BEHIND = Sentence("CLI308", "Options of a command stand behind its name.")
NAMES = tuple(entry.name for entry in ENTRIES)


class Root(click.Group):
    """The group of all commands."""

    def __init__(self, say: Say, language: Language) -> None:
        version = click.Option(
            ["--version"], is_flag=True, is_eager=True, expose_value=False, help=say(OPTION_VERSION), callback=_print_version
        )
        super().__init__(
            "seatrial",
            params=[language_option(say), version, help_option(say)],
            add_help_option=False,
            options_metavar=say(SOME),
            subcommand_metavar=say(COMMAND),
        )
        self.say = say
        self.language = language

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order of a release."""
        del ctx
        return list(NAMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command by its name; None where there is none."""
        del ctx
        if cmd_name not in NAMES:
            return None
        command: click.Command = importlib.import_module(f"seatrial.cli.{cmd_name}").command(self.say, self.language)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read what stands before the command; of an option that does not belong there, say where it does."""
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            raise click.UsageError(f"{error.format_message()} {self.say(BEHIND)}", ctx) from error

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; where there is none, say what may have been meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from seatrial.cli.meant import meant  # noqa: PLC0415  (only where a word is unknown)

            lines = meant(args[0], NAMES)
            if not lines:
                raise
            hint = self.say(MEANT, line=f" {self.say(OR)} ".join(f"`{line}`" for line in lines))
            raise click.UsageError(f"{error.message} {hint}", ctx) from error

    def get_help(self, ctx: click.Context) -> str:
        """Return the overview."""
        del ctx
        return overview_text(self.say, sys.stdout).rstrip("\n")


def call(args: Sequence[str], language: Language) -> int:
    """Parse a command line with click, carry it out, and return its exit status."""
    if language == "zh":
        from seatrial.cli.click_chinese import speak_chinese  # noqa: PLC0415  (nothing to do in English)

        speak_chinese()
    say = speaking(language)
    _end_in_order()
    try:
        status = Root(say, language).main(list(args), prog_name="seatrial", standalone_mode=False)
    except click.ClickException as error:
        show_usage_error(error, say, language)
        return error.exit_code
    except click.Abort as error:  # click's word for Ctrl-C
        raise KeyboardInterrupt from error
    return status if isinstance(status, int) else 0


def _end_in_order() -> None:
    # A closed terminal and a polite kill end a run as Ctrl-C does: children stopped, nothing temporary left, the journal closed.
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


def _print_version(ctx: click.Context, _param: click.Parameter, asked: Any) -> None:
    if asked and not ctx.resilient_parsing:
        streams.out(f"seatrial {__version__}\n")
        ctx.exit()
