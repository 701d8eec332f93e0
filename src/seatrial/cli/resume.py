"""`seatrial resume`: go on with what was interrupted."""

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from seatrial.cli.language import Say
from seatrial.cli.options import FOLDER, common, fail_on, folder
from seatrial.cli.teaching import Lesson, Teaching
from seatrial.model.sentence import Sentence
from seatrial.text.words import Language

if TYPE_CHECKING:
    from seatrial.model.finding import Severity

LESSON = Lesson(
    text=(
        Sentence(
            "CLI150",
            "Go on with the release of this project that was interrupted: what was done is not done again, what was in doubt is settled first.",
        ),
    ),
    arguments=(FOLDER,),
    examples=(("seatrial resume", Sentence("CLI151", "Go on in this folder.")),),
)


def command(say: Say, language: Language) -> click.Command:
    """Return the command in a language."""
    return Teaching("resume", say, LESSON, [folder(), fail_on(say), *common(say, reports=True)], partial(_run, language))


def _run(language: Language, folder: str, fail_on: "Severity", **asked: Any) -> int:
    from seatrial.app.resume import resume  # noqa: PLC0415  (help answers without it)
    from seatrial.cli.ending import end  # noqa: PLC0415
    from seatrial.cli.manner import manner_of, showing, world_of  # noqa: PLC0415

    manner = manner_of(language, **asked)
    with showing(manner) as shown:
        outcome = resume(world_of(manner, shown), folder)
    return end(outcome, manner, folder, (), fail_on)
