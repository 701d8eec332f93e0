"""`seatrial explain`: an error text or a log, a rule or a problem by its id, or the list of all."""

from functools import partial
from typing import Any

import click

from seatrial.cli.language import Say
from seatrial.cli.options import common
from seatrial.cli.overview import STATUS_3_ALONE, STATUSES
from seatrial.cli.teaching import Lesson, Teaching
from seatrial.model.sentence import Sentence
from seatrial.text.words import Language

LESSON = Lesson(
    text=(
        Sentence(
            "CLI280",
            "Explain an error: of pip, build, twine, uv, git, a CI or PyPI itself, from one line or a whole log. The likeliest cause comes first, with its line, why it happens, what to do step by step, and where to read on.",
        ),
        Sentence(
            "CLI320",
            "Rules and problems of seatrial are explained by their ids: what they mean, a bad and a good example, how PyPI refuses by them, and how to ignore them where that is possible.",
        ),
        Sentence("CLI281", "No connection is opened. Tokens and passwords in a log are covered before anything is shown."),
    ),
    arguments=(
        ("TEXT", Sentence("CLI321", "The words of an error, with or without quotation marks.")),
        ("FILE", Sentence("CLI322", "A log in any length and encoding, up to 64 MiB.")),
        ("-", Sentence("CLI323", "Read the standard input; needless where something is piped in.")),
        (
            "ID…",
            Sentence(
                "CLI282",
                "Ids as they stand beside findings and problems, in upper or lower case; with --list only their beginnings.",
            ),
        ),
    ),
    examples=(
        (
            'seatrial explain "invalid-publisher: valid token"',
            Sentence("CLI324", "What this error means, and what to do."),
        ),
        ("gh run view --log-failed | seatrial explain", Sentence("CLI325", "Why the run of a workflow failed.")),
        ("seatrial explain build.log --format json", Sentence("CLI286", "The causes in a log, for a machine.")),
        ("seatrial explain WHL003", Sentence("CLI283", "What this rule means, and what to do.")),
        ("seatrial explain --list", Sentence("CLI284", "Every rule, every problem and every error text that is known.")),
        ("seatrial explain --list whl", Sentence("CLI285", "Those on wheels.")),
    ),
    statuses=(("0", Sentence("CLI287", "explained, or nothing in the text is known")), STATUSES[2], ("3", STATUS_3_ALONE), STATUSES[4]),
)
LIST = Sentence("CLI288", "List ids with severity and title.")
NOTHING = Sentence("CLI289", "Give the text of an error, a file, or an id such as WHL003; or use --list.")


def command(say: Say, language: Language) -> click.Command:
    """Return the command in a language."""
    params = [
        click.Argument(["asked"], nargs=-1, metavar="[ID... | TEXT | FILE | -]"),
        click.Option(["--list", "listing"], is_flag=True, help=say(LIST)),
        *common(say),
    ]
    return Teaching("explain", say, LESSON, params, partial(_run, say, language))


def _run(say: Say, language: Language, asked: tuple[str, ...], *, listing: bool, **more: Any) -> int:
    from seatrial.cli.explaining import run_explain  # noqa: PLC0415  (help answers without it)
    from seatrial.cli.manner import manner_of  # noqa: PLC0415

    status = run_explain(asked, manner_of(language, **more), listing=listing)
    if status is None:
        raise click.UsageError(say(NOTHING))
    return status
