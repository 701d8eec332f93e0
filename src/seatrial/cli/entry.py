"""From the arguments of a process to its exit status; the overview, and a check of plain paths, do without the command line library."""

import os
import sys
from collections.abc import Sequence
from typing import TextIO

from seatrial.cli import streams
from seatrial.cli.boundary import USAGE, guarded
from seatrial.cli.language import language_of, speaking, without_language
from seatrial.text.words import Language

NO_CODE = "--no-code"
"""The option of `check` that is known here too: whoever is in a hurry asks for it."""


def run(args: Sequence[str]) -> int:
    """Carry out a command line and return its exit status. Nothing is raised."""
    streams.prepare()
    language = language_of(args, os.environ)
    return guarded(lambda: _answer(args, language), language, args)


def _answer(args: Sequence[str], language: Language) -> int:
    asked = without_language(args, language)
    if asked in (["--help"], ["-h"]):
        streams.out(_overview(language, sys.stdout))
        return 0
    if not asked:
        streams.err(_overview(language, sys.stderr))
        return USAGE
    paths = [word for word in asked[1:] if word != NO_CODE]
    if asked[0] == "check" and not any(word.startswith("-") for word in paths):
        from seatrial.cli.checking import run_check  # noqa: PLC0415

        return run_check(language, paths, "error", None, no_code=NO_CODE in asked, quiet=False, plain=False, data=None)
    from seatrial.cli.root import call  # noqa: PLC0415  (the overview answers without click)

    return call(args, language)


def _overview(language: Language, stream: TextIO) -> str:
    from seatrial.cli.overview import overview_text  # noqa: PLC0415  (only help needs it here)

    return overview_text(speaking(language), stream)
