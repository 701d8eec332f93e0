"""`seatrial status`: how the project stands on its way to a release, and what is next."""

from functools import partial
from typing import Any

import click

from seatrial.cli import streams
from seatrial.cli.language import Say
from seatrial.cli.options import FOLDER, common, folder
from seatrial.cli.overview import LOOKING
from seatrial.cli.teaching import Lesson, Teaching
from seatrial.model.sentence import Sentence
from seatrial.text.words import Language

LESSON = Lesson(
    text=(
        Sentence(
            "CLI190",
            "Say how the project stands on its way to a release: the tree, the tag, the files in dist/, the rehearsal of this commit, a release that was begun, the embedded index; and what is to be done next.",
        ),
        Sentence(
            "CLI191",
            "Nothing is run, built, sent or written. No connection is opened, unless --online is given: then TestPyPI and PyPI are asked for the project's list of files.",
        ),
    ),
    arguments=(FOLDER,),
    examples=(
        ("seatrial status", Sentence("CLI192", "How the project in this folder stands.")),
        ("seatrial status --online", Sentence("CLI437", "Look at TestPyPI and PyPI too.")),
        ("seatrial status --format json", Sentence("CLI193", "The same for a machine.")),
    ),
    statuses=LOOKING,
)

ONLINE = Sentence("CLI438", "Ask TestPyPI and PyPI what they have of the project; else only what was done from here is told.")


def command(say: Say, language: Language) -> click.Command:
    """Return the command in a language."""
    return Teaching(
        "status", say, LESSON, [folder(), click.Option(["--online"], is_flag=True, help=say(ONLINE)), *common(say)], partial(_run, language)
    )


def _run(language: Language, folder: str, *, online: bool, **asked: Any) -> int:
    from seatrial.app.status import status  # noqa: PLC0415  (help answers without it)
    from seatrial.cli.manner import manner_of, print_json, showing, world_of  # noqa: PLC0415
    from seatrial.core.status import next_step  # noqa: PLC0415

    manner = manner_of(language, **asked)
    with showing(manner) as shown:
        found = status(world_of(manner, shown), folder, online=online)
    step = next_step(found)
    if manner.json:
        from seatrial.report.data import status_json  # noqa: PLC0415  (only where it is asked for)

        print_json(status_json(found, step, language))
    else:
        from seatrial.report.terminal_status import status_text  # noqa: PLC0415
        from seatrial.report.typed import Typed  # noqa: PLC0415

        streams.out(status_text(found, step, language, manner.out, Typed(folder, (), manner.data), quiet=manner.quiet))
    return 0
