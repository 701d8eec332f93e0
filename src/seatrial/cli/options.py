"""The options that commands share."""

import os
from collections.abc import Callable, Sequence
from typing import Any

import click

from seatrial.cli.language import Say
from seatrial.cli.overview import OPTION_LANG
from seatrial.model.sentence import Sentence

FORMAT = Sentence("CLI070", "Text for people, or one JSON object on stdout.")
FORMS = Sentence(
    "CLI242",
    "What stdout gets: text for people, one JSON object, SARIF for code scanning, annotations in a workflow of GitHub, or JUnit XML for the test results of other services.",
)
QUIET = Sentence("CLI071", "Say only what is wrong.")
VERBOSE = Sentence(
    "CLI243",
    "Tell more: commands that are run, versions, logs, notes in full, where rules come from; -vv: what builds and installers print, as it comes.",
)
REPORT = Sentence(
    "CLI244",
    "Write a report to this file too; its ending says which: .html (a page for people), .json, .sarif, .xml (JUnit). May be given several times.",
)
EVENTS = Sentence("CLI245", "Write what happens to this file as it happens: one JSON object in each line.")
UNKNOWN_ENDING = Sentence("CLI246", "{value} ends in none of the forms that are known: {known}.")
NO_STDOUT = Sentence("CLI247", "events go to a file, not to stdout, which is for the result; name a file or a pipe.")
TWICE = Sentence("CLI248", "{value} is named twice.")
SAME_FILE = Sentence("CLI252", "{value} is the file of {other} too; each needs its own.")
NO_NAME = Sentence("CLI253", "an empty value names nothing.")
COLOUR = Sentence("CLI072", "No colour, as with NO_COLOR.")
FAIL_ON = Sentence("CLI073", "End with status 1 from this severity on.")
DATA = Sentence("CLI074", "Keep everything outside of projects in this folder, as with SEATRIAL_DATA.")
PLAN = Sentence("CLI137", "Write the plan as JSON to this file.")
DRY_RUN = Sentence("CLI136", "Print the plan and change nothing.")
PYTHON = Sentence("CLI210", "Install for this Python, a version or a path; for several if repeated. None is downloaded.")
LIMIT = Sentence("CLI075", "Size that the index grants to one file: MiB, or with a unit such as 1GiB.")
NOT_A_SIZE = Sentence("CLI076", "{value} is not a size; write for example 250 (MiB), 1GiB or 800MB.")

FORM_NAMES = ("text", "json", "sarif", "github", "junit")
REPORTS = {".html": "html", ".htm": "html", ".sarif": "sarif", ".sarif.json": "sarif", ".json": "json", ".xml": "junit"}
"""The form that the ending of a report's name asks for; the first that fits counts."""
BUILD_TWICE = Sentence(
    "CLI230", "Build a second time in another place, time zone and umask, and name what differs. Side by side on two processors."
)

ALONE = Sentence("CLI394", "Never ask for anything.")
FOLDER = ("DIR", Sentence("CLI077", "The project's folder; the current one where none is given."))
"""The argument `DIR` in the help of a command."""


def folder() -> click.Argument:
    """Return the argument that names the project's folder."""
    return click.Argument(["folder"], default=".", metavar="[DIR]")


def language_option(say: Say) -> click.Option:
    """Return `--lang`, which was read before the command line was parsed; here it is only checked."""
    return click.Option(["--lang"], type=click.Choice(["en", "zh"]), expose_value=False, help=say(OPTION_LANG))


def common(say: Say, *, formats: bool = True, reports: bool = False) -> list[click.Parameter]:
    """Return the options that every command takes.

    `formats` where it has a result for machines too; `reports` where it has one in every form, as files too, and events on the way.
    """
    choice = click.Choice(FORM_NAMES if reports else FORM_NAMES[:2])
    form = click.Option(["--format", "form"], type=choice, default="text", show_default=True, help=say(FORMS if reports else FORMAT))
    return [
        *([form] if formats else []),
        *(_reports(say) if reports else []),
        click.Option(["-q", "--quiet"], is_flag=True, help=say(QUIET)),
        click.Option(["-v", "--verbose"], count=True, help=say(VERBOSE)),
        click.Option(["--no-color", "plain"], is_flag=True, help=say(COLOUR)),
        language_option(say),
        click.Option(["--data"], metavar="DIR", help=say(DATA)),
    ]


