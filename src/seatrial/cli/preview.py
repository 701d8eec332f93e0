"""`seatrial preview`: the project page as PyPI will show it, in the browser."""

import os
from functools import partial
from typing import Any

import click

from seatrial.cli import streams
from seatrial.cli.language import Say
from seatrial.cli.options import common
from seatrial.cli.overview import SERVING
from seatrial.cli.teaching import Lesson, Teaching
from seatrial.model.sentence import Said, Sentence
from seatrial.text.words import Language

LESSON = Lesson(
    text=(
        Sentence(
            "CLI170",
            "Show the page of a project as PyPI will show it, in the browser: rendered by the library that PyPI uses, before anything is built or uploaded. A reload shows what was edited.",
        ),
        Sentence("CLI171", "Prints `ready ADDRESS` as soon as it answers, and ends with Ctrl-C. Runs no code of the project."),
    ),
    arguments=(("FILE", Sentence("CLI172", "A README, a wheel, an sdist, or a project folder; the current folder where none is given.")),),
    examples=(
        ("seatrial preview", Sentence("CLI173", "The page of the project in this folder.")),
        ("seatrial preview README.md", Sentence("CLI174", "The page that this README makes.")),
        ("seatrial preview dist/demo-1.0.tar.gz", Sentence("CLI175", "The page that this file makes.")),
    ),
    statuses=SERVING,
)
PORT = Sentence("CLI176", "Port to listen on; 0 takes a free one.")
NO_BROWSER = Sentence("CLI177", "Only print the address.")
BY_HAND = Sentence("CLI178", "No browser was found: open {url} yourself.")


def command(say: Say, language: Language) -> click.Command:
    """Return the command in a language."""
    params = [
        click.Argument(["path"], required=False, metavar="[FILE]"),
        click.Option(["--port"], type=click.IntRange(0, 65535), default=0, show_default=True, metavar="N", help=say(PORT)),
        click.Option(["--no-browser", "closed"], is_flag=True, help=say(NO_BROWSER)),
        *common(say, formats=False),
    ]
    return Teaching("preview", say, LESSON, params, partial(_run, language))


def _run(language: Language, path: str | None, port: int, *, closed: bool, **asked: Any) -> int:
    import threading  # noqa: PLC0415  (help answers without it)

    from seatrial.app.preview import preview  # noqa: PLC0415
    from seatrial.cli.manner import manner_of, showing, world_of  # noqa: PLC0415
    from seatrial.edge.browser import show  # noqa: PLC0415
    from seatrial.model.event import Told  # noqa: PLC0415

    manner = manner_of(language, **asked)
    with showing(manner) as shown, preview(world_of(manner, shown), path, language=language, port=port) as url:
        streams.out(f"ready {url}\n")
        if not closed and not show(url, os.environ):
            shown.tell(Told("index", "note", Said(BY_HAND, {"url": url})))
        threading.Event().wait()
    return 0
