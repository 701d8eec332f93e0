"""`seatrial index`: the lasting embedded index as a server."""

from functools import partial
from typing import Any

import click

from seatrial.cli import streams
from seatrial.cli.boundary import CLEAN
from seatrial.cli.language import Say
from seatrial.cli.options import common, file_limit
from seatrial.cli.overview import ENV_TOKEN, SERVING
from seatrial.cli.teaching import Lesson, Teaching
from seatrial.model.sentence import Sentence
from seatrial.text.words import Language

LESSON = Lesson(
    text=(
        Sentence(
            "CLI160",
            "Serve the embedded index that stays. It refuses what PyPI refuses, in PyPI's words, and pip, uv, twine and a browser can use it as they use PyPI.",
        ),
        Sentence(
            "CLI161",
            "Prints `ready ADDRESS` as soon as it answers. Uploads go to `/legacy/`, installers look at `/simple/`, a project's page is `/project/NAME/`. It listens on this machine only; Ctrl-C ends it.",
        ),
    ),
    examples=(
        ("seatrial index", Sentence("CLI162", "Serve it on a free port.")),
        ("seatrial index --port 8000", Sentence("CLI163", "Serve it always at the same address.")),
        ("seatrial index --data /tmp/index --open", Sentence("CLI164", "Another index, for a test, that asks for no token of its own.")),
    ),
    environment=(("SEATRIAL_INDEX_TOKEN", ENV_TOKEN),),
    statuses=SERVING,
)
HOST = Sentence("CLI165", "Address of this machine to listen on.")
PORT = Sentence("CLI166", "Port to listen on; 0 takes a free one.")
TOKEN_FILE = Sentence("CLI167", "File with the token that may upload; else SEATRIAL_INDEX_TOKEN, else one that is made and kept.")
PUBLISHERS = Sentence(
    "CLI405", "JSON file with the Trusted Publishers whose jobs may upload, and their issuers' keys; without it no identity is taken."
)
OPEN = Sentence("CLI168", "Accept any token that has the form of one.")


def command(say: Say, language: Language) -> click.Command:
    """Return the command in a language."""
    port = click.IntRange(0, 65535)
    params = [
        click.Option(["--host"], default="127.0.0.1", show_default=True, metavar="ADDRESS", help=say(HOST)),
        click.Option(["--port"], type=port, default=0, show_default=True, metavar="N", help=say(PORT)),
        click.Option(["--token-file"], metavar="FILE", help=say(TOKEN_FILE)),
        click.Option(["--publishers"], metavar="FILE", help=say(PUBLISHERS)),
        click.Option(["--open", "free"], is_flag=True, help=say(OPEN)),
        file_limit(say),
        *common(say, formats=False),
    ]
    return Teaching("index", say, LESSON, params, partial(_run, language))


def _run(
    language: Language,
    host: str,
    port: int,
    token_file: str | None,
    file_limit: int | None,
    *,
    publishers: str | None,
    free: bool,
    **asked: Any,
) -> int:
    from seatrial.app.serve import ServeOptions, serve  # noqa: PLC0415  (help answers without it)
    from seatrial.cli.manner import manner_of, showing, world_of  # noqa: PLC0415
    from seatrial.core.profile import FILE_LIMIT  # noqa: PLC0415

    manner = manner_of(language, **asked)
    options = ServeOptions(host, port, token_file, free, file_limit or FILE_LIMIT, language, publishers)
    with showing(manner) as shown:
        serve(world_of(manner, shown), options, lambda running: streams.out(f"ready {running.url}\n"))
    return CLEAN
