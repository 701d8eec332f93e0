"""The options that commands share."""

from collections.abc import Callable
from typing import Any

import click

from seatrial.cli.language import Say
from seatrial.cli.overview import OPTION_LANG
from seatrial.model.sentence import Sentence

FORMAT = Sentence("CLI070", "Text for people, or one JSON object on stdout.")
QUIET = Sentence("CLI071", "Say only what is wrong.")
COLOUR = Sentence("CLI072", "No colour, as with NO_COLOR.")
FAIL_ON = Sentence("CLI073", "End with status 1 from this severity on.")
DATA = Sentence("CLI074", "Keep everything outside of projects in this folder, as with SEATRIAL_DATA.")
LIMIT = Sentence("CLI075", "Size that the index grants to one file: MiB, or with a unit such as 1GiB.")
NOT_A_SIZE = Sentence("CLI076", "{value} is not a size; write for example 250 (MiB), 1GiB or 800MB.")

FOLDER = ("DIR", Sentence("CLI077", "The project's folder; the current one where none is given."))
"""The argument `DIR` in the help of a command."""


def folder() -> click.Argument:
    """Return the argument that names the project's folder."""
    return click.Argument(["folder"], default=".", metavar="[DIR]")


def language_option(say: Say) -> click.Option:
    """Return `--lang`, which was read before the command line was parsed; here it is only checked."""
    return click.Option(["--lang"], type=click.Choice(["en", "zh"]), expose_value=False, help=say(OPTION_LANG))


def common(say: Say, *, formats: bool = True) -> list[click.Parameter]:
    """Return the options that every command takes; `formats` where it has a result for machines too."""
    form = click.Option(["--format", "form"], type=click.Choice(["text", "json"]), default="text", show_default=True, help=say(FORMAT))
    return [
        *([form] if formats else []),
        click.Option(["-q", "--quiet"], is_flag=True, help=say(QUIET)),
        click.Option(["--no-color", "plain"], is_flag=True, help=say(COLOUR)),
        language_option(say),
        click.Option(["--data"], metavar="DIR", help=say(DATA)),
    ]


def fail_on(say: Say) -> click.Option:
    """Return `--fail-on`."""
    return click.Option(
        ["--fail-on"], type=click.Choice(["error", "warning", "note"]), default="error", show_default=True, help=say(FAIL_ON)
    )


def file_limit(say: Say) -> click.Option:
    """Return `--file-limit`, as bytes."""
    return click.Option(["--file-limit"], metavar="SIZE", callback=_size(say), help=say(LIMIT))


def _size(say: Say) -> Callable[[click.Context, click.Parameter, Any], int | None]:
    def read(ctx: click.Context, param: click.Parameter, value: Any) -> int | None:
        if value is None:
            return None
        from seatrial.core.settings import parse_size  # noqa: PLC0415  (help answers without it)

        size = parse_size(value)
        if size is None:
            raise click.BadParameter(say(NOT_A_SIZE, value=repr(value)), ctx, param)
        return size

    return read
