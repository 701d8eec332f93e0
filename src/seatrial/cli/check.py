"""`seatrial check`: the verdict on files and projects."""

from functools import partial

import click

from seatrial.cli.checking import run_check
from seatrial.cli.language import Say
from seatrial.cli.options import common, fail_on, file_limit
from seatrial.cli.overview import JUDGING
from seatrial.cli.teaching import Lesson, Teaching
from seatrial.model.sentence import Sentence
from seatrial.text.words import Language

NO_CODE = Sentence(
    "CLI291",
    "Do not parse the modules in files: much faster for many files, and leaves out what only users would meet, such as wrong syntax and imports that fail. What PyPI would answer is told all the same.",
)
ONLINE = Sentence(
    "CLI510",
    "For a project: also ask the index whether name and version are free, and the remote repository whether it has newer commits. No login is sent.",
)
LESSON = Lesson(
    text=(
        Sentence(
            "CLI100",
            "Say of each file what PyPI would answer to its upload, in PyPI's own words, and what PyPI accepts but users regret. Of a project folder, say what its build files and its tree tell, and which lines of the checklist before a release are true.",
        ),
        Sentence(
            "CLI101",
            "Nothing is run, built or sent, and no connection is opened without --online. One bad file never stops the others from being judged.",
        ),
    ),
    arguments=(("PATH…", Sentence("CLI102", "Wheels, sdists, or project folders; the current folder where none is given.")),),
    examples=(
        ("seatrial check dist/*", Sentence("CLI103", "Judge every file that was built.")),
        ("seatrial check", Sentence("CLI104", "Judge the project in this folder.")),
        ("seatrial check --online", Sentence("CLI511", "The same, and ask the index and the remote.")),
        ("seatrial check --fail-on warning dist/*", Sentence("CLI105", "Fail on warnings too.")),
        ("seatrial check --format json dist/*", Sentence("CLI106", "The same for a machine.")),
        ("seatrial check --report out.html --report out.sarif", Sentence("CLI250", "A page to look at, and SARIF for code scanning.")),
    ),
    statuses=JUDGING,
)


def command(say: Say, language: Language) -> click.Command:
    """Return the command in a language."""
    params = [
        click.Argument(["paths"], nargs=-1, metavar="[PATH]..."),
        fail_on(say),
        file_limit(say),
        click.Option(["--no-code"], is_flag=True, help=say(NO_CODE)),
        click.Option(["--online"], is_flag=True, help=say(ONLINE)),
        *common(say, reports=True),
    ]
    return Teaching("check", say, LESSON, params, partial(run_check, language))
