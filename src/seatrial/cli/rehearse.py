"""`seatrial rehearse`: the whole release on an index that is thrown away."""

from functools import partial
from typing import Any

import click

from seatrial.cli.language import Say
from seatrial.cli.options import FOLDER, common, fail_on, file_limit, folder, python_option, python_words, twice_option
from seatrial.cli.teaching import Lesson, Teaching
from seatrial.model.sentence import Sentence
from seatrial.text.words import Language

LESSON = Lesson(
    text=(
        Sentence(
            "CLI120",
            "Check and build the project, upload it to an embedded index that answers as PyPI does and is thrown away, install it back with pip and uv, import it, and run its scripts and smoke commands.",
        ),
        Sentence(
            "CLI121", "Runs code of the project. Nothing is published, nothing in the project is changed but `dist/` and `.seatrial/`."
        ),
    ),
    arguments=(FOLDER,),
    examples=(
        ("seatrial rehearse", Sentence("CLI122", "Rehearse the release of the project in this folder.")),
        ("seatrial rehearse --offline", Sentence("CLI123", "Ask PyPI nothing: neither for the name nor for the release before.")),
        (
            "seatrial rehearse --to testpypi",
            Sentence("CLI404", "Rehearse on TestPyPI; what is needed besides comes from your own index, never from there."),
        ),
        ("seatrial rehearse --format json > report.json", Sentence("CLI124", "Keep the result for a machine; progress stays visible.")),
        ("seatrial rehearse --report out.html --events out.ndjson", Sentence("CLI251", "A page about it all, and every event on the way.")),
    ),
)
TO = Sentence(
    "CLI403", "Rehearse at an index that keeps what it takes: testpypi, a section of .pypirc, or an address for uploads. Nothing is tagged."
)
OWN = ("to", "file_limit", "twice", "pythons")
"""Options that are handed on as they are."""
OFFLINE = Sentence("CLI125", "Do not ask any index whether the name is free and what changed since the last release.")


def command(say: Say, language: Language) -> click.Command:
    """Return the command in a language."""
    offline = click.Option(["--offline"], is_flag=True, help=say(OFFLINE))
    to = click.Option(["--to"], metavar="INDEX", help=say(TO))
    return Teaching(
        "rehearse",
        say,
        LESSON,
        [folder(), to, offline, twice_option(say), python_option(say), fail_on(say), file_limit(say), *common(say, reports=True)],
        partial(_run, language),
    )


def _run(language: Language, folder: str, **asked: Any) -> int:
    from seatrial.app.rehearse import rehearse  # noqa: PLC0415  (help answers without it)
    from seatrial.cli.ending import end  # noqa: PLC0415
    from seatrial.cli.manner import manner_of, showing, world_of  # noqa: PLC0415
    from seatrial.model.release import RehearseOptions  # noqa: PLC0415

    fail_on, offline = asked.pop("fail_on"), asked.pop("offline")
    options = RehearseOptions(online=not offline, **{name: asked.pop(name) for name in OWN})
    manner = manner_of(language, **asked)
    with showing(manner) as shown:
        outcome = rehearse(world_of(manner, shown), folder, options)
    flags = [flag for flag, asked_for in (("--offline", offline), ("--twice", options.twice)) if asked_for]
    to = ["--to", options.to] if options.to else []
    return end(outcome, manner, folder, [*to, *flags, *python_words(options.pythons)], fail_on)
