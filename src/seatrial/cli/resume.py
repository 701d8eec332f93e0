"""`seatrial resume`: go on with what was interrupted, or give it up."""

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from seatrial.cli.language import Say
from seatrial.cli.options import FOLDER, alone, common, fail_on, folder
from seatrial.cli.teaching import Lesson, Teaching
from seatrial.model.sentence import Sentence
from seatrial.text.words import Language

if TYPE_CHECKING:
    from seatrial.model.finding import Severity

LESSON = Lesson(
    text=(
        Sentence(
            "CLI150",
            "Go on with the release, the upload or the bump that was interrupted in this project; outside of a project, with an upload that was interrupted outside of any. What was done is not done again, what was in doubt is settled first.",
        ),
        Sentence(
            "CLI440",
            "A token goes only to an index that you name yourself: where an address for uploads stands in the journal alone, it is to be named again with --repository-url.",
        ),
    ),
    arguments=(FOLDER,),
    examples=(
        ("seatrial resume", Sentence("CLI151", "Go on in this folder.")),
        (
            "seatrial resume --repository-url https://index.example/legacy/",
            Sentence("CLI441", "Go on with an upload to an index that has no name in .pypirc."),
        ),
        ("seatrial resume --abandon", Sentence("CLI442", "Give up what was interrupted: say what is live, send nothing.")),
    ),
)
URL = Sentence("CLI443", "The index of what was interrupted, by its address for uploads, named anew.")
ABANDON = Sentence(
    "CLI444", "Give it up: its journal is set aside, and nothing more is sent. Files that a bump left half changed are set back."
)
ID = Sentence("CLI445", "Which one is meant, where several were interrupted.")


def command(say: Say, language: Language) -> click.Command:
    """Return the command in a language."""
    params = [
        folder(),
        click.Option(["--repository-url"], metavar="URL", help=say(URL)),
        click.Option(["--id"], metavar="ID", help=say(ID)),
        click.Option(["--abandon"], is_flag=True, help=say(ABANDON)),
        alone(say),
        fail_on(say),
        *common(say, reports=True),
    ]
    return Teaching("resume", say, LESSON, params, partial(_run, language))


def _run(language: Language, folder: str, fail_on: "Severity", **asked: Any) -> int:
    from seatrial.app.resume import resume  # noqa: PLC0415  (help answers without it)
    from seatrial.cli.ending import end  # noqa: PLC0415
    from seatrial.cli.manner import manner_of, showing, world_of  # noqa: PLC0415
    from seatrial.model.resumption import ResumeOptions  # noqa: PLC0415

    options = ResumeOptions(
        asked.pop("id"), asked.pop("repository_url"), asked.pop("abandon"), interactive=not asked.pop("non_interactive")
    )
    manner = manner_of(language, **asked)
    with showing(manner) as shown:
        outcome = resume(world_of(manner, shown), folder, options)
    return end(outcome, manner, folder, (), fail_on)
