"""`seatrial check`: the verdict on files and projects."""

from functools import partial
from typing import Any

import click

from seatrial.cli.checking import run_check
from seatrial.cli.language import Say
from seatrial.cli.options import common, file_limit
from seatrial.cli.options import fail_on as fail_on_option
from seatrial.cli.overview import JUDGING
from seatrial.cli.teaching import Lesson, Teaching
from seatrial.model.finding import Severity
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
RUN = Sentence(
    "CLI525",
    "For a project: first rehearse it and run its tests against the installed wheel, as far as that was not done with exactly this tree. This runs code of the project, and installs what it needs from your own index.",
)
FIX = Sentence(
    "CLI535",
    "For a project: show as a diff what can be mended without doubt, and change the files, all or none, if you say yes. Then check.",
)
SURE = Sentence("CLI536", "With --fix: yes, without being asked.")
NOT_ASKED = Sentence(
    "CLI538", "--yes answers the question that --fix asks, and without --fix nothing is asked: `seatrial check --fix --yes`."
)
LESSON = Lesson(
    text=(
        Sentence(
            "CLI100",
            "Say of each file what PyPI would answer to its upload, in PyPI's own words, and what PyPI accepts but users regret. Of a project folder, say what its build files and its tree tell, and which lines of the checklist before a release are true.",
        ),
        Sentence(
            "CLI101",
            "Without --run nothing is run or built, and without --online or --run no connection is opened. One bad file never stops the others from being judged.",
        ),
    ),
    arguments=(("PATH…", Sentence("CLI102", "Wheels, sdists, or project folders; the current folder where none is given.")),),
    examples=(
        ("seatrial check dist/*", Sentence("CLI103", "Judge every file that was built.")),
        ("seatrial check", Sentence("CLI104", "Judge the project in this folder.")),
        ("seatrial check --online", Sentence("CLI511", "The same, and ask the index and the remote.")),
        ("seatrial check --fix", Sentence("CLI537", "Mend what is beyond doubt, after showing it.")),
        ("seatrial check --run", Sentence("CLI526", "Build, rehearse and test it first. Runs its code.")),
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
        fail_on_option(say),
        file_limit(say),
        click.Option(["--no-code"], is_flag=True, help=say(NO_CODE)),
        click.Option(["--online"], is_flag=True, help=say(ONLINE)),
        click.Option(["--run"], is_flag=True, help=say(RUN)),
        click.Option(["--fix"], is_flag=True, help=say(FIX)),
        click.Option(["--yes"], is_flag=True, help=say(SURE)),
        *common(say, reports=True),
    ]
    return Teaching("check", say, LESSON, params, partial(_check, say, language))


def _check(say: Say, language: Language, paths: tuple[str, ...], fail_on: Severity, file_limit: int | None, **asked: Any) -> int:
    if asked["yes"] and not asked["fix"]:
        raise click.UsageError(say(NOT_ASKED), click.get_current_context())
    return run_check(language, paths, fail_on, file_limit, **asked)
