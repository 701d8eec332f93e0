"""`seatrial explain`: a rule or a problem by its id, or the list of all."""

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
            "Explain a rule or a problem by its id: what it means, why it matters, a bad and a good example, how to mend it, how PyPI refuses by it and where its source says so, and how to ignore it where that is possible.",
        ),
        Sentence("CLI281", "No file is read and no connection is opened."),
    ),
    arguments=(
        (
            "ID…",
            Sentence(
                "CLI282",
                "Ids as they stand beside findings and problems, in upper or lower case; with --list only their beginnings.",
            ),
        ),
    ),
    examples=(
        ("seatrial explain WHL003", Sentence("CLI283", "What this rule means, and what to do.")),
        ("seatrial explain --list", Sentence("CLI284", "Every rule and every problem, with severity and title.")),
        ("seatrial explain --list whl", Sentence("CLI285", "Those on wheels.")),
        ("seatrial explain WHL003 --format json", Sentence("CLI286", "The same as the first for a machine.")),
    ),
    statuses=(("0", Sentence("CLI287", "explained")), STATUSES[2], ("3", STATUS_3_ALONE), STATUSES[4]),
)
LIST = Sentence("CLI288", "List ids with severity and title.")
NOTHING = Sentence("CLI289", "Name an id such as WHL003, or use --list.")


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
