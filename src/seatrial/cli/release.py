"""`seatrial release`: build, upload, verify and tag."""

from functools import partial
from typing import Any

import click

from seatrial.cli.language import Say
from seatrial.cli.options import FOLDER, common, dry_run_option, fail_on, file_limit, folder, plan_option, python_option, python_words
from seatrial.cli.teaching import Lesson, Teaching
from seatrial.model.sentence import Sentence
from seatrial.text.words import Language

LESSON = Lesson(
    text=(
        Sentence(
            "CLI130",
            "Check and build the project, upload it to an index, install it back from there and try it; then tag the commit. What was interrupted goes on where it stopped.",
        ),
        Sentence(
            "CLI131",
            "Runs code of the project. Nothing is sent while an error is known; the tag is made only after everything is verified.",
        ),
    ),
    arguments=(FOLDER,),
    examples=(
        ("seatrial release --to local --dry-run", Sentence("CLI132", "Show the plan and change nothing.")),
        ("seatrial release --to local", Sentence("CLI133", "Release to the embedded index that stays; `seatrial index` serves it.")),
        ("seatrial release --to local --push", Sentence("CLI134", "Push the tag too, when everything is done.")),
        ("seatrial release --to pypi", Sentence("CLI398", "Release to PyPI. That cannot be undone: rehearse before.")),
    ),
)
TO = Sentence(
    "CLI135", "The index: `local` (the embedded one that stays), pypi, testpypi, a section of .pypirc, or an address for uploads."
)
PUSH = Sentence("CLI138", "Push the tag when everything else is done.")
ABANDON = Sentence("CLI139", "Give up an interrupted release that is in the way, and begin this one.")

OWN = ("to", "push", "dry_run", "plan_file", "abandon", "file_limit", "pythons", "fail_on")
"""Options that are handed on as they are."""


def command(say: Say, language: Language) -> click.Command:
    """Return the command in a language."""
    params = [
        folder(),
        click.Option(["--to"], required=True, metavar="INDEX", help=say(TO)),
        dry_run_option(say),
        plan_option(say),
        click.Option(["--push"], is_flag=True, help=say(PUSH)),
        click.Option(["--abandon"], is_flag=True, help=say(ABANDON)),
        python_option(say),
        fail_on(say),
        file_limit(say),
        *common(say, reports=True),
    ]
    return Teaching("release", say, LESSON, params, partial(_run, language))


def _run(language: Language, folder: str, **asked: Any) -> int:
    from seatrial.app.release import release  # noqa: PLC0415  (help answers without it)
    from seatrial.cli.ending import end  # noqa: PLC0415
    from seatrial.cli.manner import manner_of, showing, world_of  # noqa: PLC0415
    from seatrial.model.release import ReleaseOptions  # noqa: PLC0415

    options = ReleaseOptions(**{name: asked.pop(name) for name in OWN})
    manner = manner_of(language, **asked)
    with showing(manner) as shown:
        outcome = release(world_of(manner, shown), folder, options)
    strict = [] if options.fail_on == "error" else ["--fail-on", options.fail_on]
    return end(outcome, manner, folder, [*(["--push"] if options.push else []), *python_words(options.pythons), *strict], options.fail_on)
