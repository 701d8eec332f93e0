"""The page of `seatrial --help`: every command with one line, without importing any of them."""

import os
from typing import NamedTuple, TextIO

from seatrial.cli.language import Say
from seatrial.cli.looks import columns_of, style_of
from seatrial.cli.page import Page, Section, draw
from seatrial.model.sentence import Sentence

USAGE = Sentence("CLI010", "Usage: seatrial [--lang en|zh] COMMAND [OPTIONS] …")
INTRO = Sentence(
    "CLI011",
    "Take a Python project from its working tree to a release on PyPI that is known to be accepted, known to install, and known to be the bytes that were checked.",
)
COMMANDS = Sentence("CLI012", "Commands")
OPTIONS = Sentence("CLI013", "Options")
EXAMPLES = Sentence("CLI014", "Examples")
STATUS = Sentence("CLI015", "Exit status")
ENVIRONMENT = Sentence("CLI016", "Environment")
EXAMPLE_HELP = Sentence("CLI017", "Tell more of one command.")
OPTION_LANG = Sentence("CLI018", "Language of everything that is said: English or Simplified Chinese.")
OPTION_VERSION = Sentence("CLI019", "Print the version and exit.")
OPTION_HELP = Sentence("CLI020", "Print this page and exit.")
EXAMPLE_REHEARSE = Sentence("CLI021", "Try the whole release of the project here on an index that is thrown away.")
EXAMPLE_CHECK = Sentence("CLI022", "Say what PyPI would answer to these files.")
EXAMPLE_RELEASE = Sentence("CLI023", "Release to the embedded index that stays, then tag.")

STATUS_0 = Sentence("CLI030", "nothing wrong")
STATUS_1 = Sentence("CLI031", "errors were found, or what --fail-on names")
STATUS_2 = Sentence("CLI032", "wrong usage")
STATUS_3 = Sentence("CLI033", "a problem that stopped it, explained; a refusal by the index is one")
STATUS_4 = Sentence("CLI034", "a bug of seatrial; the traceback is in a file")
STATUS_130 = Sentence("CLI035", "interrupted; `seatrial resume` goes on")
STATUS_3_ALONE = Sentence("CLI179", "a problem that stopped it, explained")
STATUS_130_ALONE = Sentence("CLI180", "interrupted")
STATUS_130_SERVED = Sentence("CLI181", "ended by Ctrl-C")
ENV_LANG = Sentence("CLI036", "en or zh; else the locale decides")
ENV_DATA = Sentence("CLI037", "folder for everything that is kept outside of projects, as --data")
ENV_UPLOAD = Sentence("CLI344", "token for uploads; comes before all others")
ENV_TOKEN = Sentence("CLI038", "token of the embedded index")
ENV_COLOUR = Sentence("CLI039", "set to anything: no colour")

Statuses = tuple[tuple[str, Sentence], ...]
STATUSES: Statuses = (("0", STATUS_0), ("1", STATUS_1), ("2", STATUS_2), ("3", STATUS_3), ("4", STATUS_4), ("130", STATUS_130))
JUDGING: Statuses = (*STATUSES[:3], ("3", STATUS_3_ALONE), ("4", STATUS_4), ("130", STATUS_130_ALONE))
"""Of a command that sends nothing."""
LOOKING: Statuses = (JUDGING[0], *JUDGING[2:])
"""Of a command that only tells."""
SERVING: Statuses = (("2", STATUS_2), ("3", STATUS_3_ALONE), ("4", STATUS_4), ("130", STATUS_130_SERVED))
"""Of a command that runs until it is ended."""


class Entry(NamedTuple):
    """One command: its name, which is also that of its module, and its one line."""

    name: str
    short: Sentence


ENTRIES = (
    Entry("status", Sentence("CLI008", "Show how the project stands, and what is to be done next.")),
    Entry("bump", Sentence("CLI491", "Raise the version in every place that states it, all or none.")),
    Entry("rehearse", Sentence("CLI001", "Check, build, upload to a throw-away index, install back and run.")),
    Entry("release", Sentence("CLI002", "The same on an index that stays, then tag.")),
    Entry("resume", Sentence("CLI003", "Finish what was interrupted, or give it up.")),
    Entry("check", Sentence("CLI004", "Judge files and projects as PyPI would, without sending anything.")),
    Entry("build", Sentence("CLI005", "Build sdist and wheel from a clean copy, and check them.")),
    Entry("upload", Sentence("CLI380", "Send files that are built already to PyPI or another index.")),
    Entry("auth", Sentence("CLI364", "Store a token for uploads, and see which one they use.")),
    Entry("publisher", Sentence("CLI416", "Show what a CI job claims, and what to register for it.")),
    Entry("ci", Sentence("CLI473", "Write the workflow that releases on GitHub, or judge it.")),
    Entry("verify", Sentence("CLI009", "Install a release, files or a place in git afresh, and try.")),
    Entry("index", Sentence("CLI006", "Serve the embedded index to pip, uv, twine and a browser.")),
    Entry("preview", Sentence("CLI007", "Show the project page as PyPI will show it.")),
    Entry("explain", Sentence("CLI290", "Explain an error text, a log, or a rule by its id.")),
)


def overview_text(say: Say, stream: TextIO) -> str:
    """Return the page about all commands as it is drawn on a stream."""
    return draw(overview(say), style_of(stream, os.environ), columns_of(stream))


def overview(say: Say) -> Page:
    """Return the page about all commands."""
    return Page(
        say(USAGE),
        (say(INTRO),),
        (
            Section(say(COMMANDS), tuple((entry.name, say(entry.short)) for entry in ENTRIES)),
            Section(
                say(EXAMPLES),
                (
                    ("seatrial rehearse", say(EXAMPLE_REHEARSE)),
                    ("seatrial check dist/*", say(EXAMPLE_CHECK)),
                    ("seatrial release --to local", say(EXAMPLE_RELEASE)),
                    ("seatrial release --help", say(EXAMPLE_HELP)),
                ),
            ),
            Section(
                say(OPTIONS), (("--lang en|zh", say(OPTION_LANG)), ("--version", say(OPTION_VERSION)), ("-h, --help", say(OPTION_HELP)))
            ),
            statuses(say),
            environment(say, (("SEATRIAL_TOKEN", ENV_UPLOAD), ("SEATRIAL_INDEX_TOKEN", ENV_TOKEN))),
        ),
    )


def statuses(say: Say, rows: Statuses = STATUSES) -> Section:
    """Return the section on exit statuses; `rows` has those that a command can end with."""
    return Section(say(STATUS), tuple((number, say(meaning)) for number, meaning in rows))


def environment(say: Say, more: tuple[tuple[str, Sentence], ...] = ()) -> Section:
    """Return the section on environment variables; `more` has those that not every command reads."""
    rows = (("SEATRIAL_LANG", ENV_LANG), ("SEATRIAL_DATA", ENV_DATA), *more, ("NO_COLOR", ENV_COLOUR))
    return Section(say(ENVIRONMENT), tuple((name, say(meaning)) for name, meaning in rows))
