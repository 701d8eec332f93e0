"""`seatrial check`: the verdict on files and projects."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from seatrial.cli import streams
from seatrial.cli.boundary import CLEAN, FINDINGS
from seatrial.cli.language import Say
from seatrial.cli.options import common, fail_on, file_limit
from seatrial.cli.teaching import Lesson, Teaching
from seatrial.model.sentence import Sentence
from seatrial.text.words import Language

if TYPE_CHECKING:
    from seatrial.model.finding import Severity

LESSON = Lesson(
    text=(
        Sentence(
            "CLI100",
            "Say of each file what PyPI would answer to its upload, in PyPI's own words, and what PyPI accepts but users regret. Of a project folder, say what its build files and its tree tell.",
        ),
        Sentence(
            "CLI101", "Nothing is run, built or sent, and no connection is opened. One bad file never stops the others from being judged."
        ),
    ),
    arguments=(("PATH…", Sentence("CLI102", "Wheels, sdists, or project folders; the current folder where none is given.")),),
    examples=(
        ("seatrial check dist/*", Sentence("CLI103", "Judge every file that was built.")),
        ("seatrial check", Sentence("CLI104", "Judge the project in this folder.")),
        ("seatrial check --fail-on warning dist/*", Sentence("CLI105", "Fail on warnings too.")),
        ("seatrial check --format json dist/*", Sentence("CLI106", "The same for a machine.")),
    ),
)


def command(say: Say, language: Language) -> click.Command:
    """Return the command in a language."""
    params = [click.Argument(["paths"], nargs=-1, metavar="[PATH]..."), fail_on(say), file_limit(say), *common(say)]
    return Teaching("check", say, LESSON, params, partial(_run, language))


def _run(language: Language, paths: Sequence[str], fail_on: "Severity", file_limit: int | None, **asked: Any) -> int:
    from seatrial.app.check import check  # noqa: PLC0415  (help answers without it)
    from seatrial.cli.manner import manner_of, print_json, showing, world_of  # noqa: PLC0415
    from seatrial.core.profile import PYPI  # noqa: PLC0415
    from seatrial.report.summary import fails  # noqa: PLC0415

    manner = manner_of(language, **asked)
    with showing(manner) as shown:
        report = check(world_of(manner, shown), tuple(paths) or (".",), PYPI, file_limit)
    if manner.json:
        from seatrial.report.data import report_json  # noqa: PLC0415

        print_json(report_json(report, language))
    else:
        from seatrial.report.terminal_check import check_text  # noqa: PLC0415

        streams.out(check_text(report, language, manner.out, quiet=manner.quiet))
    return FINDINGS if fails(report.findings, fail_on) else CLEAN