def _reports(say: Say) -> list[click.Parameter]:
    return [
        click.Option(["--report", "reports"], multiple=True, metavar="FILE", callback=_forms(say), help=say(REPORT)),
        click.Option(["--events"], metavar="FILE", callback=_events(say), help=say(EVENTS)),
    ]


def _forms(say: Say) -> Callable[[click.Context, click.Parameter, Sequence[str]], tuple[tuple[str, str], ...]]:
    def read(ctx: click.Context, param: click.Parameter, paths: Sequence[str]) -> tuple[tuple[str, str], ...]:
        named: list[tuple[str, str]] = []
        for path in paths:
            form = next((form for ending, form in REPORTS.items() if path.lower().endswith(ending)), None)
            if form is None:
                raise click.BadParameter(say(UNKNOWN_ENDING, value=repr(path), known=" ".join(REPORTS)), ctx, param)
            if any(_same(path, other) for other, _ in named):
                raise click.BadParameter(say(TWICE, value=repr(path)), ctx, param)
            named.append((path, form))
        _apart(say, ctx, param, paths)
        return tuple(named)

    return read


def plan_option(say: Say) -> click.Option:
    """Return `--plan`."""

    def read(ctx: click.Context, param: click.Parameter, path: str | None) -> str | None:
        _apart(say, ctx, param, () if path is None else (path,))
        return path

    return click.Option(["--plan", "plan_file"], metavar="FILE", callback=read, help=say(PLAN))


def _same(path: str, other: str) -> bool:
    return os.path.realpath(path) == os.path.realpath(other)


def _apart(say: Say, ctx: click.Context, param: click.Parameter, paths: Sequence[str]) -> None:
    # Whichever of the options is read last knows what the others name.
    others = {
        "--report": [path for path, _ in ctx.params.get("reports") or ()],
        "--events": [ctx.params["events"][0]] if ctx.params.get("events") else [],
        "--plan": [ctx.params["plan_file"]] if ctx.params.get("plan_file") else [],
    }
    for other, taken in others.items():
        for path in paths if other not in param.opts else ():
            if any(_same(path, one) for one in taken):
                raise click.BadParameter(say(SAME_FILE, value=repr(path), other=other), ctx, param)


def _events(say: Say) -> Callable[[click.Context, click.Parameter, str | None], tuple[str, str] | None]:
    def read(ctx: click.Context, param: click.Parameter, path: str | None) -> tuple[str, str] | None:
        if path == "-":
            raise click.BadParameter(say(NO_STDOUT), ctx, param)
        if path == "":
            raise click.BadParameter(say(NO_NAME), ctx, param)
        _apart(say, ctx, param, () if path is None else (path,))
        return None if path is None else (path, str(ctx.info_name))

    return read


def alone(say: Say) -> click.Option:
    """Return the option that keeps a command from asking."""
    return click.Option(["--non-interactive"], is_flag=True, help=say(ALONE))


def python_option(say: Say) -> click.Option:
    """Return `--python`."""

    def read(ctx: click.Context, param: click.Parameter, asked: tuple[str, ...]) -> tuple[str, ...]:
        if not all(map(str.strip, asked)):
            raise click.BadParameter(say(NO_NAME), ctx, param)
        return asked

    return click.Option(["--python", "pythons"], multiple=True, metavar="PYTHON", callback=read, help=say(PYTHON))


def python_words(asked: Sequence[str]) -> list[str]:
    """Return `--python` for each Python that was asked for, as it is typed."""
    return [word for one in asked for word in ("--python", one)]


def fail_on(say: Say) -> click.Option:
    """Return `--fail-on`."""
    return click.Option(
        ["--fail-on"], type=click.Choice(["error", "warning", "note"]), default="error", show_default=True, help=say(FAIL_ON)
    )


def dry_run_option(say: Say) -> click.Option:
    """Return `--dry-run`."""
    return click.Option(["--dry-run"], is_flag=True, help=say(DRY_RUN))


def twice_option(say: Say) -> click.Option:
    """Return `--twice`."""
    return click.Option(["--twice"], is_flag=True, help=say(BUILD_TWICE))


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
